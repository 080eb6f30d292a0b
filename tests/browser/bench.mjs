// Index and search of one corpus in headless Chromium: ours, MiniSearch and FlexSearch in the same run, one thread each. Figures
// are compared with bench.json: "most" and "least" are moved only on purpose, "goal" is where they must come to.
import { createReadStream, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { launch } from "./browser.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv[2];
const budget = JSON.parse(readFileSync(join(here, "bench.json")));
const files = {
  "/articles.jsonl": join(folder, "articles.jsonl"),
  "/questions.json": join(folder, "questions.json"),
  "/bench.js": join(folder, "bench.js"),
  "/bench_bg.wasm": join(folder, "bench_bg.wasm"),
  "/minisearch.js": join(here, "node_modules/minisearch/dist/umd/index.js"),
  "/flexsearch.js": join(here, "node_modules/flexsearch/dist/flexsearch.bundle.min.js"),
};
const types = { js: "text/javascript", wasm: "application/wasm" };
const server = createServer((request, response) => {
  const file = files[request.url];
  response.writeHead(file || request.url === "/" ? 200 : 404, { "content-type": types[request.url.split(".").pop()] ?? "text/html" });
  if (file) createReadStream(file).pipe(response);
  else response.end("<!doctype html>");
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const url = `http://127.0.0.1:${server.address().port}/`;

// Runs in the page: one engine, built and asked; times in milliseconds.
const run = async (which) => {
  const [lines, questions] = await Promise.all([
    fetch("/articles.jsonl").then((response) => response.text()),
    fetch("/questions.json").then((response) => response.json()),
  ]);
  const articles = lines.trim().split("\n").map((line, id) => ({ id, ...JSON.parse(line) }));
  const encoder = new TextEncoder();
  const script = (src) => new Promise((resolve) => document.head.append(Object.assign(document.createElement("script"), { src, onload: resolve })));
  let bytes = 0;
  // Bytes as they come from a file: ours takes them as they are, the others take strings.
  const parts = articles.map(({ title, text }) => {
    const [a, b] = [encoder.encode(title), encoder.encode(text)];
    bytes += a.length + b.length;
    const part = new Uint8Array(8 + a.length + b.length);
    new DataView(part.buffer).setUint32(0, a.length, true);
    new DataView(part.buffer).setUint32(4, b.length, true);
    part.set(a, 8);
    part.set(b, 8 + a.length);
    return part;
  });
  const memory = () => performance.memory?.usedJSHeapSize ?? 0;
  let build;
  let ask;
  let held = 0;
  if (which === "ours") {
    const { default: init, Searcher } = await import("/bench.js");
    await init();
    const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    let searcher;
    build = () => {
      searcher?.free();
      searcher = new Searcher();
      searcher.add(all);
    };
    ask = (kind, words) => searcher.ask(kind, words);
    held = () => searcher.memory();
  } else if (which === "MiniSearch") {
    await script("/minisearch.js");
    let index;
    const before = memory();
    build = () => {
      index = new MiniSearch({ fields: ["title", "text"] });
      index.addAll(articles);
    };
    held = () => memory() - before;
    const options = { And: { combineWith: "AND" }, Prefix: { prefix: true }, Typo: { fuzzy: 1 }, Word: {} };
    ask = (kind, words) => (options[kind] ? index.search(words.join(" "), options[kind]).length : null);
  } else {
    await script("/flexsearch.js");
    let index;
    const before = memory();
    build = () => {
      index = new FlexSearch.Index({ tokenize: "strict", cache: false });
      for (const { id, title, text } of articles) index.add(id, `${title} ${text}`);
    };
    held = () => memory() - before;
    ask = (kind, words) => (["Word", "And"].includes(kind) ? index.search(words.join(" "), { limit: 1e6 }).length : null);
  }
  // Browsers make code quick only when it has run for a while, WebAssembly too: each engine builds for five seconds before
  // three builds count, of which the middle one is taken. The first of all, in a cold browser, is told beside it.
  const timed = () => {
    const start = performance.now();
    build();
    return performance.now() - start;
  };
  const cold = timed();
  for (let warm = cold; warm < 5000; warm += timed());
  const builds = [timed(), timed(), timed()].sort((a, b) => a - b);
  const times = [];
  let wrong = 0;
  let asked = 0;
  for (const [kind, words, expect] of questions) {
    const count = ask(kind, words);
    if (count === null) continue;
    asked++;
    wrong += count !== expect;
    const rounds = which === "ours" ? 20 : 3;
    // The least of some rounds, since other work on the machine only adds; each long enough for the clock.
    let least = Infinity;
    for (let round = 0; round < rounds; round++) {
      const start = performance.now();
      for (let again = 0; again < (which === "ours" ? 5 : 1); again++) ask(kind, words);
      least = Math.min(least, (performance.now() - start) / (which === "ours" ? 5 : 1));
    }
    times.push(least);
  }
  times.sort((a, b) => a - b);
  const part = (percent) => times[Math.min(times.length - 1, Math.floor((times.length * percent) / 100))];
  return {
    megabytes: bytes / 1e6, articles: articles.length, build: builds[1], cold, p50: part(50), p95: part(95), wrong, asked,
    memory: held(),
  };
};

const results = {};
for (const which of ["ours", "MiniSearch", "FlexSearch"]) {
  const browser = await launch();
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(url);
  results[which] = await page.evaluate(`(${run})(${JSON.stringify(which)})`);
  await browser.close();
}
server.close();

const { ours, MiniSearch, FlexSearch } = results;
console.log(`${ours.articles} articles, ${ours.megabytes.toFixed(1)} MB`);
console.log("engine".padEnd(12), "MB/s".padStart(8), "cold".padStart(8), "p50 ms".padStart(9), "p95 ms".padStart(9), "kB/article".padStart(11), "wrong".padStart(10), "  build × ours, p95 × ours");
for (const [name, { megabytes, articles, build, cold, p50, p95, wrong, asked, memory }] of Object.entries(results)) {
  console.log(
    name.padEnd(12), (megabytes / build * 1000).toFixed(1).padStart(8), (megabytes / cold * 1000).toFixed(1).padStart(8), p50.toFixed(3).padStart(9), p95.toFixed(3).padStart(9),
    (memory / articles / 1000).toFixed(2).padStart(11), `${wrong}/${asked}`.padStart(10),
    `  ${(build / ours.build).toFixed(1)} ${(p95 / ours.p95).toFixed(1)}`,
  );
}
const brotli = (name) => brotliCompressSync(readFileSync(join(folder, name))).length;
const figures = {
  "index, MB/s": (ours.megabytes / ours.build) * 1000,
  "index, times FlexSearch": FlexSearch.build / ours.build,
  "p95, ms": ours.p95,
  "p95, times MiniSearch": MiniSearch.p95 / ours.p95,
  "memory, bytes an article": ours.memory / ours.articles,
  "counts wrong": ours.wrong,
  "index and search (brotli)": brotli("bench_bg.wasm") + brotli("bench.js"),
};
console.log();
let over = false;
for (const [what, { most, least, goal }] of Object.entries(budget)) {
  const is = figures[what];
  const fits = most === undefined ? is >= least : is <= most;
  const there = most === undefined ? is >= goal : is <= goal;
  over ||= !fits;
  const bound = most === undefined ? `at least ${least}` : `at most ${most}`;
  console.log(what.padEnd(28), is.toFixed(is < 10 ? 3 : 0).padStart(10), `  ${bound}`, fits ? "" : "  OVER THE BUDGET", there ? "" : `  goal ${goal}`);
}
process.exit(over ? 1 : 0);
