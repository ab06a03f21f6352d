/* What the parts of the index hold: bytes become tables, names, shards of people. See fengbei/search/. */
(function (find) {
  "use strict";

  var SECOND = 4096; // added to the number of a syllable that is only a second reading
  var PLAIN = 224, EARLIEST = 1780, NO_BYTE = 255, MORE = 1, FOLDED = 2, ALIAS = 4; // as in rows.py
  var ROLL = 4; // digits of a number on a roll
  var GRADES = 9; // of likeness

  function isHan(code) {
    return (code >= 0x3400 && code <= 0x9fff) || (code >= 0x20000 && code <= 0x323af);
  }

  function text(bytes) { return new TextDecoder().decode(bytes); }
  function wide(bytes) { return new TextDecoder("gb18030").decode(bytes); }

  /* Return a function that reads the next number: 7 bits a byte, the lowest first. */
  function counter(bytes, at) {
    function next() {
      var said = 0, times = 1;
      while (bytes[at] & 128) { said += (bytes[at] & 127) * times; times *= 128; at += 1; }
      said += bytes[at] * times;
      at += 1;
      return said;
    }
    next.many = function (count) { for (var read = new Array(count), i = 0; i < count; i += 1) { read[i] = next(); } return read; };
    next.ascending = function (count) { // numbers, of which the steps are told
      var last = 0;
      return next.many(count).map(function (step) { last += step; return last; });
    };
    next.column = function (count) { at += count; return bytes.subarray(at - count, at); };
    next.rest = function () { return bytes.subarray(at); };
    return next;
  }

  var commonly = null;

  // The 3,755 common characters in the order of GB 2312, which goes by their sound.
  function commonCharacters() {
    if (commonly) { return commonly; }
    var bytes = new Uint8Array(2 * 40 * 94), at = 0;
    for (var row = 0xb0; row < 0xd8; row += 1) {
      for (var cell = 0xa1; cell < 0xff; cell += 1) { bytes[at++] = row; bytes[at++] = cell; }
    }
    commonly = Array.from(wide(bytes)).filter(function (char) { return isHan(char.codePointAt(0)); });
    return commonly;
  }

  function pairs(next) { // their number, the first halves, the second halves
    var length = next(), firsts = next.many(length), seconds = next.many(length);
    return firsts.map(function (first, at) { return [first, seconds[at]]; });
  }

  // Add how characters sound to a table: by code point the numbers of syllables, second readings with SECOND added.
  function readVoices(next, table) {
    pairs(next).reduce(function (at, run) {
      var heard = [run[0]];
      for (var i = at; i < at + run[1]; i += 1) { table.chars.set(table.common[i].codePointAt(0), heard); }
      return at + run[1];
    }, 0);
    [0, SECOND].forEach(function (more) {
      pairs(next).reduce(function (last, pair) {
        var code = last + pair[0];
        table.chars.set(code, (table.chars.get(code) || []).concat(pair[1] + more));
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
    return readVoices(counter(bytes, end + 2), table);
  }

  function readMore(bytes, table) { return readVoices(counter(bytes, 0), table); }

  // Which characters look like which: by character a map of others and how alike they are, up to 1. See tables.looks.
  function readLooks(bytes) {
    var next = counter(bytes, 0), size = next(), counts = next.column(GRADES * size), halves = next.rest(), many = halves.length / 2;
    var coded = halves.map(function (byte, at) { return halves[(at >> 1) + (at & 1) * many]; }), chars = Array.from(wide(coded)), from = size;
    return new Map(chars.slice(0, size).map(function (char, at) {
      var alike = new Map();
      for (var grade = 1; grade <= GRADES; grade += 1) {
        for (var more = counts[GRADES * at + grade - 1]; more; more -= 1) { alike.set(chars[from++], grade / GRADES); }
      }
      return [char, alike];
    }));
  }

  // Which characters are half alike: by character all those that have one of its halves.
  function readHalves(bytes) {
    var next = counter(bytes, 0), sizes = next.many(next()), found = new Map();
    sizes.forEach(function (size) {
      var group = next.ascending(size).map(function (code) { return String.fromCodePoint(code); });
      group.forEach(function (char) { found.set(char, (found.get(char) || []).concat([group])); });
    });
    return found;
  }

  function readForms(bytes) {
    var sides = wide(bytes).split("\n").map(function (side) { return Array.from(side); });
    return new Map(sides[0].map(function (char, at) { return [char, sides[1][at]]; }));
  }

  function readPlaces(bytes) {
    return text(bytes).split("\n").map(function (line) {
      var words = line.split("\t");
      return { code: words[0], names: words.slice(1) };
    });
  }

  function readStarts(bytes) { return text(bytes).split("\n").slice(0, -1); }

  function readLines(bytes) { return text(bytes).split("\n"); }

  function readRows(bytes) { return readLines(bytes).map(function (line) { return line.split("\t"); }); }

  /* ---- people ---- */

  /* Return a shard of people as columns. The first three characters of each name are numbers in the list `chars`. */
  function readPeople(bytes) {
    var next = counter(bytes, 0), size = next(), list = { size: size, counties: [], ends: [] }, bare = [], i, last = 0, told = 0, others = 0;
    for (i = next(); i > 0; i -= 1) {
      var step = next();
      last += step >> 1;
      list.counties.push(last ? String(last).padStart(6, "0") : "");
      bare.push(step & 1);
      list.ends.push((list.ends[list.ends.length - 1] || 0) + next());
    }
    list.steps = next.many(size);
    list.kinds = next.column(size);
    list.died = next.column(size);
    list.born = next.column(size);
    for (i = 0; i < size; i += 1) { told += (list.died[i] === NO_BYTE) + (list.born[i] === NO_BYTE); }
    list.years = next.many(told);
    list.mixed = new Set(next.ascending(next())); // years in which several periods lie
    list.periods = next.column(next());
    list.flags = new Uint8Array(size);
    var flagged = next.ascending(next()), flags = next.column(flagged.length);
    flagged.forEach(function (row, at) { list.flags[row] = flags[at]; });
    for (i = 0; i < size; i += 1) { others += isAlias(list, i); }
    var places = [0, 1].map(function () { return next.ascending(next()); }); // of characters of one byte, and of two
    list.letters = [0, 1, 2].map(function () { return lettersOf(next, size + others); });
    var hows = next.many(others);
    var words = wide(next.rest()).split("\t").map(function (said) { return said.split("\n"); });
    ["others", "bare", "ids", "more", "folded", "of", "how"].forEach(function (name, at) { list[name] = words[at]; });
    list.chars = [].concat.apply([], places.map(function (part, at) {
      return part.map(function (place) { return commonCharacters()[place]; }).concat(Array.from(list.others[at]));
    }));
    list.how = hows.map(function (which) { return list.how[which]; });
    var beyond = 0;
    list.counties = list.counties.map(function (code, which) { return bare[which] ? code + list.bare[beyond++] : code; });
    return placed(list);
  }

  function lettersOf(next, count) {
    var bytes = next.rest(), letters = new Uint16Array(count), at = 0;
    for (var i = 0; i < count; i += 1) {
      var letter = bytes[at++];
      letters[i] = letter < PLAIN ? letter : PLAIN + (letter - PLAIN) * 256 + bytes[at++];
    }
    next.column(at);
    return letters;
  }

  // Find out what follows from the rows before: county, number and period of each, and where its words stand.
  function placed(list) {
    var size = list.size, county = 0, number = 0, told = 0, stated = 0, at = [0, 0, 0, 0], periods = new Map();
    list.county = new Uint16Array(size);
    list.number = new Uint32Array(size);
    list.death = new Uint16Array(size);
    list.birth = new Uint16Array(size);
    list.period = new Uint8Array(size);
    list.place = new Map(); // by row: where its id, the rest of its name, its folded name, its other name stand
    for (var i = 0; i < size; i += 1) {
      var died = list.died[i], born = list.born[i], flags = list.flags[i], step = list.steps[i];
      while (i >= list.ends[county]) { county += 1; number = 0; }
      list.county[i] = county;
      if (step) { list.number[i] = number += step - 1; }
      var death = list.death[i] = died === NO_BYTE ? list.years[told++] : died && EARLIEST + died;
      list.birth[i] = born === NO_BYTE ? list.years[told++] : born && (death || EARLIEST + NO_BYTE) + 1 - born;
      if (list.mixed.has(death) || !periods.has(death)) { periods.set(death, list.periods[stated++]); }
      list.period[i] = periods.get(death);
      if (flags || !step) {
        list.place.set(i, at.slice());
        at[0] += !step;
        at[1] += Boolean(flags & MORE);
        at[2] += Boolean(flags & FOLDED);
        at[3] += Boolean(flags & ALIAS);
      }
    }
    return list;
  }

  function fixedAt(list, i) { return list.letters.map(function (column) { return list.chars[column[i]]; }).join(""); }

  function nameAt(list, i) {
    var name = fixedAt(list, i);
    return (list.flags[i] & MORE ? name + list.more[list.place.get(i)[1]] : name).trim();
  }

  function foldedAt(list, i) { return list.flags[i] & FOLDED ? list.folded[list.place.get(i)[2]] : nameAt(list, i); }

  function idAt(list, i) {
    if (!list.steps[i]) { return list.ids[list.place.get(i)[0]]; }
    return list.counties[list.county[i]].slice(0, 6) + "-" + String(list.number[i]).padStart(ROLL, "0");
  }

  function isAlias(list, i) { return Boolean(list.flags[i] & ALIAS); }

  function rowAt(list, i) {
    var alias = isAlias(list, i) ? list.place.get(i)[3] : -1;
    return {
      name: nameAt(list, i), of: alias < 0 ? "" : (fixedAt(list, list.size + alias) + list.of[alias]).trim(), how: alias < 0 ? "" : list.how[alias],
      kind: String.fromCharCode(list.kinds[i]), county: list.counties[list.county[i]], id: idAt(list, i),
      born: list.birth[i], died: list.death[i], period: list.period[i]
    };
  }

  /* Return what tells people apart, by the letter of the kind and the id: township, unit, id of the grave. See fengbei/search/details.py. */
  function readDetails(bytes) {
    var columns = wide(bytes).split("\t").map(function (column) { return column.split("\n"); }), id = "";
    return new Map(columns[0].map(function (said, at) {
      id = said || id.replace(/\d+$/, function (number) { return String(Number(number) + 1).padStart(ROLL, "0"); });
      return [columns[1][at] + id, { township: columns[2][at], unit: columns[3][at], lies: columns[4][at] }];
    }));
  }

  find.data = {
    SECOND: SECOND, MORE: MORE, FOLDED: FOLDED, isHan: isHan, text: text,
    readSounds: readSounds, readMore: readMore, readLooks: readLooks, readHalves: readHalves, readForms: readForms, readPlaces: readPlaces,
    readStarts: readStarts, readLines: readLines, readRows: readRows, readPeople: readPeople, readDetails: readDetails,
    nameAt: nameAt, foldedAt: foldedAt, idAt: idAt, isAlias: isAlias, rowAt: rowAt
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
