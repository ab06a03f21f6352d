/* Brings the parts of the index: script tags through one policy, base64 and gzip undone. */
(function () {
  "use strict";

  // This file lies in js/ below the site's top, wherever the site stands.
  var top = document.currentScript.src.replace(/js\/[^\/]*$/, "");
  var ALLOWED = /^(?:find\/[a-z0-9-]+\.js\?[vt]=[0-9a-f]+|js\/(?:inflate|find-core)\.js)$/;
  var policy = makePolicy();
  var waiting = new Map(); // by the name of a part: who waits for its bytes

  /* Return the address of a script of ours. TypeError for any other. */
  function address(name) {
    if (!ALLOWED.test(name)) { throw new TypeError("not a part of the index"); }
    return top + name;
  }

  function makePolicy() {
    return window.trustedTypes
      ? window.trustedTypes.createPolicy("fengbei", { createScriptURL: address })
      : { createScriptURL: address };
  }

  /* Run a script of ours. The promise fails where the file is missing. */
  function run(name) {
    return new Promise(function (resolve, reject) {
      var script = document.createElement("script");
      script.src = policy.createScriptURL(name);
      script.onload = function () { script.remove(); resolve(); };
      script.onerror = function () { script.remove(); reject(new Error("missing: " + name)); };
      document.head.appendChild(script);
    });
  }

  function bytesOf(base64) {
    var said = atob(base64), bytes = new Uint8Array(said.length);
    for (var at = 0; at < said.length; at += 1) { bytes[at] = said.charCodeAt(at); }
    return bytes;
  }

  function unpack(bytes) {
    if (typeof DecompressionStream === "function") {
      var stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
      return new Response(stream).arrayBuffer().then(function (buffer) { return new Uint8Array(buffer); });
    }
    return run("js/inflate.js").then(function () { return window.fengbei.gunzip(bytes); });
  }

  /* Return the bytes of a part of a build, so that no cache mixes two builds; without a build, as it is just now.
     The promise fails where the part is missing or broken. */
  function load(name, build) {
    return new Promise(function (resolve, reject) {
      waiting.set(name, resolve);
      run("find/" + name + ".js?" + (build ? "v=" + build : "t=" + Date.now())).then(function () { reject(new Error("empty: " + name)); }, reject);
    }).then(bytesOf).then(unpack);
  }

  /* Bring what answers questions, once; the promise fails where it is missing. */
  function core() { return window.fengbeiFind ? Promise.resolve() : run("js/find-core.js"); }

  /* What each part calls when it is there. */
  function part(name, base64) {
    if (waiting.has(name)) {
      waiting.get(name)(base64);
      waiting.delete(name);
    }
  }

  window.fengbei = { part: part, load: load, core: core };
  if (window.location.search) { core().catch(function () {}); } // a question came with the address: begin at once; a failure is told when it is asked
})();
