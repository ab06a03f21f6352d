/* Undoes gzip (RFC 1951, RFC 1952) where the browser cannot: before Firefox 113, Safari 16.4. */
(function (root) {
  "use strict";

  var LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  var DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073,
    4097, 6145, 8193, 12289, 16385, 24577];
  var ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /* Return how many codes there are of each length, and the symbols in the order of their codes. */
  function codeOf(lengths) {
    var counts = new Uint16Array(16), first = new Uint16Array(16), symbols = new Uint16Array(lengths.length), at;
    for (at = 0; at < lengths.length; at += 1) { counts[lengths[at]] += 1; }
    counts[0] = 0;
    for (at = 1; at < 16; at += 1) { first[at] = first[at - 1] + counts[at - 1]; }
    for (at = 0; at < lengths.length; at += 1) {
      if (lengths[at]) { symbols[first[lengths[at]]] = at; first[lengths[at]] += 1; }
    }
    return { counts: counts, symbols: symbols };
  }

  function fixed() {
    var lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
    return [codeOf(lengths), codeOf(new Uint8Array(30).fill(5))];
  }

  function Reader(bytes, at) { this.bytes = bytes; this.at = at; this.kept = 0; this.size = 0; }

  Reader.prototype.bits = function (count) {
    while (this.size < count) {
      if (this.at >= this.bytes.length) { throw new Error("cut short"); }
      this.kept |= this.bytes[this.at] << this.size;
      this.at += 1;
      this.size += 8;
    }
    var value = this.kept & ((1 << count) - 1);
    this.kept >>>= count;
    this.size -= count;
    return value;
  };

  Reader.prototype.symbol = function (code) {
    var value = 0, first = 0, at = 0;
    for (var length = 1; length < 16; length += 1) {
      value |= this.bits(1);
      var count = code.counts[length];
      if (value - count < first) { return code.symbols[at + value - first]; }
      at += count;
      first = (first + count) << 1;
      value <<= 1;
    }
    throw new Error("no such code");
  };

  function tables(reader) {
    var literals = reader.bits(5) + 257, distances = reader.bits(5) + 1, count = reader.bits(4) + 4;
    var small = new Uint8Array(19), lengths = new Uint8Array(literals + distances), at = 0;
    for (var index = 0; index < count; index += 1) { small[ORDER[index]] = reader.bits(3); }
    var code = codeOf(small);
    while (at < lengths.length) {
      var symbol = reader.symbol(code), value = 0, times = 1;
      if (symbol < 16) { value = symbol; }
      if (symbol === 16) { value = lengths[at - 1]; times = 3 + reader.bits(2); }
      if (symbol === 17) { times = 3 + reader.bits(3); }
      if (symbol === 18) { times = 11 + reader.bits(7); }
      lengths.fill(value, at, at + times);
      at += times;
    }
    return [codeOf(lengths.subarray(0, literals)), codeOf(lengths.subarray(literals))];
  }

  function packedBlock(reader, codes, out, at) {
    for (;;) {
      var symbol = reader.symbol(codes[0]);
      if (symbol === 256) { return at; }
      if (symbol < 256) { out[at] = symbol; at += 1; continue; }
      symbol -= 257;
      var length = LENGTHS[symbol] + (symbol < 8 || symbol === 28 ? 0 : reader.bits((symbol - 4) >> 2));
      var far = reader.symbol(codes[1]);
      var from = at - DISTANCES[far] - (far < 4 ? 0 : reader.bits((far - 2) >> 1));
      if (from < 0 || at + length > out.length) { throw new Error("too far"); }
      for (var step = 0; step < length; step += 1) { out[at + step] = out[from + step]; }
      at += length;
    }
  }

  function plainBlock(reader, out, at) {
    reader.kept = 0;
    reader.size = 0;
    var size = reader.bits(16), from = reader.at + 2;
    out.set(reader.bytes.subarray(from, from + size), at);
    reader.at = from + size;
    return at + size;
  }

  /* Return where the packed bytes begin: after the header and, where it has one, the file's name. */
  function start(bytes) {
    if (bytes[0] !== 31 || bytes[1] !== 139 || bytes[2] !== 8 || bytes[3] & 0xf6) { throw new Error("not gzip"); }
    var at = 10;
    if (bytes[3] & 8) { at = bytes.indexOf(0, at) + 1; }
    return at;
  }

  /* Return the bytes that were gzipped. Error where they are not whole. */
  function gunzip(bytes) {
    var end = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4, 4);
    var out = new Uint8Array(end.getUint32(0, true)), reader = new Reader(bytes, start(bytes)), at = 0, last = 0;
    while (!last) {
      last = reader.bits(1);
      var type = reader.bits(2);
      if (type === 3) { throw new Error("no such block"); }
      at = type === 0 ? plainBlock(reader, out, at) : packedBlock(reader, type === 1 ? fixed() : tables(reader), out, at);
    }
    return out;
  }

  if (typeof module === "object" && module.exports) { module.exports = gunzip; } else { root.fengbei.gunzip = gunzip; }
})(typeof self === "undefined" ? this : self);
