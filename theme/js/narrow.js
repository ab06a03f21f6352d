// Narrows a long list on the page itself: by words, and by the columns that hold few different things.
(function () {
  "use strict";
  const MANY = 8; // rows that are taken in at a glance need no filter
  const CHOICES = 16; // a column of more different values is better searched by words

  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text) made.textContent = text;
    return made;
  }

  function field(label, control) {
    const made = make("label", "narrow__field");
    made.append(make("span", "narrow__label", label), control);
    return made;
  }

  /** What a cell says: a cell may say several things. */
  const said = (cell) => (cell ? cell.textContent.split("、").map((word) => word.trim()).filter(Boolean) : []);

  function select(title, values) {
    const made = make("select", "narrow__choice");
    for (const [value, text] of [["", "全部"], ...values.map((value) => [value, value])]) {
      const option = make("option", "", text);
      option.value = value;
      made.append(option);
    }
    return field(title, made);
  }

  /** The choices a table offers: a column that holds at least two and not too many different things. */
  function columns(table, rows) {
    return [...table.querySelectorAll("thead th")].map((head, at) => {
      const values = [...new Set(rows.flatMap((row) => said(row.cells[at])))];
      const useful = at > 0 && values.length > 1 && values.length <= CHOICES && values.length < rows.length;
      return useful ? { at, label: select(head.textContent, values) } : null;
    }).filter(Boolean);
  }

  function furnish(list, rows, choices) {
    const words = make("input", "narrow__words");
    words.type = "search";
    words.autocomplete = "off";
    const count = make("p", "narrow__count");
    count.setAttribute("role", "status");
    const bar = make("div", "narrow");
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "在本页筛选");
    bar.append(field("在本页筛选", words), ...choices.map((choice) => choice.label), count);
    list.before(bar);
    const texts = rows.map((row) => row.textContent.toLowerCase());
    function look() {
      const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const picked = choices.map(({ at, label }) => [at, label.querySelector("select").value]).filter(([, v]) => v);
      let shown = 0;
      rows.forEach((row, n) => {
        const fits = wanted.every((word) => texts[n].includes(word))
          && picked.every(([at, value]) => said(row.cells[at]).includes(value));
        row.hidden = !fits;
        shown += Number(fits);
      });
      const asked = wanted.length || picked.length;
      count.textContent = !asked ? "" : shown ? `本页${rows.length}条中有${shown}条` : "本页没有，换个写法，或者到“查找”里找";
    }
    bar.addEventListener("input", look);
  }

  for (const table of document.querySelectorAll(".rows")) {
    const rows = [...table.querySelectorAll("tbody tr")];
    if (rows.length > MANY) furnish(table, rows, columns(table, rows));
  }
  for (const list of document.querySelectorAll(".backs .roster")) {
    const rows = [...list.children];
    if (rows.length > MANY) furnish(list, rows, []);
  }
})();
