/* The query core: reads what was asked, plans which shards answer it, scores and explains every hit.
   It knows no page and no network: `create(part)` is given a function that returns a part's bytes. */
(function (root) {
  "use strict";

  var FORMAT = 1;
  var MOST_HITS = 50;
  var MOST_SHARDS = 4; // of one range: a surname of a whole province is narrowed another way
  var MOST_COUNTIES = 14;
  var LONGEST = 200; // characters of a query that are read
  var NAME = 12; // characters of a name, as the index cuts them
  var UNREADABLE = "□○〇×*?？＊囗";
  var DOTS = "•･・‧∙⋅·";
  var YEARS = 8; // a family's year may be wrong by as much
  // Surnames that registers write both ways though no table of old forms joins them.
  var PAIRS = "肖萧 付傅 闫阎 邱丘 戴代 兰蓝 仝同 于於 佘余 尹伊 蔡菜 覃谭 欧区 洗冼 聂乜 卞边 沈沉 范樊 曲屈 祖俎 肇赵 楚储";
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

  // Heads, a line each; an empty line; for each head its characters as rising differences of 7 bits a byte, then 0.
  function readGroups(bytes) {
    var at = 0, chars = new Map(), heads;
    while (!(bytes[at] === 10 && bytes[at + 1] === 10)) { at += 1; }
    heads = text(bytes.subarray(0, at)).split("\n");
    at += 2;
    heads.forEach(function (head, number) {
      var code = 0x33ff, step = 0, shift = 0;
      while (bytes[at] !== 0 || shift) {
        step |= (bytes[at] & 127) << shift;
        if (bytes[at] & 128) { shift += 7; } else {
          code += step; step = 0; shift = 0;
          if (chars.has(code)) { chars.get(code).push(number); } else { chars.set(code, [number]); }
        }
        at += 1;
      }
      at += 1;
    });
    return { heads: heads, chars: chars };
  }

  function readSounds(bytes) {
    var table = readGroups(bytes);
    table.heads = table.heads.map(function (line) { return line.split(" "); });
    table.spelt = new Map(table.heads.map(function (head, number) { return [head[0], number]; }));
    return table;
  }

  // How much two characters look alike, 0 to 0.8, by the parts they share; a rare part says more.
  function readShapes(bytes) {
    var table = readGroups(bytes), weights = table.heads.map(Number);
    function weight(list) { return list.reduce(function (sum, number) { return sum + weights[number]; }, 0); }
    return function (one, other) {
      var mine = table.chars.get(one.codePointAt(0)) || [], theirs = table.chars.get(other.codePointAt(0)) || [];
      var shared = weight(mine.filter(function (number) { return theirs.indexOf(number) >= 0; }));
      if (!shared) { return 0; }
      var part = shared / Math.min(weight(mine), weight(theirs));
      return part < 0.2 ? 0.3 : 0.42 + 0.38 * Math.min(1, part);
    };
  }

  function create(part) {
    var kept = new Map(); // parsed parts by name

    function once(name, read) {
      if (!kept.has(name)) { kept.set(name, part(name).then(read)); }
      return kept.get(name);
    }
    function meta() {
      return once("meta", function (bytes) {
        var said = JSON.parse(text(bytes));
        if (said.format !== FORMAT) { throw new Error("format"); }
        said.compound = new Set(said.compound);
        return said;
      });
    }
    function sounds() { return once("sounds", readSounds); }
    function shapes() { return once("shapes", readShapes); }
    function oldForms() {
      return once("old", function (bytes) {
        var pairs = Array.from(text(bytes)), table = new Map();
        for (var at = 0; at < pairs.length; at += 2) { table.set(pairs[at], pairs[at + 1]); }
        return table;
      });
    }
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
    function rows(name) {
      return once(name, function (bytes) {
        return text(bytes).split("\n").map(function (line) { return line.split("\t"); });
      });
    }

    /* ---- reading the query ---- */

    function fold(said) {
      var plain = said.normalize("NFKC").toLowerCase();
      return sounds().then(function (table) {
        var strange = Array.from(plain).some(function (char) {
          var code = char.codePointAt(0);
          return isHan(code) && !table.chars.has(code);
        });
        if (!strange) { return plain; }
        return oldForms().then(function (old) {
          return Array.from(plain, function (char) { return old.get(char) || char; }).join("");
        });
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
        known.forEach(function (place, number) {
          if (place.code.indexOf(stem) === 0 && !counties.has(place.code)) {
            counties.set(place.code, { number: number, old: hit.old, wide: stem.length });
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

    function spellings(word, table) {
      var plain = word.toLowerCase().normalize("NFD").replace(/u\u0308/g, "v").replace(/[\u0300-\u036f]/g, "")
        .replace(/u:/g, "v").replace(/[^a-z]/g, "").replace(/lyu/g, "lv").replace(/nyu/g, "nv");
      var found = [];
      function cut(at, units) {
        if (found.length >= 6 || units.length > 6) { return; }
        if (at === plain.length) { found.push(units); return; }
        for (var size = Math.min(6, plain.length - at); size > 0; size -= 1) {
          var syllable = plain.slice(at, at + size);
          if (table.spelt.has(syllable)) { cut(at + size, units.concat(syllable)); }
        }
      }
      cut(0, []);
      found.sort(function (a, b) { return a.length - b.length; });
      return found.length ? found : null;
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
        var name = (han[0] || "").replace(IDLE, "");
        if (!place && Array.from(name).length > 4) {
          for (var size = name.length - 2; size > 1 && !place; size -= 1) {
            if (findPlaces(name.slice(0, size), null, known).length) { place = name.slice(0, size); name = name.slice(size); }
          }
        }
        asked.rest = han.length > 1;
        asked.place = placeOf(place, known);
        asked.counties = asked.place ? countiesOf(asked.place, known) : null;
        asked.unknownPlace = Boolean(place) && !asked.place;
        if (name && Array.from(name).length <= NAME) {
          asked.names.push(Array.from(name, function (char) { return unitOf(char, table); }));
        } else if (!name && latin.length) {
          asked.latin = true;
          (spellings(latin.join(""), table) || []).forEach(function (units) {
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
        asked.known = known;
        return asked;
      });
    }

    /* ---- planning: which ranges of which copies ---- */

    function codes(unit, table) {
      var found = unit.any ? ["~~"] : unit.syllables.map(function (number) { return table.heads[number][2]; });
      return found.length ? Array.from(new Set(found)) : ["~~"];
    }

    function product(lists, most) {
      return lists.reduce(function (sofar, list) {
        var next = [];
        sofar.forEach(function (head) { list.forEach(function (tail) { if (next.length < most) { next.push(head + tail); } }); });
        return next;
      }, [""]);
    }

    function range(copy, low, high) { return { copy: copy, low: low, high: high }; }
    function exactly(copy, keys) { return keys.map(function (key) { return range(copy, key, key + "!"); }); }
    function beginning(copy, keys) { return keys.map(function (key) { return range(copy, key, key + "\x7f"); }); }

    function shardsOf(ranges, most) {
      var copies = Array.from(new Set(ranges.map(function (r) { return r.copy; })));
      return Promise.all(copies.map(lines)).then(function (starts) {
        var wanted = new Set();
        ranges.forEach(function (r) {
          var list = starts[copies.indexOf(r.copy)];
          var first = Math.max(0, lowerBound(list, r.low) - 1), last = lowerBound(list, r.high) - 1;
          for (var at = first; at <= last && at < first + most; at += 1) { wanted.add(r.copy + "-" + at); }
        });
        return Array.from(wanted);
      });
    }

    function load(ranges, most) {
      return shardsOf(ranges, most).then(function (names) {
        return Promise.all(names.map(rows)).then(function (got) { return [].concat.apply([], got); });
      });
    }

    function split(units, said) {
      var two = units.length > 2 && said.compound.has(units[0].char + units[1].char);
      return two ? 2 : 1;
    }

    function near(units, table, said) { // one wrong, one missing, one too many
      var lists = units.map(function (unit) { return codes(unit, table); });
      var size = split(units, said), family = lists.slice(0, size), given = lists.slice(size), found = [];
      if (given.length && !units[0].any) {
        found = found.concat(beginning("rev", product(family.concat([given[given.length - 1]]), 4)));
        found = found.concat(beginning("full", product(family.concat([given[0]]), 4)));
      }
      if (given.length > 1) { found = found.concat(beginning("giv", product(given, 4))); }
      if (given.length === 1) { found = found.concat(exactly("giv", product(given.concat(family), 4))); }
      if (units.length > 1) { found = found.concat(beginning("giv", product(lists, 4))); } // the surname was left out
      units.forEach(function (unit, at) { // one too many
        if (units.length > 2) { found = found.concat(exactly("full", product(lists.filter(function (x, i) { return i !== at; }), 4))); }
      });
      return found.filter(function (r) { return r.low.indexOf("~~") !== 0; });
    }

    function inCounties(asked, units, table, said, narrow) {
      var lists = units.map(function (unit) { return codes(unit, table); });
      var size = split(units, said), heads = units[0].any ? [""] : product(lists.slice(0, narrow ? size + 1 : size), 6);
      var found = [];
      Array.from(asked.counties.values()).slice(0, MOST_COUNTIES).forEach(function (county) {
        var number = county.number.toString(36).padStart(3, "0");
        heads.forEach(function (head) { found.push(range("cty", number + head, number + head + "\x7f")); });
      });
      return found;
    }

    /* ---- scoring ---- */

    function likeness(unit, char, first, table, shapes) {
      if (unit.any || UNREADABLE.indexOf(char) >= 0) { return [0.75, "缺字"]; }
      if (unit.char === char) { return [1, ""]; }
      var code = char.codePointAt(0), theirs = table.chars.get(code) || [], i, j;
      if (unit.letter) {
        for (j = 0; j < theirs.length; j += 1) { if (table.heads[theirs[j]][0][0] === unit.letter) { return [0.8, "首字母"]; } }
        return [0, "一字不同"];
      }
      if (unit.char && first && PAIRS.split(" ").some(function (p) { return p === unit.char + char || p === char + unit.char; })) {
        return [0.95, "异体"];
      }
      var best = 0;
      for (i = 0; i < unit.syllables.length; i += 1) {
        for (j = 0; j < theirs.length; j += 1) {
          var mine = table.heads[unit.syllables[i]], their = table.heads[theirs[j]];
          if (mine === their) { best = 3; } else if (mine[1] === their[1]) { best = Math.max(best, 2); } else if (mine[2] === their[2]) { best = Math.max(best, 1); }
        }
      }
      var like = shapes && unit.char ? shapes(unit.char, char) : 0;
      if (best === 3) { return unit.char ? [Math.max(0.84, like ? 0.88 : 0), "同音"] : [1, ""]; }
      if (like > 0.6) { return [like, "形近"]; }
      if (best === 2) { return [0.68, "方音"]; }
      if (like) { return [like, "形近"]; }
      if (best === 1) { return [0.5, "音近"]; }
      return [0, "一字不同"];
    }

    function compare(units, name, table, shapes) {
      var chars = Array.from(name).filter(function (char) { return DOTS.indexOf(char) < 0; });
      var n = units.length, m = chars.length, width = m + 1;
      var score = new Float64Array((n + 1) * width), from = new Uint8Array((n + 1) * width), why = [];
      var GAP = -0.12, i, j;
      for (i = 1; i <= n; i += 1) { score[i * width] = i * GAP; from[i * width] = 1; }
      for (j = 1; j <= m; j += 1) { score[j] = j * GAP; from[j] = 2; }
      var says = [];
      for (i = 1; i <= n; i += 1) {
        for (j = 1; j <= m; j += 1) {
          var said = likeness(units[i - 1], chars[j - 1], i === 1 && j === 1, table, shapes);
          says[i * width + j] = said[1];
          var weight = i === 1 && j === 1 ? 1.2 : 1;
          var best = score[(i - 1) * width + j - 1] + said[0] * weight, way = 0;
          if (score[(i - 1) * width + j] + GAP > best) { best = score[(i - 1) * width + j] + GAP; way = 1; }
          if (score[i * width + j - 1] + GAP > best) { best = score[i * width + j - 1] + GAP; way = 2; }
          score[i * width + j] = best;
          from[i * width + j] = way;
        }
      }
      var wrong = 0;
      i = n; j = m;
      while (i > 0 || j > 0) {
        var step = from[i * width + j];
        if (step === 0) {
          var word = says[i * width + j];
          if (word) { why.push(word); if (word === "一字不同") { wrong += 1; } }
          i -= 1; j -= 1;
        } else if (step === 1) { why.push("多一字"); wrong += 1; i -= 1; } else { why.push("少一字"); wrong += 1; j -= 1; }
      }
      return { name: Math.max(0, score[n * width + m]) / (Math.max(n, m) + 0.2), why: why, wrong: wrong };
    }

    function judge(row, asked, table, shapes) {
      var best = null;
      asked.names.forEach(function (units) {
        var got = compare(units, row[1] || row[0], table, shapes);
        if (!best || got.name > best.name) { best = got; }
      });
      if (!best || best.name < 0.4) { return null; }
      var county = asked.known[parseInt(row[4] || "0", 36)], total = best.name, why = best.why.slice(), support = 0;
      if (asked.counties) {
        var there = asked.counties.get(county.code);
        if (there) {
          total += there.wide > 4 ? 0.3 : 0.2;
          support += 1;
          if (there.old) { why.push("旧县名"); }
        } else { total -= 0.12; }
      }
      if (asked.year) {
        var off = Math.min(years(row[5], asked.year), years(row[6], asked.year));
        if (off <= YEARS) { total += 0.22 * (1 - off / (YEARS + 1)); support += off <= 5 ? 1 : 0; } else if (row[5] || row[6]) { total -= 0.12; }
      }
      if (row[8]) { why.push(row[9] || "曾用名"); total -= 0.01; }
      if (asked.latin && !best.why.length) { why.unshift(asked.initials ? "首字母" : "拼音"); }
      return { row: row, county: county, name: best.name, total: total, why: Array.from(new Set(why)), wrong: best.wrong, support: support };
    }

    function years(said, year) { return said ? Math.abs(Number(said) - year) : 99; }

    function isStrong(hit, asked) {
      if (hit.wrong) { return hit.wrong === 1 && hit.support > 1 && asked.names[0].length > 2 && hit.name > 0.6; }
      if (asked.counties || asked.year) { return hit.support > 0 && hit.name >= (hit.support > 1 ? 0.6 : 0.8); }
      return hit.name >= 0.97 && !asked.initials;
    }

    function rank(found, asked, table, shapes) {
      var byKey = new Map();
      found.forEach(function (row) {
        var hit = judge(row, asked, table, shapes);
        if (!hit) { return; }
        var key = row[3] + " " + hit.county.code + row[2], old = byKey.get(key);
        if (!old || hit.total > old.total || (hit.total === old.total && hit.row.length > old.row.length)) { byKey.set(key, hit); }
      });
      return Array.from(byKey.values()).sort(function (a, b) {
        return b.total - a.total || (a.row[2] < b.row[2] ? -1 : 1);
      });
    }

    /* ---- answering ---- */

    function identity(hit) {
      var short = hit.row[2];
      return short[0] === "-" ? hit.county.code + short : short;
    }

    function present(hits, asked, said) {
      return hits.slice(0, MOST_HITS).map(function (hit) {
        var row = hit.row, kind = said.kinds[row[3]], facet = (row[7] || ".").split(".");
        var id = identity(hit), roll = /^(\d{6})-(.+)$/.exec(id);
        return {
          id: id, kind: kind[0], label: kind[2], href: kind[1] + "/" + (roll ? roll[1] + "/" + roll[2] : id) + ".html",
          name: row[8] || row[0], matched: row[0], alias: row[8] ? row[9] || "曾用名" : "",
          county: hit.county.names[0] || "", code: hit.county.code, township: row[10] || "", unit: row[11] || "",
          born: row[5] || "", died: row[6] || "",
          period: facet[0] ? said.periods[parseInt(facet[0], 36)] : "", rest: facet[1] ? said.rests[parseInt(facet[1], 36)] : "",
          why: hit.why, strong: isStrong(hit, asked), score: hit.total
        };
      });
    }

    function people(asked) {
      if (!asked.names.length) { return Promise.resolve([]); }
      return Promise.all([meta(), sounds()]).then(function (got) {
        var said = got[0], table = got[1], all = [], look = null;
        function add(ranges, most) {
          return load(ranges, most).then(function (more) {
            all = all.concat(more);
            return rank(all, asked, table, look);
          });
        }
        function wider(ranges) {
          return (asked.latin ? Promise.resolve(null) : shapes()).then(function (made) {
            look = made;
            return add(ranges, MOST_SHARDS);
          });
        }
        var exact = [], close = [], local = [], narrow = [];
        asked.names.forEach(function (units) {
          if (asked.initials) {
            exact = exact.concat(beginning("full", product(units.slice(0, 2).map(function (u) { return codes(u, table); }), 24)));
          } else {
            exact = exact.concat(exactly("full", product(units.map(function (u) { return codes(u, table); }), 8)));
            close = close.concat(near(units, table, said));
          }
          if (asked.counties) {
            local = local.concat(inCounties(asked, units, table, said, false));
            narrow = narrow.concat(inCounties(asked, units, table, said, true));
          }
        });
        exact = exact.filter(function (r) { return r.low.indexOf("~~") !== 0; });
        function enough(hits) {
          var top = hits[0];
          return top && !top.wrong && top.name >= 0.97 && (!(asked.counties || asked.year) || top.support > 0);
        }
        var first = asked.counties
          ? shardsOf(local, 99).then(function (names) { return add(names.length > 3 * asked.counties.size ? narrow : local, MOST_SHARDS); })
          : add(exact, MOST_SHARDS);
        return first.then(function (hits) {
          if (enough(hits) || (asked.counties && hits[0] && !hits[0].wrong && hits[0].name > 0.8 && hits[0].support)) { return hits; }
          return wider(asked.counties ? exact.concat(close) : close);
        });
      });
    }

    function search(request) {
      return Promise.all([read(request), meta()]).then(function (got) {
        var asked = got[0], said = got[1];
        return people(asked).then(function (hits) {
          return { asked: asked, hits: present(hits, asked, said), total: hits.length };
        });
      });
    }

    /* ---- full text ---- */

    function gramsOf(folded) {
      var found = [];
      (folded.match(/[\u3400-\u9fff\ud840-\udbff\udc00-\udfff]+|[a-z0-9]+/g) || []).forEach(function (run) {
        if (/^[a-z0-9]/.test(run)) { found.push(run); return; }
        var chars = Array.from(run);
        if (chars.length === 1) { found.push(run); }
        for (var at = 0; at + 1 < chars.length; at += 1) { found.push(chars[at] + chars[at + 1]); }
      });
      return Array.from(new Set(found)).slice(0, 24);
    }

    function postings(gram, said) {
      if (!said.texts) { return Promise.resolve(new Map()); }
      var name = "gram-" + (gram.codePointAt(0) % said.shards);
      return lines(name).catch(function () { return []; }).then(function (list) {
        var at = lowerBound(list, gram + "\t"), found = new Map();
        var line = list[at] || "";
        if (line.indexOf(gram + "\t") !== 0) { return found; }
        var number = -1;
        line.slice(gram.length + 1).split(" ").forEach(function (word) {
          var dot = word.split(".");
          number += parseInt(dot[0], 36) + 1;
          found.set(number, dot[1] ? parseInt(dot[1], 36) : 1);
        });
        return found;
      });
    }

    function words(query) {
      return Promise.all([meta(), fold(String(query || "").slice(0, LONGEST))]).then(function (got) {
        var said = got[0], grams = gramsOf(got[1]);
        return Promise.all(grams.map(function (gram) { return postings(gram, said); })).then(function (maps) {
          var score = new Map(), times = new Map();
          maps.forEach(function (map) {
            var rare = Math.log(1 + said.texts / (1 + map.size));
            map.forEach(function (weight, number) {
              score.set(number, (score.get(number) || 0) + rare * Math.log(1 + weight));
              times.set(number, (times.get(number) || 0) + 1);
            });
          });
          var all = Array.from(score.keys()).filter(function (n) { return times.get(n) === grams.length; });
          if (!all.length && grams.length > 2) {
            all = Array.from(score.keys()).filter(function (n) { return times.get(n) >= Math.ceil(grams.length * 0.7); });
          }
          all.sort(function (a, b) { return score.get(b) - score.get(a) || a - b; });
          return { folded: got[1], numbers: all };
        });
      });
    }

    function texts(numbers, folded) {
      return meta().then(function (said) {
        return Promise.all(numbers.map(function (number) {
          return rows("text-" + Math.floor(number / said.docs)).then(function (list) {
            var row = list[number % said.docs];
            return { title: row[0], href: row[1], label: row[2], words: around(row[3] || "", folded) };
          });
        }));
      });
    }

    function around(body, folded) {
      var wanted = folded.split(/\s+/).filter(Boolean), at = -1, size = 0;
      wanted.some(function (word) { at = body.indexOf(word); size = word.length; return at >= 0; });
      if (at < 0 && wanted[0]) { at = body.indexOf(wanted[0].slice(0, 2)); size = 2; }
      if (at < 0) { return [body.slice(0, 60), "", ""]; }
      var from = Math.max(0, at - 24);
      return [(from ? "…" : "") + body.slice(from, at), body.slice(at, at + size), body.slice(at + size, at + size + 48) + "…"];
    }

    return { search: search, words: words, texts: texts, fold: fold, meta: meta, places: places };
  }

  var api = { create: create };
  if (typeof module === "object" && module.exports) { module.exports = api; } else { root.fengbeiFind = api; }
})(typeof self === "undefined" ? this : self);
