/* Compares names: how much each character of one is like one of the other, and how much of a name is left. */
(function (find) {
  "use strict";

  var GAP = 0.12; // taken off for a character too many or too few
  var FIRST = 1.1; // how much the surname counts more
  /* What one character is worth: of the very same sound (and of a like shape besides); of what Hunan does not tell apart;
     of sounds with nothing in common, what nearness adds, how near a loose class is; of shapes. Then what is added to a
     name in which nothing is wrong but one shape, taken off where more is wrong, taken off where something besides is
     wrong wholly, and taken off where a sound is only near and something besides is wrong.
     Where only the name is known a slip must be forgiven freely; a place or a year leaves few to choose from. Measured with
     rules of accents and lists of shapes of several origins, each judged by what the others gave. */
  var FREE = { same: 0.75, both: 0.04, merged: 0.73, apart: 0.05, grade: 0.69, power: 0.65, loose: 0.6, look: 0.37, looks: 0.59, alone: 0.03, beside: 0.09, stray: 0.12, far: 0 };
  var STRICT = { same: 0.84, both: 0.04, merged: 0.7, apart: 0.08, grade: 0.55, power: 1.3, loose: 0.8, look: 0, looks: 1, alone: 0, beside: 0, stray: 0, far: 0.03 };
  var FAINT = 0.35; // what is hardly alike in shape
  // Surnames that registers write both ways though no table of old forms joins them.
  var PAIRS = "肖萧 付傅 闫阎 邱丘 戴代 兰蓝 仝同 于於 佘余 尹伊 蔡菜 覃谭 欧区 洗冼 聂乜 卞边 沈沉 范樊 曲屈 凃涂 甯宁 涂凃 段叚 薛薜 贠员 邸氐";
  var SAME = "", SOUND = "同音", SHAPE = "形近", ACCENT = "方音", NEAR = "音近", OTHER = "一字不同", BLANK = "缺字", LETTER = "首字母", VARIANT = "异体";
  var BARE = "0"; // the letter of a syllable without a consonant
  var GRADES = 35; // of nearness, each a digit to the base 36
  var MORE = "多一字", FEWER = "少一字";
  var data = find.data, query = find.query;

  /* ---- how alike two characters are ---- */

  /* Return how near the sounds of one alphabet are, row by row, from the digits of chinese.near. */
  function nearness(letters, digits) {
    var size = letters.length, grid = new Float64Array(size * size), at = 0;
    for (var one = 0; one < size; one += 1) {
      grid[one * size + one] = 1;
      for (var i = 0; i < one; i += 1) { grid[one * size + i] = grid[i * size + one] = parseInt(digits[at++], 36) / GRADES; }
    }
    return grid;
  }

  /* Return of each syllable its consonant and its rest as places in those alphabets, the consonant's series, and the place
     of what is left of the rest without its glide; and the two grids. It is made once for a table of sounds. */
  function madeOf(table, near) {
    if (!table.made) {
      table.made = {
        size: [near[0].length, near[2].length], starts: nearness(near[0], near[1]), ends: nearness(near[2], near[3]),
        heads: table.heads.map(function (head) {
          var end = near[2].indexOf(head[1][1]), start = near[0].indexOf(head[1][0] === BARE && end >= 0 ? near[6][end] : head[1][0]);
          return [start, end, Number(near[4][start]), near[2].indexOf(near[5][end])];
        })
      };
    }
    return table.made;
  }

  /* Return a function that gives for a syllable how like each other one sounds to it: 1 itself, 0 nothing like it. */
  function hearing(table, said, scale) {
    var made = madeOf(table, said.near), wide = made.size[0], long = made.size[1];
    function known(parts) { return parts[0] >= 0 && parts[1] >= 0; }
    // A glide that a consonant has taken in, or let go, is part of that one change: 江 jiang and gang, 春 chun and qun.
    function melted(mine, their) { var sum = mine[2] + their[2]; return mine[0] !== their[0] && (sum === 3 || sum === 8); }
    return function (number) {
      var mine = table.heads[number], my = made.heads[number];
      return table.heads.map(function (their, other) {
        if (mine === their) { return 1; }
        if (mine[2] === their[2]) { return scale.merged; }
        var parts = made.heads[other], both = known(my) && known(parts);
        var start = mine[2][0] === their[2][0] ? 1 : Math.max(both ? made.starts[my[0] * wide + parts[0]] : 0, mine[3][0] === their[3][0] ? scale.loose : 0);
        var end = mine[2][1] === their[2][1] ? 1 : Math.max(both ? made.ends[my[1] * long + parts[1]] : 0, mine[3][1] === their[3][1] ? scale.loose : 0);
        if (both && melted(my, parts)) { end = Math.max(end, made.ends[my[3] * long + parts[3]]); }
        return scale.apart + scale.grade * Math.pow(start * end, scale.power);
      });
    };
  }

  /* Return a judge of names that are asked for, `vague` where nothing else is known; `look` says how alike two characters
     look, or is null. */
  function eye(table, said, look, vague) {
    var scale = vague ? FREE : STRICT, hear = hearing(table, said, scale), heard = new Map();

    function sounds(unit, char) {
      var theirs = table.chars.get(char.codePointAt(0)) || [], best = 0;
      unit.syllables.forEach(function (number) {
        var mine = number % data.SECOND;
        if (!heard.has(mine)) { heard.set(mine, hear(mine)); }
        theirs.forEach(function (their) {
          var less = (number >= data.SECOND ? 0.04 : 0) + (their >= data.SECOND ? 0.04 : 0);
          best = Math.max(best, heard.get(mine)[their % data.SECOND] - less);
        });
      });
      return best;
    }

    function likeness(unit, char, first) {
      if (unit.any || query.UNREADABLE.indexOf(char) >= 0) { return [0.75, BLANK]; }
      if (unit.char === char) { return [1, SAME]; }
      if (unit.letter) {
        var theirs = table.chars.get(char.codePointAt(0)) || [];
        return theirs.some(function (n) { return table.heads[n % data.SECOND][0][0] === unit.letter; }) ? [0.8, LETTER] : [0, OTHER];
      }
      if (unit.char && first && (PAIRS.indexOf(unit.char + char) >= 0 || PAIRS.indexOf(char + unit.char) >= 0)) { return [0.95, VARIANT]; }
      var best = sounds(unit, char), like = look && unit.char ? look(unit.char, char) : 0;
      if (best > 0.9) { return unit.char ? [scale.same - (1 - best) + (like > 0.5 ? scale.both : 0), SOUND] : [best, SAME]; }
      var shaped = like > FAINT ? scale.look + scale.looks * like : 0;
      if (shaped > best) { return [shaped, SHAPE]; }
      if (best > 0.6) { return [best, ACCENT]; }
      if (best > 0.3) { return [best, NEAR]; }
      return [Math.max(best, like / 2), OTHER];
    }

    function judge(unit, char, first) { // what was judged once is kept with the character that was asked
      if (unit.look !== look || !unit.seen) { unit.look = look; unit.seen = [new Map(), new Map()]; }
      var seen = unit.seen[first ? 1 : 0];
      if (!seen.has(char)) { seen.set(char, likeness(unit, char, first)); }
      return seen.get(char);
    }
    judge.scale = scale;
    return judge;
  }

  /* ---- how alike two names are ---- */

  var score = new Float64Array((query.NAME + 1) * (query.NAME + 1)), from = new Uint8Array(score.length), like = new Array(score.length);

  /* Return how like a name the characters are, and in what they differ; the likenesses stand in `like`. */
  function aligned(units, chars, scale) {
    var n = units.length, m = chars.length, width = m + 1, i, j, at;
    score[0] = 0;
    for (i = 1; i <= n; i += 1) { score[i * width] = -i * GAP; from[i * width] = 1; }
    for (j = 1; j <= m; j += 1) { score[j] = -j * GAP; from[j] = 2; }
    for (i = 1; i <= n; i += 1) {
      for (j = 1; j <= m; j += 1) {
        at = i * width + j;
        var best = score[at - width - 1] + like[at][0] * (i === 1 && j === 1 ? FIRST : 1), way = 0;
        if (score[at - width] - GAP > best) { best = score[at - width] - GAP; way = 1; }
        if (score[at - 1] - GAP > best) { best = score[at - 1] - GAP; way = 2; }
        score[at] = best;
        from[at] = way;
      }
    }
    return weighed(told(units, chars, Math.max(0, score[n * width + m]) / most(n, m)), scale);
  }

  function most(n, m) { return n + FIRST - 1 + (m > n ? 0.5 * (m - n) : 0); }

  function told(units, chars, name) {
    var i = units.length, j = chars.length, width = j + 1, got = { name: name, why: [], wrong: 0, weak: 0, pairs: [] };
    while (i > 0 || j > 0) {
      var at = i * width + j, step = from[at], word = step === 0 ? like[at][1] : step === 1 ? MORE : FEWER;
      if (word) { got.why.push(word); }
      if (word && step === 0 && units[i - 1].char) { got.pairs.unshift([word, units[i - 1].char, chars[j - 1]]); }
      if (step || word === OTHER) { got.wrong += 1; }
      if (word === NEAR || word === SHAPE) { got.weak += 1; }
      i -= step === 2 ? 0 : 1;
      j -= step === 1 ? 0 : 1;
    }
    return got;
  }

  // Who misreads a name misreads one character; who mishears it may mishear all.
  function weighed(got, scale) {
    var slips = got.why.length;
    if (got.why.indexOf(SHAPE) >= 0) { got.name += slips === 1 ? scale.alone : -scale.beside; }
    if (got.why.indexOf(OTHER) >= 0 && slips > 1) { got.name -= scale.stray; }
    if (got.why.indexOf(NEAR) >= 0 && slips > 1) { got.name -= scale.far; }
    return got;
  }

  function compare(units, chars, judge) {
    if (chars.length > query.NAME || units.length > query.NAME) { return null; }
    for (var i = 1; i <= units.length; i += 1) {
      for (var j = 1; j <= chars.length; j += 1) { like[i * (chars.length + 1) + j] = judge(units[i - 1], chars[j - 1], i === 1 && j === 1); }
    }
    return aligned(units, chars, judge.scale);
  }

  /* Return a function that says of a row of a shard, from its columns alone, how like a name it is at the most, `sieve.most`,
     and as it stands, character beside character, `sieve.least`. Of most rows nothing more is looked at. */
  function sieve(list, units, judge) {
    var n = units.length, letters = list.letters, scale = judge.scale, said = { most: 0, least: 0 };
    var words = [SAME, SHAPE, OTHER, NEAR], kinds = [], tables = units.map(function (unit, at) {
      var kind = new Uint8Array(list.chars.length);
      kinds.push(kind);
      return Float64Array.from(list.chars, function (char, which) {
        if (char === " ") { return 0; }
        var got = judge(unit, char, at === 0), word = words.indexOf(got[1]);
        kind[which] = word < 0 ? words.length : word;
        return (at ? 1 : FIRST) * got[0];
      });
    });
    var blank = list.chars.indexOf(" "), dotted = list.chars.some(function (char) { return query.DOTS.indexOf(char) >= 0; });
    var slips = [0, 0, 0, 0, 0];
    function aside(a, b, c) { // what `weighed` does to it
      slips.fill(0);
      slips[kinds[0][a]] += 1;
      if (n > 1) { slips[kinds[1][b]] += 1; }
      if (n > 2) { slips[kinds[2][c]] += 1; }
      var wrong = n - slips[0];
      return (slips[1] ? wrong === 1 ? scale.alone : -scale.beside : 0) - (slips[2] && wrong > 1 ? scale.stray : 0) - (slips[3] && wrong > 1 ? scale.far : 0);
    }
    return function (i) {
      said.most = 9;
      said.least = 0;
      if (dotted || list.flags[i] & (data.MORE | data.FOLDED)) { return said; }
      var a = letters[0][i], b = letters[1][i], c = letters[2][i], m = c !== blank ? 3 : b !== blank ? 2 : 1;
      var all = most(n, m), sum = -GAP * Math.abs(n - m), low = 9;
      if (n === m) { // one beside the other, or some left out on either side
        said.least = (tables[0][a] + (n > 1 ? tables[1][b] : 0) + (n > 2 ? tables[2][c] : 0)) / all + aside(a, b, c);
        sum = -2 * GAP;
      }
      for (var at = 0; at < n; at += 1) {
        var row = tables[at], best = row[a];
        if (m > 1 && row[b] > best) { best = row[b]; }
        if (m > 2 && row[c] > best) { best = row[c]; }
        if (best < low) { low = best; }
        sum += best;
      }
      said.most = Math.max(said.least, (sum - (n >= m ? low : 0)) / all);
      return said;
    };
  }

  find.rank = { eye: eye, compare: compare, sieve: sieve, LETTER: LETTER };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
