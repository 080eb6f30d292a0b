// Hostile and broken files in the built page: nothing of them runs, nothing is asked of the network, the good ones load.
// The files are those that tests/bad_inputs.rs wrote, and the corpus beside the project where it lies there.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { cards, choose, file, open, rows, setUp } from "./browser.mjs";
import { dist, root } from "./serve.mjs";

const here = setUp();
const folders = [
  join(root, "target/tmp/bad-inputs"),
  process.env.BAD_INPUTS ?? join(root, process.env.SHARED ?? "../shared", "bad-inputs"),
].filter(existsSync);
const skip = folders.length > 0 ? false : "cargo test --test bad_inputs writes the files";

const good = file(
  "good.txt",
  "A bridge at last\n\nMarch 3, 2024\n\n“It cannot come too soon,” said Nora Quill, who runs the bakery on the quay.\n\nThe council will meet again next week to hear the engineers and to vote on the money.",
);

for (const folder of folders) {
  test(`every file of ${folder.split("/").pop()} costs only itself`, { skip, timeout: 600_000 }, async () => {
    const { page, wrong, asked, context } = await open(here.browser, here.host.url);
    await page.waitForLoadState("networkidle");
    const loaded = asked.length;
    const index = join(folder, "index.json");
    const known = existsSync(index) ? JSON.parse(readFileSync(index)).files : readdirSync(folder).map((name) => ({ file: name }));
    const files = known.map((entry) => ({
      // A name with a folder in it cannot be dropped.
      name: (entry.drop_name ?? entry.file).replaceAll("/", "_").slice(0, 200) || "unnamed",
      mimeType: "application/octet-stream",
      buffer: readFileSync(join(folder, entry.file)),
    }));
    // Files that are given to the page together may not be larger than 50 MB.
    await choose(page, [...files, good]);
    const running = page.getByRole("button", { name: "Cancel" });
    await page.getByText(/[\d,]+ of [\d,]+ articles/).first().waitFor({ timeout: 300_000 });
    await running.waitFor({ state: "detached", timeout: 300_000 });
    assert.equal(await page.evaluate(() => window.__pwned), undefined);
    assert.equal(await page.evaluate(() => ({}).polluted), undefined);
    // The good one is there, and what it says.
    await page.getByRole("searchbox", { name: "Search" }).fill("\"bakery on the quay\"");
    await page.getByText("It cannot come too soon").first().waitFor({ timeout: 60_000 });
    await page.getByRole("searchbox", { name: "Search" }).fill("");
    // Some of each are opened: titles, bodies and quotes are shown.
    const count = Math.min(await cards(page).count(), 25);
    for (let at = 0; at < count; at += 1) {
      await cards(page).nth(at).getByRole("link").first().click();
      await page.getByRole("article").last().waitFor();
    }
    await page.getByRole("link", { name: /^Quotes/ }).first().click();
    await rows(page).first().waitFor();
    assert.equal(await page.evaluate(() => window.__pwned), undefined);
    assert.deepEqual(asked.slice(loaded), [], "nothing is requested after load");
    assert.deepEqual(wrong, [], "no error, no violation of the policy");
    assert.equal(await page.title(), "Verbatim: who said what in your saved articles");
    await context.close();
  });
}

