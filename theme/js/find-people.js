/* Finds people: asks the exact shard first, then wider ones only where that did not answer, and says why each hit is one. */
(function (find) {
  "use strict";

  var MOST_SHARDS = 3; // of one range: a surname of a whole province is narrowed another way
  var MOST_LOCAL = 2; // of a county's, where the name is first looked for there
  var WEIGHED = 24; // hits whose unit is looked up where the question names one
  var MISREAD = 4; // characters that one is taken for
  var data = find.data, plan = find.plan, query = find.query, rank = find.rank, make = find.hits;

  /* ---- how far one goes ---- */

  function good(top, least, asked) {
    return top && !top.wrong && (!top.weak || least < 0.7) && top.name >= least && (asked.counties ? top.here : !asked.year || top.support > 0);
  }

  function nearly(top) { // one character off, and something else agrees
    return Boolean(top) && top.wrong <= 1 && (top.here ? top.name > 0.45 : top.support > 0 && top.name > 0.6);
  }

  find.people = function (parts) {
    function find(asked) {
      if (!asked.names.length) { return asked.counties ? residents(asked) : Promise.resolve([]); }
      return Promise.all([parts.meta(), parts.sounds()]).then(function (got) { return widening(asked, got[0], got[1]); });
    }

    function widening(asked, said, table) {
      var look = null, judge = rank.eye(table, said, null, make.isVague(asked)), read = [], byKey = new Map(), seen = new Set();
      var main = [], ways = [].concat.apply([], asked.names.map(function (units) {
        var ways = plan.readings(units, table, said, asked.initials ? 24 : 6);
        main.push(ways[0]);
        return ways;
      }));
      main = main.slice(0, 2);
      function add(ranges, most) {
        return plan.shardsOf(parts, ranges, most).then(function (names) {
          var fresh = names.filter(function (name) { return !seen.has(name); });
          fresh.forEach(function (name) { seen.add(name); });
          return parts.people(fresh);
        }).then(function (lists) {
          read = read.concat(lists);
          lists.forEach(function (list) { make.enter(byKey, list, asked, judge); });
          return make.ranked(byKey);
        });
      }
      function looking() { // with another eye for likeness what was read is judged again
        if (asked.latin) { return Promise.resolve(); }
        var chars = asked.names[0].filter(function (unit) { return unit.char && !unit.any; }).map(function (unit) { return unit.char; });
        return parts.looks(chars).then(function (got) {
          look = got;
          judge = rank.eye(table, said, look, make.isVague(asked));
          byKey.clear();
          read.forEach(function (list) { make.enter(byKey, list, asked, judge); });
        });
      }
      function close(loosely) { return [].concat.apply([], main.map(function (way) { return plan.near(way, loosely); })); }
      // Of a name of two characters, where nothing narrows the other one: all of that surname who have two, where they are few,
      // else those whose second character is what the one asked may be misread for.
      function pairs() {
        var units = asked.names[0], ranges = main.filter(plan.known).map(function (way) { return plan.pair("rev", way[0], plan.NONE, false); });
        if (asked.counties || asked.initials || units.length !== 2 || !ranges.length) { return Promise.resolve([]); }
        return plan.shardsOf(parts, ranges, 99).then(function (names) {
          if (names.length <= MOST_SHARDS) { return ranges; }
          return (look ? look.likest(units[1].char) : []).slice(0, MISREAD).map(function (char) {
            var way = plan.readings([units[0], query.unitOf(char, table)], table, said, 1)[0];
            return plan.exactly("full", plan.whole("full", way));
          });
        });
      }
      function inside(first) { // the county that has this name, then those that once had it or lie in it
        var counties = Array.from(asked.counties.values()).filter(function (county) { return county.first === first; });
        return plan.shardsOf(parts, plan.local(counties, ways, false), 99).then(function (names) {
          if (names.length <= 2 + counties.length) { return add(plan.local(counties, ways, false), 9); }
          var others = close(false).filter(function (r) { return r.copy === "giv"; }); // the surname may be wrong
          return add(plan.local(counties, main, true).concat(others), MOST_SHARDS);
        });
      }
      // The name as it is asked: those of that surname in the counties, where one or two shards have them, else all who have it.
      function begin() {
        var exact = ways.filter(function (way) { return asked.initials || plan.known(way); }).map(function (way) {
          return asked.initials ? plan.pair("full", way[0], way[1], true) : plan.exactly("full", plan.whole("full", way));
        });
        function everywhere() { return add(exact, asked.initials ? 1 : MOST_SHARDS); }
        if (!asked.counties || asked.initials || asked.counties.size > plan.MOST_COUNTIES) { return everywhere(); }
        var there = plan.local(Array.from(asked.counties.values()), ways, true);
        return plan.shardsOf(parts, there, 9).then(function (names) { return names.length <= MOST_LOCAL ? add(there, 9) : everywhere(); });
      }
      return begin().then(function (hits) {
        var short = asked.counties && asked.names[0].length < 3; // a character may have been left out
        // In a county of thousands somebody is called nearly alike by chance: who has the very sounds answers, others do not.
        if (!short && good(hits[0], asked.counties ? 0.95 : 0.97, asked)) { return hits; }
        return looking().then(function () {
          return asked.counties ? inside(true) : pairs().then(function (more) { return add(close(false).concat(more), MOST_SHARDS); });
        }).then(function (wider) {
          return asked.counties && !good(wider[0], 0.55, asked) && !nearly(wider[0]) ? inside(false) : wider;
        }).then(function (wider) {
          if (good(wider[0], 0.55, asked) || asked.initials || nearly(wider[0])) { return wider; }
          var rest = close(true).concat([].concat.apply([], main.map(plan.shorter)));
          return add(asked.counties ? close(false) : rest, MOST_SHARDS);
        });
      });
    }

    // Those who come from a place, where nothing but the place was asked.
    function residents(asked) {
      var counties = Array.from(asked.counties.values()), first = counties.filter(function (county) { return county.first; });
      return plan.shardsOf(parts, plan.local(first, [], false), 1).then(function (names) {
        return parts.people(names.slice(0, MOST_SHARDS));
      }).then(function (lists) {
        var found = [];
        lists.forEach(function (list) {
          for (var i = 0; i < list.size; i += 1) {
            if (asked.counties.has(list.counties[list.county[i]]) && !data.isAlias(list, i)) {
              found.push(make.hitOf(list, i, { name: 0, why: [], wrong: 0, weak: 0, pairs: [] }, asked));
            }
          }
        });
        return found;
      });
    }

    /* ---- more about a hit ---- */

    /* Fill in the township and unit of hits, and the names of where they rest. */
    function details(hits) {
      var ranges = hits.map(function (hit) { return plan.exactly("more", plan.countyKey(hit.key) + hit.id); });
      return plan.shardsOf(parts, ranges, 1).then(parts.details).then(function (lists) {
        hits.forEach(function (hit) {
          lists.forEach(function (people) { Object.assign(hit, people.get(hit.letter + hit.id)); });
        });
        return hits.some(function (hit) { return hit.lies; }) ? parts.rows("rests") : [];
      }).then(function (rests) {
        var names = new Map(rests);
        hits.forEach(function (hit) { hit.rest = names.get(hit.lies) || ""; });
        return hits;
      });
    }

    // How much of some words stands in a text, by their pairs of characters: 0 to 1.
    function share(words, text) {
      var pairs = words.split("").map(function (char, at) { return words.substr(at, 2); }).filter(function (two) { return /^\S\S$/.test(two); });
      return pairs.length ? pairs.filter(function (gram) { return text.indexOf(gram) >= 0; }).length / pairs.length : 0;
    }

    /* Bring forward the hits whose unit, township or resting place holds the other words of the question. */
    function weigh(hits, more) {
      return details(hits.slice(0, WEIGHED)).then(function () {
        hits.forEach(function (hit) {
          var much = share(more.join(" "), [hit.unit, hit.township, hit.rest].join(" "));
          hit.score += 0.3 * much;
          if (much > 0.5) { hit.why.push("单位"); }
        });
        return hits.sort(function (a, b) { return b.score - a.score; });
      });
    }

    /* Return the likeliest people, how many there are in all, and whether the first is beyond doubt what was asked. */
    function search(asked) {
      return Promise.all([parts.meta(), find(asked)]).then(function (got) {
        var hits = got[1], found = { asked: asked, hits: make.present(hits, asked, got[0]), total: hits.length, texts: [] };
        found.sure = Boolean(hits[0]) && !hits[0].wrong && !hits[0].weak;
        return asked.more.length ? weigh(found.hits, asked.more).then(function () { return found; }) : found;
      });
    }

    return { search: search, details: details };
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
