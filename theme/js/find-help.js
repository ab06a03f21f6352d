/* What to do where nothing was found: other words, the county's rolls, its neighbours, a sheet to print. */
(function () {
  "use strict";

  var view = window.fengbei.view;
  var MOST_PLACES = 4; // a former county may lie in several of today's
  var DIGITS = "〇一二三四五六七八九";

  function slot(name) { return document.querySelector('[data-slot="' + name + '"]'); }

  /* Return the digits of a number below a hundred, or of a year, written in characters. */
  function fromHan(said) {
    var plain = said.replace(/[零○]/g, "〇").replace(/^十/, "一十").replace(/十$/, "十〇").replace("十", "");
    return Array.from(plain, function (char) { return DIGITS.indexOf(char); }).join("");
  }

  /* Return the year of what was written: 1930, 1930年, 民国十九年, 一九三〇; "" where it is none. */
  function year(said) {
    var plain = said.normalize("NFKC"), republic = /民国\s*(元|[\d〇零○一二三四五六七八九十]+)/.exec(plain);
    if (republic) {
      var number = republic[1] === "元" ? 1 : Number(/^\d+$/.test(republic[1]) ? republic[1] : fromHan(republic[1]));
      return number > 0 && number < 39 ? String(1911 + number) : "";
    }
    var written = /\d{4}/.exec(plain) || /[〇零○一二三四五六七八九]{4}/.exec(plain);
    return written ? (/\d/.test(written[0]) ? written[0] : fromHan(written[0])) : "";
  }

  /* Return the places that were asked, or that the words name; only those whose rolls exist. */
  function placesOf(asked, said, known, home) {
    var stem = home.replace(/0+$/, ""), words = said.q.trim();
    var named = (asked.place || []).map(function (hit) { return hit.number; });
    if (!named.length && words.length > 1) {
      known.forEach(function (place, number) {
        if (place.names.some(function (name) { return name === words || (name.length > 2 && name.slice(0, -1) === words); })) {
          named.push(number);
        }
      });
    }
    return named.map(function (number) { return known[number]; }).filter(function (place) {
      return stem && place.code.indexOf(stem) === 0 && !/0000$/.test(place.code);
    }).slice(0, MOST_PLACES);
  }

  function neighbours(place, known) {
    return known.filter(function (other) {
      return other.code !== place.code && other.code.slice(0, 4) === place.code.slice(0, 4) && !/00$/.test(other.code) && other.names[0];
    }).sort(function (a, b) { return a.code < b.code ? -1 : 1; });
  }

  /* Show the rolls of the places, and of the counties around the first. */
  function county(places, known) {
    var rolls = Array.from(document.querySelectorAll("[data-rolls]")), list = slot("county-rolls"), near = slot("county-near");
    slot("county").hidden = !places.length;
    list.textContent = "";
    near.textContent = "";
    if (!places.length || !rolls.length) { return; }
    slot("county-name").textContent = places.map(function (place) { return place.names[0]; }).join("、");
    places.forEach(function (place) {
      rolls.forEach(function (roll) {
        var item = view.make("li");
        item.appendChild(view.link(roll.dataset.rolls + place.code + ".html", place.names[0] + "·" + roll.dataset.label));
        list.appendChild(item);
      });
    });
    neighbours(places[0], known).forEach(function (place) {
      near.append(view.link(rolls[0].dataset.rolls + place.code + ".html", place.names[0], "nothing__near"), " ");
    });
    near.parentNode.hidden = !near.firstChild;
  }

  /* Offer the same question with less in it. `address` turns a question into a link. */
  function tries(said, surname, address) {
    var list = slot("tries"), offers = [];
    if (said.year && (said.q || said.place)) { offers.push(["不限年份", { q: said.q, place: said.place, year: "" }]); }
    if (said.place && said.q) { offers.push(["不限籍贯", { q: said.q, place: "", year: said.year }]); }
    if (surname && said.place) { offers.push(["只查姓「" + surname + "」的人", { q: surname, place: said.place, year: "" }]); }
    list.textContent = "";
    offers.forEach(function (offer) {
      var item = view.make("li");
      item.appendChild(view.link(address(offer[1]), offer[0]));
      list.appendChild(item);
    });
  }

  /* Write what was asked on the sheet; the rest stays blank. */
  function sheet(said) {
    document.querySelectorAll("[data-sheet]").forEach(function (cell) {
      var words = said[cell.dataset.sheet];
      cell.textContent = words ? words + (cell.dataset.sheet === "year" ? "（大概）" : "") : "";
    });
  }

  /* Return the surname of a name that was read: two characters where both together are one. */
  function surnameOf(units, compound) {
    var two = units[0].char + (units[1] ? units[1].char : "");
    return compound.has(two) ? two : units[0].char;
  }

  /* Show all that helps on: the county's rolls unless somebody likely was found, shorter questions, the sheet. */
  function advise(answer, likely, address) {
    var asked = answer.asked, surname = asked.names.length && !asked.latin ? surnameOf(asked.names[0], answer.compound) : "";
    county(likely ? [] : placesOf(asked, answer.said, answer.known, answer.home), answer.known);
    tries(answer.said, surname, address);
    sheet(answer.said);
  }

  /* Return the words that say that nothing was found, with all that was asked. */
  function nothing(said) {
    return (said.q ? "没有找到：" : "没有写姓名：") + [said.q, said.place, said.year].filter(Boolean).join("，");
  }

  /* Return what must be said of how the question was read, "" where nothing. */
  function reading(answer) {
    var asked = answer.asked, told = [];
    var names = (asked.place || []).filter(function (hit) { return hit.old; }).map(function (hit) { return answer.names.get(hit.code); });
    if (names.length) { told.push("您写的是旧地名，已按今" + names.slice(0, 3).join("、") + (names.length > 3 ? "等地" : "") + "查。"); }
    if (asked.unknownPlace) { told.push("没有认出您写的籍贯，只按其余的话查。"); }
    if (answer.said.year && !year(answer.said.year)) { told.push("没有认出您写的年份，请写公历，如 1930。"); }
    if (answer.total > answer.hits.length) {
      told.push("相近的有 " + answer.total + " 位，先列 " + answer.hits.length + " 位；再写上籍贯、年份，可以缩小范围。");
    }
    return told.join("");
  }

  function printSheet() {
    var root = document.documentElement;
    slot("clue").open = true;
    root.classList.add("only-sheet");
    window.addEventListener("afterprint", function done() {
      root.classList.remove("only-sheet");
      window.removeEventListener("afterprint", done);
    });
    window.print();
  }

  window.fengbei.help = { year: year, advise: advise, nothing: nothing, reading: reading, sheet: sheet, printSheet: printSheet };
})();
