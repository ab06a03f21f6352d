// MiniSearch over the people of find_peers.py: makes an index of them, or asks it.
//   node bench/minisearch.mjs --modules DIR --index INDEX.json --cards CARDS.jsonl
//   node bench/minisearch.mjs --modules DIR --index INDEX.json --queries QUERIES.jsonl
// With --cards it writes the index, fit to be loaded again. With --queries it prints for each {"ids", "ms"}.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { performance } from "node:perf_hooks";

const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const MiniSearch = createRequire(resolve(option("--modules"), "package.json"))("minisearch");
const lines = (name) => readFileSync(option(name), "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));

const HAN = /\p{Script=Han}/u;
// Characters and pairs of neighbours; a short run (a name) as a whole besides, for a slip in it to be forgiven.
function tokenize(said) {
  return said.split(/[\p{Z}\p{P}\p{C}]+/u).filter(Boolean).flatMap((run) => {
    const chars = Array.from(run);
    if (!chars.some((char) => HAN.test(char))) { return [run]; }
    const pairs = chars.slice(1).map((char, at) => chars[at] + char);
    const whole = chars.length > 2 && chars.length < 5 ? [run] : [];
    return [...chars, ...pairs, ...whole];
  });
}

const options = {
  fields: ["name", "aliases", "county", "place", "years", "unit"],
  storeFields: ["name", "county", "years", "unit"], // what a list of hits shows, and the filter
  tokenize,
  searchOptions: {
    boost: { name: 4, aliases: 3 },
    fuzzy: (term) => (Array.from(term).length > 2 ? 1 : false), // one slip in a name; in a pair it would fit everything
    combineWith: "OR",
    tokenize,
  },
};

if (option("--cards")) {
  const index = new MiniSearch(options);
  index.addAll(lines("--cards"));
  writeFileSync(option("--index"), JSON.stringify(index));
} else {
  const index = MiniSearch.loadJSON(readFileSync(option("--index"), "utf8"), options);
  for (const { q, place } of lines("--queries")) {
    const start = performance.now();
    const found = index.search(q, place ? { filter: (hit) => hit.county === place } : {});
    const ms = Math.round((performance.now() - start) * 10) / 10;
    process.stdout.write(`${JSON.stringify({ ids: found.slice(0, 50).map(({ id }) => id), ms })}\n`);
  }
}
