// Timeline, Compare and Review: what each shows, and that it is one filter and one history for all.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { choose, file, nothingFound, open, phone, setUp, status, wide } from "./browser.mjs";
import { root } from "./serve.mjs";

const here = setUp();
const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));

async function at(screen, options) {
  const opened = await open(here.browser, here.host.url, options);
  await choose(opened.page, samples);
  await opened.page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  await opened.page.getByRole("link", { name: screen }).first().click();
  await opened.page.getByRole("heading", { level: 1, name: screen }).waitFor();
  return opened;
}

const wire =
  "The company will lay up both boats before the first storms of the winter, and it will pay the crews until the end of March.";
const pair = [
  file("week/ledger.txt", `Boats stay\n\nBy Ida Holm\n18 February 2025\n\n“The boats stay in the harbour until the spring,” said Sergei Oram, the owner. ${wire}\n\nInes Okafor, the mayor, listened and left.`),
  file("week/wire.txt", `Ferries idle\n\nBy Jon Vik\n19 February 2025\n\n“The boats stay in the harbour until summer,” Sergey Oram said on Monday. ${wire}\n\nThe mayor was not asked about any of it.`),
];

async function two(screen) {
  const opened = await open(here.browser, here.host.url);
  await choose(opened.page, pair);
  await opened.page.getByText("2 of 2 articles").first().waitFor();
  await opened.page.getByRole("link", { name: screen }).first().click();
  await opened.page.getByRole("heading", { level: 1, name: screen }).waitFor();
  return opened;
}

