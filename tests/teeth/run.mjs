// Takes out one guard after the other and sees that its test fails: `make teeth`, or `node tests/teeth/run.mjs WORD…` for the rows
// whose guard or test has one of the words. Works in a copy of the tree (target/teeth), so that the tree itself is never touched.
// A row is: the promise of SECURITY.md, the guard in words, the file, what is taken out of it, what stands there instead, and the
// test: arguments of `cargo test`, `deny`, or `browser FILE PATTERN`, which builds the page first and runs only with BROWSER=1.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const tree = join(root, "target/teeth");
const words = process.argv.slice(2);
const all = JSON.parse(readFileSync(join(root, "tests/teeth/teeth.json"), "utf8"));
const chosen = all.filter((row) => words.length === 0 || words.some((word) => `${row.guard} ${row.test}`.includes(word)));
const rows = chosen.filter((row) => process.env.BROWSER || !row.test.startsWith("browser "));

rmSync(tree, { recursive: true, force: true });
const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: root, encoding: "utf8" });
for (const name of files.split("\n").filter((name) => name && existsSync(join(root, name)))) {
  mkdirSync(dirname(join(tree, name)), { recursive: true });
  cpSync(join(root, name), join(tree, name));
}
const modules = "tests/browser/node_modules";
if (existsSync(join(root, modules))) symlinkSync(join(root, modules), join(tree, modules));

const run = (command, args) =>
  spawnSync(command, args, { cwd: tree, encoding: "utf8", timeout: 600_000, env: { ...process.env, CARGO_TARGET_DIR: target, RUST_BACKTRACE: "0" } });
const late = (done) => done.error?.code === "ETIMEDOUT" && "cannot run: no end within ten minutes";
// Whether the test holds, fails as it must, or could not be run: code that does not compile proves nothing, nor what does not end.
const outcome = (test) => {
  if (test === "deny") {
    const { status, stderr } = run("cargo", ["deny", "--log-level", "error", "check", "bans"]);
    return status === 0 ? "holds" : /banned|denied/.test(stderr) ? "fails" : `cannot run: ${stderr.slice(-400)}`;
  }
  if (test.startsWith("browser ")) {
    const [, file, pattern] = test.match(/^browser (\S+) (.+)$/);
    const built = run("trunk", ["build", ...(process.env.TRUNK_FLAGS ?? "--release").split(" ").filter(Boolean)]);
    if (built.status !== 0) return `cannot run: ${built.stderr.slice(-400)}`;
    const done = run("node", ["--test", `--test-name-pattern=${pattern}`, join("tests/browser", file)]);
    const { status, stdout } = done;
    if (late(done)) return late(done);
    return !/^# pass [1-9]|^# fail [1-9]/m.test(stdout) ? `cannot run: ${stdout.slice(-400)}` : status === 0 ? "holds" : "fails";
  }
  const args = test.split(" ");
  const which = args.findIndex((arg) => arg === "--test" || arg === "--lib");
  const built = run("cargo", ["test", "--no-run", ...args.slice(0, which + (args[which] === "--test" ? 2 : 1))]);
  if (built.status !== 0) return `cannot run: ${built.stderr.slice(-800)}`;
  const done = run("cargo", ["test", ...args]);
  const { status, stdout } = done;
  return late(done) || (status !== 0 ? "fails" : /test result: ok\. [1-9]/.test(stdout) ? "holds" : "cannot run: no test of that name");
};

let toothless = 0;
const say = (row, told, what) => console.log(`${String(row.promise).padStart(2)}  ${told.padEnd(16)} ${row.guard}: ${row.test}${what ? `\n${what}` : ""}`);
for (const row of rows) {
  const path = join(tree, row.file);
  const source = readFileSync(path, "utf8");
  if (source.split(row.cut).length !== 2) {
    toothless += 1;
    say(row, "NOT FOUND", row.cut);
    continue;
  }
  writeFileSync(path, source.replace(row.cut, () => row.instead));
  const found = outcome(row.test);
  writeFileSync(path, source);
  if (found !== "fails") toothless += 1;
  say(row, found === "fails" ? "failed as it must" : found === "holds" ? "DID NOT FAIL" : "CANNOT RUN", found.startsWith("cannot") ? found : "");
}
// With every guard in its place they hold: what fails anyhow proves nothing.
for (const test of new Set(rows.map((row) => row.test))) {
  const found = outcome(test);
  if (found === "holds") continue;
  toothless += 1;
  console.log(`    DOES NOT HOLD    with every guard in its place: ${test} ${found}`);
}
rmSync(tree, { recursive: true, force: true });
console.log(`${rows.length} guards taken out, ${toothless} not seen to matter`);
process.exit(toothless > 0 ? 1 : 0);
