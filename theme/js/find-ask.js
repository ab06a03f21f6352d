/* Puts a question to the index: first who is meant, then what the pages say and what tells the first hits apart. */
(function () {
  "use strict";

  var FEW_TEXTS = 6, MORE_TEXTS = 20; // shown at first, and each time one asks for more
  var NO_TEXTS = { list: [], total: 0, left: 0 };
  var DETAILED = 12; // hits whose township and unit are looked up: each may lie in another part of the index
  var AGE = 600000; // ms after which the index is asked anew: the site may have been published again
  var core = null, made = 0;

  /* Return the core, which comes with the first question or as soon as one turns to the form. */
  function find() {
    if (!core || Date.now() - made > AGE) {
      core = window.fengbei.core().then(function () { return window.fengbeiFind.create(window.fengbei.load); });
      made = Date.now();
    }
    return core;
  }

  /* Forget what was loaded: a part that did not come is asked for again. */
  function forget() { core = null; }

  /* Load what any question needs. */
  function warm() { find().then(function (core) { return core.places(); }).catch(forget); }

  /* Return who may be meant, and the names of places. */
  function people(said, year) {
    var asked = { q: said.q, place: said.place, year: year };
    return find().then(function (core) {
      return Promise.all([core.search(asked), core.places(), core.meta()]);
    }).then(function (got) {
      var names = new Map();
      got[1].forEach(function (place) { if (place.names[0]) { names.set(place.code, place.names[0]); } });
      return {
        said: said, asked: got[0].asked, hits: got[0].hits, total: got[0].total, texts: NO_TEXTS,
        known: got[1], names: names, home: got[2].home, compound: got[2].compound
      };
    });
  }

  /* Return the texts that say what was asked: `list`, those shown; `total`; how many are `left`; and `more`, which
     adds to the list and returns what it added. Pages of people who stand among the likely ones are left out. */
  function texts(answer) {
    if (answer.asked.latin && answer.hits.length) { return Promise.resolve(NO_TEXTS); } // a name in pinyin
    if (Array.from(answer.said.q.replace(/\s/g, "")).length < 2) { return Promise.resolve(NO_TEXTS); }
    var likely = new Set();
    answer.hits.forEach(function (hit) { if (hit.strong) { likely.add(hit.href); } });
    return find().then(function (core) { return core.words(answer.said.q); }).then(function (got) {
      var told = { list: [], total: got.numbers.length, left: got.numbers.length, more: function () { return next(MORE_TEXTS); } };
      function next(count) {
        var at = got.numbers.length - told.left, numbers = got.numbers.slice(at, at + count);
        return find().then(function (core) { return core.texts(numbers, got.folded); }).then(function (found) {
          var list = found.filter(function (text) { return !likely.has(text.href); });
          told.list = told.list.concat(list);
          told.total -= numbers.length - list.length;
          told.left -= numbers.length;
          return list.length || !told.left ? list : next(count);
        });
      }
      return next(FEW_TEXTS).then(function () { return told; });
    });
  }

  function details(answer) {
    var first = answer.hits.slice(0, DETAILED);
    return find().then(function (core) { return core.details(first); }).then(function () {
      first.forEach(function (hit) { hit.full = true; });
    });
  }

  /* Fill in what pages say, and the details of the first hits. */
  function more(answer) {
    return Promise.all([texts(answer), details(answer)]).then(function (got) { answer.texts = got[0]; });
  }

  window.fengbei.ask = { people: people, more: more, warm: warm, forget: forget };
})();
