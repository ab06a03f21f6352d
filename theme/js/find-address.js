/* Keeps the question in the form and in the address, so that a link, a bookmark and the way back lead to it. */
(function () {
  "use strict";

  var LOOKED = 2000; // ms after which results count as seen: the way back leads to them
  var LONGEST = 200; // characters of a question
  var WORDS = ["q", "place", "year"];
  var title = document.title;

  function clean(words) {
    return words.slice(0, LONGEST).replace(/[\u0000-\u001f\u007f-\u009f]/g, " ").trim();
  }

  /* Return what stands in the form. */
  function written(form) {
    var said = {};
    WORDS.forEach(function (key) { said[key] = clean(form[key].value); });
    return said;
  }

  /* Put what the address asks into the form, and return what it chooses of the facets. */
  function read(form, keys) {
    var given = new URLSearchParams(location.search), chosen = {};
    WORDS.forEach(function (key) { form[key].value = clean(given.get(key) || ""); });
    keys.forEach(function (key) { if (given.get(key)) { chosen[key] = clean(given.get(key)); } });
    return chosen;
  }

  /* Return the address of a question. */
  function of(said, chosen) {
    var words = new URLSearchParams();
    [said, chosen || {}].forEach(function (part) {
      Object.keys(part).forEach(function (key) { if (part[key]) { words.set(key, part[key]); } });
    });
    return location.pathname.replace(/^.*\//, "") + "?" + words;
  }

  function grows(one, other) { return one.indexOf(other) === 0 || other.indexOf(one) === 0; }

  /* Make the address that of a question; one that was only passed through while typing leaves no trace. */
  function keep(said, chosen, shown, way) {
    var here = of(said, chosen);
    var passing = way === "typed" && Date.now() - shown.at < LOOKED && grows(said.q, shown.said.q);
    document.title = (said.q ? said.q + " - " : "") + title;
    if (way === "address" || here === of(shown.said, shown.chosen)) { return; }
    try {
      if (passing) { history.replaceState(null, "", here); } else { history.pushState(null, "", here); }
    } catch (refused) {
      return; // the browser counts too many changes; the results are there all the same
    }
  }

  window.fengbei.address = { written: written, read: read, of: of, keep: keep };
})();
