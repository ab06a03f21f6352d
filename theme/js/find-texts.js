/* The full text: which texts hold what was asked, and what stands around it. See fengbei/search/texts.py. */
(function (find) {
  "use strict";

  find.texts = function (parts, fold) {
    var DEEP = 4, LONGEST_WORD = 24; // as the index cuts
    var MOST_OF_A_CHARACTER = 8; // shards in which a single character is looked for
    var MOST_OF_A_RUN = 4, MOST_PAIRS = 6, MOST_PROVED = 4;
    var NOTHING = new Map();

    // Cut a text as the index is cut: runs of characters and words, each with the places it begins and ends at.
    // `map` gives the folded form of a character; what is asked is folded before.
    function runsOf(said, map) {
      var runs = [], run = [], cut = /[\u3005-\u3007\u3400-\u9fff]|[\ud840-\ud8ff][\udc00-\udfff]|[0-9a-z\u00df-\u024f\u0370-\u052f]+|[\s\u00b7]+|[^]/g;
      var folded = "", from = [], at = 0;
      Array.from(said).forEach(function (char) {
        var plain = map.has(char) ? map.get(char) : /[\u3400-\u9fff]/.test(char) ? char : find.query.DOTS.indexOf(char) < 0 ? char.normalize("NFKC").toLowerCase() : "·";
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

    function begin() { // the first gram of each shard of grams, the first text of each shard of texts
      return parts.lines("texts").then(function (got) {
        return { names: got[0].split(" "), grams: got[0].split(" ").map(unitsOf), texts: got[1].split(" ").map(Number) };
      });
    }

    function unitsOf(digits) { // of UTF-16, four digits each; the last may want some
      return digits === "0" ? "" : (digits.match(/.{1,4}/g) || []).map(function (four) { return String.fromCharCode(parseInt(four.padEnd(4, "0"), 16)); }).join("");
    }

    // The texts that hold a gram: how often, and whether the index knows it for sure.
    function holding(gram) {
      return begin().then(function (known) {
        var first = Math.max(0, find.plan.lowerBound(known.grams, gram + "\0") - 1), last = Math.max(first, find.plan.lowerBound(known.grams, gram + "\uffff") - 1);
        var names = [], most = Array.from(gram).length > 1 ? last : first + MOST_OF_A_CHARACTER - 1;
        for (var at = first; at <= last && at <= most; at += 1) { names.push("gram-" + known.names[at]); }
        return Promise.all(names.map(function (name) { return parts.once(name, readGrams); }));
      }).then(function (shards) {
        var found = new Map();
        shards.forEach(function (shard) {
          var at = find.plan.lowerBound(shard.keys, gram);
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
      return Promise.all([parts.meta(), fold(String(query || "").slice(0, find.query.LONGEST))]).then(function (got) {
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
        return parts.rows("docs-" + Math.floor(number / 1024)).then(function (list) {
          var row = list[number % 1024];
          return { kind: row[0], id: row[1] };
        });
      }));
    }

    function rowOf(number) {
      return begin().then(function (known) {
        var shard = find.plan.lowerBound(known.texts, number + 1) - 1;
        return parts.rows("text-" + known.texts[shard]);
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

    return { words: words, texts: texts, named: named };
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
