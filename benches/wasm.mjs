// How fast the core is inside WebAssembly, one thread, in Node's engine, which is Chromium's: wasm.mjs MODULE [ARTICLES.jsonl].
// Medians of several rounds; without the file of articles over the sample articles with their paragraphs turned.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [module, file] = process.argv.slice(2);
const { Speed } = createRequire(import.meta.url)(resolve(module));

function generated() {
  const lines = readdirSync("static/samples")
    .filter((name) => name.endsWith(".txt"))
    .flatMap((name) => readFileSync(`static/samples/${name}`, "utf8").split("\n"))
    .filter((line) => line.length > 120);
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 2147483647);
  return Array.from({ length: 200 }, () => Array.from({ length: 16 }, () => lines[next() % lines.length]).join("\n\n"));
}

const given = file && existsSync(file);
const texts = given
  ? readFileSync(file, "utf8").trim().split("\n").map((line) => JSON.parse(line).text)
  : generated();
const speed = new Speed();
let tokens = 0;
for (const text of texts) tokens += speed.add(text);

function seconds(run) {
  const times = Array.from({ length: 7 }, () => {
    // The time this process was given, not what the clock says on a busy machine.
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  return times.sort((a, b) => a - b)[3];
}

const about = given ? "articles" : "generated articles";
console.log(`WebAssembly, ${texts.length} ${about} of ${Math.round(tokens / texts.length)} tokens`);
console.log(`identify   ${Math.round(tokens / seconds(() => speed.identify()))} tokens/s`);
console.log(`attribute  ${Math.round(texts.length / seconds(() => speed.attribute()))} articles/s`);
