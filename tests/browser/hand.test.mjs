// What is handed on: data with the rows on screen, and a page of what was chosen.
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import "@citation-js/plugin-ris";
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { cards, choose, file, nothingFound, open, phone, rows, setUp, status, wide } from "./browser.mjs";
import { dist, root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const command = process.env.VERBATIM ?? join(root, "target/quick/verbatim");
const here = setUp();

// A table as RFC 4180 writes it.
function table(text) {
  const all = [[""]];
  let quoted = false;
  for (let at = text.startsWith("\ufeff") ? 1 : 0; at < text.length; at++) {
    const row = all.at(-1);
    const c = text[at];
    if (quoted) {
      if (c !== '"') row[row.length - 1] += c;
      else if (text[at + 1] === '"') row[row.length - 1] += text[++at];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") row.push("");
    else if (c === "\r" && text[at + 1] === "\n") all.push([""]), at++;
    else row[row.length - 1] += c;
  }
  assert.deepEqual(all.pop(), [""], "the last line is ended too");
  return all;
}

async function withSamples(options) {
  const opened = await open(here.browser, here.host.url, options);
  await choose(opened.page, samples);
  await opened.page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  return opened;
}

const share = (page) => page.getByRole("button", { name: "Share", exact: true }).click();

async function data(page, form) {
  await share(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Format").selectOption(form);
  const holds = await dialog.getByText(/^[\d,]+ (quotes? of [\d,]+ )?articles?$/).innerText();
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Save the data" }).click()]);
  assert.equal(download.suggestedFilename(), `verbatim.${form}`);
  return { holds, text: readFileSync(await download.path(), "utf8") };
}

describe("data", () => {
  test("the table has exactly the rows on screen, in their order, and so have the others", async () => {
    const { page, wrong, context } = await withSamples();
    await page.evaluate(() => (location.hash = "#/quotes"));
    for (const words of ["", "bridge ", "kind:partial ", "person:maeve-brennan ", "\"wait for a boat\" "]) {
      await page.getByRole("searchbox", { name: "Search" }).fill(words);
      await page.waitForFunction((words) => decodeURIComponent(location.hash).includes(words.trim().split(":").pop().replaceAll('"', "").split(" ")[0]), words);
      await page.waitForFunction(() => {
        const said = document.querySelector("[role=status].status").textContent.match(/([\d,]+) quotes?/)[1];
        return Number(said) === document.querySelectorAll(".quotes figure").length;
      });
      const { holds, text } = await data(page, "csv");
      // Data is made after the rows were asked for, so that the screen shows no older ones by now.
      const shown = await rows(page).locator("blockquote").evaluateAll((quotes) =>
        quotes.map((quote) => [...quote.querySelectorAll("q, .words")].map((piece) => piece.textContent).join(" … ") || quote.textContent),
      );
      const { quotes, shown: articles } = await status(page);
      const [head, ...lines] = table(text);
      assert.equal(head.length, 17);
      assert.equal(lines.length, quotes, `${words}: rows`);
      assert.equal(holds, `${quotes} quote${quotes === 1 ? "" : "s"} of ${articles} article${articles === 1 ? "" : "s"}`);
      const plain = (text) => text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
      lines.forEach(([quote], at) => assert.ok(plain(shown[at]).includes(plain(quote)), `${words}: row ${at}: ${quote} in ${shown[at]}`));
      const records = (await data(page, "jsonl")).text.trimEnd().split("\n").filter(Boolean).map((line) => JSON.parse(line));
      assert.equal(records.length, articles);
      assert.equal(records.reduce((sum, record) => sum + record.quotes.length, 0), quotes, "records have the quotes shown and no more");
      const ris = (await data(page, "ris")).text;
      assert.equal(ris.match(/^TY {2}- NEWS\r$/gm)?.length ?? 0, articles);
      assert.equal((await data(page, "bib")).text.match(/^@article\{/gm)?.length ?? 0, articles);
      assert.equal(JSON.parse((await data(page, "csl.json")).text).length, articles);
      assert.equal((await data(page, "md")).text.match(/^## /gm)?.length ?? 0, articles);
    }
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("a bibliography is read by a reference manager's parser, and all three forms say the same", async () => {
    const { page, wrong, context } = await withSamples();
    await choose(page, [
      file("hard.json", JSON.stringify({
        headline: "Costs {rise} 50% & more_or less: “#1” in Ærø",
        authors: ["Jan van der Berg", "María José Núñez"],
        outlet: "The {Harbour} Post & Co",
        published: "2024-03-09",
        url: "https://example.org/a_b?x=1&y=50%25#top",
        text: "The council met on Saturday and talked for hours about what it costs.\n\n“It costs more than we thought,” said Ana Ortiz of the council.",
      })),
    ]);
    await page.getByText(`${samples.length + 1} of ${samples.length + 1} articles`).first().waitFor();
    const given = JSON.parse((await data(page, "csl.json")).text);
    // What each form can hold; a parser may part names and dates otherwise, but must find the same.
    const plain = (item) => ({
      title: item.title.replace(/[{}]/g, ""),
      outlet: item["container-title"]?.replace(/[{}]/g, ""),
      authors: [item.author ?? item.reporter ?? []].flat().map((name) =>
        typeof name === "string"
          ? name.split(", ").reverse().join(" ")
          : [name.given, name["non-dropping-particle"], name.family, name.literal].filter(Boolean).join(" "),
      ),
      day: item.issued?.["date-parts"]?.[0]?.join("-"),
      url: item.URL,
    });
    const expect = given.map(plain);
    assert.equal(expect.length, samples.length + 1);
    assert.ok(expect.some((item) => item.authors.includes("Jan van der Berg")) && expect.some((item) => item.day));
    for (const [form, parser] of [["csl.json", "@csl/list+object"], ["ris", "@ris/file"], ["bib", "@biblatex/text"]]) {
      const { text } = await data(page, form);
      assert.equal(plugins.input.type(form === "csl.json" ? JSON.parse(text) : text), parser);
      const read = new Cite(form === "csl.json" ? JSON.parse(text) : text).data;
      assert.ok(read.every((item) => item.type === (form === "bib" ? "article-journal" : "article-newspaper")), "BibTeX knows one kind of article");
      // Of RIS this parser takes the year alone (PY), whatever the day beside it (DA), where Zotero takes both.
      const said = form === "ris" ? expect.map((item) => ({ ...item, day: item.day?.split("-")[0] })) : expect;
      assert.deepEqual(read.map(plain), said, form);
    }
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("no cell of a table is a formula", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await choose(page, [file("=cmd.txt", "=HYPERLINK(\"http://x\") is what they send us\n\nMarch 1, 2024\n\n“=1+1 is what the minister said to all of us,” said Ana Ortiz of the bank on Monday. “-2 degrees is cold enough for anybody here,” she added.")]);
    await page.getByText("1 of 1 article").first().waitFor();
    const { text } = await data(page, "csv");
    const lines = table(text);
    assert.ok(lines.length >= 3, text);
    for (const cell of lines.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
    assert.deepEqual(wrong, []);
    await context.close();
  });
});

describe("a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "verbatim-hand-"));
  async function save(page, name) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the page" }).click()]);
    const path = join(folder, name);
    await download.saveAs(path);
    return path;
  }

  test("of the articles shown opens at the view it was made at, with excerpts, and can be handed on as it is", async () => {
    const { page, wrong, context } = await withSamples();
    await page.evaluate(() => (location.hash = "#/quotes"));
    await page.getByRole("searchbox", { name: "Search" }).fill("person:maeve-brennan ");
    await page.getByRole("button", { name: /^Remove filter/ }).first().waitFor().catch(() => {});
    await page.waitForFunction(() => location.hash.includes("maeve"));
    await page.waitForFunction((all) => !document.querySelector("[role=status].status").textContent.startsWith(`${all} of`), samples.length);
    const before = await status(page);
    await share(page);
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/Quotes with excerpts/).check();
    await dialog.getByText(/MB\. It opens at this view\./).waitFor();
    const sizeSaid = Number((await dialog.getByText(/It opens at this view/).innerText()).match(/([\d.]+) MB/)[1]);
    const path = await save(page, "excerpts.html");
    const size = readFileSync(path).length / 1e6;
    assert.ok(Math.abs(size - sizeSaid) < 0.1, `${sizeSaid} MB were said, ${size} MB it is`);
    await context.close();

    const other = await open(here.browser, pathToFileURL(path).href, { offline: true });
    await other.page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
    await other.page.getByText(`${before.shown} of ${before.shown} articles`).first().waitFor();
    assert.equal((await status(other.page)).quotes, before.quotes);
    await share(other.page);
    await other.page.getByText("does not make data", { exact: false }).waitFor();
    await other.page.getByRole("dialog").getByLabel(/Quotes with excerpts/).check();
    const again = await save(other.page, "again.html");
    assert.ok(readFileSync(path).equals(readFileSync(again)), "handed on again it is the same to the byte");
    assert.deepEqual([wrong, other.wrong, other.asked], [[], [], []]);
    await other.context.close();
  });

  test("that the command makes is to the byte the one that the page makes", { skip: !existsSync(command) && `no ${command}: make browser builds it` }, async () => {
    const app = join(dist, "verbatim.html");
    const { page, wrong, asked, context } = await open(here.browser, pathToFileURL(app).href, { offline: true });
    await choose(page, samples);
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    for (const [form, label] of [["quotes", /Quotes only/], ["excerpts", /Quotes with excerpts/], ["full", /Full text/]]) {
      await share(page);
      await page.getByLabel(label).check();
      await page.getByText(/It opens at this view/).waitFor();
      const shared = await save(page, `${form}.html`);
      await page.getByRole("dialog").waitFor({ state: "detached" });
      const made = join(folder, `${form}.native.html`);
      execFileSync(command, ["page", ...samples, "-o", made, "--share", form, "--app", app], { stdio: "ignore" });
      assert.ok(readFileSync(shared).equals(readFileSync(made)), form);
    }
    assert.deepEqual([wrong, asked], [[], []]);
    await context.close();
  });

  test("shows the names as they were mended, or as they were found", async () => {
    const { page, wrong, context } = await withSamples();
    await page.evaluate(() => (location.hash = "#/people?who=maeve-brennan"));
    await page.getByText("Something wrong?").first().click();
    await page.getByLabel("Shown as").fill("M. B. of Halden Bay");
    await page.getByRole("button", { name: "Rename" }).click();
    await page.getByText("Corrected everywhere.").waitFor();
    await page.evaluate(() => (location.hash = "#/articles"));
    await share(page);
    const mended = await save(page, "mended.html");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await share(page);
    await page.getByLabel("With your corrections").uncheck();
    const found = await save(page, "found.html");
    await context.close();
    for (const [path, name, not] of [[mended, "M. B. of Halden Bay", "Maeve Brennan"], [found, "Maeve Brennan", "M. B. of Halden Bay"]]) {
      const other = await open(here.browser, pathToFileURL(path).href, { offline: true });
      await cards(other.page).first().waitFor();
      await other.page.getByRole("region", { name: "Filters" }).getByRole("checkbox", { name }).first().waitFor();
      assert.equal(await other.page.getByRole("checkbox", { name: not }).count(), 0);
      assert.deepEqual(other.wrong, []);
      await other.context.close();
    }
    assert.deepEqual(wrong, []);
  });
});

for (const [size, viewport] of Object.entries({ wide, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the dialog, ${size}, ${colorScheme}: nothing for axe`, async () => {
      const { page, context } = await withSamples({ viewport, colorScheme });
      await page.evaluate(() => (location.hash = "#/quotes?q=bridge+"));
      await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
      await share(page);
      await page.getByText(/It opens at this view/).waitFor();
      await nothingFound(page, "Share");
      await context.close();
    });
  }
}
