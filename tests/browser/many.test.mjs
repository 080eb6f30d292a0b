// Many files at once: all are searchable, the page answers meanwhile, Cancel ends it, and a reader that dies costs one file.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, drop, file, open, setUp, status, town } from "./browser.mjs";

const here = setUp();

const article = (number) => town(number, 12);
// `make soak` has ten thousand.
const count = Number(process.env.FILES ?? 400);
const told = count.toLocaleString("en");

test("hundreds of files are read beside the engine, which answers meanwhile", { timeout: 900_000 }, async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, Array.from({ length: count }, (_, number) => article(number)));
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.fill("\"bridge 7 to be\"");
  await page.getByText(`${told} articles`).first().waitFor({ timeout: 800_000 });
  await page.getByText(`1 of ${told} articles`).first().waitFor();
  assert.equal(await cards(page).count(), 1);
  await search.fill("bridge ");
  await page.getByText(`${told} of ${told} articles`).first().waitFor();
  const { quotes } = await status(page);
  assert.ok(quotes > 11.75 * count && quotes <= 12 * count, `${quotes} quotes of twelve in each article`);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a dropped folder is gone through to its last file, and no further than Cancel", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-folder-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const week = join(folder, "week");
  for (const day of ["monday", "tuesday"]) {
    mkdirSync(join(week, day), { recursive: true });
    for (let number = 0; number < 300; number += 1) {
      const { name, buffer } = article(number + (day === "monday" ? 0 : 300));
      writeFileSync(join(week, day, name), buffer);
    }
  }
  writeFileSync(join(week, ".DS_Store"), "clutter");
  const alone = join(folder, "last.txt");
  writeFileSync(alone, article(600).buffer);
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await drop(page, [week, alone]);
  await page.getByText("601 of 601 articles").first().waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "See the list" }).click();
  const list = await page.getByRole("dialog").innerText();
  assert.match(list, /week\/monday\/town-0\.txt/, "files have the names of their folders");
  assert.doesNotMatch(list, /DS_Store/);
  await context.close();

  const { page: other, wrong: odd, context: its } = await open(here.browser, here.host.url);
  // Its files come slowly, so that Cancel is pressed while some are still to be found.
  await other.evaluate(() => {
    const all = Promise.all;
    Promise.all = async (asked) => {
      await new Promise((soon) => setTimeout(soon, 300));
      return all.call(Promise, asked);
    };
  });
  await drop(other, [week]);
  await cards(other).first().waitFor();
  await other.getByRole("button", { name: "Cancel" }).click();
  await other.getByRole("button", { name: "Cancel" }).waitFor({ state: "detached" });
  // What was read by then is taken in.
  await other.waitForTimeout(1_000);
  const { all } = await status(other);
  await other.waitForTimeout(1_500);
  assert.equal((await status(other)).all, all, "nothing comes after Cancel");
  assert.ok(all > 0 && all < 600, `${all} articles`);
  assert.deepEqual([...wrong, ...odd], []);
  await its.close();
});

test("one file of many articles shows and counts what has come of it before its end", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  const lines = Array.from({ length: 600 }, (_, number) => {
    const [title, , , , ...text] = article(number).buffer.toString().split("\n");
    return JSON.stringify({ title, text: text.join("\n") });
  });
  await choose(page, [file("towns.jsonl", lines.join("\n"))]);
  await page.getByText(/^Read 0 of 1, and [\d,]+ articles? of the next$/).first().waitFor({ timeout: 60_000 });
  await cards(page).first().waitFor();
  await page.getByText("600 of 600 articles").first().waitFor({ timeout: 120_000 });
  await page.getByText("600 added").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("one file of many articles that a reload cuts short is named", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  const lines = Array.from({ length: 900 }, (_, number) => JSON.stringify({ title: `Plan ${number}`, text: article(number).buffer.toString() }));
  await choose(page, [file("towns.jsonl", lines.join("\n"))]);
  // Some of it is kept, and much is still to come.
  await page.getByText(/^[1-9]\d* of [1-9]\d* articles/).first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => Number(localStorage.getItem("verbatim.kept")) > 0);
  await page.reload();
  await page.getByText("The page was closed while 1 file was being read.", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "See the list" }).click();
  await page.getByRole("dialog").getByText("towns.jsonl", { exact: false }).first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("Cancel ends reading at once and keeps what was read", { timeout: 300_000 }, async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, Array.from({ length: count }, (_, number) => article(number)));
  await cards(page).first().waitFor();
  const took = await page.evaluate(async () => {
    const button = [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Cancel");
    const start = performance.now();
    button.click();
    const reads = () => [...document.querySelectorAll("button")].some((button) => button.textContent.trim() === "Cancel");
    while (reads() && performance.now() - start < 5000) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - start;
  });
  assert.ok(took < 200, `${took} ms`);
  assert.ok((await status(page)).all > 0, "what was read is kept");
  // A file that comes after it is read at once: nothing of the others is left to be read before it.
  await choose(page, [article(count)]);
  await page.getByRole("searchbox", { name: "Search" }).fill(`"bridge ${count} to be" `);
  await page.getByText(/^1 of [\d,]+ articles/).first().waitFor();
  const { all } = await status(page);
  assert.ok(all <= count / 2, `${all} of ${count} were read`);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("fields are typed, and the address is what could be typed", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, [article(1), article(2)]);
  await page.getByText("2 of 2 articles").first().waitFor();
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.fill("person:ortega says:\"bridge 2\" ");
  await page.getByText("1 of 2 articles").first().waitFor();
  await search.fill("date:2024-03-02 council");
  await page.getByText("1 of 2 articles").first().waitFor();
  await search.fill("harbuor ");
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.getByText("No article has “harbuor”", { exact: false }).first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});
