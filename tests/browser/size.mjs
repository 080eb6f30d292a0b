// What a first visit loads, in bytes of brotli, against budget.json: "most" is what may not be passed and is moved only on
// purpose, "goal" where it must come to.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { dist, root } from "./serve.mjs";

const budget = JSON.parse(readFileSync(join(root, "tests/browser/budget.json")));
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

const figures = {
  "later parts (brotli)": 0,
  "model (brotli)": 0,
  "readers (brotli)": 0,
  "service worker, manifest, icon (brotli)": 0,
};
let first = 0;
console.log("file".padEnd(36), "bytes".padStart(10), "brotli".padStart(10));
for (const name of readdirSync(dist).sort()) {
  if (/^(service\.js|manifest\.webmanifest|icon\.svg)$/.test(name)) {
    // Asked for once all has loaded.
    figures["service worker, manifest, icon (brotli)"] += brotli(readFileSync(join(dist, name)));
    continue;
  }
  if (!/^(index\.html|(page|worker|later|style|model|reader)-.*\.(js|css|wasm|bin))$/.test(name)) continue;
  let bytes = readFileSync(join(dist, name));
  if (name.endsWith(".bin")) bytes = gunzipSync(bytes);
  const packed = brotli(bytes);
  // The weights and word lists load beside the page, which is there before them.
  if (name.endsWith(".bin")) figures["model (brotli)"] += packed;
  // So does what page and engine need only once there are articles.
  else if (name.startsWith("later")) figures["later parts (brotli)"] += packed;
  // So do the readers of all formats, last.
  else if (name.startsWith("reader")) figures["readers (brotli)"] += packed;
  else first += packed;
  console.log(name.padEnd(36), String(bytes.length).padStart(10), String(packed).padStart(10));
  if (name.endsWith(".css")) figures["style (gzip)"] = gzipSync(bytes, { level: 9 }).length;
}
figures["page, worker and style (brotli)"] = first;
figures["one file, no articles (bytes)"] = readFileSync(join(dist, "verbatim.html")).length;
console.log();
let over = false;
for (const [what, { most, goal }] of Object.entries(budget)) {
  const is = figures[what];
  const fits = is <= most;
  over ||= !fits;
  console.log(what.padEnd(40), String(is).padStart(10), `of ${most}`, fits ? "" : "  OVER THE BUDGET", is > goal ? `  goal ${goal}` : "");
}
process.exit(over ? 1 : 0);
