// Every screen and error state, wide and on a phone, light and dark: nothing for axe to find.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, file, nothingFound, open, phone, setUp, wide } from "./browser.mjs";
import { root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const here = setUp();

for (const [size, viewport] of Object.entries({ wide, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${size}, ${colorScheme}`, async () => {
      const { page, context } = await open(here.browser, here.host.url, { viewport, colorScheme });
      await nothingFound(page, "first run");
      await choose(page, samples);
      await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
      await nothingFound(page, "articles");
      await page.evaluate(() => (location.hash = "#/quotes"));
      await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
      await nothingFound(page, "quotes");
      await page.evaluate(() => (location.hash = "#/articles"));
      await page.getByRole("heading", { level: 1, name: "Articles" }).waitFor();
      await cards(page).first().getByRole("link").first().click();
      await page.waitForFunction(() => location.hash.includes("open="));
      await page.getByText(/why\?/).first().waitFor();
      await nothingFound(page, "reader");
      await page.evaluate(() => (location.hash = "#/articles"));
      await choose(page, [file("empty.txt", ""), file("blank.txt", "   \n")]);
      await page.getByRole("button", { name: "See the list" }).click();
      await page.getByRole("dialog").waitFor();
      await nothingFound(page, "error list");
      await page.keyboard.press("Escape");
      await page.evaluate(() => (location.hash = "#/articles?q=zeppelin+"));
      await page.getByText(/^0 of/).first().waitFor();
      await nothingFound(page, "nothing found");
      await context.close();
    });
  }
}

// Each screen, the reader with all its parts open, and two dialogs, one after the other.
async function everyScreen(page, look) {
  await choose(page, samples);
  await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  for (const [hash, words] of [
    ["articles", "quotes"],
    ["quotes", "Choose all"],
    ["people?who=maeve-brennan", "Quotes of Maeve Brennan"],
    ["people?of=organisations", "Organisations"],
    ["people?of=places", "Places"],
    ["timeline", "Who was heard when"],
    ["compare", "Words of their own"],
    ["review", "Right speaker?"],
    ["articles?q=zeppelin+", "Without"],
  ]) {
    await page.evaluate((hash) => (location.hash = `#/${hash}`), hash);
    await page.locator("main").getByText(words).first().waitFor();
    await look(hash);
  }
  await page.evaluate(() => (location.hash = "#/articles"));
  await cards(page).first().getByRole("link").first().click();
  await page.getByText(/why\?/).first().waitFor();
  await page.evaluate(() => document.querySelectorAll(".reader details").forEach((details) => (details.open = true)));
  await look("reader");
  await page.getByRole("button", { name: "Close" }).click();
  for (const name of ["Share", "Help"]) {
    await page.getByRole("button", { name }).first().click();
    await page.getByRole("dialog").waitFor();
    await look(name);
    await page.keyboard.press("Escape");
  }
}

for (const [size, viewport] of Object.entries({ wide, phone })) {
  test(`axe finds nothing in forced colours (${size})`, async () => {
    const { page, context } = await open(here.browser, here.host.url, { viewport, forcedColors: "active" });
    await everyScreen(page, (what) => nothingFound(page, what));
    await context.close();
  });
}

test("at 320 px every screen fits and every control can be reached", async () => {
  const { page, context } = await open(here.browser, here.host.url, { viewport: { width: 320, height: 640 }, hasTouch: true });
  await everyScreen(page, async (what) => {
    const beyond = await page.evaluate(() => {
      const scrolls = (it) => it && (it.matches(".scroll, .hush, .skip, thead") || getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
      const out = [...document.querySelectorAll("a, button, input, select, textarea, summary, h1, h2, p")].filter((it) => {
        const box = it.getBoundingClientRect();
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && !scrolls(it.parentElement) && !it.matches(".skip, .pick, [hidden]");
      });
      return [document.documentElement.scrollWidth - innerWidth, ...out.map((it) => it.outerHTML.slice(0, 90))];
    });
    assert.ok(beyond[0] <= 0 && beyond.length === 1, `${what}: ${beyond}`);
  });
  await context.close();
});
