// Tables whose columns are not known by their names: the reader of the page says which is what.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, choose, file, nothingFound, open, setUp, status } from "./browser.mjs";

const here = setUp();

const text = (name) =>
  `The ferry to Halden Bay was late again on Tuesday, and nobody on the quay was surprised by it. “We have waited for thirty years,” said ${name}, who runs the bakery by the pier.`;
const rows = (...names) => names.map((name, at) => `${at + 1};"Ferry late, says ${name}";"${text(name)}";${12 + at}.3.2024;Harbour Post`);
const table = (...names) => ["nr;kopf;inhalt;tag;blatt", ...rows(...names)].join("\n") + "\n";
const list = (...names) => JSON.stringify({ artikel: names.map((name) => ({ kopf: `Late again, says ${name}`, inhalt: text(name) })) });
const dialogOf = (page) => page.getByRole("dialog", { name: "Which column is what?" });

test("a table of unknown columns is read as it is told to be, by keys alone, and so are others with the same columns", async () => {
  const { page, wrong, asked, context } = await open(here.browser, here.host.url);
  await page.waitForLoadState("networkidle");
  const loaded = asked.length;
  await choose(page, [file("a.csv", table("Ines Okafor", "Lena Fors")), file("b.csv", table("Ravi Menon"))]);
  await page.getByRole("alert").filter({ hasText: "2 not read: columns unknown" }).waitFor();
  const opener = page.getByRole("button", { name: "Choose columns" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = dialogOf(page);
  await dialog.waitFor();
  await nothingFound(page, "the dialog");
  assert.equal(await dialog.getByLabel("Text").inputValue(), "2", "the longest cells are likely the text");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(await opener.evaluate((button) => button === document.activeElement), "the focus is where it was");
  assert.equal(await page.getByRole("alert").innerText(), "0 added, 2 not read: columns unknown", "nothing was read");

  await page.keyboard.press("Enter");
  await dialog.getByLabel("Headline").focus();
  await dialog.getByLabel("Headline").selectOption({ label: "blatt" });
  assert.equal(await dialog.getByLabel("Source").inputValue(), "", "none is the source yet");
  await dialog.getByLabel("Headline").selectOption({ label: "kopf" });
  await dialog.getByLabel("Source").selectOption({ label: "blatt" });
  await dialog.getByLabel("Text").selectOption({ label: "none" });
  await dialog.getByText("Choose the column that holds the text.").waitFor();
  assert.ok(await dialog.getByRole("button", { name: "Read 2 files" }).isDisabled());
  await dialog.getByLabel("Text").selectOption({ label: "inhalt" });
  await dialog.getByRole("button", { name: "Read 2 files" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("3 of 3 articles").first().waitFor();
  const shown = await page.getByRole("list", { name: "Articles" }).innerText();
  for (const words of ["Ferry late, says Ravi Menon", "Harbour Post", "12 Mar 2024"]) assert.ok(shown.toLowerCase().includes(words.toLowerCase()), `${words} in ${shown}`);

  await choose(page, [file("c.csv", table("Nora Quill"))]);
  await page.getByText("4 of 4 articles").first().waitFor();
  assert.deepEqual(asked.slice(loaded), [], "nothing is requested after load");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("records of unknown names on a phone; what was chosen can be changed", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url, { viewport: { width: 320, height: 640 } });
  await choose(page, [file("liste.json", list("Ines Okafor", "Lena Fors"))]);
  await page.getByRole("button", { name: "Choose columns" }).click();
  const dialog = dialogOf(page);
  await dialog.waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing stands out at the side");
  assert.ok(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth), "nor in the dialog");
  await nothingFound(page, "the dialog on a phone");
  await dialog.getByLabel("Headline").selectOption({ label: "none" });
  await dialog.getByRole("button", { name: "Read the file" }).click();
  await page.getByText("2 of 2 articles").first().waitFor();
  assert.ok(!(await cards(page).first().innerText()).includes("Late again"), "no headline was chosen");

  await page.getByRole("button", { name: "See the list" }).click();
  await page.getByRole("button", { name: "Change columns" }).click();
  await dialog.getByLabel("Headline").selectOption({ label: "kopf" });
  await dialog.getByRole("button", { name: "Read the file" }).click();
  await page.getByText(/Late again, says Ines Okafor/).first().waitFor();
  assert.deepEqual(await status(page), { shown: 2, all: 2, quotes: 2 });
  assert.deepEqual(wrong, []);
  await context.close();
});
