// Runs the end-to-end tests, two files at a time, the longest first so that none is left to run by itself. What fails beside
// another may have had too little of a small machine: its file is run again alone, and must pass then. Arguments: files, instead
// of all.
import { readdirSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { run } from "node:test";
import { spec, tap } from "node:test/reporters";

const named = process.argv.slice(2).map((file) => resolve(file));
const all = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.mjs"));
const longestFirst = (paths) => paths.sort((one, other) => statSync(other).size - statSync(one).size);
const files = named.length ? named : longestFirst(all.map((name) => join(import.meta.dirname, name)));

// The files of which a test failed.
async function failing(files, concurrency) {
  const failed = new Set();
  const tests = run({ files, concurrency });
  tests.on("test:fail", ({ file, name }) => failed.add(files.includes(file) ? file : resolve(name)));
  for await (const line of tests.compose(process.stdout.isTTY ? new spec() : tap)) process.stdout.write(line);
  return files.filter((file) => failed.delete(file)).concat([...failed]);
}

const beside = await failing(files, 2);
if (beside.length) console.log(`# again, alone: ${beside.map((file) => basename(file)).join(", ")}`);
const alone = beside.length ? await failing(beside, 1) : [];
if (alone.length) {
  console.error(`failed alone too: ${alone.map((file) => basename(file)).join(", ")}`);
  process.exitCode = 1;
}
