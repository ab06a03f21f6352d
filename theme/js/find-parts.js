/* The parts of the index by their names, each asked for once and kept as what it holds. `part` returns the bytes of one;
   only `meta`, which says of which build the others must be, is asked without a build. */
(function (find) {
  "use strict";

  var FORMAT = 8;
  var HALF = 0.42; // likeness of two characters with one half in common that many have
  var data = find.data;

  find.parts = function (part) {
    var kept = new Map();

    function meta() {
      if (!kept.has("meta")) {
        kept.set("meta", part("meta").then(function (bytes) {
          var said = JSON.parse(data.text(bytes));
          if (said.format !== FORMAT) { throw new Error("format"); }
          said.compound = new Set(said.compound);
          return said;
        }));
      }
      return kept.get("meta");
    }

    function once(name, read) {
      if (!kept.has(name)) {
        kept.set(name, meta().then(function (said) { return part(name, said.build); }).then(read));
      }
      return kept.get(name);
    }

    function all(names, read) { return Promise.all(names.map(function (name) { return once(name, read); })); }

    function moreSounds() { // the less common characters, entered in the same table
      return Promise.all([once("sounds", data.readSounds), once("rare", Array.of)]).then(function (got) {
        if (got[1].length) { data.readMore(got[1].pop(), got[0]); }
        return got[0];
      });
    }

    /* Return a function that says how alike two characters look, the first of them one of those given. */
    function looks(chars) {
      return meta().then(function (said) {
        var names = chars.map(function (char) { return "look-" + char.codePointAt(0) % said.looks; });
        return Promise.all([all(names, data.readLooks), once("halves", data.readHalves)]);
      }).then(function (got) {
        var alike = new Map(chars.map(function (char, at) {
          var found = new Map();
          (got[1].get(char) || []).forEach(function (group) { group.forEach(function (other) { found.set(other, HALF); }); });
          (got[0][at].get(char) || []).forEach(function (much, other) { found.set(other, much); });
          return [char, found];
        }));
        function look(one, other) { return alike.get(one).get(other) || 0; }
        look.likest = function (char) { // the characters that one may most easily be, the likest first
          var others = Array.from(alike.get(char).keys()).filter(function (other) { return look(char, other) > HALF; });
          return others.sort(function (a, b) { return look(char, b) - look(char, a); });
        };
        return look;
      });
    }

    return {
      meta: meta, once: once, looks: looks, moreSounds: moreSounds,
      sounds: function () { return once("sounds", data.readSounds); },
      places: function () { return once("places", data.readPlaces); },
      oldForms: function () { return once("old", data.readForms); },
      olderForms: function () { return once("older", data.readForms); },
      starts: function (copies) { return all(copies, data.readStarts); },
      people: function (names) { return all(names, data.readPeople); },
      details: function (names) { return all(names, data.readDetails); },
      lines: function (name) { return once(name, data.readLines); },
      rows: function (name) { return once(name, data.readRows); }
    };
  };
})(typeof self === "undefined" ? module.exports : self.fengbeiFind = self.fengbeiFind || {});
