// What the browser keeps of the page itself: it opens without a network, and never as a mixture of two builds.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { choose, launch, open, setUp, town } from "./browser.mjs";
import { dist, serve } from "./serve.mjs";

const here = setUp("/news/tool/");
const folders = [];
const hosts = [];
after(() => {
  hosts.forEach((host) => host.close());
  folders.forEach((folder) => rmSync(folder, { recursive: true }));
});

// A copy of the build that a host can change under its visitors.
function deployed() {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-build-"));
  folders.push(folder);
  cpSync(dist, folder, { recursive: true });
  return folder;
}

const integrity = (bytes) => `sha256-${createHash("sha256").update(bytes).digest("base64")}`;

// Another build in the same place: another style under another name, another page that names it, another list of files.
function deploy(folder, words) {
  const old = readdirSync(folder).find((name) => name.startsWith("style-"));
  const style = `style-${words}.css`;
  const css = readFileSync(join(folder, old), "utf8") + `\n:root { --build: "${words}" }\n`;
  writeFileSync(join(folder, old), css);
  renameSync(join(folder, old), join(folder, style));
  const index = readFileSync(join(folder, "index.html"), "utf8").replaceAll(old, style);
  writeFileSync(join(folder, "index.html"), index);
  const script = readFileSync(join(folder, "service.js"), "utf8");
  const files = JSON.parse(script.match(/^const FILES = (.*);$/m)[1]);
  delete files[old];
  Object.assign(files, { "./": integrity(index), [style]: integrity(css) });
  const changed = script
    .replace(/^const VERSION = .*$/m, `const VERSION = "${words}";`)
    .replace(/^const FILES = .*$/m, `const FILES = ${JSON.stringify(files)};`);
  writeFileSync(join(folder, "service.js"), changed);
}

const build = (page) => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--build").replaceAll('"', ""));
const ready = (page) => page.evaluate(() => navigator.serviceWorker.ready.then((own) => new Promise((done) => {
  if (own.active.state === "activated") return done();
  own.active.addEventListener("statechange", () => own.active.state === "activated" && done());
})));
const loaded = (page) => page.locator("#loading").waitFor({ state: "detached" });

test("the page is there without a network, whole, and asks nobody once it is kept", async () => {
  const { page, context, wrong } = await open(here.browser, here.host.url, { serviceWorkers: "allow" });
  await ready(page);
  const kept = await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map((request) => request.url)))).flat());
  const own = readdirSync(dist).filter((name) => !["verbatim.html", "index.html", "service.js"].includes(name));
  assert.deepEqual(kept.sort(), [here.host.url, ...own.map((name) => here.host.url + name)].sort(), "the page's own files and no others");
  const before = here.host.requests.length;
  await choose(page, [town(1, 3), { name: "rows.csv", mimeType: "text/csv", buffer: Buffer.from("title,text\nA bridge,\"The council met on Monday.\n\n“We want it,” said Ana Ortiz.\"\n") }]);
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.getByText("Saved in this browser only.").first().waitFor();
  assert.deepEqual(here.host.requests.slice(before), [], "nothing is asked after load");
  await context.setOffline(true);
  await page.reload();
  await loaded(page);
  await page.getByText("2 of 2 articles").first().waitFor();
  // The readers of all formats are there too.
  await choose(page, [{ name: "more.csv", mimeType: "text/csv", buffer: Buffer.from("title,text\nA school,\"The school moved on Friday.\n\n“We will miss it,” said Erik Moe.\"\n") }]);
  await page.getByText("3 of 3 articles").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("two builds never mix: the new one is taken whole at the next start, and a broken one never", async () => {
  const folder = deployed();
  const host = await serve("/", folder);
  hosts.push(host);
  const { page, context, wrong } = await open(here.browser, host.url, { serviceWorkers: "allow" });
  await ready(page);
  // The first visit came from the host; from now on the page comes from what is kept.
  await page.reload();
  await loaded(page);
  assert.equal(await build(page), "");
  deploy(folder, "second");
  await page.evaluate(async () => {
    const own = await navigator.serviceWorker.ready;
    await own.update();
    const coming = own.installing ?? own.waiting;
    if (coming.state !== "installed") await new Promise((done) => coming.addEventListener("statechange", done, { once: true }));
  });
  // The first build's style is gone from the host, and still this tab is the first build as a whole.
  await page.reload();
  await loaded(page);
  assert.equal(await build(page), "", "while a tab is open it stays what it is");
  await page.goto("about:blank");
  await page.goto(host.url);
  await loaded(page);
  assert.equal(await build(page), "second", "the next start is the new build");
  const names = await page.evaluate(() => caches.keys());
  assert.deepEqual(names, ["verbatim / second"], "the old one is thrown away");

  deploy(folder, "third");
  const script = readdirSync(folder).find((name) => /^worker-.*\.js$/.test(name));
  writeFileSync(join(folder, script), "// A file of another build, which a cache on the way still had.\n");
  const state = await page.evaluate(async () => {
    const own = await navigator.serviceWorker.ready;
    await own.update().catch(() => {});
    const coming = own.installing;
    if (coming && coming.state === "installing") await new Promise((done) => coming.addEventListener("statechange", done, { once: true }));
    return coming?.state ?? "redundant";
  });
  assert.equal(state, "redundant", "a build with a file that is not its own is not taken");
  await page.goto("about:blank");
  await page.goto(host.url);
  await loaded(page);
  assert.equal(await build(page), "second");
  await choose(page, [town(1, 2)]);
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong.filter((line) => !/integrity|Integrity/.test(line)), []);
  await context.close();
});

test("what other programs share to the installed page is read like a dropped file", async () => {
  const { page, context, wrong } = await open(here.browser, here.host.url, { serviceWorkers: "allow" });
  await ready(page);
  await page.reload();
  await loaded(page);
  const before = here.host.requests.length;
  await page.evaluate(async (text) => {
    const form = new FormData();
    form.append("files", new File([text], "shared ünder way.txt", { type: "text/plain" }));
    await fetch("./?shared", { method: "POST", body: form });
  }, town(7, 2).buffer.toString());
  assert.deepEqual(here.host.requests.slice(before), [], "it never reaches the host");
  await page.goto(`${here.host.url}?shared`);
  await page.getByText("1 of 1 article").first().waitFor();
  await page.getByRole("button", { name: "See the list" }).click();
  await page.getByText("shared ünder way.txt").first().waitFor();
  await page.reload();
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the manifest names what is there", async () => {
  const manifest = JSON.parse(readFileSync(join(dist, "manifest.webmanifest")));
  for (const { src } of manifest.icons) assert.match(readFileSync(join(dist, src), "utf8"), /^<svg /);
  const { page, context, wrong } = await open(here.browser, here.host.url);
  const client = await context.newCDPSession(page);
  const { errors, url } = await client.send("Page.getAppManifest");
  assert.deepEqual([errors, url], [[], `${here.host.url}manifest.webmanifest`]);
  assert.deepEqual(wrong, []);
  await context.close();
});
