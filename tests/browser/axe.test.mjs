// Every screen and error state, wide and on a phone, light and dark: nothing for axe to find.
import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, file, open, phone, setUp, wide } from "./browser.mjs";
import { root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const here = setUp();

async function nothingFound(page, what) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.target).join(" ")}`);
  assert.deepEqual(found, [], what);
}

for (const [size, viewport] of Object.entries({ wide, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`${size}, ${colorScheme}`, async () => {
      const { page, context } = await open(here.browser, here.host.url, { viewport, colorScheme });
      await nothingFound(page, "first run");
      await choose(page, [...samples.map((path) => path), ]);
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
