// People and corrections: what is mended spreads to every screen, and can be taken back.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { choose, nothingFound, open, phone, rows, setUp, wide } from "./browser.mjs";
import { root } from "./serve.mjs";

const here = setUp();
const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));

async function people(options) {
  const opened = await open(here.browser, here.host.url, options);
  await choose(opened.page, samples);
  await opened.page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  await opened.page.getByRole("link", { name: /^People/ }).first().click();
  await opened.page.getByRole("heading", { level: 1, name: "People" }).waitFor();
  await opened.page.getByRole("list", { name: "People" }).getByRole("link", { name: "Maeve Brennan" }).waitFor();
  return opened;
}

test("a person opens with all that is told of them, is renamed everywhere, and it is taken back", async () => {
  const { page, wrong, context } = await people();
  const list = page.getByRole("list", { name: "People" });
  await list.getByRole("link", { name: "Maeve Brennan" }).click();
  await page.getByRole("link", { name: "Quotes of Maeve Brennan" }).waitFor();
  assert.match(page.url(), /who=maeve-brennan/);
  await page.getByText("Something wrong?").click();
  await page.getByLabel("Shown as").fill("M. Brennan of Halden Bay");
  await page.getByRole("button", { name: "Rename" }).click();
  await list.getByRole("link", { name: "M. Brennan of Halden Bay" }).waitFor();
  assert.equal(await list.getByRole("link", { name: "Maeve Brennan", exact: true }).count(), 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await list.getByRole("link", { name: "Maeve Brennan", exact: true }).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a wrong speaker is mended and the counts follow; Ctrl+Z brings back what was", async () => {
  const { page, wrong, context } = await people();
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
  const first = rows(page).first();
  const before = await first.innerText();
  await first.getByRole("button", { name: "Fix" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Somebody else").fill("Oskar Lindgren");
  await dialog.getByRole("button", { name: "Set" }).click();
  await first.getByRole("button", { name: "Oskar Lindgren" }).waitFor();
  await page.getByRole("link", { name: /^People/ }).first().click();
  await page.getByRole("list", { name: "People" }).getByRole("link", { name: "Oskar Lindgren" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByRole("list", { name: "People" }).getByRole("link", { name: "Oskar Lindgren" }).waitFor({ state: "detached" });
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await first.waitFor();
  assert.equal(await first.innerText(), before);
  assert.deepEqual(wrong, []);
  await context.close();
});

for (const [size, viewport] of Object.entries({ wide, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing on People, an open person and the dialog (${size}, ${colorScheme})`, async () => {
      const { page, context } = await people({ viewport, colorScheme });
      const nothing = (what) => nothingFound(page, what);
      await nothing("people");
      await page.getByRole("list", { name: "People" }).getByRole("link", { name: "Maeve Brennan" }).click();
      await page.getByRole("link", { name: "Quotes of Maeve Brennan" }).waitFor();
      await nothing("a person");
      await page.evaluate(() => (location.hash = "#/quotes"));
      await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
      await rows(page).first().getByRole("button", { name: "Fix" }).click();
      await page.getByRole("dialog").getByLabel("Somebody else").waitFor();
      await nothing("the dialog");
      await context.close();
    });
  }
}
