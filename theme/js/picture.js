"use strict";
// The full view of a page's pictures: opened by their links, left by Escape, a tap or the button; arrows and swipes go on.
(function () {
  if (window.HTMLDialogElement === undefined || document.querySelector("dialog.view")) { return; }
  var SWIPE = 48; // CSS pixels a finger must travel
  var figures = Array.prototype.slice.call(document.querySelectorAll("[data-picture]"));
  var dialog = make("dialog", "view");
  var stage = make("div", "view__stage");
  var image = make("img", "view__image");
  var words = make("p", "view__words");
  var bar = make("div", "view__bar");
  var back = button("‹", "上一张", function () { show(at - 1); });
  var on = button("›", "下一张", function () { show(at + 1); });
  var at = 0, from = null;

  function make(tag, name) {
    var made = document.createElement(tag);
    made.className = name;
    return made;
  }

  function button(sign, label, act) {
    var made = make("button", "view__button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function show(number) {
    at = (number + figures.length) % figures.length;
    var link = figures[at].querySelector("a"), small = figures[at].querySelector(".mat__image");
    var alt = small.alt.replace("（点开看大图）", ""), said = figures[at].querySelector("figcaption").textContent.trim();
    image.src = link.href;
    image.alt = alt;
    words.textContent = (said.indexOf(alt) < 0 ? alt + "。" : "") + said + (figures.length > 1 ? "（" + (at + 1) + "/" + figures.length + "）" : "");
  }

  function leave() {
    dialog.close();
  }

  function swipe(event) {
    var moved = from === null ? 0 : event.changedTouches[0].clientX - from;
    from = null;
    if (Math.abs(moved) < SWIPE) { return; }
    event.preventDefault(); // else the tap that follows would close the view
    if (figures.length > 1) { show(at + (moved < 0 ? 1 : -1)); }
  }

  stage.append(image);
  bar.append(words);
  if (figures.length > 1) { bar.append(back, on); }
  bar.append(button("×", "关闭大图", leave));
  dialog.append(stage, bar);
  dialog.setAttribute("aria-label", "大图");
  stage.addEventListener("click", leave);
  stage.addEventListener("touchstart", function (event) { from = event.touches.length === 1 ? event.touches[0].clientX : null; }, { passive: true });
  stage.addEventListener("touchend", swipe);
  dialog.addEventListener("keydown", function (event) {
    if (event.key === "ArrowLeft" && figures.length > 1) { show(at - 1); }
    if (event.key === "ArrowRight" && figures.length > 1) { show(at + 1); }
  });
  dialog.addEventListener("close", function () { figures[at].querySelector("a").focus(); });
  document.body.append(dialog);
  figures.forEach(function (figure, number) {
    figure.querySelector("a").addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) { return; } // the reader wants a tab of its own
      event.preventDefault();
      show(number);
      dialog.showModal();
    });
  });
})();
