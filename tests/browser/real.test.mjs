// Two real articles as a scraper left them, where they are at hand (they are other people's text and not part of the project).
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, open, rows, setUp, status } from "./browser.mjs";
import { root } from "./serve.mjs";

const folder = join(root, process.env.SHARED ?? "../shared", "articles");
const files = existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
const skip = files.length === 2 ? false : "the articles are not here";
const here = setUp();

test("two real articles: cards, people, filters and counts", { skip }, async () => {
  const { page, wrong, asked, context } = await open(here.browser, here.host.url);
  await page.waitForLoadState("networkidle");
  const loaded = asked.length;
  await choose(page, files);
  await page.getByText("2 of 2 articles").first().waitFor();
  const titled = await cards(page).filter({ hasText: "Rubio Meets With Lavrov to Discuss Ukraine Negotiations" }).textContent();
  for (const words of ["Foreign Affairs", "The meeting created frustration in Europe.", "Joseph Addington", "18 Feb 2025"]) {
    assert.ok(titled.includes(words), words);
  }
  const filters = page.getByRole("region", { name: "Filters" });
  for (const name of ["Rubio", "Lavrov", "Trump", "Putin", "Waltz", "Witkoff", "Macron"]) {
    const boxes = filters.getByRole("checkbox", { name: new RegExp(name) });
    assert.equal(await boxes.count(), 1, `${name} is one person`);
    assert.match(await boxes.first().locator("xpath=ancestor::li[1]").innerText(), /2/, `${name} is in both`);
  }
  await filters.getByRole("checkbox", { name: /Rubio/ }).check();
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await page.waitForFunction(() => location.hash.includes("person:"));
  const rubio = await status(page);
  assert.equal(rubio.quotes, 6, "Rubio's quotes");
  await rows(page).nth(5).waitFor();
  assert.equal(await rows(page).count(), 6);
  await page.getByRole("button", { name: "Clear all" }).click();
  await page.getByRole("searchbox", { name: "Search" }).fill('"improve relations"');
  await page.getByText("1 of 2 articles").first().waitFor();
  const phrase = await status(page);
  await page.getByRole("link", { name: /^Articles/ }).first().click();
  await cards(page).nth(phrase.shown - 1).waitFor();
  assert.equal(await cards(page).count(), phrase.shown);
  await page.reload();
  await page.locator("#loading").waitFor({ state: "detached" });
  await choose(page, files);
  await page.getByText("1 of 2 articles").first().waitFor();
  assert.deepEqual(await status(page), phrase, "the same after a reload of the address");
  assert.equal(asked.length, 2 * loaded, "nothing was asked for but the two loads");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the two real articles side by side", { skip }, async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, files);
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.getByRole("link", { name: "Compare" }).first().click();
  const heard = page.getByRole("region", { name: "Who is heard" });
  await heard.getByRole("link", { name: /Zelensky/ }).waitFor();
  const zelensky = await heard.getByRole("row", { name: /Zelensky/ }).innerText();
  assert.match(zelensky, /paraphrase/);
  assert.doesNotMatch(zelensky, /quote/);
  const called = await page.locator(".called-so").innerText();
  for (const name of ["Sergei Lavrov", "Sergey Lavrov", "Mike Waltz", "Michael Waltz"]) assert.ok(called.includes(name), name);
  assert.match(await heard.getByRole("row", { name: /Macron/ }).innerText(), /3 quotes[^]*only named/);
  assert.deepEqual(wrong, []);
  await context.close();
});
