// The built page, end to end, with articles written for it.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { cards, choose, file, open, phone, rows, setUp, status } from "./browser.mjs";
import { root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const ferry = join(root, "static/samples/harbour-post.txt");
const strike = join(root, "static/samples/harbour-post-strike.txt");

const here = setUp("/deep/folder/");

async function withSamples(options) {
  const opened = await open(here.browser, here.host.url, options);
  await choose(opened.page, samples);
  await opened.page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  return opened;
}

describe("getting in", () => {
  test("the first screen says what the page is for and offers every way in", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await page.getByRole("heading", { name: /who said what/i }).waitFor();
    for (const name of ["Choose files", "Choose folder", "Paste text", "Try it with sample articles"]) {
      assert.ok(await page.getByRole("button", { name, exact: true }).first().isVisible(), name);
    }
    await page.getByText("Nothing is uploaded", { exact: false }).first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("the samples open by their button", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await page.getByRole("button", { name: "Try it with sample articles" }).click();
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    assert.equal(await cards(page).count(), samples.length);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("an article shows its headline, outlet, date and author", async () => {
    const { page, context } = await open(here.browser, here.host.url);
    await choose(page, [ferry]);
    const card = cards(page).first();
    await card.waitFor();
    const text = await card.textContent();
    for (const words of ["Halden Bay votes to replace its ferry with a bridge", "The Harbour Post", "12 Mar 2024", "Nora Quill"]) {
      assert.ok(text.includes(words), `${words} in ${text}`);
    }
    await context.close();
  });

  test("a file that is no article gets its line with the reason, and the others load", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    const wide = Buffer.from("\ufeffThe minister said “no” to all of it on Monday. Ana Ortiz agreed with every word.", "utf16le");
    await choose(page, [
      file("empty.txt", ""),
      { name: "picture.txt", mimeType: "text/plain", buffer: png },
      file("letters.txt", "a".repeat(20_000_000)),
      file("marks.txt", "“”".repeat(20_000)),
      { name: "wide.txt", mimeType: "text/plain", buffer: wide },
      ferry,
    ].map((given) => (typeof given === "string" ? { name: "ferry.txt", mimeType: "text/plain", buffer: readFileSync(given) } : given)));
    await page.getByText("2 of 2 articles").first().waitFor({ timeout: 30_000 });
    await page.getByRole("button", { name: "See the list" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    const list = await dialog.innerText();
    for (const [name, reason] of [
      ["empty.txt", /empty/i],
      ["picture.txt", /PNG image/],
      ["letters.txt", /sentence/i],
      ["marks.txt", /sentence/i],
    ]) {
      assert.ok(list.includes(name), name);
      assert.match(list, reason, name);
    }
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("the same file again is no second article", async () => {
    const { page, context } = await open(here.browser, here.host.url);
    await choose(page, [ferry]);
    await page.getByText("1 of 1 article").first().waitFor();
    await choose(page, [ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();
    assert.equal(await cards(page).count(), 2);
    await context.close();
  });
});

describe("one filter for every screen", () => {
  // What the status line says, the cards, the quotes and the number on each choice must agree.
  async function agrees(page, what) {
    const { shown, quotes } = await status(page);
    const view = page.url().split("#/")[1]?.split("?")[0] || "articles";
    await page.getByRole("link", { name: /^Articles/ }).first().click();
    await page.getByRole("list", { name: "Articles" }).waitFor();
    assert.equal(await cards(page).count(), shown, `${what}: cards`);
    await page.getByRole("link", { name: /^Quotes/ }).first().click();
    await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
    await page.waitForFunction((quotes) => document.querySelectorAll(".quotes figure").length === quotes, quotes);
    assert.equal(await rows(page).count(), quotes, `${what}: quotes`);
    assert.deepEqual(await status(page), { ...(await status(page)), shown, quotes }, `${what}: both screens say the same`);
    await page.evaluate((view) => (location.hash = location.hash.replace(/^#\/\w+/, `#/${view}`)), view);
    return { shown, quotes };
  }

  test("person, source, kind, date and a phrase: chips, cards, quotes and status line agree", async () => {
    const { page, wrong, context } = await withSamples();
    const all = await agrees(page, "all");
    assert.ok(all.quotes >= 40, `${all.quotes} quotes`);
    const filters = page.getByRole("region", { name: "Filters" });
    for (const [label, screen] of [["Maeve Brennan", "Articles"], ["The Harbour Post", "Articles"], ["partial quote", "Quotes"]]) {
      await page.getByRole("link", { name: new RegExp(`^${screen}`) }).first().click();
      await page.getByRole("heading", { level: 1, name: screen }).waitFor();
      const box = filters.getByRole("checkbox", { name: new RegExp(label, "i") }).first();
      const count = Number((await box.locator("xpath=ancestor::li[1]").innerText()).match(/(\d+)\s*$/m)[1]);
      await box.check();
      await page.getByRole("button", { name: /^Remove filter/ }).first().waitFor();
      await page.getByText(new RegExp(`^${count} of`)).first().waitFor();
      const { shown, quotes } = await agrees(page, label);
      assert.equal(shown, count, `${label}: the number on the choice is the number of articles`);
      assert.ok(quotes < all.quotes, `${label} filters quotes`);
      const address = page.url();
      assert.match(address, /#\/\w+\?/, "the filter is the address");
      await page.getByRole("button", { name: "Clear all" }).click();
      await page.waitForFunction(() => !location.hash.includes("="));
      await page.getByText(new RegExp(`^${all.shown} of`)).first().waitFor();
    }
    const search = page.getByRole("searchbox", { name: "Search" });
    await search.fill('"wait for a boat"');
    await page.waitForFunction(() => location.hash.includes("q="));
    await page.getByText(/^2 of/).first().waitFor();
    const phrase = await agrees(page, "phrase");
    assert.equal(phrase.shown, 2);
    assert.ok((await page.locator("mark").count()) > 0, "the words are marked");
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("dates: a range shows the articles of its days and no others, also after the page was loaded again", async () => {
    const { page, wrong, context } = await withSamples();
    const filters = page.getByRole("region", { name: "Filters" });
    await filters.getByText("As a table").click();
    const days = await filters.locator(".dates tbody tr").evaluateAll((rows) =>
      rows.map((row) => [...row.cells].map((cell) => cell.textContent)),
    );
    const late = ["15 Mar 2024", "16 Mar 2024", "17 Mar 2024", "18 Mar 2024", "19 Mar 2024", "20 Mar 2024"];
    const expected = days.filter(([day]) => late.includes(day)).reduce((sum, [, count]) => sum + Number(count), 0);
    assert.ok(expected > 0 && expected < samples.length, `${expected} articles since 15 March`);
    await filters.getByLabel("From").fill("2024-03-15");
    await filters.getByLabel("From").blur();
    await page.getByText(`${expected} of ${samples.length} articles`).first().waitFor();
    assert.equal((await agrees(page, "from")).shown, expected);
    await filters.getByLabel("To").fill("2024-03-15");
    await filters.getByLabel("To").blur();
    const chip = page.getByRole("button", { name: /^Remove filter: .*15 Mar 2024/ });
    await chip.waitFor();
    const oneDay = Number(days.find(([day]) => day === "15 Mar 2024")?.[1] ?? 0);
    await page.getByText(`${oneDay} of ${samples.length} articles`).first().waitFor();
    const before = await agrees(page, "one day");
    await page.reload();
    await page.locator("#loading").waitFor({ state: "detached" });
    await choose(page, samples);
    await page.getByText(`${oneDay} of ${samples.length} articles`).first().waitFor();
    assert.deepEqual(await agrees(page, "after loading again"), before);
    await chip.click();
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("an address opens with its filter", async () => {
    const { page, context } = await withSamples();
    await page.getByRole("checkbox", { name: /Maeve Brennan/ }).first().check();
    await page.waitForFunction(() => location.hash.includes("person:"));
    const before = await status(page);
    const address = page.url();
    await page.reload();
    await page.locator("#loading").waitFor({ state: "detached" });
    await choose(page, samples);
    await page.getByText(`${before.shown} of ${before.all} articles`).first().waitFor();
    assert.deepEqual(await status(page), before);
    assert.equal(page.url(), address);
    await context.close();
  });

  test("where nothing is found, each choice says what there would be without it", async () => {
    const { page, context } = await withSamples();
    await page.getByRole("searchbox", { name: "Search" }).fill("zeppelin ");
    await page.getByText(/^0 of/).first().waitFor();
    await page.getByText(/without/i).first().waitFor();
    await context.close();
  });
});

describe("the reader", () => {
  test("quotes carry their speaker and say why, removed lines can be opened", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await choose(page, [ferry]);
    await cards(page).first().getByRole("link").first().click();
    const reader = page.getByRole("complementary").or(page.getByRole("region", { name: /reader/i })).first();
    await reader.waitFor();
    await page.getByText("why?").first().click();
    assert.match(await page.locator("body").innerText(), /subject of|stands before|same speaker|description|taken for/);
    const removed = page.getByText(/Removed \d+ lines?/).first();
    await removed.click();
    await page.getByText("Skip to main content").first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("a quote is copied with its citation", async () => {
    const { page, context } = await open(here.browser, here.host.url, { permissions: ["clipboard-read", "clipboard-write"] });
    await choose(page, [ferry]);
    await page.getByRole("link", { name: /^Quotes/ }).first().click();
    await page.getByRole("button", { name: /^Copy/ }).first().click();
    await page.getByText(/copied/i).first().waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^“the hardest of my life, and the right one” — Ines Okafor, quoted in “Halden Bay votes/);
    assert.match(text, /The Harbour Post, 12 Mar 2024/);
    await context.close();
  });
});

describe("handing on", () => {
  test("nothing is requested after load, in any flow", async () => {
    const { page, asked, wrong, context } = await open(here.browser, here.host.url);
    await page.waitForLoadState("networkidle");
    const before = asked.length;
    await choose(page, samples);
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    await page.getByRole("link", { name: /^Quotes/ }).first().click();
    await page.getByRole("searchbox", { name: "Search" }).fill("bridge");
    await page.waitForFunction(() => location.hash.includes("q="));
    assert.deepEqual(asked.slice(before), []);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  for (const form of ["quotes", "full"]) {
    test(`a shared page (${form}) opens from the disk without network, shows the same counts and can be shared on`, async () => {
      const { page, context } = await withSamples();
      const counts = await status(page);
      const first = await share(page, form);
      await context.close();

      const again = await open(here.browser, pathToFileURL(first.path).href, { offline: true });
      await again.page.getByText(`${counts.all} of ${counts.all} articles`).first().waitFor();
      assert.deepEqual(await status(again.page), counts);
      assert.deepEqual(again.asked, [], "no request at all");
      const second = await share(again.page, form);
      assert.ok(readFileSync(first.path).equals(readFileSync(second.path)), "shared on, it is the same to the byte");
      assert.deepEqual(again.wrong, []);
      const plain = await here.browser.newContext({ javaScriptEnabled: false, offline: true, viewport: phone });
      const still = await plain.newPage();
      await still.goto(pathToFileURL(first.path).href);
      assert.equal(await still.locator("main article").count(), counts.all, "without scripts all cards can be read");
      assert.equal(await still.locator("main figure").filter({ visible: true }).count(), counts.quotes, "and all quotes");
      assert.equal(await still.getByText("Verbatim is loading").isVisible(), false);
      await plain.close();
      if (form === "quotes") {
        assert.ok(!readFileSync(first.path, "utf8").includes("after nine hours of debate"), "no text but the quotes");
      }
      await again.context.close();
    });
  }

  async function share(page, form) {
    await page.getByRole("button", { name: "Share" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await dialog.getByRole("radio", { name: form === "full" ? /full text/i : /quotes only/i }).check();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Save the page" }).click(),
    ]);
    const path = join(mkdtempSync(join(tmpdir(), "verbatim-")), "page.html");
    await download.saveAs(path);
    return { path };
  }

  test("the empty one-file page is the whole app", async () => {
    const { page, wrong, context } = await open(here.browser, pathToFileURL(join(root, "dist/verbatim.html")).href, { offline: true });
    await choose(page, [ferry]);
    await page.getByText("1 of 1 article").first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
});
