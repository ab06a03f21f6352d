/* Makes hits of the rows of a shard: which are like enough, what speaks for each, which are strong, in what order. */
(function (find) {
  "use strict";

  var MOST_HITS = 50;
  var SOON = 0.22, AWAY = 0.12; // what the right year adds at the most; what another county or year takes off
  var ASIDE = 0.05; // taken off another name that is only like what is asked: who asks by a child's name knows it
  var YEARS = 8; // a family's year may be wrong by as much
  var OTHERS = { "字": "表字", "号": "别号" }; // what one character does not say
  var data = find.data, query = find.query, rank = find.rank;

  function isVague(asked) { return !asked.counties && !asked.year; } // a name and nothing else

  function leastOf(asked) { return isVague(asked) ? 0.6 : 0.4; } // a name less like than this is none

  function placed(there) { return there ? there.wide > 4 ? 0.3 : 0.2 : -AWAY; } // what a county that is asked for, or another, adds

  function years(said, year) { return said ? Math.abs(said - year) : 99; }

  /* Return a row as a hit, with what speaks for it; null where it is none. */
  function hitOf(list, i, got, asked) {
    var row = data.rowAt(list, i), county = asked.known.get(row.county) || { code: row.county, names: [row.county.slice(6)] };
    var hit = { row: row, county: county, name: got.name, total: got.name, wrong: got.wrong, weak: got.weak, pairs: got.pairs, support: 0, here: false };
    var why = got.why;
    if (asked.counties) {
      var there = asked.counties.get(county.code);
      hit.total += placed(there);
      if (there) {
        hit.support += 1;
        hit.here = true;
        if (there.old) { why.push("旧县名"); }
      }
    }
    if (asked.year) {
      var off = Math.min(years(row.born, asked.year), years(row.died, asked.year));
      if (off <= YEARS) { hit.total += SOON * (1 - off / (YEARS + 1)); hit.support += off <= 5 ? 1 : 0; } else if (row.born || row.died) { hit.total -= AWAY; }
    }
    if (row.of && got.why.length) { hit.total -= ASIDE; }
    if (row.of) { why.push(OTHERS[row.how] || row.how || "曾用名"); }
    if (asked.latin && !got.why.length) { why.unshift(asked.initials ? rank.LETTER : "拼音"); }
    hit.why = Array.from(new Set(why));
    return hit;
  }

  function isStrong(hit, asked) {
    if (!asked.names.length || (asked.counties && !hit.here)) { return false; }
    if (hit.wrong) { return hit.wrong === 1 && hit.support > 1 && asked.names[0].length > 2 && hit.name > 0.6; }
    if (asked.counties || asked.year) { return hit.support > 0 && hit.name >= (hit.support > 1 ? 0.6 : hit.weak ? 0.8 : 0.68); }
    return hit.name >= 0.97 && !hit.weak && !asked.initials;
  }

  /* Return the total that the last of the hits shown has, -9 where there are fewer. */
  function lastOf(totals) { return totals.length < MOST_HITS ? -9 : totals.sort()[totals.length - MOST_HITS]; }

  /* Return what speaks for a row besides its name, by the place of its county in the shard: at the most, at the least. */
  function besides(list, asked) {
    return list.counties.map(function (code) {
      var here = asked.counties ? placed(asked.counties.get((asked.known.get(code) || { code: code }).code)) : 0;
      return asked.year ? [here + SOON, here - AWAY] : [here, here];
    });
  }

  /* Return of each row how much may speak for it at the most, 0 where that is too little to be shown. */
  function sifted(byKey, list, asked, judge) {
    var sieves = asked.names.map(function (units) { return rank.sieve(list, units, judge); });
    var more = besides(list, asked), upper = new Float64Array(list.size), lower = new Float64Array(list.size), least = leastOf(asked);
    for (var i = 0; i < list.size; i += 1) {
      var most = 0, sure = 0, plus = more[list.county[i]];
      for (var at = 0; at < sieves.length; at += 1) {
        var said = sieves[at](i);
        if (said.most > most) { most = said.most; }
        if (said.least > sure) { sure = said.least; }
      }
      upper[i] = most >= least ? most + plus[0] : -9;
      lower[i] = sure >= least ? sure + plus[1] - (data.isAlias(list, i) ? ASIDE : 0) : -9;
    }
    var bound = Math.max(lastOf(lower.slice()), lastOf(Float64Array.from(byKey.values(), function (hit) { return hit.total; }))) - 1e-9;
    return upper.map(function (most) { return most >= bound && most > -9 ? 1 : 0; });
  }

  /* Enter rows of a shard among the hits, each person once; the better row of a person counts. */
  function enter(byKey, list, asked, judge) {
    var vague = isVague(asked), least = leastOf(asked), kept = sifted(byKey, list, asked, judge);
    for (var i = 0; i < list.size; i += 1) {
      if (!kept[i]) { continue; }
      var best = null, chars = query.undotted(data.foldedAt(list, i));
      for (var at = 0; at < asked.names.length; at += 1) {
        var got = rank.compare(asked.names[at], chars, judge);
        if (got && got.name >= least && (!best || got.name > best.name)) { best = got; }
      }
      if (!best || (vague && best.wrong && best.weak)) { continue; } // two slips are too many
      var hit = hitOf(list, i, best, asked), key = hit.row.kind + " " + hit.row.id, old = byKey.get(key);
      if (!old || hit.total > old.total) { byKey.set(key, hit); }
    }
  }

  function ranked(byKey) {
    return Array.from(byKey.values()).sort(function (a, b) {
      return b.total - a.total || (a.row.id < b.row.id ? -1 : 1);
    });
  }

  /* Return where a record is: on a page of its own, or at its place on a sheet (place_path in fengbei/site.py). */
  function wayTo(kind, id) {
    var roll = /^(\d{6})-(.+)$/.exec(id), rest = roll ? roll[2] : "";
    if (!kind[3]) { return kind[1] + "/" + (roll ? roll[1] + "/" + rest : id) + ".html"; }
    var sheet = /^\d+$/.test(rest) ? rest.slice(0, -2) || "0" : "x";
    return kind[1] + (roll ? "/" + roll[1] + "/list_" + sheet : "/list_id/" + id.slice(0, 2)) + ".html#n-" + id;
  }

  function present(hits, asked, said) {
    return hits.slice(0, MOST_HITS).map(function (hit) {
      var row = hit.row, kind = said.kinds[row.kind], id = row.id;
      return {
        id: id, kind: kind[0], label: kind[2], href: wayTo(kind, id),
        name: row.of || row.name, matched: row.name, alias: row.of ? row.how || "曾用名" : "",
        county: hit.county.names[0] || "", code: hit.county.code.slice(0, 6), key: hit.county.code, letter: row.kind, township: "", unit: "",
        born: String(row.born || ""), died: String(row.died || ""),
        period: said.periods[row.period] || "", rest: "",
        why: hit.why, pairs: hit.pairs, strong: isStrong(hit, asked), score: hit.total
      };
    });
  }

  find.hits = { MOST: MOST_HITS, isVague: isVague, hitOf: hitOf, enter: enter, ranked: ranked, present: present };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
