/* Asks the index in a page that find_speed.py serves, and watches for how long nothing else gets its turn. */
(function () {
  "use strict";

  var core = null, told = [];
  var beat = new MessageChannel(), beating = false, last = 0, longest = 0;

  window.addEventListener("error", function (event) { told.push(String(event.message)); });
  window.addEventListener("unhandledrejection", function (event) { told.push(String(event.reason)); });

  beat.port1.onmessage = function () {
    var now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (beating) { beat.port2.postMessage(0); }
  };

  function watch() {
    longest = 0;
    last = performance.now();
    beating = true;
    beat.port2.postMessage(0);
  }

  function nothing() { return Promise.resolve(0); }

  /* Ask by a core that has loaded nothing yet. */
  function cold(asked) {
    core = window.fengbeiFind.create(window.fengbei.load);
    return warm(asked);
  }

  /* Ask by the core that is there. Return the number of hits. */
  function warm(asked) {
    return core.search(asked).then(function (found) { return found.hits.length; });
  }

  /* Ask all that the find page asks; return the longest block in milliseconds and what went wrong. */
  function whole(asked) {
    core = core || window.fengbeiFind.create(window.fengbei.load);
    told = [];
    watch();
    return core.search(asked).then(function (found) {
      return Promise.all([core.details(found.hits.slice(0, 12)), core.words(asked.q).then(function (got) {
        return core.texts(got.numbers.slice(0, 30), got.folded);
      })]);
    }).catch(function (error) { told.push(String(error && error.stack)); }).then(function () {
      return new Promise(function (resolve) { setTimeout(resolve); }); // the last block is over when another task runs
    }).then(function () {
      beating = false;
      longest = Math.max(longest, performance.now() - last);
      return { longest: longest, told: told, size: asked.q.length, tainted: Object.keys(Object.prototype).length };
    });
  }

  window.bench = { nothing: nothing, cold: cold, warm: warm, whole: whole };
})();
