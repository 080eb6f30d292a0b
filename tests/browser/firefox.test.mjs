// Firefox, driven by WebDriver BiDi: what is shared opens from the disk, asks nobody, shows the same and is shared on as it is.
// Runs where there is a Firefox (`FIREFOX`, or on the PATH) and is skipped, by name, where there is none.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { watch } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";
import { root, serve } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const places = (process.env.PATH ?? "").split(delimiter).flatMap((place) => ["firefox", "firefox-esr"].map((name) => join(place, name)));
const executablePath = process.env.FIREFOX ?? places.find(existsSync);
const folder = mkdtempSync(join(tmpdir(), "verbatim-firefox-"));
let browser, host;

before(async () => {
  if (!executablePath) return;
  host = await serve();
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": folder,
      "browser.download.always_ask_before_handling_new_types": false,
      "browser.download.alwaysOpenPanel": false,
    },
  });
});
after(async () => {
  await browser?.close();
  host?.close();
  rmSync(folder, { recursive: true });
});

async function open(url) {
  const page = await browser.newPage();
  const asked = [];
  const wrong = [];
  page.on("request", (request) => /^(http|ws)/.test(request.url()) && asked.push(request.url()));
  page.on("pageerror", (error) => wrong.push(error.message));
  await page.goto(url);
  return { page, asked, wrong };
}

const button = (page, name) => page.locator(`::-p-xpath(//button[normalize-space(.)=${JSON.stringify(name)}])`);
const said = (page, words) => page.waitForFunction((words) => new RegExp(words).exec(document.body.innerText)?.[0], { timeout: 60_000 }, words).then((handle) => handle.jsonValue());

// The page as it is saved, under a name of its own.
async function share(page, name) {
  await button(page, "Share").click();
  await said(page, "It opens at this view");
  const before = readdirSync(folder);
  const saved = () => {
    const file = readdirSync(folder).find((file) => !before.includes(file) && file.endsWith(".html"));
    return file && readFileSync(join(folder, file), "utf8").endsWith("</html>\n") && file;
  };
  const changes = watch(folder, { signal: AbortSignal.timeout(60_000) });
  const first = changes.next();
  await button(page, "Save the page").click();
  await first;
  if (!saved()) for await (const _ of changes) if (saved()) break;
  renameSync(join(folder, saved()), join(folder, name));
  return join(folder, name);
}

test("a shared page opens from the disk, asks nobody, shows the same, and is shared on to the byte", { skip: !executablePath && "no Firefox here" }, async () => {
  const { page, wrong } = await open(host.url);
  const input = await page.waitForSelector("input[type=file]", { timeout: 60_000 });
  await input.uploadFile(...samples);
  const counts = `${samples.length} of ${samples.length} articles · \\d+ quotes`;
  const told = await said(page, counts);
  const first = await share(page, "first.html");
  const other = await open(pathToFileURL(first).href);
  assert.equal(await said(other.page, counts), told);
  await said(other.page, "This page was handed on to you");
  const second = await share(other.page, "second.html");
  assert.ok(readFileSync(first).equals(readFileSync(second)), "shared on it is the same to the byte");
  assert.deepEqual([other.asked, wrong, other.wrong], [[], [], []]);
});
