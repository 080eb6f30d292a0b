// Opens the page in headless Chromium and listens to all that may go wrong in it.
import axe from "axe-core";
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";
import { serve } from "./serve.mjs";

const names = ["chromium", "chromium-browser", "google-chrome"];
const places = (process.env.PATH ?? "").split(delimiter);
export const executablePath =
  process.env.CHROME ?? names.flatMap((name) => places.map((place) => join(place, name))).find(existsSync);

export const launchOptions = {
  executablePath,
  // The machine's own services of the browser would ask the network.
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};
export const launch = () => chromium.launch(launchOptions);

export const wide = { width: 1280, height: 800 };
export const phone = { width: 360, height: 740 };

// A browser, and dist/ served from this folder, for all tests of a file; both are there once its tests run.
export function setUp(folder) {
  const here = {};
  before(async () => {
    here.browser = await launch();
    here.host = await serve(folder);
  });
  after(async () => {
    await here.browser?.close();
    here.host?.close();
  });
  return here;
}

// Collects what goes wrong in a page, and what it asks of the network.
export async function watch(page) {
  const wrong = [];
  const asked = [];
  page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
  page.on("console", (message) => {
    const about = message.location().url;
    if (message.type() === "error" && !about.endsWith("favicon.ico")) wrong.push(`console: ${message.text()} ${about}`);
  });
  page.on("request", (request) => {
    if (/^(http|ws)/.test(request.url()) && !request.url().endsWith("favicon.ico")) asked.push(request.url());
  });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
    });
  });
  return { page, wrong, asked };
}

// A page of its own context, without a service worker (tests/browser/offline.test.mjs is about that), whose errors, policy violations and requests are collected; `blank` leaves it to the caller to
// go to the address.
export async function open(browser, url, { viewport = wide, colorScheme = "light", offline = false, blank = false, ...more } = {}) {
  const context = await browser.newContext({ viewport, colorScheme, offline, acceptDownloads: true, serviceWorkers: "block", ...more });
  const { page, wrong, asked } = await watch(await context.newPage());
  if (!blank) {
    await page.goto(url);
    await page.locator("#loading").waitFor({ state: "detached" });
  }
  return { page, context, wrong, asked };
}

// Gives files to the page as the button "Choose files" does.
export async function choose(page, files) {
  await page.locator("input[type=file]").first().setInputFiles(files);
}

// Drops files and folders of the disk on the page, as a hand would.
export async function drop(page, files) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 180, y: 300, data });
  }
}

export const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

// An article of an invented town, of other words than those of other numbers, a quote to a paragraph.
export const town = (number, paragraphs) =>
  file(
    `town-${number}.txt`,
    `Council plans bridge number ${number}\n\nMarch ${1 + (number % 28)}, 2024\n\n` +
      Array.from(
        { length: paragraphs },
        (_, at) =>
          `The council met on day ${at} of week ${number} and talked about the harbour, the school and the road to the north. ` +
          `“We want bridge ${number} to be built before the winter comes,” said Maria Ortega, who leads the council.`,
      ).join("\n\n"),
  );

// "2 of 9 articles · 14 quotes" as numbers.
export async function status(page) {
  const text = await page.getByText(/[\d,]+ of [\d,]+ articles? · [\d,]+ quotes?/).first().innerText();
  const [shown, all, quotes] = text.match(/([\d,]+) of ([\d,]+) articles? · ([\d,]+) quotes?/).slice(1);
  const number = (digits) => Number(digits.replaceAll(",", ""));
  return { shown: number(shown), all: number(all), quotes: number(quotes) };
}

export const cards = (page) => page.getByRole("list", { name: "Articles" }).getByRole("article");
export const rows = (page) => page.getByRole("list", { name: "Quotes" }).locator("figure");

// Axe's rules find nothing in the page as it stands. Axe is put into the page itself, once: its adapter for Playwright does so at each look, and joins the
// results of frames in a page of its own, which for a page without frames is four times the work.
export async function nothingFound(page, what) {
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(" ")}`);
  assert.deepEqual(found, [], what);
}
