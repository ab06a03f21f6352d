/* Reads what was asked: names, a place, a year, and the characters folded to the forms the index has. */
(function (find) {
  "use strict";

  var LONGEST = 200; // characters of a query that are read
  var NAME = 12; // characters of a name, as the index cuts them
  var UNREADABLE = "□○〇×*?？＊囗";
  var DOTS = "•･・‧∙⋅·";
  // Words that stand for any person and say nothing.
  var IDLE = /^(..+)(?:烈士|同志|先生|先烈|英烈)$/; // behind a whole name: 罗同志 may be all that is known of one
  var ANYBODY = /^(?:烈士|先烈|英烈)$/;
  var data = find.data;

  /* Return a character of a name as it is asked. */
  function unitOf(char, table) {
    if (UNREADABLE.indexOf(char) >= 0) { return { char: char, syllables: [], any: true }; }
    return { char: char, syllables: table.chars.get(char.codePointAt(0)) || [], any: false };
  }

  function undotted(said) { return Array.from(said).filter(function (char) { return DOTS.indexOf(char) < 0; }); }

  find.query = function (parts) {
    function fold(said) {
      var plain = said.normalize("NFKC").toLowerCase();
      return parts.sounds().then(function (table) {
        function known(said) {
          return Array.from(said).every(function (char) {
            var code = char.codePointAt(0);
            return !data.isHan(code) || table.chars.has(code);
          });
        }
        function through(said, forms) {
          return known(said) ? said : forms().then(function (old) {
            return Array.from(said, function (char) { return old.get(char) || char; }).join("");
          });
        }
        return Promise.resolve(through(plain, parts.oldForms)).then(function (simple) {
          return through(simple, parts.olderForms);
        }).then(function (simple) { return known(simple) ? simple : parts.moreSounds().then(function () { return simple; }); });
      });
    }

    function shorten(name) {
      return name.length > 2 ? name.replace(/(?:自治县|自治州|省|市|区|县|州|府|厅)$/, "") : name;
    }

    // The places of a name: those that have it, then those that had it, then those whose name differs in the last word.
    // Who says 常德县 does not mean every county of 常德府; but who is filed under 常德市 only may come from there.
    function findPlaces(words, table, known) {
      var wanted = shorten(words), found = [];
      known.forEach(function (place, number) {
        place.names.forEach(function (name, at) {
          if (name === words || (shorten(name) === wanted && (wanted !== words || words.length > 1))) {
            var rank = (name === words ? 0 : 2) + (at > 0);
            found.push({ number: number, code: place.code, old: at > 0 && !/自治/.test(place.names[0] + name), rank: rank });
          }
        });
      });
      var byCode = new Map();
      found.sort(function (a, b) { return a.rank - b.rank; });
      found.forEach(function (hit) { if (!byCode.has(hit.code)) { byCode.set(hit.code, hit); } });
      var list = Array.from(byCode.values());
      if (wanted === words || !list.length || list[0].rank > 1) { return list; }
      list.forEach(function (hit) { hit.alone = hit.rank > 1; });
      return list.filter(function (hit) { return !hit.alone || /00$/.test(hit.code); });
    }

    function countiesOf(hits, known) {
      var counties = new Map();
      hits.forEach(function (hit) {
        var stem = hit.code.replace(/(?:0000|00)$/, "");
        known.forEach(function (place) {
          if (!counties.has(place.code) && (hit.alone ? place.code === hit.code : place.code.indexOf(stem) === 0)) {
            counties.set(place.code, { code: place.code, old: hit.old, wide: stem.length, first: hit.rank === hits[0].rank, alone: hit.alone });
          }
        });
      });
      return counties;
    }

    function placeOf(said, known) {
      if (!said) { return null; }
      var hits = findPlaces(said, null, known);
      for (var size = said.length - 1; !hits.length && size > 1; size -= 1) { // 湖南新化, 新化县圳上镇
        hits = findPlaces(said.slice(-size), null, known);
        if (!hits.length) { hits = findPlaces(said.slice(0, size), null, known); }
      }
      return hits.length ? hits : null;
    }

    // The ways to read words of pinyin as syllables, the shortest first; no syllable runs across a gap or an apostrophe.
    function spellings(words, table) {
      var found = [], pieces = words.join(" ").toLowerCase().normalize("NFD").replace(/u\u0308|u:/g, "v")
        .replace(/[\u0300-\u036f]/g, "").split(/[^a-z]+/).filter(Boolean);
      function cut(piece, at, units) {
        if (found.length >= 8 || units.length > 4) { return; }
        if (piece === pieces.length) { found.push(units); return; }
        var plain = pieces[piece];
        for (var size = Math.min(6, plain.length - at); size > 0; size -= 1) {
          var syllable = plain.slice(at, at + size).replace(/^([ln])yu$/, "$1v"), ends = at + size === plain.length;
          if (/[aeiouv]/.test(syllable) && table.spelt.has(syllable)) {
            cut(ends ? piece + 1 : piece, ends ? 0 : at + size, units.concat(syllable));
          }
        }
      }
      cut(0, 0, []);
      return found.sort(function (a, b) { return a.length - b.length; });
    }

    function read(request) {
      var said = String(request.q || "").slice(0, LONGEST).replace(/[\u0000-\u001f]/g, " ");
      var placeSaid = String(request.place || "").slice(0, 40);
      return Promise.all([parts.meta(), parts.sounds(), fold(said), fold(placeSaid), parts.places()]).then(function (got) {
        var table = got[1], known = got[4];
        var asked = { names: [], place: null, year: Number(request.year) || 0, words: got[2].trim(), latin: false };
        var place = got[3].replace(/\s+/g, "");
        var tokens = got[2].split(/[\s,，、;；|\/]+/).filter(Boolean), latin = [], han = [];
        tokens.forEach(function (token) {
          var year = /^约?(1[6-9]\d\d|20\d\d)年?$/.exec(token);
          if (year && !asked.year) { asked.year = Number(year[1]); return; }
          if (/^[a-zü:\u00c0-\u024f'’]+$/i.test(token)) { latin.push(token); return; }
          han.push(undotted(token).join(""));
        });
        if (!place && han.length + (latin.length ? 1 : 0) > 1) {
          han = han.filter(function (token) {
            if (place || !findPlaces(token, null, known).length) { return true; }
            place = token;
            return false;
          });
        }
        if (!place && han.length === 1 && /.[县市区州府]$/.test(han[0]) && findPlaces(han[0], null, known).length) {
          place = han.shift(); // nothing but the name of a county
        }
        var name = (han[0] || "").replace(IDLE, "$1").replace(ANYBODY, "");
        if (!place && Array.from(name).length > 4) {
          for (var size = name.length - 2; size > 1 && !place; size -= 1) {
            if (findPlaces(name.slice(0, size), null, known).length) { place = name.slice(0, size); name = name.slice(size); }
          }
        }
        asked.more = han.slice(1); // a unit, a township, where the person lies
        asked.place = placeOf(place, known);
        asked.counties = asked.place ? countiesOf(asked.place, known) : null;
        asked.unknownPlace = Boolean(place) && !asked.place;
        var dotted = DOTS.split("").some(function (dot) { return got[2].indexOf(dot) >= 0; });
        if (name && Array.from(name).length <= (dotted || placeSaid || request.year ? NAME : got[0].compound.has(name.slice(0, 2)) ? 6 : 4)) { // longer: no name
          asked.names.push(Array.from(name, function (char) { return unitOf(char, table); }));
        } else if (!name && latin.length) {
          asked.latin = true;
          spellings(latin, table).forEach(function (units) {
            asked.names.push(units.map(function (s) { return { char: "", syllables: [table.spelt.get(s)], any: false }; }));
          });
          if (!asked.names.length && /^[a-z]{2,4}$/.test(latin.join(""))) {
            asked.initials = latin.join("");
            asked.names.push(Array.from(asked.initials, function (letter) {
              var starts = [];
              table.heads.forEach(function (head, number) { if (head[0][0] === letter) { starts.push(number); } });
              return { char: "", syllables: starts, any: false, letter: letter };
            }));
          }
        }
        asked.known = new Map(known.map(function (place) { return [place.code, place]; }));
        return asked;
      });
    }

    return { fold: fold, read: read };
  };
  find.query.LONGEST = LONGEST;
  find.query.NAME = NAME;
  find.query.UNREADABLE = UNREADABLE;
  find.query.DOTS = DOTS;
  find.query.unitOf = unitOf;
  find.query.undotted = undotted;
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
