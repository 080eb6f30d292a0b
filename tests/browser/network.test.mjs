// All that the browser asks goes through a proxy that counts: once the page has loaded, nothing does, whatever is dropped on it.
// The host behind it is static and sends no header of its own.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { cards, choose, launchOptions, open, rows, town } from "./browser.mjs";
import { root, serve } from "./serve.mjs";

const asked = [];
const proxy = createServer((asking, answering) => {
  asked.push(asking.url);
  const onward = request(asking.url, { method: asking.method, headers: asking.headers }, (response) => {
    answering.writeHead(response.statusCode, response.headers);
    response.pipe(answering);
  });
  onward.on("error", () => answering.destroy());
  asking.pipe(onward);
});
// What is encrypted cannot be looked into, and is counted by its host.
proxy.on("connect", ({ url }, socket) => {
  asked.push(url);
  socket.destroy();
});

// What the browser itself asks its maker on any page with a form: what sort of fields have such names, and who is signed in.
const ofTheBrowser = ["content-autofill.googleapis.com:443", "accounts.google.com:443"];

let browser, host;
before(async () => {
  await new Promise((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  host = await serve();
  // Without the last word the browser would go to this machine past the proxy.
  const server = `http://127.0.0.1:${proxy.address().port}`;
  browser = await chromium.launch({ ...launchOptions, proxy: { server, bypass: "<-loopback>" } });
});
after(async () => {
  await browser?.close();
  host?.close();
  proxy.close();
  proxy.closeAllConnections();
});

const folder = join(root, "target/tmp/bad-inputs");
const bad = () =>
  (existsSync(folder) ? readdirSync(folder) : [])
    .map((name) => ({ name, mimeType: "application/octet-stream", buffer: readFileSync(join(folder, name)) }))
    .filter(({ buffer }) => buffer.length < 200_000);

test("the proxy sees what a page asks", async () => {
  const { page, context } = await open(browser, host.url);
  const before = asked.length;
  assert.ok(asked.some((url) => url.startsWith(host.url)), "the page came through it");
  await page.evaluate(() => fetch("seen.txt").catch(() => {}));
  assert.ok(asked.slice(before).some((url) => url.endsWith("/seen.txt")));
  await context.close();
});

test("nothing goes through once the page has loaded", { timeout: 240_000 }, async () => {
  const { page, context } = await open(browser, host.url);
  await page.waitForLoadState("networkidle");
  const before = asked.length;
  await choose(page, [town(1, 6), town(2, 6), ...bad()]);
  await page.getByText(/[\d,]+ of [\d,]+ articles/).first().waitFor({ timeout: 120_000 });
  await page.getByRole("button", { name: "Cancel" }).waitFor({ state: "detached", timeout: 180_000 });
  for (let at = 0; at < Math.min(await cards(page).count(), 10); at += 1) {
    await cards(page).nth(at).getByRole("link").first().click();
    await page.getByRole("article").last().waitFor();
  }
  for (const screen of ["Quotes", "People", "Timeline", "Compare", "Articles"]) {
    const link = page.getByRole("link", { name: new RegExp(`^${screen}`) }).first();
    if (await link.count()) await link.click();
  }
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await rows(page).first().waitFor();
  await page.getByRole("searchbox", { name: "Search" }).fill("bridge ");
  await page.getByText(/^2 of [\d,]+ articles/).first().waitFor();
  assert.deepEqual(asked.slice(before).filter((url) => !ofTheBrowser.includes(url)), []);
  await context.close();
});
