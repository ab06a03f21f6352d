/* The query core: reads what was asked, plans which shards answer it, scores and explains every hit.
   It knows no page and no network: `create(part)` is given a function that returns a part's bytes. */
(function (root) {
  "use strict";

  var FORMAT = 2;
  var MOST_HITS = 50;
  var MOST_SHARDS = 3; // of one range: a surname of a whole province is narrowed another way
  var MOST_COUNTIES = 14;
  var SECOND = 4096; // added to the number of a syllable that is only a second reading
  var LONGEST = 200; // characters of a query that are read
  var NAME = 12; // characters of a name, as the index cuts them
  var UNREADABLE = "□○〇×*?？＊囗";
  var DOTS = "•･・‧∙⋅·";
  var YEARS = 8; // a family's year may be wrong by as much
  // Surnames that registers write both ways though no table of old forms joins them.
  var PAIRS = "肖萧 付傅 闫阎 邱丘 戴代 兰蓝 仝同 于於 佘余 尹伊 蔡菜 覃谭 欧区 洗冼 聂乜 卞边 沈沉 范樊 曲屈 凃涂 甯宁 涂凃 段叚 薛薜 贠员 邸氐";
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

  // Syllables: spelling, fine, merged and loose class; a head led by "+" is that of second readings.
  function readSounds(bytes) {
    var table = readGroups(bytes), spelt = new Map();
    table.heads = table.heads.map(function (line, number) {
      var head = line.replace("+", "").split(" ");
      if (line[0] !== "+" || !spelt.has(head[0])) { spelt.set(head[0], number); }
      head.push(line[0] === "+");
      return head;
    });
    table.chars.forEach(function (list, code) {
      table.chars.set(code, list.map(function (number) {
        return table.heads[number][4] ? spelt.get(table.heads[number][0]) + SECOND : number;
      }).sort(function (a, b) { return a - b; }));
    });
    table.spelt = spelt;
    return table;
  }

  // How much two characters look alike, 0 to 0.88, by the parts they share; a rare part says more.
  function readShapes(bytes) {
    var table = readGroups(bytes), weights = table.heads.map(Number);
    function weight(list) { return list.reduce(function (sum, number) { return sum + weights[number]; }, 0); }
    return function (one, other) {
      var mine = table.chars.get(one.codePointAt(0)) || [], theirs = table.chars.get(other.codePointAt(0)) || [];
      var shared = weight(mine.filter(function (number) { return theirs.indexOf(number) >= 0; }));
      if (!shared) { return 0; }
      var part = shared / Math.min(weight(mine), weight(theirs));
      return part < 0.2 ? 0.3 : 0.48 + 0.4 * Math.min(1, part);
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
    function moreSounds() { // the less common characters, under the numbers of the first table
      return Promise.all([sounds(), once("rare", readSounds)]).then(function (got) {
        var table = got[0], more = got[1];
        more.chars.forEach(function (list, code) {
          if (table.chars.has(code)) { return; }
          table.chars.set(code, list.map(function (number) {
            var head = more.heads[number % SECOND], known = table.spelt.get(head[0]);
            if (known === undefined) { known = table.heads.push(head) - 1; table.spelt.set(head[0], known); }
            return known + (number >= SECOND ? SECOND : 0);
          }));
        });
        return table;
      });
    }
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
        function strange(said) {
          return Array.from(said).some(function (char) {
            var code = char.codePointAt(0);
            return isHan(code) && !table.chars.has(code);
          });
        }
        if (!strange(plain)) { return plain; }
        return oldForms().then(function (old) {
          var simple = Array.from(plain, function (char) { return old.get(char) || char; }).join("");
          return strange(simple) ? moreSounds().then(function () { return simple; }) : simple;
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
        .replace(/u:/g, "v").replace(/[^a-z]/g, "");
      var found = [];
      function cut(at, units) {
        if (found.length >= 8 || units.length > 4) { return; }
        if (at === plain.length) { found.push(units); return; }
        for (var size = Math.min(6, plain.length - at); size > 0; size -= 1) {
          var syllable = plain.slice(at, at + size).replace(/^([ln])yu$/, "$1v");
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
        var dotted = DOTS.split("").some(function (dot) { return got[2].indexOf(dot) >= 0; });
        if (name && Array.from(name).length <= (dotted || placeSaid || request.year ? NAME : got[0].compound.has(name.slice(0, 2)) ? 6 : 4)) { // longer: no name
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

    function local(asked, ways, narrow) {
      var found = [];
      Array.from(asked.counties.values()).slice(0, MOST_COUNTIES).forEach(function (county) {
        var number = county.number.toString(36).padStart(3, "0");
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
        var got = compare(units, row[1] || row[0], table, look, said);
        if (!best || got.name > best.name) { best = got; }
      });
      if (!best || best.name < 0.4) { return null; }
      var county = asked.known[parseInt(row[4] || "0", 36)], total = best.name, why = best.why.slice(), support = 0, here = false;
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
        var off = Math.min(years(row[5], asked.year), years(row[6], asked.year));
        if (off <= YEARS) { total += 0.22 * (1 - off / (YEARS + 1)); support += off <= 5 ? 1 : 0; } else if (row[5] || row[6]) { total -= 0.12; }
      }
      if (row[8]) { why.push(row[9] || "曾用名"); total -= 0.01; }
      if (asked.latin && !best.why.length) { why.unshift(asked.initials ? "首字母" : "拼音"); }
      return { row: row, county: county, name: best.name, total: total, why: Array.from(new Set(why)), wrong: best.wrong, weak: best.weak, support: support, here: here };
    }

    function years(said, year) { return said ? Math.abs(Number(said) - year) : 99; }

    function isStrong(hit, asked) {
      if (asked.counties && !hit.here) { return false; }
      if (hit.wrong) { return hit.wrong === 1 && hit.support > 1 && asked.names[0].length > 2 && hit.name > 0.6; }
      if (asked.counties || asked.year) { return hit.support > 0 && hit.name >= (hit.support > 1 ? 0.6 : hit.weak ? 0.8 : 0.68); }
      return hit.name >= 0.97 && !asked.initials;
    }

    function rank(found, asked, table, look, said) {
      var byKey = new Map();
      found.forEach(function (row) {
        var hit = judge(row, asked, table, look, said);
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
      return short[0] === "-" ? hit.county.code.slice(0, 6) + short : short;
    }

    function present(hits, asked, said) {
      return hits.slice(0, MOST_HITS).map(function (hit) {
        var row = hit.row, kind = said.kinds[row[3]], facet = (row[7] || ".").split(".");
        var id = identity(hit), roll = /^(\d{6})-(.+)$/.exec(id);
        return {
          id: id, kind: kind[0], label: kind[2], href: kind[1] + "/" + (roll ? roll[1] + "/" + roll[2] : id) + ".html",
          name: row[8] || row[0], matched: row[0], alias: row[8] ? row[9] || "曾用名" : "",
          county: hit.county.names[0] || "", code: hit.county.code.slice(0, 6), key: hit.county.code, township: row[10] || "", unit: row[11] || "",
          born: row[5] || "", died: row[6] || "",
          period: facet[0] ? said.periods[parseInt(facet[0], 36)] : "", rest: facet[1] ? said.rests[parseInt(facet[1], 36)] : "",
          why: hit.why, strong: isStrong(hit, asked), score: hit.total
        };
      });
    }

    function people(asked) {
      if (!asked.names.length) { return Promise.resolve([]); }
      return Promise.all([meta(), sounds()]).then(function (got) {
        var said = got[0], table = got[1], all = [], seen = new Set(), look = null;
        function add(ranges, most) {
          return shardsOf(ranges, most).then(function (names) {
            var fresh = names.filter(function (name) { return !seen.has(name); });
            fresh.forEach(function (name) { seen.add(name); });
            return Promise.all(fresh.map(rows));
          }).then(function (more) {
            more.forEach(function (list) { all = all.concat(list); });
            return rank(all, asked, table, look, said);
          });
        }
        function looking() {
          return (asked.latin ? Promise.resolve(null) : shapes()).then(function (made) { look = made; });
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
        function close(loosely) {
          return [].concat.apply([], main.map(function (way) { return near(way, loosely); }));
        }
        return add(exact, asked.initials ? 1 : MOST_SHARDS).then(function (hits) {
          var short = asked.counties && asked.names[0].length < 3; // a character may have been left out
          if (!short && good(hits, asked.counties ? 0.8 : 0.97)) { return hits; }
          return looking().then(function () {
            if (!asked.counties) { return add(close(false), MOST_SHARDS); }
            return shardsOf(local(asked, ways, false), 99).then(function (names) {
              if (names.length <= 2 + asked.counties.size) { return add(local(asked, ways, false), 9); }
              var others = close(false).filter(function (r) { return r.copy === "giv"; }); // the surname may be wrong
              return add(local(asked, main, true).concat(others), MOST_SHARDS);
            });
          }).then(function (wider) {
            if (good(wider, 0.55) || asked.initials || (wider[0] && wider[0].wrong <= 1 && wider[0].name > 0.6 && (asked.counties ? wider[0].here : wider[0].support))) { return wider; }
            var rest = close(true).concat([].concat.apply([], main.map(shorter)));
            return add(asked.counties ? close(false) : rest, MOST_SHARDS);
          });
        });
      });
    }

    function search(request) {
      return Promise.all([read(request), meta()]).then(function (got) {
        var asked = got[0], said = got[1];
        return people(asked).then(function (hits) {
          var found = { asked: asked, hits: present(hits, asked, said), total: hits.length, texts: [] };
          if (hits[0] && !hits[0].wrong && !hits[0].weak) { return found; }
          return words(request.q).then(function (got) {
            return named(got.numbers.slice(0, MOST_HITS - found.hits.length)).then(function (texts) {
              found.texts = texts;
              return found;
            });
          });
        });
      });
    }

    // Township and unit of hits, which only the rows by county say: filled in where they are found.
    function details(hits) {
      return Promise.all([meta(), sounds(), places()]).then(function (got) {
        var said = got[0], table = got[1], numbers = new Map(got[2].map(function (place, at) { return [place.code, at]; }));
        var wanted = hits.filter(function (hit) { return !hit.township && !hit.unit && hit.key; }), ranges = [];
        wanted.forEach(function (hit) {
          var units = Array.from(hit.matched).filter(function (c) { return DOTS.indexOf(c) < 0; }).map(function (c) { return unitOf(c, table); });
          readings(units, table, said, 3).forEach(function (way) {
            var county = numbers.get(hit.key).toString(36).padStart(3, "0");
            ranges.push(exactly("cty", county + joined(way[0], NONE, way.slice(1))));
          });
        });
        return shardsOf(ranges, 1).then(function (names) { return Promise.all(names.map(rows)); }).then(function (lists) {
          wanted.forEach(function (hit) {
            lists.forEach(function (list) {
              list.forEach(function (row) {
                if (row[0] === hit.matched && (row[2] === hit.id || hit.code + row[2] === hit.id)) {
                  hit.township = row[10] || "";
                  hit.unit = row[11] || "";
                }
              });
            });
          });
          return hits;
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

    function named(numbers) { // kind and id of each text
      return Promise.all(numbers.map(function (number) {
        return rows("docs-" + Math.floor(number / 1000)).then(function (list) {
          var row = list[number % 1000];
          return { kind: row[0], id: row[1] };
        });
      }));
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

    return { search: search, details: details, words: words, texts: texts, fold: fold, meta: meta, places: places };
  }

  var api = { create: create };
  if (typeof module === "object" && module.exports) { module.exports = api; } else { root.fengbeiFind = api; }
})(typeof self === "undefined" ? this : self);
