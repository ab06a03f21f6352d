/* Plans which shards answer a question: ranges of keys in the four copies of the rows. */
(function (find) {
  "use strict";

  var MOST_COUNTIES = 14;
  var data = find.data;

  function lowerBound(list, key) {
    var low = 0, high = list.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (list[middle] < key) { low = middle + 1; } else { high = middle; }
    }
    return low;
  }

  // What the rows of a county are sorted by, as people.county_key says.
  function countyKey(code) {
    var trace = 0;
    for (var at = 6; at < code.length; at += 1) { trace = (31 * trace + code.charCodeAt(at)) % 1296; }
    return Number(code.slice(0, 6)).toString(36).padStart(4, "0") + trace.toString(36).padStart(2, "0");
  }

  function classes(unit, table) { // [loose, merged] of each reading, the first reading first
    var seen = {}, found = [];
    unit.syllables.forEach(function (number) {
      var head = table.heads[number % data.SECOND];
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

  function shardName(copy, start) { // as its beginning is written in hexadecimal digits
    return copy + "-" + (Array.from(start, function (char) { return char.charCodeAt(0).toString(16).padStart(2, "0"); }).join("") || "00");
  }

  function local(counties, ways, narrow) {
    var found = [];
    counties.filter(function (county) { return !county.alone; }).slice(0, MOST_COUNTIES).forEach(function (county) {
      var number = countyKey(county.code);
      if (!narrow) { found.push(range("cty", number, number + "\x7f")); return; }
      ways.forEach(function (way) {
        var head = number + way[0][0] + "!" + way[0][1] + "!";
        found.push(range("cty", head, head + "\x7f"));
      });
    });
    return found;
  }

  /* Return the names of the shards that hold some ranges, of each range at most so many. */
  function shardsOf(parts, ranges, most) {
    var copies = Array.from(new Set(ranges.map(function (r) { return r.copy; })));
    return parts.starts(copies).then(function (starts) {
      var wanted = new Set();
      ranges.forEach(function (r) {
        var list = starts[copies.indexOf(r.copy)];
        var first = Math.max(0, lowerBound(list, r.low + "\0") - 1), last = lowerBound(list, r.high) - 1;
        for (var at = first; at <= last && at < first + most; at += 1) { wanted.add(shardName(r.copy, list[at])); }
      });
      return Array.from(wanted);
    });
  }

  find.plan = {
    MOST_COUNTIES: MOST_COUNTIES, NONE: NONE, lowerBound: lowerBound, countyKey: countyKey, readings: readings, joined: joined, whole: whole, exactly: exactly,
    pair: pair, known: known, near: near, shorter: shorter, local: local, shardsOf: shardsOf
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
