// Files of other formats than plain text: the cards are as for text.
import assert from "node:assert/strict";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { cards, choose, open, rows, setUp } from "./browser.mjs";

const here = setUp();

const story = (title, name) => ({
  title,
  source: "The Harbour Post",
  published: "2024-03-12",
  text: `The ferry to Halden Bay was late again on Tuesday, and nobody on the quay was surprised by it.\n\n“We have waited for this bridge for thirty years,” said ${name}, who runs the bakery by the pier. “It cannot come too soon.”\n\nThe council will meet again next week to hear the engineers and to vote on the money.`,
});
const html = `<!doctype html><html lang="en"><head><title>Ferry late again | The Harbour Post</title>
  <meta property="og:title" content="Ferry late again"><meta property="og:site_name" content="The Harbour Post">
  <meta property="article:published_time" content="2024-03-12T21:14:00-04:00"></head><body>
  <nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
  <article><h1>Ferry late again</h1>${story("", "Maeve Brennan").text.split("\n\n").map((text) => `<p>${text}</p>`).join("\n")}</article>
  <script>document.title = "ran";</script><footer>© 2024 The Harbour Post</footer></body></html>`;
const given = (name, body, mimeType) => ({ name, mimeType, buffer: Buffer.from(body) });

test("pages, records and packed files become cards with their quotes; nothing of them runs", async () => {
  const { page, wrong, asked, context } = await open(here.browser, here.host.url);
  await page.waitForLoadState("networkidle");
  const loaded = asked.length;
  await choose(page, [
    given("saved.html", html, "text/html"),
    given("export.json", JSON.stringify([story("A bridge at last", "Ines Okafor"), story("Crews may strike", "Lena Fors")]), "application/json"),
    given("table.csv", `title,text,date,source\n"Tides","${story("", "Ravi Menon").text.replaceAll('"', '""')}",2024-03-14,The Island Ledger\n`, "text/csv"),
    given("lines.jsonl.gz", gzipSync(JSON.stringify(story("Money for the pier", "Nora Quill")) + "\n"), "application/gzip"),
    given("picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "image/png"),
  ]);
  await page.getByText("5 of 5 articles").first().waitFor({ timeout: 30_000 });
  const text = await page.getByRole("list", { name: "Articles" }).innerText();
  for (const title of ["Ferry late again", "A bridge at last", "Crews may strike", "Tides", "Money for the pier"]) {
    assert.ok(text.includes(title), `${title} in ${text}`);
  }
  assert.ok(!text.includes("| The Harbour Post"), "the outlet is no part of a headline");
  assert.equal(await cards(page).count(), 5);
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
  await rows(page).first().waitFor();
  const said = await page.getByRole("list", { name: "Quotes" }).innerText();
  for (const name of ["Maeve Brennan", "Ines Okafor", "Lena Fors", "Ravi Menon", "Nora Quill"]) {
    assert.match(said, new RegExp(name, "i"), name);
  }
  assert.ok((await rows(page).count()) >= 5);
  assert.equal(await page.title(), "Verbatim: who said what in your saved articles");
  assert.deepEqual(asked.slice(loaded), [], "nothing is requested after load");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a page printed to PDF becomes a card with its title and its quotes", async () => {
  const printer = await here.browser.newPage();
  // What is printed is the page as it stands, whose own script would have renamed it.
  const still = html.replace(/<script>.*<\/script>/, "");
  await printer.setContent(still.replace("<p>The ferry", `<p>By Jonas Lund</p>${"<p>The boats lay in the harbour all day, and the captains played cards in the café by the pier, as they do when there is fog.</p>".repeat(12)}<p>The ferry`));
  const printed = await printer.pdf({ displayHeaderFooter: true });
  const columns = still.replace("<article>", "<article style='column-count: 2'>").replace("Ferry late again</h1>", "Two columns of fog</h1>").replace(/<title>.*?<\/title>/, "");
  await printer.setContent(columns);
  const twoColumns = await printer.pdf();
  await printer.close();
  const { page, wrong, asked, context } = await open(here.browser, here.host.url);
  await page.waitForLoadState("networkidle");
  const loaded = asked.length;
  await choose(page, [
    given("printed.pdf", printed, "application/pdf"),
    given("columns.pdf", twoColumns, "application/pdf"),
    given("cut.pdf", printed.subarray(0, 300), "application/pdf"),
  ]);
  await page.getByText("2 of 2 articles").first().waitFor({ timeout: 30_000 });
  const text = await page.getByRole("list", { name: "Articles" }).innerText();
  for (const title of ["Ferry late again", "Two columns of fog"]) assert.ok(text.includes(title), `${title} in ${text}`);
  await page.getByRole("link", { name: /^Quotes/ }).first().click();
  await rows(page).first().waitFor();
  const said = await page.getByRole("list", { name: "Quotes" }).innerText();
  assert.match(said, /We have waited for this bridge for thirty years/);
  assert.match(said, /Maeve Brennan/i);
  assert.deepEqual(asked.slice(loaded), [], "nothing is requested after load");
  assert.deepEqual(wrong, []);
  await context.close();
});
