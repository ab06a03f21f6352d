// Asks a built site's search in Node: the very files a browser loads, counted and timed.
//   node bench/find.mjs --site SITE --queries FILE.jsonl [--warm] [--texts N]
// Reads lines {"q", "place"?, "year"?}; prints for each {"q", "hits", "bytes", "requests", "ms"}; with --texts also
// "numbers" of all texts that hold the words, "shown", the first N with what stands around, and "total", bytes with them.
import { createRequire } from "node:module";
import { readFileSync, existsSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { join, resolve } from "node:path";
import { performance } from "node:perf_hooks";

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const site = resolve(option("--site") ?? "site");
const warm = args.includes("--warm");
const FIRST = { q: "王小明" }; // the same for all: what it loads they need not load again
const shown = Number(option("--texts") ?? 0);
const queries = readFileSync(option("--queries") ?? 0, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const core = createRequire(import.meta.url)(join(site, "js", "find-core.js"));

const files = new Map(); // what the disk holds, read and measured once; not the visitor's cache
function file(name) {
  if (!files.has(name)) {
    const path = join(site, name);
    const data = existsSync(path) ? readFileSync(path) : null;
    files.set(name, data && { data, bytes: gzipSync(data, { level: 6 }).length });
  }
  return files.get(name);
}
const scripts = ["js/find-core.js", "js/find-load.js", "js/find.js"].filter((name) => file(name)); // what the find page loads

function visit() {
  const seen = { bytes: 0, requests: 0 };
  const ask = (name) => {
    const got = file(name);
    if (got) { seen.bytes += got.bytes; seen.requests += 1; }
    return got;
  };
  const part = async (name) => {
    const got = ask(`find/${name}.js`);
    if (!got) { throw new Error(`no part ${name}`); }
    const call = got.data.toString("latin1");
    return gunzipSync(Buffer.from(JSON.parse(call.slice(call.indexOf(",") + 1, call.lastIndexOf(")"))), "base64"));
  };
  scripts.forEach(ask);
  return { seen, find: core.create(part) };
}

for (const query of queries) {
  const visitor = visit();
  if (warm) { await visitor.find.search(FIRST); }
  const before = warm ? { ...visitor.seen } : { bytes: 0, requests: 0 };
  const start = performance.now();
  const { hits, texts } = await visitor.find.search(query);
  const ms = Math.round((performance.now() - start) * 10) / 10;
  const told = hits.map(({ id, kind, why, strong }) => ({ id, kind, why, strong }));
  told.push(...texts.map(({ id, kind }) => ({ id, kind, why: ["文中"], strong: false })));
  const { bytes, requests } = visitor.seen;
  const answer = { q: query.q, hits: told, bytes: bytes - before.bytes, requests: requests - before.requests, ms };
  if (shown) {
    const { numbers, folded } = await visitor.find.words(query.q);
    answer.numbers = numbers;
    answer.shown = await visitor.find.texts(numbers.slice(0, shown), folded);
    answer.total = visitor.seen.bytes - before.bytes;
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
