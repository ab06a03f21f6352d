/* The query core: reads what was asked, plans which shards answer it, scores and explains every hit.
   It knows no page and no network: `create(part)` is given a function that returns the bytes of a part, asked by its
   name and by the build it must belong to; only `meta`, which says the build, is asked without one. */
(function (root) {
  "use strict";

  var FORMAT = 4;
  var MOST_HITS = 50;
  var MOST_SHARDS = 3; // of one range: a surname of a whole province is narrowed another way
  var MOST_COUNTIES = 14;
  var SECOND = 4096; // added to the number of a syllable that is only a second reading
  var WEIGHED = 24; // hits whose unit is looked up where the question names one
  var LONGEST = 200; // characters of a query that are read
  var NAME = 12; // characters of a name, as the index cuts them
  var UNREADABLE = "□○〇×*?？＊囗";
  var DOTS = "•･・‧∙⋅·";
  var YEARS = 8; // a family's year may be wrong by as much
  // Surnames that registers write both ways though no table of old forms joins them.
  var PAIRS = "肖萧 付傅 闫阎 邱丘 戴代 兰蓝 仝同 于於 佘余 尹伊 蔡菜 覃谭 欧区 洗冼 聂乜 卞边 沈沉 范樊 曲屈 凃涂 甯宁 涂凃 段叚 薛薜 贠员 邸氐";
  var OTHERS = { "字": "表字", "号": "别号" }; // what one character does not say
  // Words that stand for any place or person and say nothing.
  var IDLE = /(?:烈士|同志|先生|先烈|英烈)$/;

  function lowerBound(list, key) {
    var low = 0, high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle] < key) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  function isHan(code) {
    return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x323af);
  }

  function text(bytes) { return new TextDecoder().decode(bytes); }
  function wide(bytes) { return new TextDecoder("gb18030").decode(bytes); }

  // The 3,755 common characters in the order of GB 2312, which goes by their sound.
  function commonCharacters() {
    var bytes = [];
    for (var row = 0xb0; row < 0xd8; row += 1) {
      for (var cell = 0xa1; cell < 0xff; cell += 1) { bytes.push(row, cell); }
    }
    return Array.from(wide(new Uint8Array(bytes))).filter(function (char) { return isHan(char.codePointAt(0)); });
  }

  // Return a function that reads the next list of pairs: its length, the first halves, the second halves, 7 bits a byte.
  function lists(bytes, at) {
    function number() {
      var said = 0, shift = 0;
      while (bytes[at] & 128) { said |= (bytes[at] & 127) << shift; shift += 7; at += 1; }
      said |= bytes[at] << shift;
      at += 1;
      return said;
    }
    return function () {
      var firsts = [], pairs = [], length = number(), i;
      for (i = 0; i < length; i += 1) { firsts.push(number()); }
      for (i = 0; i < length; i += 1) { pairs.push([firsts[i], number()]); }
      return pairs;
    };
  }

  // Add how characters sound to a table: by code point the numbers of syllables, second readings with SECOND added.
  function readVoices(next, table) {
    next().reduce(function (at, run) {
      for (var i = at; i < at + run[1]; i += 1) { table.chars.set(table.common[i].codePointAt(0), [run[0]]); }
      return at + run[1];
    }, 0);
    [0, SECOND].forEach(function (more) {
      next().reduce(function (last, pair) {
        var code = last + pair[0];
        if (!table.chars.has(code)) { table.chars.set(code, []); }
        table.chars.get(code).push(pair[1] + more);
        return code;
      }, 0);
    });
    return table;
  }

  // Syllables: spelling, fine, merged and loose class of each; an empty line; then who is read so.
  function readSounds(bytes) {
    var end = 0, table = { heads: [], spelt: new Map(), chars: new Map(), common: commonCharacters() };
    while (!(bytes[end] === 10 && bytes[end + 1] === 10)) { end += 1; }
    table.heads = text(bytes.subarray(0, end)).split("\n").map(function (line) { return line.split(" "); });
    table.heads.forEach(function (head, number) { table.spelt.set(head[0], number); });
    return readVoices(lists(bytes, end + 2), table);
  }

  /* The shard of people: columns of small numbers, then words; see fengbei/search/rows.py. */

  var PLAIN = 224, EARLIEST = 1780, NO_BYTE = 255, MORE = 1, FOLDED = 2, ALIAS = 4;

  function readPeople(bytes) {
    var at = 0;
    function number() {
      var said = 0, times = 1;
      while (bytes[at] & 128) { said += (bytes[at] & 127) * times; times *= 128; at += 1; }
      said += bytes[at] * times;
      at += 1;
      return said;
    }
    function numbers(count) { var read = new Array(count); for (var i = 0; i < count; i += 1) { read[i] = number(); } return read; }
    function column() { at += size; return bytes.subarray(at - size, at); }
    var size = number(), i, last = 0;
    var counties = [], ends = [], bare = [];
    for (i = number(); i > 0; i -= 1) {
      var step = number();
      last += step >> 1;
      counties.push(last ? String(last).padStart(6, "0") : "");
      bare.push(step & 1);
      ends.push((ends[ends.length - 1] || 0) + number());
    }
    var steps = numbers(size), kinds = column(), died = column(), born = column(), told = 0;
    for (i = 0; i < size; i += 1) { told += (died[i] === NO_BYTE) + (born[i] === NO_BYTE); }
    var years = numbers(told), periods = column(), rests = numbers(number());
    rests.reduce(function (sum, more, place) { rests[place] = sum + more; return sum + more; }, 0);
    var resting = numbers(size), flags = column();
    var letters = new Uint16Array(3 * size);
    for (i = 0; i < letters.length; i += 1) {
      letters[i] = bytes[at] < PLAIN ? bytes[at] : PLAIN + (bytes[at] - PLAIN) * 256 + bytes[at += 1];
      at += 1;
    }
    var words = wide(bytes.subarray(at)).split("\t").map(function (said, which) { return which ? said.split("\n") : Array.from(said); });
    var beyond = 0;
    counties = counties.map(function (code, which) { return bare[which] ? code + words[1][beyond++] : code; });
    return whole({
      size: size, counties: counties, ends: ends, steps: steps, kinds: kinds, died: died, born: born, years: years, periods: periods,
      rests: rests, resting: resting, flags: flags, letters: letters, chars: words[0], ids: words[2], more: words[3],
      folded: words[4], of: words[5], how: words[6], townships: words[7], units: words[8]
    });
  }

  // Put together what follows from the rows before: numbers, years, periods, places in the lists of words.
  function whole(list) {
    var size = list.size, county = 0, number = 0, i, told = 0, id = 0, more = 0, folded = 0, alias = 0, period = new Map();
    list.county = new Uint16Array(size);
    list.number = new Uint32Array(size);
    list.death = new Uint16Array(size);
    list.birth = new Uint16Array(size);
    list.period = new Uint8Array(size);
    list.place = new Map(); // of the rows that have more: where their words stand
    for (i = 0; i < size; i += 1) {
      while (i >= list.ends[county]) { county += 1; number = 0; }
      list.county[i] = county;
      if (list.steps[i]) { number += list.steps[i] - 1; list.number[i] = number; }
      list.death[i] = list.died[i] === NO_BYTE ? list.years[told++] : list.died[i] && EARLIEST + list.died[i];
      list.birth[i] = list.born[i] === NO_BYTE ? list.years[told++] : list.born[i] && (list.death[i] || EARLIEST + NO_BYTE) + 1 - list.born[i];
      if (list.periods[i]) { period.set(list.death[i], list.periods[i] - 1); }
      list.period[i] = period.get(list.death[i]) || 0;
      if (list.flags[i] || !list.steps[i]) {
        list.place.set(i, [list.steps[i] ? 0 : id++, list.flags[i] & MORE ? more++ : 0, list.flags[i] & FOLDED ? folded++ : 0, list.flags[i] & ALIAS ? alias++ : 0]);
      }
    }
    return list;
  }

  function nameAt(list, i) {
    var chars = list.chars, size = list.size, letters = list.letters;
    var name = chars[letters[i]] + chars[letters[size + i]] + chars[letters[2 * size + i]];
    return (list.flags[i] & MORE ? name + list.more[list.place.get(i)[1]] : name).trim();
  }

  function idAt(list, i) { // in full
    if (!list.steps[i]) { return list.ids[list.place.get(i)[0]]; }
    return list.counties[list.county[i]].slice(0, 6) + "-" + String(list.number[i]).padStart(4, "0");
  }

  function rowAt(list, i) {
    var place = list.place.get(i), flags = list.flags[i], name = nameAt(list, i);
    return {
      name: name, folded: flags & FOLDED ? list.folded[place[2]] : name, of: flags & ALIAS ? list.of[place[3]] : "", how: flags & ALIAS ? list.how[place[3]] : "",
      kind: String.fromCharCode(list.kinds[i]), county: list.counties[list.county[i]], id: idAt(list, i),
      born: list.birth[i], died: list.death[i], period: list.period[i], rest: list.resting[i] ? list.rests[list.resting[i] - 1] : -1,
      township: list.townships ? list.townships[i] : "", unit: list.units ? list.units[i] : "", full: Boolean(list.units)
    };
  }

  // What the rows of a county are sorted by, as people.county_key says.
  function countyKey(code) {
    var trace = 0;
    for (var at = 6; at < code.length; at += 1) { trace = (31 * trace + code.charCodeAt(at)) % 1296; }
    return Number(code.slice(0, 6)).toString(36).padStart(4, "0") + trace.toString(36).padStart(2, "0");
  }

  // Which characters look like which: by character a map of others and how alike they are, up to 1.
  function readLooks(bytes) {
    return new Map(wide(bytes).split("\n").map(function (line) {
      var chars = Array.from(line), alike = new Map();
      for (var at = 1; at < chars.length; at += 2) { alike.set(chars[at], chars[at + 1] / 9); }
      return [chars[0], alike];
    }));
  }

  function create(part) {
    var kept = new Map(); // parsed parts by name

    function once(name, read) {
      if (!kept.has(name)) {
        kept.set(name, meta().then(function (said) { return part(name, said.build); }).then(read));
      }
      return kept.get(name);
    }
    function meta() {
      if (!kept.has("meta")) {
        kept.set("meta", part("meta").then(function (bytes) {
          var said = JSON.parse(text(bytes));
          if (said.format !== FORMAT) { throw new Error("format"); }
          said.compound = new Set(said.compound);
          return said;
        }));
      }
      return kept.get("meta");
    }
    function sounds() { return once("sounds", readSounds); }
    function moreSounds() { // the less common characters
      return Promise.all([sounds(), once("rare", function (bytes) { return bytes; })]).then(function (got) {
        if (!got[0].whole) { readVoices(lists(got[1], 0), got[0]); }
        got[0].whole = true;
        return got[0];
      });
    }
    function looks(units) { // what looks like the characters of a name
      var chars = units.filter(function (unit) { return unit.char && !unit.any; }).map(function (unit) { return unit.char; });
      return meta().then(function (said) {
        return Promise.all(chars.map(function (char) { return once("look-" + char.codePointAt(0) % said.looks, readLooks); }));
      }).then(function (tables) {
        return function (one, other) {
          var table = tables[chars.indexOf(one)], alike = table && table.get(one);
          return alike && alike.get(other) || 0;
        };
      });
    }
    function readForms(bytes) {
      var sides = wide(bytes).split("\n").map(function (side) { return Array.from(side); });
      return new Map(sides[0].map(function (char, at) { return [char, sides[1][at]]; }));
    }
    function oldForms() { return once("old", readForms); }
    function olderForms() { return once("older", readForms); }
    function places() {
      return once("places", function (bytes) {
        return text(bytes).split("\n").map(function (line) {
          var words = line.split("\t");
          return { code: words[0], names: words.slice(1) };
        });
      });
    }
    function lines(name) {
      return once(name, function (bytes) { var said = text(bytes); return said ? said.split("\n") : []; });
    }
    function persons(name) { return once(name, readPeople); }
    function rows(name) {
      return once(name, function (bytes) {
        return text(bytes).split("\n").map(function (line) { return line.split("\t"); });
      });
    }

    /* ---- reading the query ---- */

    function fold(said) {
      var plain = said.normalize("NFKC").toLowerCase();
      return sounds().then(function (table) {
        function known(said) {
          return Array.from(said).every(function (char) {
            var code = char.codePointAt(0);
            return !isHan(code) || table.chars.has(code);
          });
        }
        function through(said, forms) {
          return known(said) ? said : forms().then(function (old) {
            return Array.from(said, function (char) { return old.get(char) || char; }).join("");
          });
        }
        return Promise.resolve(through(plain, oldForms)).then(function (simple) {
          return through(simple, olderForms);
        }).then(function (simple) { return known(simple) ? simple : moreSounds().then(function () { return simple; }); });
      });
    }

    function shorten(name) {
      return name.length > 2 ? name.replace(/(?:自治县|自治州|省|市|区|县|州|府|厅)$/, "") : name;
    }

    function findPlaces(words, table, known) {
      var wanted = shorten(words), found = [];
      known.forEach(function (place, number) {
        place.names.forEach(function (name, at) {
          if (name === words || (shorten(name) === wanted && (wanted !== words || words.length > 1))) {
            var exact = name === words ? 0 : 1;
            found.push({ number: number, code: place.code, old: at > 0 && !/自治/.test(place.names[0] + name), rank: exact + at });
          }
        });
      });
      var byCode = new Map();
      found.sort(function (a, b) { return a.rank - b.rank; });
      found.forEach(function (hit) { if (!byCode.has(hit.code)) { byCode.set(hit.code, hit); } });
      return Array.from(byCode.values());
    }

    function countiesOf(hits, known) {
      var counties = new Map();
      hits.forEach(function (hit) {
        var stem = hit.code.replace(/(?:0000|00)$/, "");
        known.forEach(function (place) {
          if (place.code.indexOf(stem) === 0 && !counties.has(place.code)) {
            counties.set(place.code, { code: place.code, old: hit.old, wide: stem.length, first: hit.rank === hits[0].rank });
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

    function unitOf(char, table) {
      var code = char.codePointAt(0);
      if (UNREADABLE.indexOf(char) >= 0) { return { char: char, syllables: [], any: true }; }
      return { char: char, syllables: table.chars.get(code) || [], any: false };
    }

    function read(request) {
      var said = String(request.q || "").slice(0, LONGEST).replace(/[\u0000-\u001f]/g, " ");
      var placeSaid = String(request.place || "").slice(0, 40);
      return Promise.all([meta(), sounds(), fold(said), fold(placeSaid), places()]).then(function (got) {
        var table = got[1], known = got[4];
        var asked = { names: [], place: null, year: Number(request.year) || 0, words: got[2].trim(), latin: false };
        var place = got[3].replace(/\s+/g, "");
        var tokens = got[2].split(/[\s,，、;；|\/]+/).filter(Boolean), latin = [], han = [];
        tokens.forEach(function (token) {
          var year = /^约?(1[6-9]\d\d|20\d\d)年?$/.exec(token);
          if (year && !asked.year) { asked.year = Number(year[1]); return; }
          if (/^[a-zü:\u00c0-\u024f'’]+$/i.test(token)) { latin.push(token); return; }
          han.push(token.split("").filter(function (c) { return DOTS.indexOf(c) < 0; }).join(""));
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
        var name = (han[0] || "").replace(IDLE, "");
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

    /* ---- planning: which ranges of which copies ---- */

    function classes(unit, table) { // [loose, merged] of each reading, the first reading first
      var seen = {}, found = [];
      unit.syllables.forEach(function (number) {
        var head = table.heads[number % SECOND];
        if (!seen[head[3] + head[2]]) { seen[head[3] + head[2]] = true; found.push([head[3], head[2]]); }
      });
      return found.length ? found : [["~~", "~~"]];
    }

    // The ways a name may be read, each a list of [loose, merged]: surname, then every other character.
    function readings(units, table, said, most) {
      var ways = units.reduce(function (sofar, unit) {
        var next = [];
        sofar.forEach(function (way) {
          classes(unit, table).forEach(function (pair) { if (next.length < most) { next.push(way.concat([pair])); } });
        });
        return next;
      }, [[]]);
      var two = units.length > 2 && said.compound.has(units[0].char + units[1].char);
      if (!two) { return ways; }
      return ways.map(function (way) {
        return [[way[0][0] + way[1][0], way[0][1] + way[1][1]]].concat(way.slice(2));
      });
    }

    var NONE = ["", ""];
    function joined(first, second, rest) {
      return first[0] + second[0] + "!" + first[1] + second[1] + "!" + rest.map(function (c) { return c[0] + c[1]; }).join("");
    }
    function range(copy, low, high) { return { copy: copy, low: low, high: high }; }
    function whole(copy, way) { // exactly this name
      if (copy === "giv") {
        var others = way.slice(2);
        return joined(way[1] || NONE, others[others.length - 1] || NONE, others.slice(0, -1).concat([way[0]]));
      }
      return joined(way[0], way[1] || NONE, way.slice(2));
    }
    function exactly(copy, key) { return range(copy, key, key + "!"); }
    function pair(copy, first, second, loosely) {
      var key = first[0] + second[0] + "!" + (loosely ? "" : first[1] + second[1] + "!");
      return range(copy, key, key + "\x7f");
    }
    function known(way) { return way.filter(function (c) { return c[0] !== "~~"; }).length === way.length; }

    function near(way, loosely) { // one wrong, one missing
      var last = way[way.length - 1], found = [];
      if (way.length > 1) { found.push(pair("full", way[0], way[1], loosely)); }
      if (way.length > 1) { found.push(pair("rev", way[0], last, loosely)); }
      if (way.length > 2) { found.push(pair("giv", way[1], last, loosely)); }
      if (way.length === 2) {
        found.push(pair("giv", way[0], way[1], loosely)); // the surname was left out
        found.push(pair("giv", way[1], NONE, loosely));
      }
      return found.filter(function (r) { return r.low.indexOf("~~") < 0; });
    }

    function shorter(way) { // one too many
      return way.length < 3 ? [] : way.map(function (x, at) {
        return exactly("full", whole("full", way.filter(function (y, i) { return i !== at; })));
      });
    }

    function startsOf(copy) { return once(copy, function (bytes) { return text(bytes).split("\n").slice(0, -1); }); }
    function shardName(copy, start) { // as its beginning is written in hexadecimal digits
      return copy + "-" + (Array.from(start, function (char) { return char.charCodeAt(0).toString(16).padStart(2, "0"); }).join("") || "00");
    }

    function shardsOf(ranges, most) {
      var copies = Array.from(new Set(ranges.map(function (r) { return r.copy; })));
      return Promise.all(copies.map(startsOf)).then(function (starts) {
        var wanted = new Set();
        ranges.forEach(function (r) {
          var list = starts[copies.indexOf(r.copy)];
          var first = Math.max(0, lowerBound(list, r.low) - 1), last = lowerBound(list, r.high) - 1;
          for (var at = first; at <= last && at < first + most; at += 1) { wanted.add(shardName(r.copy, list[at])); }
        });
        return Array.from(wanted);
      });
    }

    function local(counties, ways, narrow) {
      var found = [];
      counties.slice(0, MOST_COUNTIES).forEach(function (county) {
        var number = countyKey(county.code);
        if (!narrow) { found.push(range("cty", number, number + "\x7f")); return; }
        ways.forEach(function (way) {
          var head = number + way[0][0] + "!" + way[0][1] + "!";
          found.push(range("cty", head, head + "\x7f"));
        });
      });
      return found;
    }

    /* ---- scoring ---- */

    function pairOf(list, one, other) { return list.indexOf(one + other) >= 0 || list.indexOf(other + one) >= 0; }

    function soundsLike(mine, their, said) { // two heads, not the same: 0 to 0.7
      if (mine[2] === their[2]) { return 0.7; }
      var a = mine[1], b = their[1];
      var start = a[0] === b[0] || mine[2][0] === their[2][0] ? 1 : mine[3][0] === their[3][0] ? 0.85 : pairOf(said.soft[0], a[0], b[0]) ? 0.8 : 0;
      var end = a[1] === b[1] || mine[2][1] === their[2][1] ? 1 : mine[3][1] === their[3][1] ? 0.85 : pairOf(said.soft[1], a[1], b[1]) ? 0.8 : 0;
      if (start && end) { return start === 1 || end === 1 ? 0.42 + 0.2 * Math.min(start, end) : 0.4; }
      return start || end ? 0.06 : 0;
    }

    function likeness(unit, char, first, table, look, said) {
      if (unit.any || UNREADABLE.indexOf(char) >= 0) { return [0.75, "缺字"]; }
      if (unit.char === char) { return [1, ""]; }
      var theirs = table.chars.get(char.codePointAt(0)) || [], i, j, best = 0;
      if (unit.letter) {
        return theirs.some(function (n) { return table.heads[n % SECOND][0][0] === unit.letter; }) ? [0.8, "首字母"] : [0, "一字不同"];
      }
      if (unit.char && first && (PAIRS.indexOf(unit.char + char) >= 0 || PAIRS.indexOf(char + unit.char) >= 0)) { return [0.95, "异体"]; }
      for (i = 0; i < unit.syllables.length; i += 1) {
        for (j = 0; j < theirs.length; j += 1) {
          var less = (unit.syllables[i] >= SECOND ? 0.04 : 0) + (theirs[j] >= SECOND ? 0.04 : 0);
          var mine = table.heads[unit.syllables[i] % SECOND], their = table.heads[theirs[j] % SECOND];
          best = Math.max(best, (mine === their ? 1 : soundsLike(mine, their, said)) - less);
        }
      }
      var like = look && unit.char ? look(unit.char, char) : 0;
      if (best > 0.9) { return unit.char ? [0.84 - (1 - best) + (like > 0.5 ? 0.04 : 0), "同音"] : [best, ""]; }
      if (like > best && like > 0.4) { return [like, "形近"]; }
      if (best > 0.6) { return [best, "方音"]; }
      if (best > 0.3) { return [best, "音近"]; }
      return [Math.max(best, like / 2), "一字不同"];
    }

    var score = new Float64Array((NAME + 1) * (NAME + 1)), from = new Uint8Array((NAME + 1) * (NAME + 1)), says = [];

    function compare(units, name, table, look, said) {
      var chars = Array.from(name).filter(function (char) { return DOTS.indexOf(char) < 0; });
      var n = units.length, m = chars.length, width = m + 1;
      var GAP = -0.12, i, j, why = [];
      if (m > NAME || n > NAME) { return { name: 0, why: why, wrong: 9, weak: 0 }; }
      score[0] = 0;
      for (i = 1; i <= n; i += 1) { score[i * width] = i * GAP; from[i * width] = 1; }
      for (j = 1; j <= m; j += 1) { score[j] = j * GAP; from[j] = 2; }
      for (i = 1; i <= n; i += 1) {
        for (j = 1; j <= m; j += 1) {
          var unit = units[i - 1], first = i === 1 && j === 1, memo = first ? "_" + chars[j - 1] : chars[j - 1];
          if (!unit.memo) { unit.memo = new Map(); unit.look = look; }
          if (unit.look !== look) { unit.memo.clear(); unit.look = look; }
          if (!unit.memo.has(memo)) { unit.memo.set(memo, likeness(unit, chars[j - 1], first, table, look, said)); }
          var like = unit.memo.get(memo);
          says[i * width + j] = like[1];
          var weight = i === 1 && j === 1 ? 1.2 : 1;
          var best = score[(i - 1) * width + j - 1] + like[0] * weight, way = 0;
          if (score[(i - 1) * width + j] + GAP > best) { best = score[(i - 1) * width + j] + GAP; way = 1; }
          if (score[i * width + j - 1] + GAP > best) { best = score[i * width + j - 1] + GAP; way = 2; }
          score[i * width + j] = best;
          from[i * width + j] = way;
        }
      }
      var wrong = 0, weak = 0;
      i = n; j = m;
      while (i > 0 || j > 0) {
        var step = from[i * width + j];
        if (step === 0) {
          var word = says[i * width + j];
          if (word) { why.push(word); }
          if (word === "一字不同") { wrong += 1; }
          if (word === "音近" || word === "形近") { weak += 1; }
          i -= 1; j -= 1;
        } else if (step === 1) { why.push("多一字"); wrong += 1; i -= 1; } else { why.push("少一字"); wrong += 1; j -= 1; }
      }
      return { name: Math.max(0, score[n * width + m]) / (n + 0.2 + (m > n ? 0.5 * (m - n) : 0)), why: why, wrong: wrong, weak: weak };
    }

    function judge(row, asked, table, look, said) {
      var best = null;
      asked.names.forEach(function (units) {
        var got = compare(units, row.folded, table, look, said);
        if (!best || got.name > best.name) { best = got; }
      });
      if (!best || best.name < (asked.counties || asked.year ? 0.4 : 0.5)) { return null; }
      if (best.wrong && best.weak && !asked.counties && !asked.year) { return null; } // two slips, and nothing else to go by
      var county = asked.known.get(row.county) || { code: row.county, names: [row.county.slice(6)] }, total = best.name, why = best.why.slice(), support = 0, here = false;
      if (asked.counties) {
        var there = asked.counties.get(county.code);
        if (there) {
          total += there.wide > 4 ? 0.3 : 0.2;
          support += 1;
          here = true;
          if (there.old) { why.push("旧县名"); }
        } else { total -= 0.12; }
      }
      if (asked.year) {
        var off = Math.min(years(row.born, asked.year), years(row.died, asked.year));
        if (off <= YEARS) { total += 0.22 * (1 - off / (YEARS + 1)); support += off <= 5 ? 1 : 0; } else if (row.born || row.died) { total -= 0.12; }
      }
      if (row.of) { why.push(OTHERS[row.how] || row.how || "曾用名"); total -= 0.01; }
      if (asked.latin && !best.why.length) { why.unshift(asked.initials ? "首字母" : "拼音"); }
      return { row: row, county: county, name: best.name, total: total, why: Array.from(new Set(why)), wrong: best.wrong, weak: best.weak, support: support, here: here };
    }

    function years(said, year) { return said ? Math.abs(Number(said) - year) : 99; }

    function isStrong(hit, asked) {
      if (!asked.names.length || (asked.counties && !hit.here)) { return false; }
      if (hit.wrong) { return hit.wrong === 1 && hit.support > 1 && asked.names[0].length > 2 && hit.name > 0.6; }
      if (asked.counties || asked.year) { return hit.support > 0 && hit.name >= (hit.support > 1 ? 0.6 : hit.weak ? 0.8 : 0.68); }
      return hit.name >= 0.97 && !asked.initials;
    }

    // Enter rows among the hits, each person once; the better row of a person counts.
    function enter(byKey, list, asked, table, look, said) {
      for (var i = 0; i < list.size; i += 1) {
        var hit = judge(rowAt(list, i), asked, table, look, said);
        if (!hit) { continue; }
        var row = hit.row, key = row.kind + " " + row.id, old = byKey.get(key);
        if (!old || hit.total > old.total || (hit.total === old.total && row.full && !old.row.full)) { byKey.set(key, hit); }
      }
    }

    function rank(byKey) {
      return Array.from(byKey.values()).sort(function (a, b) {
        return b.total - a.total || (a.row.id < b.row.id ? -1 : 1);
      });
    }

    /* ---- answering ---- */

    function present(hits, asked, said) {
      return hits.slice(0, MOST_HITS).map(function (hit) {
        var row = hit.row, kind = said.kinds[row.kind];
        var id = row.id, roll = /^(\d{6})-(.+)$/.exec(id);
        return {
          id: id, kind: kind[0], label: kind[2], href: kind[1] + "/" + (roll ? roll[1] + "/" + roll[2] : id) + ".html",
          name: row.of || row.name, matched: row.name, alias: row.of ? row.how || "曾用名" : "",
          county: hit.county.names[0] || "", code: hit.county.code.slice(0, 6), key: hit.county.code, township: row.township, unit: row.unit,
          born: String(row.born || ""), died: String(row.died || ""),
          period: said.periods[row.period] || "", rest: "", lies: row.rest,
          why: hit.why, strong: isStrong(hit, asked), score: hit.total
        };
      });
    }

    function people(asked) {
      if (!asked.names.length) { return asked.counties ? residents(asked) : Promise.resolve([]); }
      return Promise.all([meta(), sounds()]).then(function (got) {
        var said = got[0], table = got[1], shards = [], read = 0, byKey = new Map(), seen = new Set(), look = null;
        function add(ranges, most) {
          return shardsOf(ranges, most).then(function (names) {
            var fresh = names.filter(function (name) { return !seen.has(name); });
            fresh.forEach(function (name) { seen.add(name); });
            return Promise.all(fresh.map(persons));
          }).then(function (more) {
            shards = shards.concat(more);
            shards.slice(read).forEach(function (list) { enter(byKey, list, asked, table, look, said); });
            read = shards.length;
            return rank(byKey);
          });
        }
        function looking() {
          return (asked.latin ? Promise.resolve(null) : looks(asked.names[0])).then(function (made) {
            look = made;
            read = 0; // with another eye for likeness what was read is judged again
            byKey.clear();
          });
        }
        var ways = [], main = [], exact = [];
        asked.names.forEach(function (units) {
          var read = readings(units, table, said, asked.initials ? 24 : 6);
          ways = ways.concat(read);
          main.push(read[0]);
        });
        ways.forEach(function (way) {
          if (asked.initials) { exact.push(pair("full", way[0], way[1], true)); } else if (known(way)) { exact.push(exactly("full", whole("full", way))); }
        });
        main = main.slice(0, 2);
        function good(hits, least) {
          var top = hits[0];
          return top && !top.wrong && (!top.weak || least < 0.7) && top.name >= least && (asked.counties ? top.here : !asked.year || top.support > 0);
        }
        function nearly(top) { // one character off, and something else agrees
          return Boolean(top) && top.wrong <= 1 && (top.here ? top.name > 0.45 : top.support > 0 && top.name > 0.6);
        }
        function inside(first) { // the county that has this name, then those that once had it or lie in it
          var counties = Array.from(asked.counties.values()).filter(function (county) { return county.first === first; });
          return shardsOf(local(counties, ways, false), 99).then(function (names) {
            if (names.length <= 2 + counties.length) { return add(local(counties, ways, false), 9); }
            var others = close(false).filter(function (r) { return r.copy === "giv"; }); // the surname may be wrong
            return add(local(counties, main, true).concat(others), MOST_SHARDS);
          });
        }
        function close(loosely) {
          return [].concat.apply([], main.map(function (way) { return near(way, loosely); }));
        }
        return add(exact, asked.initials ? 1 : MOST_SHARDS).then(function (hits) {
          var short = asked.counties && asked.names[0].length < 3; // a character may have been left out
          if (!short && good(hits, asked.counties ? 0.8 : 0.97)) { return hits; }
          return looking().then(function () {
            return asked.counties ? inside(true) : add(close(false), MOST_SHARDS);
          }).then(function (wider) {
            return asked.counties && !good(wider, 0.55) && !nearly(wider[0]) ? inside(false) : wider;
          }).then(function (wider) {
            if (good(wider, 0.55) || asked.initials || nearly(wider[0])) { return wider; }
            var rest = close(true).concat([].concat.apply([], main.map(shorter)));
            return add(asked.counties ? close(false) : rest, MOST_SHARDS);
          });
        });
      });
    }

    // Those who come from a place, where nothing but the place was asked.
    function residents(asked) {
      var counties = Array.from(asked.counties.values()), first = counties.filter(function (county) { return county.first; });
      return shardsOf(local(first, [], false), 1).then(function (names) {
        return Promise.all(names.slice(0, MOST_SHARDS).map(persons));
      }).then(function (lists) {
        var found = [];
        lists.forEach(function (list) {
          for (var i = 0; i < list.size; i += 1) {
            var there = asked.counties.get(list.counties[list.county[i]]);
            if (there && !(list.flags[i] & ALIAS)) {
              found.push({ row: rowAt(list, i), county: asked.known.get(there.code), name: 0, total: 0, why: there.old ? ["旧县名"] : [], wrong: 0, weak: 0, support: 0 });
            }
          }
        });
        return found;
      });
    }

    // How much of some words stands in a text, by their pairs of characters: 0 to 1.
    function share(words, text) {
      var pairs = words.split("").map(function (char, at) { return words.substr(at, 2); }).filter(function (two) { return /^\S\S$/.test(two); });
      return pairs.length ? pairs.filter(function (gram) { return text.indexOf(gram) >= 0; }).length / pairs.length : 0;
    }

    // Bring forward the hits whose unit, township or resting place holds the other words of the question.
    function weigh(found) {
      var words = found.asked.more.join(" ");
      return details(found.hits.slice(0, WEIGHED)).then(function () {
        found.hits.forEach(function (hit) {
          var much = share(words, [hit.unit, hit.township, hit.rest].join(" "));
          hit.score += 0.3 * much;
          if (much > 0.5) { hit.why.push("单位"); }
        });
        found.hits.sort(function (a, b) { return b.score - a.score; });
        return found;
      });
    }

    function search(request) {
      return Promise.all([read(request), meta()]).then(function (got) {
        var asked = got[0], said = got[1];
        return people(asked).then(function (hits) {
          var found = { asked: asked, hits: present(hits, asked, said), total: hits.length, texts: [] };
          found.sure = Boolean(hits[0]) && !hits[0].wrong && !hits[0].weak;
          return asked.more.length ? weigh(found) : found;
        }).then(function (found) {
          if (found.sure) { return found; }
          return words(request.q).then(function (got) {
            return named(got.numbers.slice(0, MOST_HITS - found.hits.length)).then(function (texts) {
              found.texts = texts;
              return found;
            });
          });
        });
      });
    }

    // Township and unit of hits, which only the rows by county say, and the names of where they rest.
    function details(hits) {
      return Promise.all([sounds(), meta()]).then(function (got) {
        var wanted = hits.filter(function (hit) { return !hit.township && !hit.unit && hit.key; });
        var ranges = [].concat.apply([], wanted.map(function (hit) { return placesOf(hit, got[0], got[1]); }));
        return Promise.all([shardsOf(ranges, 1), hits.some(function (hit) { return hit.lies >= 0; }) ? rests() : null]);
      }).then(function (got) {
        hits.forEach(function (hit) { hit.rest = hit.lies < 0 ? "" : got[1].get(hit.lies) || ""; });
        return Promise.all(got[0].map(persons));
      }).then(function (lists) {
        hits.forEach(function (hit) { lists.forEach(function (list) { describe(hit, list); }); });
        return hits;
      });
    }

    function placesOf(hit, table, said) { // where the rows by county have it
      var units = Array.from(hit.matched).filter(function (c) { return DOTS.indexOf(c) < 0; }).map(function (c) { return unitOf(c, table); });
      return readings(units, table, said, 3).map(function (way) { return exactly("cty", countyKey(hit.key) + joined(way[0], NONE, way.slice(1))); });
    }

    function describe(hit, list) {
      var county = list.counties.indexOf(hit.key);
      if (county < 0 || !list.units) { return; }
      for (var i = county ? list.ends[county - 1] : 0; i < list.ends[county]; i += 1) {
        if (idAt(list, i) === hit.id && nameAt(list, i) === hit.matched) {
          hit.township = list.townships[i];
          hit.unit = list.units[i];
        }
      }
    }

    function rests() {
      return rows("rests").then(function (list) {
        return new Map(list.map(function (row) { return [parseInt(row[0], 36), row[1]]; }));
      });
    }

    /* ---- full text ---- */

    var DEEP = 4, LONGEST_WORD = 24; // as the index cuts
    var MOST_OF_A_CHARACTER = 8; // shards in which a single character is looked for
    var MOST_OF_A_RUN = 4, MOST_PAIRS = 6, MOST_PROVED = 6;
    var NOTHING = new Map();

    // Cut a text as the index is cut: runs of characters and words, each with the places it begins and ends at.
    // `map` gives the folded form of a character; what is asked is folded before.
    function runsOf(said, map) {
      var runs = [], run = [], cut = /[\u3005-\u3007\u3400-\u9fff]|[\ud840-\ud8ff][\udc00-\udfff]|[0-9a-z\u00df-\u024f\u0370-\u052f]+|[\s\u00b7]+|[^]/g;
      var folded = "", from = [], at = 0;
      Array.from(said).forEach(function (char) {
        var plain = map.has(char) ? map.get(char) : /[\u3400-\u9fff]/.test(char) ? char : DOTS.indexOf(char) < 0 ? char.normalize("NFKC").toLowerCase() : "·";
        for (var unit = 0; unit < plain.length; unit += 1) { from.push(at); }
        folded += plain;
        at += char.length;
      });
      from.push(at);
      (folded.match(cut) || []).reduce(function (place, token) {
        var end = place + token.length, word = /^[0-9a-z\u00df-\u024f\u0370-\u052f]/.test(token);
        if (word || /^[\u3005-\u3007\u3400-\u9fff\ud840-\ud8ff]/.test(token)) {
          run.push({ key: word ? token.slice(0, LONGEST_WORD) + "_" : token, from: from[place], to: Math.max(from[end], from[end - 1] + 1) });
        } else if (!/^[\s\u00b7]/.test(token) && run.length) { runs.push(run); run = []; }
        return end;
      }, 0);
      return run.length ? runs.concat([run]) : runs;
    }

    function keysOf(said) { // of each run its keys
      return runsOf(said, NOTHING).map(function (run) { return run.map(function (token) { return token.key; }); });
    }

    // The other way to write a number: 47军 and 四十七军, 129师 and 一二九师, 1937年 and 一九三七年.
    function otherNumber(said) {
      var digits = "〇一二三四五六七八九";
      function han(number) {
        var tens = Math.floor(number / 10), one = number % 10;
        if (number.length !== 2 || number[0] === "0") { return number.replace(/\d/g, function (digit) { return digits[digit]; }); }
        return (tens > 1 ? digits[tens] : "") + "十" + (one ? digits[one] : "");
      }
      if (/[百千万]/.test(said)) { return said; }
      if (/\d/.test(said)) { return said.replace(/(^|[^0-9a-z])(\d{1,4})(?![0-9a-z])/g, function (all, before, number) { return before + han(number); }); }
      return said.replace(/[〇零一二三四五六七八九]?十[一二三四五六七八九]?|[〇零一二三四五六七八九]{2,}/g, function (number) {
        var plain = number.replace(/零/g, "〇");
        if (number === "十" || number === said) { return number; }
        return Array.from(plain.replace(/^十/, "一十").replace(/十$/, "十〇").replace("十", ""), function (c) { return digits.indexOf(c); }).join("");
      });
    }

    // What must stand in a text: for each word the ways to write it, each a list of runs. Quoted words are one.
    function wantedOf(folded) {
      var wanted = [], rest = folded.replace(/["“”「『]([^"“”」』]+)["“”」』]/g, function (all, phrase) {
        wanted.push([keysOf(phrase)]);
        return " ";
      });
      rest.split(/\s+/).forEach(function (word) {
        keysOf(word).forEach(function (run) {
          var other = keysOf(otherNumber(run.join("").replace(/_/g, " ")));
          wanted.push(String(other) === String(run) ? [[run]] : [[run], other]);
        });
      });
      return wanted.filter(function (ways) { return ways[0].length; });
    }

    function readGrams(bytes) { // see fengbei/search/texts.py
      var rows = bytes[0] << 16 | bytes[1] << 8 | bytes[2], at = 3 + 3 * rows, units = 0, sum = 0, row, one, unit;
      for (row = 0; row < rows; row += 1) { units += bytes[3 + rows + row]; sum += bytes[3 + 2 * rows + row]; }
      var number = at + 2 * units, wide = (bytes.length - number) / sum, last = "", read = { keys: [], texts: [] };
      for (row = 0; row < rows; row += 1) {
        last = last.slice(0, bytes[3 + row]);
        for (unit = bytes[3 + rows + row]; unit; unit -= 1, at += 1) { last += String.fromCharCode(bytes[at] << 8 | bytes[at + units]); }
        var found = [];
        for (one = bytes[3 + 2 * rows + row]; one; one -= 1, number += 1) {
          for (var byte = 0, said = 0; byte < wide; byte += 1) { said = said * 256 + bytes[number + byte * sum]; }
          found.push(said);
        }
        read.keys.push(last);
        read.texts.push(found);
      }
      return read;
    }

    function parts() { // the first gram of each shard of grams, the first text of each shard of texts
      return lines("texts").then(function (got) {
        return { names: got[0].split(" "), grams: got[0].split(" ").map(unitsOf), texts: got[1].split(" ").map(Number) };
      });
    }

    function unitsOf(digits) { // of UTF-16, four digits each; the last may want some
      return digits === "0" ? "" : (digits.match(/.{1,4}/g) || []).map(function (four) { return String.fromCharCode(parseInt(four.padEnd(4, "0"), 16)); }).join("");
    }

    // The texts that hold a gram: how often, and whether the index knows it for sure.
    function holding(gram) {
      return parts().then(function (known) {
        var first = Math.max(0, lowerBound(known.grams, gram + "\0") - 1), last = Math.max(first, lowerBound(known.grams, gram + "\uffff") - 1);
        var names = [], most = Array.from(gram).length > 1 ? last : first + MOST_OF_A_CHARACTER - 1;
        for (var at = first; at <= last && at <= most; at += 1) { names.push("gram-" + known.names[at]); }
        return Promise.all(names.map(function (name) { return once(name, readGrams); }));
      }).then(function (shards) {
        var found = new Map();
        shards.forEach(function (shard) {
          var at = lowerBound(shard.keys, gram);
          function add(sure) {
            shard.texts[at].forEach(function (number) {
              found.set(number, { times: (found.get(number) || { times: 0 }).times + 1, sure: sure });
            });
          }
          if (at > 0 && gram.indexOf(shard.keys[at - 1]) === 0) { at -= 1; add(false); at += 1; }
          while (at < shard.keys.length && shard.keys[at].indexOf(gram) === 0) { add(true); at += 1; }
        });
        return found;
      });
    }

    function gramsOf(run) { // the fewest that cover a run, the last one overlapping
      var starts = [0];
      for (var at = DEEP; at < run.length && starts.length < MOST_OF_A_RUN; at += DEEP) { starts.push(Math.min(at, run.length - DEEP)); }
      return starts.map(function (start) { return run.slice(start, start + DEEP).join(""); });
    }

    function both(maps, sure) { // what all of them hold
      var least = maps.reduce(function (a, b) { return a.size <= b.size ? a : b; }), found = new Map();
      least.forEach(function (any, number) {
        if (maps.every(function (map) { return map.has(number); })) {
          var all = maps.map(function (map) { return map.get(number); });
          found.set(number, {
            times: Math.min.apply(null, all.map(function (one) { return one.times; })),
            sure: sure && all.every(function (one) { return one.sure; })
          });
        }
      });
      return found;
    }

    function holdingWay(runs) {
      var grams = [].concat.apply([], runs.map(gramsOf));
      return Promise.all(grams.map(holding)).then(function (maps) { return both(maps, maps.length === 1); });
    }

    function holdingWord(ways) {
      return Promise.all(ways.map(holdingWay)).then(function (maps) {
        var found = maps[0];
        if (maps[1]) { maps[1].forEach(function (one, number) { if (!found.has(number)) { found.set(number, one); } }); }
        return found;
      });
    }

    function ranked(maps, all) { // by how rare a word is and how often it is said
      var found = both(maps, true), score = new Map();
      maps.forEach(function (map) {
        var rare = Math.log(1 + all / (1 + map.size));
        map.forEach(function (one, number) { if (found.has(number)) { score.set(number, (score.get(number) || 0) + rare * Math.log(1 + one.times)); } });
      });
      return Array.from(found.keys(), function (number) { return { number: number, sure: found.get(number).sure, score: score.get(number) }; })
        .sort(function (a, b) { return b.sure - a.sure || b.score - a.score || a.number - b.number; });
    }

    // Those that the index is not sure of are looked into: the first few, since they are shown.
    function proved(list, wanted) {
      return Promise.all(list.map(function (one, at) {
        return one.sure || at >= MOST_PROVED ? true : rowOf(one.number).then(function (row) { return holds(row, wanted); });
      })).then(function (right) { return list.filter(function (one, at) { return right[at]; }); });
    }

    /* Return all texts that hold every word, the likeliest first; those that hold most of it where none does. */
    function words(query) {
      return Promise.all([meta(), fold(String(query || "").slice(0, LONGEST))]).then(function (got) {
        var all = got[0].texts, wanted = wantedOf(got[1]), none = { folded: got[1], numbers: [] };
        if (!all || !wanted.length) { return none; }
        return Promise.all(wanted.map(holdingWord)).then(function (maps) {
          return proved(ranked(maps, all), wanted).then(function (list) {
            return list.length ? list.map(function (one) { return one.number; }) : nearly(wanted, maps);
          });
        }).then(function (numbers) { return { folded: got[1], numbers: numbers }; });
      });
    }

    function pairsOf(run) {
      var pairs = [];
      for (var at = 0; at + 1 < run.length && pairs.length < MOST_PAIRS; at += 2) { pairs.push(run.slice(at, at + 2)); }
      return pairs;
    }

    function nearly(wanted, maps) { // of several words most; of a long one most of its pairs
      var run = wanted[0].map(function (way) { return way[0]; }).sort(function (a, b) { return a.length - b.length; })[0], pairs = pairsOf(run).map(function (pair) { return pair.join(""); });
      if (maps.length < 3 && (maps.length > 1 || run.length <= DEEP)) { return []; }
      return (maps.length > 1 ? Promise.resolve(maps) : Promise.all(pairs.map(holding))).then(function (said) {
        var times = new Map();
        said.forEach(function (map) { map.forEach(function (one, number) { times.set(number, (times.get(number) || 0) + 1); }); });
        return Array.from(times.keys()).filter(function (number) { return times.get(number) >= said.length * 0.6; })
          .sort(function (a, b) { return times.get(b) - times.get(a) || a - b; });
      });
    }

    function named(numbers) { // kind and id of each text
      return Promise.all(numbers.map(function (number) {
        return rows("docs-" + Math.floor(number / 1024)).then(function (list) {
          var row = list[number % 1024];
          return { kind: row[0], id: row[1] };
        });
      }));
    }

    function rowOf(number) {
      return parts().then(function (known) {
        var shard = lowerBound(known.texts, number + 1) - 1;
        return rows("text-" + known.texts[shard]);
      }).then(function (list) {
        return list.find(function (row) { return row[0] === String(number); }).slice(1);
      });
    }

    /* Return of some of the texts what stands around the words: of those that hold them, or of all where none does. */
    function texts(numbers, folded) {
      var wanted = wantedOf(folded);
      return Promise.all(numbers.map(rowOf)).then(function (list) {
        var right = list.filter(function (row) { return holds(row, wanted); });
        return (right.length ? right : list).map(function (row) {
          return { title: row[0], href: row[1], label: row[2], words: around(row[3] || "", oldOf(row), wanted) };
        });
      });
    }

    function oldOf(row) { // the old forms that stand in a row
      return new Map((row[4] || "").split(" ").filter(Boolean).map(function (pair) {
        var char = Array.from(pair)[0];
        return [char, pair.slice(char.length)];
      }));
    }

    // Where a way to write a word stands in a text: runs that follow each other, [from, to] of each place.
    function spots(runs, way) {
      var found = [], first = way[0];
      runs.forEach(function (run, number) {
        for (var at = 0; at < run.length; at += 1) {
          if (run[at].key === first[0] && follows(runs, number, at, way)) {
            var last = way.length - 1, end = (last ? 0 : at) + way[last].length - 1;
            found.push([run[at].from, runs[number + last][end].to]);
          }
        }
      });
      return found;
    }

    function follows(runs, number, at, way) {
      return way.every(function (keys, more) {
        var run = runs[number + more], start = more ? 0 : at;
        return run && (more === way.length - 1 || start + keys.length === run.length) &&
          keys.every(function (key, place) { return run[start + place] && run[start + place].key === key; });
      });
    }

    function holds(row, wanted) {
      var old = oldOf(row), runs = [runsOf(row[0], old), runsOf(row[3] || "", old)];
      return wanted.every(function (ways) {
        return ways.some(function (way) { return runs.some(function (some) { return spots(some, way).length; }); });
      });
    }

    /* Return what stands around the words: by turns what is plain and what is to be marked. */
    function around(body, old, wanted) {
      var runs = runsOf(body, old), marks = [];
      function mark(way) { marks = marks.concat(spots(runs, way)); }
      wanted.forEach(function (ways) { ways.forEach(mark); });
      if (!marks.length) { wanted.forEach(function (ways) { pairsOf(ways[0][0]).forEach(function (pair) { mark([pair]); }); }); }
      marks.sort(function (a, b) { return a[0] - b[0] || b[1] - a[1]; });
      if (!marks.length) { return [body.slice(0, 60) + (body.length > 60 ? "…" : "")]; }
      var from = Math.max(0, marks[0][0] - 24), to = marks[0][1] + 48, at = from, told = [from ? "…" : ""];
      marks.forEach(function (mark) {
        if (mark[0] < at || mark[1] > to) { return; }
        told[told.length - 1] += body.slice(at, mark[0]);
        told.push(body.slice(mark[0], mark[1]), "");
        at = mark[1];
      });
      told[told.length - 1] += body.slice(at, to) + (to < body.length ? "…" : "");
      return told;
    }

    return { search: search, details: details, words: words, texts: texts, fold: fold, meta: meta, places: places };
  }

  var api = { create: create };
  if (typeof module === "object" && module.exports) { module.exports = api; } else { root.fengbeiFind = api; }
})(typeof self === "undefined" ? this : self);
