/* Puts a question to the index: first who is meant, then what the pages say and what tells the first hits apart. */
(function () {
  "use strict";

  var MOST_TEXTS = 30;
  var DETAILED = 12; // hits whose township and unit are looked up: each may lie in another part of the index
  var core = null;

  function find() {
    core = core || window.fengbeiFind.create(window.fengbei.load);
    return core;
  }

  /* Forget what was loaded: a part that did not come is asked for again. */
  function forget() { core = null; }

  /* Load what any question needs. */
  function warm() { find().places().catch(forget); }

  /* Return who may be meant, and the names of places. */
  function people(said, year) {
    var asked = { q: said.q, place: said.place, year: year };
    return Promise.all([find().search(asked), find().places(), find().meta()]).then(function (got) {
      var names = new Map();
      got[1].forEach(function (place) { if (place.names[0]) { names.set(place.code, place.names[0]); } });
      return {
        said: said, asked: got[0].asked, hits: got[0].hits, total: got[0].total, texts: [],
        known: got[1], names: names, home: got[2].home, compound: got[2].compound
      };
    });
  }

  function texts(answer) {
    if ((answer.said.q.match(/[\u3400-\u9fff]/g) || []).length < 2) { return Promise.resolve([]); }
    var seen = new Set();
    answer.hits.forEach(function (hit) { if (hit.strong) { seen.add(hit.href); } });
    return find().words(answer.said.q).then(function (got) {
      return find().texts(got.numbers.slice(0, MOST_TEXTS), got.folded);
    }).then(function (found) { return found.filter(function (text) { return !seen.has(text.href); }); });
  }

  function details(answer) {
    var first = answer.hits.slice(0, DETAILED);
    return find().details(first).then(function () {
      first.forEach(function (hit) { hit.full = true; });
    });
  }

  /* Fill in what pages say, and the details of the first hits. */
  function more(answer) {
    return Promise.all([texts(answer), details(answer)]).then(function (got) { answer.texts = got[0]; });
  }

  window.fengbei.ask = { people: people, more: more, warm: warm, forget: forget };
})();
