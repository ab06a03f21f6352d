/* The query core: who is meant by what was asked, and which texts say it, each hit with why it is one. It knows no page
   and no network: `create(part)` is given a function that returns the bytes of a part of the index, asked by its name
   and by the build it must belong to; only `meta`, which says the build, is asked without one. */
(function (find) {
  "use strict";

  find.create = function (part) {
    var parts = find.parts(part), query = find.query(parts), people = find.people(parts), texts = find.texts(parts, query.fold);

    /* Return people, and where those leave a doubt the texts that say what was asked. */
    function search(request) {
      return query.read(request).then(people.search).then(function (found) {
        if (found.sure) { return found; }
        return texts.words(request.q).then(function (got) {
          return texts.named(got.numbers.slice(0, find.hits.MOST - found.hits.length));
        }).then(function (list) {
          found.texts = list;
          return found;
        });
      });
    }

    return {
      search: search, details: people.details, words: texts.words, texts: texts.texts, fold: query.fold, meta: parts.meta, places: parts.places
    };
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
