// How the reader wants to see the site: colours, size of text, the mode for elders, reading aloud.
// It is loaded before the page is drawn, so that no wrong colour flashes up; the controls come when the page has been read.
(function () {
  "use strict";
  const KEY = "fengbei-look";
  const root = document.documentElement;
  const look = read();

  /** @returns {Record<string, string>} what the reader chose before; nothing where the browser keeps nothing */
  function read() {
    try {
      const said = JSON.parse(localStorage.getItem(KEY) || "{}");
      return said && typeof said === "object" ? said : {};
    } catch {
      return {};
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(look));
    } catch {
      // A browser that keeps nothing shows the choice on this page alone.
    }
  }

  const ALLOWED = { theme: ["light", "dark"], text: ["120", "150", "200"], elder: ["on"] };
  function dress() {
    for (const [name, values] of Object.entries(ALLOWED)) {
      if (values.includes(look[name])) root.setAttribute("data-" + name, look[name]);
      else root.removeAttribute("data-" + name);
    }
  }
  dress();

  /** Make an element with a class and, if given, a text. */
  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function button(text, press) {
    const made = make("button", "look__button", text);
    made.type = "button";
    made.addEventListener("click", press);
    return made;
  }

  const refreshers = [];
  function group(legend, name, choices) {
    const set = make("fieldset", "look__group look__group--" + name);
    set.append(make("legend", "look__legend", legend));
    for (const [value, text] of choices) {
      const one = button(text, () => choose(name, value));
      refreshers.push(() => one.setAttribute("aria-pressed", String((look[name] || "") === value)));
      set.append(one);
    }
    return set;
  }

  function choose(name, value) {
    look[name] = value;
    if (name === "elder" && value && !look.text) look.text = "120";
    if (name === "elder" && !value) look.text = "";
    keep();
    refresh();
  }

  let panel, door, more, open = false;
  function refresh() {
    dress();
    const elder = look.elder === "on";
    panel.hidden = !open && !elder;
    panel.classList.toggle("look--brief", !open);
    for (const each of [door, more]) each.setAttribute("aria-expanded", String(open));
    for (const each of refreshers) each();
  }

  function turn() {
    open = !open;
    refresh();
  }

  /** What is read aloud: the text of the page in its order, without navigation, forms and what is hidden. */
  function words() {
    const found = [];
    for (const each of document.querySelectorAll("main :is(h1, h2, h3, h4, h5, p, dt, dd, li, caption, th, td)")) {
      if (each.closest("nav, form, template, [hidden], [aria-hidden], [lang]:not(html)") || each.querySelector("p, li, dd")) continue;
      const text = [...each.childNodes].filter((n) => !(n.matches && n.matches('.facts [href^="#"]')))
        .map((n) => n.textContent).join("").replace(/[\s\u2060]+/g, " ").trim();
      if (text && each.getClientRects().length) found.push(text);
    }
    return found;
  }

  function reader() {
    if (!("speechSynthesis" in window)) return null;
    const speech = window.speechSynthesis;
    const QUIET = "朗读本页", LOUD = "停止朗读";
    const one = button(QUIET, () => {
      const speaking = one.textContent === LOUD;
      speech.cancel();
      one.textContent = speaking ? QUIET : LOUD;
      const said = speaking ? [] : words();
      said.forEach((text, at) => {
        const piece = new SpeechSynthesisUtterance(text);
        piece.lang = "zh-CN";
        piece.rate = 0.9;
        if (at === said.length - 1) piece.onend = () => { one.textContent = QUIET; };
        speech.speak(piece);
      });
    });
    window.addEventListener("pagehide", () => speech.cancel());
    return one;
  }

  function furnish() {
    const header = document.querySelector(".site-head");
    const tabs = document.querySelector(".tabs");
    if (!header || !tabs) return;
    panel = make("section", "look");
    panel.id = "look";
    panel.setAttribute("aria-label", "显示设置");
    const inner = make("div", "look__inner");
    const say = reader();
    more = button("更多设置", turn);
    more.classList.add("look__more");
    const reading = make("div", "look__group look__group--say");
    if (say) reading.append(say);
    inner.append(
      group("长者模式", "elder", [["on", "打开"], ["", "关闭"]]),
      group("字号", "text", [["", "标准"], ["120", "大"], ["150", "更大"], ["200", "最大"]]),
      group("颜色", "theme", [["", "跟随系统"], ["light", "浅色"], ["dark", "深色"]]),
      reading, more);
    panel.append(inner);
    header.after(panel);
    const item = make("div", "tabs__look");
    door = button("显示·长者模式", turn);
    door.className = "look__door";
    for (const each of [door, more]) each.setAttribute("aria-controls", "look");
    item.append(door);
    tabs.append(item);
    refresh();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", furnish);
  else furnish();
})();
