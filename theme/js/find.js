/* The find page: asks while one types, but never amid a syllable; keeps the question in the address. */
(function () {
  "use strict";

  var PAUSE = 250; // ms after the last key
  var LATE = 300; // ms before it says that it is loading
  var LOOKED = 2000; // ms after which results count as seen: the way back leads to them
  var FEW = 10, FEW_TEXTS = 6, MOST_TEXTS = 30;
  var LONGEST = 200;
  var view = window.fengbei.view, facets = window.fengbei.facets, help = window.fengbei.help;
  var form = document.querySelector('[data-slot="ask"]');
  var title = document.title;
  var core = null, timer = 0, turn = 0;
  var shown = { said: { q: "", place: "", year: "" }, at: Date.now(), answer: null, chosen: {} };

  function slot(name) { return document.querySelector('[data-slot="' + name + '"]'); }
  function say(words) { slot("status").textContent = words; }
  function show(name, visible) { slot(name).hidden = !visible; }

  /* ---- the question, in the form and in the address ---- */

  function clean(words) { return words.slice(0, LONGEST).replace(/[\u0000-\u001f\u007f]/g, " ").trim(); }
  function asWritten() {
    return { q: clean(form.q.value), place: clean(form.place.value), year: clean(form.year.value) };
  }
  function ofAddress() {
    var given = new URLSearchParams(location.search), chosen = {};
    facets.keys.forEach(function (key) { if (given.get(key)) { chosen[key] = clean(given.get(key)); } });
    ["q", "place", "year"].forEach(function (key) { form[key].value = clean(given.get(key) || ""); });
    return chosen;
  }
  function address(said, chosen) {
    var words = new URLSearchParams();
    [said, chosen || {}].forEach(function (part) {
      Object.keys(part).forEach(function (key) { if (part[key]) { words.set(key, part[key]); } });
    });
    return location.pathname.replace(/^.*\//, "") + "?" + words;
  }
  function remember(said, chosen, way) {
    var here = address(said, chosen), before = shown.said.q;
    var typing = way === "typed" && Date.now() - shown.at < LOOKED && (said.q.indexOf(before) === 0 || before.indexOf(said.q) === 0);
    document.title = (said.q ? said.q + " - " : "") + title;
    if (way === "address" || here === address(shown.said, shown.chosen)) { return; }
    try { history[typing ? "replaceState" : "pushState"](null, "", here); } catch (refused) { /* too many at once */ }
  }

  /* ---- asking ---- */

  function find() {
    core = core || window.fengbeiFind.create(window.fengbei.load);
    return core;
  }
  function people(said) {
    return Promise.all([find().search({ q: said.q, place: said.place, year: help.year(said.year) }), find().places(), find().meta()])
      .then(function (got) {
        var names = new Map();
        got[1].forEach(function (place) { if (place.names[0]) { names.set(place.code, place.names[0]); } });
        return { said: said, asked: got[0].asked, hits: got[0].hits, total: got[0].total, names: names, known: got[1], home: got[2].home, texts: null };
      });
  }
  function texts(answer) {
    if ((answer.said.q.match(/[\u3400-\u9fff]/g) || []).length < 2) { return Promise.resolve([]); }
    var seen = new Set(answer.hits.filter(function (hit) { return hit.strong; }).map(function (hit) { return hit.href; }));
    return find().words(answer.said.q).then(function (got) {
      return find().texts(got.numbers.slice(0, MOST_TEXTS), got.folded);
    }).then(function (found) { return found.filter(function (text) { return !seen.has(text.href); }); });
  }
  function run(way, chosen) {
    var said = asWritten(), mine = turn += 1, late;
    clearTimeout(timer);
    function current() { return mine === turn; }
    if (!said.q && !said.place && !said.year) { begin(way); return; }
    late = setTimeout(function () { if (current()) { say("载入中……"); } }, LATE);
    people(said).then(function (answer) {
      if (current() && answer.hits.some(function (hit) { return hit.strong; })) { settle(answer, chosen, way); }
      return texts(answer).then(function (found) {
        answer.texts = found;
        if (current()) { settle(answer, chosen, way); }
      });
    }).catch(function () {
      if (current()) { fail(); }
      core = null; // a part that did not come is asked for again
    }).then(function () { clearTimeout(late); });
  }

  /* ---- what is seen ---- */

  function begin(way) {
    ["answers", "nothing", "failed", "county"].forEach(function (name) { show(name, false); });
    show("browse", true);
    say("");
    help.sheet({});
    if (way === "address") { remember(asWritten(), {}, way); shown.said = asWritten(); }
  }
  function fail() {
    begin("failed");
    show("failed", true);
  }
  function settle(answer, chosen, way) {
    var kept = facets.known(answer.hits, chosen, answer.names);
    if (answer !== shown.answer) { remember(answer.said, kept, way); }
    shown = { said: answer.said, at: answer === shown.answer ? shown.at : Date.now(), answer: answer, chosen: kept };
    draw();
  }
  function choose(key, name) {
    var chosen = Object.assign({}, shown.chosen);
    chosen[key] = name;
    remember(shown.said, chosen, "chosen");
    shown.chosen = chosen;
    draw();
    var again = Array.from(document.querySelectorAll("[data-facet]")).find(function (b) { return b.dataset.facet.split(":")[0] === key; });
    if (again) { again.focus(); }
  }
  function draw() {
    var answer = shown.answer, hits = facets.keep(answer.hits, shown.chosen, answer.names), found = answer.texts || [];
    var strong = hits.filter(function (hit) { return hit.strong; }), rest = hits.filter(function (hit) { return !hit.strong; });
    var places = help.placesOf(answer.asked, answer.said, answer.known, answer.home), groups = facets.count(answer.hits, shown.chosen, answer.names);
    var none = !hits.length && !found.length, named = answer.asked.names.length > 0 || answer.said.q;
    view.people(slot("strong"), strong, FEW);
    view.people(slot("maybe"), rest, FEW);
    view.texts(slot("texts"), found, FEW_TEXTS);
    view.facets(slot("facets"), groups, choose);
    help.county(strong.length ? [] : places, answer.known);
    help.tries(answer.said, answer.asked.names.length && !answer.asked.latin ? answer.said.q.slice(0, 1) : "", address);
    help.sheet(answer.said);
    slot("nothing-title").textContent = named ? "没有找到" : "请再写上姓名";
    slot("reading").textContent = reading(answer);
    show("answers", !none);
    show("people", hits.length > 0);
    show("narrow", groups.length > 0);
    show("nothing", none);
    show("browse", none);
    show("failed", false);
    say(none ? (named ? "没有找到" : "请再写上姓名") : summary(strong.length, rest.length, found.length));
  }
  function summary(strong, rest, found) {
    var parts = [[strong, "很可能", "位"], [rest, "也可能", "位"], [found, "文中提到", "处"]];
    return parts.filter(function (part) { return part[0]; }).map(function (part) { return part[1] + " " + part[0] + " " + part[2]; }).join("，");
  }
  function reading(answer) {
    var said = [], asked = answer.asked, old = (asked.place || []).filter(function (hit) { return hit.old; });
    var names = old.slice(0, 3).map(function (hit) { return answer.known[hit.number].names[0]; }).join("、");
    if (names) { said.push("您写的是旧地名，已按今" + names + (old.length > 3 ? "等地" : "") + "查。"); }
    if (asked.unknownPlace) { said.push("没有认出您写的籍贯，只按其余的话查。"); }
    if (answer.said.year && !help.year(answer.said.year)) { said.push("没有认出您写的年份，请写公历，如 1930。"); }
    if (answer.total > answer.hits.length) { said.push("相近的有 " + answer.total + " 位，先列 " + answer.hits.length + " 位；再写上籍贯、年份，可以缩小范围。"); }
    return said.join("");
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
  window.addEventListener("popstate", function () { run("address", ofAddress()); });
  document.querySelectorAll('[data-slot="print"]').forEach(function (button) { button.addEventListener("click", help.printSheet); button.hidden = false; });
  slot("narrow").open = window.matchMedia("(min-width: 60em)").matches;
  run("address", ofAddress());
})();