test("two articles side by side: who is absent, who is called otherwise, what was changed, what is copied", async () => {
  const { page, wrong, context } = await two("Compare");
  const heard = page.getByRole("region", { name: "Who is heard" });
  await heard.getByRole("link", { name: "Ines Okafor" }).waitFor();
  assert.match(await heard.getByRole("row", { name: /Ines Okafor/ }).innerText(), /absent/);
  const called = page.locator(".called-so");
  assert.match(await called.innerText(), /Serge[iy] Oram[^]*Serge[iy] Oram/);
  assert.match(await page.locator(".wordings del").first().innerText(), /spring|the spring/);
  assert.match(await page.locator(".wordings ins").first().innerText(), /summer/);
  assert.match(await page.locator(".passage").first().innerText(), /lay up both boats/);
  await page.getByLabel("Only where they differ").check();
  await heard.getByRole("link", { name: "Ines Okafor" }).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("the sides are in the address, and can be changed and added", async () => {
  const { page, wrong, context } = await at("Compare");
  await page.getByRole("button", { name: "Add a side" }).click();
  await page.getByLabel("Side 4").waitFor();
  assert.equal((page.url().match(/side=/g) ?? []).length, 4);
  await page.getByLabel("Side 1").selectOption({ label: "Capital Daily" });
  await page.getByRole("button", { name: /^Remove / }).first().click();
  await page.getByLabel("Side 4").waitFor({ state: "detached" });
  const address = page.url();
  await page.goBack();
  await page.goForward();
  assert.equal(page.url(), address);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("days chosen on the timeline by thumb, by date and by a drag narrow every screen", async () => {
  const { page, wrong, context } = await at("Timeline");
  const all = await status(page);
  await page.getByLabel("First day").focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
  await page.getByText(new RegExp(`^[0-${all.all - 1}] of ${all.all} articles`)).first().waitFor();
  const narrowed = await status(page);
  assert.ok(narrowed.shown < all.shown);
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
  assert.deepEqual(await status(page), narrowed);
  await page.getByRole("link", { name: "Timeline" }).first().click();
  await page.getByRole("button", { name: "All days" }).click();
  await page.getByText(`${all.all} of ${all.all} articles`).first().waitFor();
  const box = await page.locator(".bars").boundingBox();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 50);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.45, box.y + 50, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("button", { name: "All days" }).waitFor();
  assert.match(decodeURIComponent(page.url()), /date:\d{4}/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("quotes can stand on the day they were said", async () => {
  const { page, wrong, context } = await two("Timeline");
  await page.getByLabel("Bars show").selectOption({ label: "quotes by kind" });
  await page.getByLabel("Days are when it was").selectOption({ label: "said" });
  await page.getByText("The text tells the day of 1 quote").waitFor();
  await page.getByText("As a table").last().click();
  await page.getByRole("cell", { name: "17 Feb 2025" }).or(page.getByRole("rowheader", { name: "17 Feb 2025" })).first().waitFor();
  assert.match(page.url(), /bars=kinds&day=said/);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("review by keyboard: yes confirms, later puts aside, and the history takes it back", async () => {
  const { page, wrong, context } = await at("Review");
  const left = async () => Number((await page.getByText(/things? worth a look/).innerText()).match(/\d+/)[0]);
  const first = await left();
  await page.keyboard.press("s");
  await page.getByText(`${first - 1} things worth a look`).waitFor();
  await page.getByText("Right speaker?").first().waitFor();
  await page.keyboard.press("y");
  await page.getByText(`${first - 2} things worth a look`).waitFor();
  await page.getByRole("button", { name: "What you mended" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(/^The speaker of .* is right$/).waitFor();
  await dialog.getByRole("button", { name: /Undo from here/ }).click();
  await dialog.getByText("Taken back").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText(`${first - 1} things worth a look`).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("an outlet set for a folder shows on every screen, and undo takes it off", async () => {
  const { page, wrong, context } = await two("Review");
  await page.getByText("2 articles in week without an outlet").waitFor();
  await page.getByLabel("Outlet").first().fill("The Week");
  await page.getByRole("button", { name: "Set" }).first().click();
  const source = page.getByRole("checkbox", { name: /The Week/ });
  await source.waitFor();
  await source.check();
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("0 of 2 articles").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("on a phone a long article is scrolled to its end, where its outlet can be set for it alone", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url, { viewport: phone });
  await choose(page, samples);
  await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  await page.getByRole("list", { name: "Articles" }).getByRole("link", { name: "Halden Bay votes to replace its ferry with a bridge" }).click();
  const reader = page.locator(".reader");
  await reader.getByText(/why\?/).first().waitFor();
  const { height, length } = await reader.evaluate((it) => ({ height: it.clientHeight, length: it.scrollHeight }));
  assert.ok(height <= phone.height && length > 2 * phone.height, `${length} in ${height}`);
  await reader.getByText("Outlet, date or headline wrong?").click();
  const scope = reader.locator("details.mend select");
  assert.equal(await scope.evaluate((select) => select.selectedOptions[0].text), "this article");
  await reader.getByLabel("Outlet", { exact: true }).fill("The Week");
  await reader.getByRole("button", { name: "Set" }).first().click();
  await reader.locator("header").getByText("The Week").waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("axe finds nothing on Timeline, Compare, Review and the history", async () => {
  for (const viewport of [wide, phone]) {
    for (const colorScheme of ["light", "dark"]) {
      const { page, wrong, context } = await at("Review", { viewport, colorScheme });
      const check = async (name) => {
        await nothingFound(page, name);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${name} is ${overflow} px too wide at ${viewport.width}`);
      };
      await page.getByText("Right speaker?").first().waitFor();
      await check("Review");
      await page.getByRole("button", { name: "What you mended" }).click();
      await page.getByRole("dialog").waitFor();
      await check("history");
      await page.keyboard.press("Escape");
      await page.getByRole("link", { name: "Timeline" }).first().click();
      await page.getByText("Who was heard when").waitFor();
      await page.getByText("As a table").last().click();
      await check("Timeline");
      await page.getByRole("link", { name: "Compare" }).first().click();
      await page.getByText("Words of their own").waitFor();
      await check("Compare");
      assert.deepEqual(wrong, []);
      await context.close();
    }
  }
});