test("hostile addresses leave a page that works", async () => {
  const hashes = [
    "#q=<img src=x onerror=window.__pwned=1>", "#person=%3Cscript%3Ewindow.__pwned=1%3C/script%3E", "#q=%", "#q=%ff%fe", "#q=%00",
    "#date=9999999999999999..-1", "#page=1e309", "#sort=__proto__", `#${"q=a&".repeat(2000)}`, `#q=${"(".repeat(5000)}`, "#q=\"",
    "#q=a OR OR AND NOT", "#unknown=1&v=999", "#article=999999", "#theme=\";}body{display:none}", "#return=javascript:window.__pwned=1",
  ];
  const { page, wrong, asked, context } = await open(here.browser, here.host.url);
  await choose(page, [good]);
  await page.getByText("1 of 1 article").first().waitFor();
  await page.waitForLoadState("networkidle");
  const loaded = asked.length;
  for (const hash of hashes) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.getByRole("searchbox", { name: "Search" }).waitFor();
    assert.equal(await page.evaluate(() => window.__pwned), undefined, hash);
  }
  await page.evaluate(() => (location.hash = ""));
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(asked.slice(loaded), []);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("files in encodings that they do not name are read as what they are", { skip }, async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await page.waitForLoadState("networkidle");
  const names = ["shiftjis", "eucjp", "gb18030", "big5", "euckr", "windows1251", "latin1", "utf16le"].map((name) => `${name}.txt`);
  await choose(page, names.map((name) => ({ name, mimeType: "text/plain", buffer: readFileSync(join(folders[0], name)) })));
  // Two of them hold the same words, which is one article with two files.
  await page.getByText("7 of 7 articles").first().waitFor({ timeout: 20_000 });
  let all = "";
  for (let at = 0; at < 7; at += 1) {
    await cards(page).nth(at).getByRole("link").first().click();
    await page.getByRole("article").last().waitFor();
    all += await page.evaluate(() => document.body.innerText);
  }
  for (const word of ["「誰も何も言わなかった」と船長は述べた", "没有人告诉我们", "沒有人告訴我們", "선장은 기자들에게", "заявил", "déclaré Émile Noël", "Okafor"]) {
    assert.ok(all.includes(word), word);
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("characters that would turn the text around stand as a mark, and names stand apart", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  const turned = "A bridge \u202egnp.ten\u202c at last\n\nMarch 3, 2024\n\n“It cannot \u2066come\u2069 too \u202esoon,” said Nora Quill, who runs the bakery on the quay.\n\nThe council will meet again next week to hear the engineers and to vote on the money.";
  await choose(page, [file("invoice\u202etxt.exe", turned)]);
  await page.getByText("1 of 1 article").first().waitFor();
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await rows(page).first().waitFor();
  const text = await page.evaluate(() => document.body.innerText);
  assert.ok(text.includes("□"), text);
  const turns = () => page.evaluate(() => /[\u202a-\u202e\u2066-\u2069]/.test(document.body.textContent));
  assert.equal(await turns(), false);
  const apart = await rows(page).first().evaluate((row) => row.querySelectorAll("bdi").length);
  assert.ok(apart > 0, "names and titles stand in an element of their own direction");
  if (process.env.PICTURE) await page.screenshot({ path: process.env.PICTURE });
  await page.getByRole("link", { name: /^Articles/ }).first().click();
  await cards(page).first().getByRole("link").first().click();
  await page.getByRole("article").last().waitFor();
  assert.equal(await turns(), false);
  assert.deepEqual(wrong, []);
  await context.close();
});

// What a slip in the page's own code could try. Each is tried in the page, and what holds it is named.
const slips = {
  "markup from a string": [() => (document.createElement("p").innerHTML = "<b>x</b>"), "TypeError"],
  "a script from a string": [() => (document.createElement("script").textContent = "window.ran = true"), "TypeError"],
  "code from a string": [() => new Function("window.ran = true")(), "EvalError|TypeError"],
  "a timer of a string": [() => setTimeout("window.ran = true"), "TypeError"],
  "a worker of any address": [() => new Worker("data:text/javascript,1"), "TypeError"],
  "a style that is no file": [() => document.body.setAttribute("style", "color: red"), "style-src-attr"],
  "an inline script": [
    () => {
      const policy = globalThis.trustedTypes.createPolicy("service", { createScript: (text) => text });
      const script = document.createElement("script");
      script.textContent = policy.createScript("window.ran = true");
      document.head.append(script);
    },
    "script-src-elem|TypeError",
  ],
  "a picture from elsewhere": [() => (new Image().src = "https://elsewhere.invalid/seen.png"), "img-src"],
  "words to elsewhere": [() => void fetch("https://elsewhere.invalid/seen").catch(() => {}), "connect-src"],
  "a sound from elsewhere": [() => (new Audio("https://elsewhere.invalid/seen.ogg").preload = "auto"), "media-src"],
  "a frame": [
    () => {
      const frame = document.createElement("iframe");
      frame.src = "https://elsewhere.invalid/";
      document.body.append(frame);
    },
    "frame-src",
  ],
  "a form": [
    () => {
      const form = document.createElement("form");
      form.action = "https://elsewhere.invalid/";
      document.body.append(form);
      form.submit();
    },
    "form-action",
  ],
  "another base": [
    () => {
      const base = document.createElement("base");
      base.href = "https://elsewhere.invalid/";
      document.head.append(base);
    },
    "base-uri",
  ],
};

for (const [kind, place] of Object.entries({ served: () => here.host.url, "one file": () => pathToFileURL(join(dist, "verbatim.html")).href })) {
  test(`the policy of the page refuses what a slip could let in (${kind})`, async () => {
    const { page, context } = await open(here.browser, place());
    const first = await page.evaluate(() => document.baseURI);
    for (const [what, [slip, holds]] of Object.entries(slips)) {
      const held = await page.evaluate(`new Promise((told) => {
        const heard = ({ effectiveDirective }) => told(effectiveDirective);
        document.addEventListener("securitypolicyviolation", heard, { once: true });
        setTimeout(() => told("nothing"), 2000);
        // As the page's own task: what is asked from outside may make code of strings.
        setTimeout(() => { try { (${slip})(); } catch (error) { told(error.name); } });
      })`);
      assert.match(held, new RegExp(`^(${holds})$`), what);
    }
    // The engine has the same policy: it was started from a blob of this page.
    assert.ok(page.workers().length > 0);
    for (const worker of page.workers()) {
      const held = await worker.evaluate(
        () =>
          new Promise((told) => {
            self.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => told(effectiveDirective), { once: true });
            fetch("https://elsewhere.invalid/seen").then(() => told("nothing"), () => setTimeout(() => told("nothing"), 2000));
          }),
      );
      assert.equal(held, "connect-src");
    }
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.evaluate(() => document.baseURI), first);
    await context.close();
  });
}
