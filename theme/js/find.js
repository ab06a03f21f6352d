/* The find page: asks while one types, but never amid a syllable, and shows what was found. */
(function () {
  "use strict";

  var PAUSE = 250; // ms after the last key
  var LATE = 300; // ms before it says that it is loading
  var FEW_TO_NARROW = 2; // so few are seen at a glance
  var FEW = 10; // shown before one asks for the rest
  var ask = window.fengbei.ask, view = window.fengbei.view, facets = window.fengbei.facets;
  var help = window.fengbei.help, address = window.fengbei.address;
  var form = document.querySelector('[data-slot="ask"]');
  var timer = 0, late = 0, turn = 0;
  var shown = { said: { q: "", place: "", year: "" }, chosen: {}, answer: null, at: Date.now() };

  function slot(name) { return document.querySelector('[data-slot="' + name + '"]'); }
  function show(name, visible) { slot(name).hidden = !visible; }
  function say(words) { clearTimeout(late); slot("status").textContent = words; }

  /* Ask what stands in the form. `way` says how it came there: typed, chosen, or from the address; `again` that the
     first try failed: a part may be missing because the site was published anew in between. */
  function run(way, chosen, again) {
    var said = address.written(form), mine = turn += 1;
    function current() { return mine === turn; }
    clearTimeout(timer);
    clearTimeout(late);
    if (!said.q && !said.place && !said.year) { begin(way); return; }
    if (way === "address") { show("browse", false); } // else it stands there until the answer pushes it away
    late = setTimeout(function () { slot("status").textContent = "载入中……"; }, LATE);
    ask.people(said, help.year(said.year)).then(function (answer) {
      if (current() && answer.hits.some(isStrong)) { settle(answer, chosen, way); }
      return ask.more(answer).then(function () {
        if (current()) { settle(answer, chosen, way); }
      });
    }).catch(function () {
      ask.forget();
      if (current() && !again) { run(way, chosen, true); return; }
      if (current() && (!shown.answer || shown.answer.said !== said)) { fail(); } // what stands there already may stay
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
    steadily(function () { draw(answer, facets.keep(answer.hits, shown.chosen, answer.names)); });
    if (way === "address") { beginAt(slot("status")); }
  }

  /* Let the walk by keyboard go on from here, where whoever came with a question has not gone anywhere yet. */
  function beginAt(element) {
    if (document.activeElement !== document.body) { return; }
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.blur();
    element.removeAttribute("tabindex");
  }

  function inSight(element) {
    var box = element.getBoundingClientRect();
    return box.bottom > 0 && box.top < window.innerHeight;
  }

  /* Change the page, and keep in sight what has the focus: whoever walks by keyboard does not lose the place. */
  function steadily(change) {
    var at = document.activeElement, seen = inSight(at);
    change();
    if (seen && !inSight(at)) { at.scrollIntoView({ block: "nearest" }); }
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
    var groups = facets.count(answer.hits, shown.chosen, answer.names), none = !hits.length && !answer.texts.total;
    view.people(slot("strong"), strong, FEW);
    view.people(slot("maybe"), maybe, FEW);
    view.texts(slot("texts"), answer.texts);
    view.facets(slot("facets"), groups, choose);
    help.advise(answer, strong.length > 0, address.of);
    slot("maybe-title").textContent = answer.asked.names.length ? "也可能" : "籍贯在这里的人";
    slot("reading").textContent = help.reading(answer);
    slot("nothing-title").textContent = answer.said.q ? "没有找到，不等于没有这个人" : "请再写上姓名，或者翻名录";
    show("answers", !none);
    show("people", hits.length > 0);
    show("narrow", groups.length > 0 && answer.hits.length > FEW_TO_NARROW);
    show("nothing", none);
    slot("clue").open = none;
    show("browse", none);
    show("failed", false);
    say(none ? help.nothing(answer.said) : summary(strong.length, maybe.length, answer.texts.total));
  }

  function summary(strong, maybe, found) {
    var parts = [["很可能", strong, "位"], [slot("maybe-title").textContent, maybe, "位"], ["文中提到", found, "处"]];
    var told = parts.filter(function (part) { return part[1]; });
    if (told.length === 1) { return "找到 " + told[0][1] + " " + told[0][2]; } // the heading right below says which
    return told.map(function (part) { return part.join(" "); }).join("，");
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
  form.addEventListener("focusin", ask.warm, { once: true });
  window.addEventListener("popstate", function () { run("address", address.read(form, facets.keys)); });
  document.querySelectorAll('[data-slot="print"]').forEach(function (button) {
    button.addEventListener("click", help.printSheet);
    button.hidden = false;
  });
  slot("narrow").open = window.matchMedia("(min-width: 60em)").matches;
  run("address", address.read(form, facets.keys));
})();
