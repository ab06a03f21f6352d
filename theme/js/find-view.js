/* Draws what was found: templates of the page are copied and filled with text, never with HTML. */
(function () {
  "use strict";

  var UNKNOWN = "不详";
  var WHY = {
    "同音": "读音相同，写法不同", "形近": "字形相像，容易写混", "方音": "湖南话里读音相近，如不分 n 和 l、h 和 f", "音近": "读音相近",
    "异体": "同一个姓的两种写法", "拼音": "按拼音找到", "首字母": "按拼音的头一个字母找到", "曾用名": "记录里的另一个名字",
    "旧县名": "您写的是旧地名，籍贯按今天的县名记", "缺字": "有一个字看不清，按其余的字找到", "一字不同": "有一个字不一样",
    "少一字": "您写的比记录少一个字", "多一字": "您写的比记录多一个字",
    "单位": "生前单位、乡镇或安葬地与您写的相合"
  };
  var FACTS = ["from", "born", "died", "unit", "rest"]; // what tells namesakes apart, in the order of the template

  function make(tag, name, text) {
    var made = document.createElement(tag);
    if (name) { made.className = name; }
    if (text) { made.textContent = text; }
    return made;
  }

  function link(href, text, name) {
    var made = make("a", name, text);
    made.href = href;
    return made;
  }

  /* Return a copy of one of the page's templates with its holes filled; where there is nothing to say, without its row. */
  function copy(name, values, unknown) {
    var made = document.querySelector('template[data-slot="' + name + '"]').content.cloneNode(true).firstElementChild;
    made.querySelectorAll("[data-fill]").forEach(function (hole) {
      var said = values[hole.dataset.fill] || unknown;
      if (said) { hole.textContent = said; } else { (hole.closest("[data-row]") || hole).remove(); }
    });
    var door = made.querySelector("[data-href]");
    if (door) { door.href = values.href; }
    return made;
  }

  function factsOf(hit) {
    return {
      name: hit.name, href: hit.href, label: hit.label, unit: hit.unit, rest: hit.rest, born: hit.born, died: hit.died,
      alias: hit.alias ? hit.alias + " " + hit.matched : "", from: hit.county + hit.township,
      years: hit.born || hit.died ? (hit.born || UNKNOWN) + "—" + (hit.died || UNKNOWN) : ""
    };
  }

  /* Return a reason with the characters it is about, first the one that was asked: 形近：成—盛. */
  function reason(word, pairs) {
    var about = (pairs || []).filter(function (pair) { return pair[0] === word && word !== "缺字"; });
    return about.length ? word + "：" + about.map(function (pair) { return pair[1] + "—" + pair[2]; }).join("、") : word;
  }

  function reasons(hit, into) {
    hit.why.forEach(function (word) {
      var badge = make("li", "why__word", reason(word, hit.pairs));
      badge.title = WHY[word] || WHY["曾用名"];
      into.appendChild(badge);
    });
    if (!hit.why.length) { into.remove(); }
  }

  function single(hit) {
    var made = copy("hit", factsOf(hit));
    reasons(hit, made.querySelector(".why"));
    return made;
  }

  /* Return the cards of several people of one name side by side; what differs is set off. */
  function together(hits) {
    var all = hits.map(factsOf), made = copy("namesakes", { count: hits[0].name + "，同名 " + hits.length + " 位" });
    var grid = made.querySelector(".namesakes__grid");
    var differ = FACTS.filter(function (key) { return all.some(function (one) { return one[key] !== all[0][key]; }); });
    hits.forEach(function (hit, at) {
      if (!all[at].unit && !hit.full) { all[at].unit = "见记录页"; } // not looked up
      var card = copy("namesake", all[at], UNKNOWN);
      if (!all[at].alias) { card.querySelector(".hit__alias").remove(); }
      differ.forEach(function (key) { card.querySelector('[data-fill="' + key + '"]').classList.add("namesake__differs"); });
      reasons(hit, card.querySelector(".why"));
      grid.appendChild(card);
    });
    return made;
  }

  function byName(hits) {
    var groups = new Map();
    hits.forEach(function (hit) {
      if (groups.has(hit.name)) { groups.get(hit.name).push(hit); } else { groups.set(hit.name, [hit]); }
    });
    return Array.from(groups.values());
  }

  /* Put newly drawn items in place of those that stand there. What is the same stays, and so does the reader's place:
     an answer is drawn again when its details have come, maybe while somebody walks through it with the keyboard. */
  function renew(list, drawn) {
    drawn.forEach(function (fresh, at) {
      var old = list.children[at];
      if (!old) { list.appendChild(fresh); return; }
      if (old.isEqualNode(fresh)) { return; }
      var inside = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
      list.replaceChild(fresh, old);
      var again = inside && Array.from(fresh.querySelectorAll("a")).find(function (one) { return one.getAttribute("href") === inside; });
      if (again) { again.focus(); }
    });
    while (list.children.length > drawn.length) { list.lastElementChild.remove(); }
  }

  /* Fill a list with things drawn one by one; behind a button what is beyond the first few. */
  function fill(list, things, few, draw) {
    var old = list.nextElementSibling;
    if (old && old.classList.contains("more")) { old.remove(); }
    renew(list, things.slice(0, few).map(draw));
    if (things.length > few) {
      var button = make("button", "more", "再列出其余 " + (things.length - few) + " 条");
      button.type = "button";
      button.addEventListener("click", function () {
        things.slice(few).forEach(function (thing) { list.appendChild(draw(thing)); });
        button.remove();
        list.children[few].querySelector("a").focus();
      });
      list.after(button);
    }
    list.parentNode.hidden = !things.length;
  }

  function people(list, hits, few) {
    fill(list, byName(hits), few, function (group) { return group.length > 1 ? together(group) : single(group[0]); });
  }

  function told(text) {
    var made = copy("text", { title: text.title, href: text.href, label: text.label });
    var words = made.querySelector(".text__words");
    text.words.forEach(function (part, at) { words.append(at % 2 ? make("mark", "text__hit", part) : part); });
    return made;
  }

  /* Draw what pages say; the rest is loaded where somebody asks for it. */
  function texts(list, found) {
    fill(list, found.list, found.list.length, told);
    if (!found.left) { return; }
    var button = make("button", "more", "再列出一些，还有 " + found.left + " 条");
    button.type = "button";
    button.addEventListener("click", function () {
      var shown = found.list.length;
      button.disabled = true;
      found.more().then(function () {
        if (!button.isConnected) { return; } // something else is asked by now
        texts(list, found);
        if (list.children[shown]) { list.children[shown].querySelector("a").focus(); }
      }, function () { button.disabled = false; });
    });
    list.after(button);
  }

  /* Draw the facets: for each a group of buttons with counts. */
  function facets(into, groups, choose) {
    renew(into, groups.map(function (group) {
      var box = make("div", "facets__group"), list = make("ul", "facets__list"), title = make("p", "facets__title", group.label);
      title.id = "facet-" + group.key;
      list.setAttribute("aria-labelledby", title.id);
      group.choices.forEach(function (choice) {
        var item = make("li"), button = make("button", "facets__choice", choice.name);
        button.type = "button";
        button.dataset.facet = group.key + ":" + choice.name;
        button.setAttribute("aria-pressed", String(choice.chosen));
        button.append(" ", make("span", "facets__count", String(choice.count)));
        button.addEventListener("click", function () { choose(group.key, choice.chosen ? "" : choice.name); });
        item.appendChild(button);
        list.appendChild(item);
      });
      box.append(title, list);
      return box;
    }));
  }

  window.fengbei.view = { make: make, link: link, people: people, texts: texts, facets: facets };
})();
