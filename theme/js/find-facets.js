/* Counts what was found by kind, place, period and resting place, and keeps what was chosen. */
(function () {
  "use strict";

  var GROUPS = [
    { key: "kind", label: "种类", of: function (hit) { return hit.label; } },
    { key: "area", label: "市州", of: function (hit, names) { return areaOf(hit.code, names); } },
    { key: "county", label: "县（市、区）", of: function (hit) { return /00$/.test(hit.code) ? "" : hit.county; } },
    { key: "period", label: "时期", of: function (hit) { return hit.period; } },
    { key: "rest", label: "安葬、纪念地", of: function (hit) { return hit.rest; } }
  ];
  var MOST = 8; // choices of a group; the rest are found by another word

  /* Return the prefecture a code lies in, or the province where only that is known. */
  function areaOf(code, names) {
    return names.get(code.slice(0, 4) + "00") || names.get(code.slice(0, 2) + "0000") || "籍贯不详";
  }

  function fits(hit, chosen, names, but) {
    return GROUPS.every(function (group) {
      return group.key === but || !chosen[group.key] || group.of(hit, names) === chosen[group.key];
    });
  }

  /* Return what was chosen, as far as it is still there to choose. */
  function known(hits, chosen, names) {
    var kept = {};
    GROUPS.forEach(function (group) {
      var wanted = chosen[group.key];
      if (wanted && hits.some(function (hit) { return group.of(hit, names) === wanted; })) { kept[group.key] = wanted; }
    });
    return hits.some(function (hit) { return fits(hit, kept, names); }) ? kept : {};
  }

  function keep(hits, chosen, names) {
    return hits.filter(function (hit) { return fits(hit, chosen, names); });
  }

  /* Return the groups that tell the hits apart, each choice with the count it would leave. */
  function count(hits, chosen, names) {
    return GROUPS.map(function (group) {
      var counts = new Map();
      hits.forEach(function (hit) {
        var name = group.of(hit, names);
        if (name && fits(hit, chosen, names, group.key)) { counts.set(name, (counts.get(name) || 0) + 1); }
      });
      var choices = Array.from(counts.keys()).map(function (name) {
        return { name: name, count: counts.get(name), chosen: chosen[group.key] === name };
      });
      choices.sort(function (a, b) { return b.chosen - a.chosen || b.count - a.count || (a.name < b.name ? -1 : 1); });
      return { key: group.key, label: group.label, choices: choices.slice(0, MOST) };
    }).filter(function (group) { return group.choices.length > 1 || chosen[group.key]; });
  }

  window.fengbei.facets = {
    keys: GROUPS.map(function (group) { return group.key; }), known: known, keep: keep, count: count
  };
})();
