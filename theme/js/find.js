/* The find page: asks while one types, but never amid a syllable, and shows what was found. */
(function () {
  "use strict";

  var PAUSE = 250; // ms after the last key
  var LATE = 300; // ms before it says that it is loading
  var FEW = 10, FEW_TEXTS = 6, MOST_TEXTS = 30;
  var view = window.fengbei.view, facets = window.fengbei.facets, help = window.fengbei.help, address = window.fengbei.address;
  var form = document.querySelector('[data-slot="ask"]');
  var core = null, timer = 0, late = 0, turn = 0;
  var shown = { said: { q: "", place: "", year: "" }, chosen: {}, answer: null, at: Date.now() };

  function slot(name) { return document.querySelector('[data-slot="' + name + '"]'); }
  function show(name, visible) { slot(name).hidden = !visible; }
  function say(words) { clearTimeout(late); slot("status").textContent = words; }

  /* ---- asking ---- */

  function find() {
    core = core || window.fengbeiFind.create(window.fengbei.load);
    return core;
  }

  function people(said) {
    var asked = { q: said.q, place: said.place, year: help.year(said.year) };
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
    var seen = new Set(answer.hits.filter(isStrong).map(function (hit) { return hit.href; }));
    return find().words(answer.said.q).then(function (got) {
      return find().texts(got.numbers.slice(0, MOST_TEXTS), got.folded);
    }).then(function (found) { return found.filter(function (text) { return !seen.has(text.href); }); });
  }

  /* Ask what stands in the form. `way` says how it came there: typed, chosen, or from the address. */
  function run(way, chosen) {
    var said = address.written(form), mine = turn += 1;
    function current() { return mine === turn; }
    clearTimeout(timer);
    clearTimeout(late);
    if (!said.q && !said.place && !said.year) { begin(way); return; }
    late = setTimeout(function () { slot("status").textContent = "载入中……"; }, LATE);
    people(said).then(function (answer) {
      if (current() && answer.hits.some(isStrong)) { settle(answer, chosen, way); }
      return texts(answer).then(function (found) {
        answer.texts = found;
        if (current()) { settle(answer, chosen, way); }
      });
    }).catch(function () {
      core = null; // a part that did not come is asked for again next time
      if (current()) { fail(); }
    });
  }

  /* ---- showing ---- */

  function isStrong(hit) { return hit.strong; }

  function clear() {
    ["answers", "nothing", "failed", "county"].forEach(function (name) { show(name, false); });
    show("browse", true);
    say("");
    help.sheet({});
  }

  function begin(way) {
    clear();
    if (way === "address") { shown = { said: address.written(form), chosen: {}, answer: null, at: Date.now() }; }
  }

  function fail() {
    clear();
    show("failed", true);
  }

  function settle(answer, chosen, way) {
    if (answer !== shown.answer) {
      var kept = facets.known(answer.hits, chosen, answer.names);
      address.keep(answer.said, kept, shown, way);
      shown = { said: answer.said, chosen: kept, answer: answer, at: Date.now() };
    }
    draw(answer, facets.keep(answer.hits, shown.chosen, answer.names));
  }

  function choose(key, name) {
    var chosen = Object.assign({}, shown.chosen), button = key + ":" + (name || chosen[key]);
    chosen[key] = name;
    address.keep(shown.said, chosen, shown, "chosen");
    shown.chosen = chosen;
    settle(shown.answer);
    document.querySelectorAll("[data-facet]").forEach(function (each) { if (each.dataset.facet === button) { each.focus(); } });
  }

  function draw(answer, hits) {
    var strong = hits.filter(isStrong), maybe = hits.filter(function (hit) { return !hit.strong; });
    var groups = facets.count(answer.hits, shown.chosen, answer.names), none = !hits.length && !answer.texts.length;
    view.people(slot("strong"), strong, FEW);
    view.people(slot("maybe"), maybe, FEW);
    view.texts(slot("texts"), answer.texts, FEW_TEXTS);
    view.facets(slot("facets"), groups, choose);
    help.advise(answer, strong.length > 0, address.of);
    slot("reading").textContent = help.reading(answer);
    slot("nothing-title").textContent = answer.said.q ? "没有找到，不等于没有这个人" : "请再写上姓名，或者翻名录";
    show("answers", !none);
    show("people", hits.length > 0);
    show("narrow", groups.length > 0);
    show("nothing", none);
    slot("clue").open = none;
    show("browse", none);
    show("failed", false);
    say(none ? help.nothing(answer.said) : summary(strong.length, maybe.length, answer.texts.length));
  }

  function summary(strong, maybe, found) {
    var parts = [["很可能", strong, "位"], ["也可能", maybe, "位"], ["文中提到", found, "处"]];
    return parts.filter(function (part) { return part[1]; }).map(function (part) { return part.join(" "); }).join("，");
  }

  /* ---- what the reader does ---- */

  function typed(event) {
    clearTimeout(timer);
    if (event.isComposing) { return; }
    timer = setTimeout(function () { run("typed", {}); }, PAUSE);
  }

  form.addEventListener("input", typed);
  form.addEventListener("compositionstart", function () { clearTimeout(timer); });
  form.addEventListener("compositionend", function () { typed({ isComposing: false }); });
  form.addEventListener("submit", function (event) { event.preventDefault(); run("chosen", {}); });
  form.addEventListener("focusin", function () { find().places().catch(function () { core = null; }); }, { once: true });
  window.addEventListener("popstate", function () { run("address", address.read(form, facets.keys)); });
  document.querySelectorAll('[data-slot="print"]').forEach(function (button) {
    button.addEventListener("click", help.printSheet);
    button.hidden = false;
  });
  slot("narrow").open = window.matchMedia("(min-width: 60em)").matches;
  run("address", address.read(form, facets.keys));
})();
