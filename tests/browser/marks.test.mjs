// What the reader does with articles and quotes: lines put back, stars, tags and notes, quotes chosen together, reading aloud.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, file, open, rows, setUp, status, town } from "./browser.mjs";
import { root } from "./serve.mjs";

const here = setUp();
const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));

const scraped = file(
  "scraped.txt",
  [
    "Skip to content", "Home | News | Sport", "", "Ferry crews meet the mayor", "", "By Nell Ashdown", "February 18, 2025", "",
    "The crews of the two ferries met the mayor of the town on Tuesday and talked about the winter for three hours.", "",
    "“The boats stay in the harbour until the spring,” said Ana Ortiz, who leads the council, after the long meeting.", "",
    "Nobody could say on Tuesday evening when the two ferries would sail across the bay to the islands again.", "",
    "Advertisement", "", "Sign up to our newsletter", "Signe Aalto said the pier would be open. © 2025 The Bay Post", "Terms of use",
  ].join("\n"),
);

async function all(options) {
  const opened = await open(here.browser, here.host.url, options);
  await choose(opened.page, samples);
  await opened.page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  return opened;
}

const go = async (page, screen) => {
  await page.getByRole("link", { name: new RegExp(`^${screen}`) }).first().click();
  await page.getByRole("heading", { level: 1, name: screen }).waitFor();
};

test("a line put back is read, found and counted; undo takes it out; reload keeps it", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, [scraped]);
  await page.getByText("1 of 1 article").first().waitFor();
  const search = page.getByRole("searchbox", { name: "Search" });
  await search.fill("aalto ");
  await page.getByText("0 of 1 article").first().waitFor();
  await search.fill("");
  await cards(page).first().getByRole("link").first().click();
  await page.getByText(/^Removed \d+ lines/).click();
  const line = page.locator(".removed li", { hasText: "Signe Aalto" });
  await line.getByRole("button", { name: /^Put back/ }).click();
  await page.getByText("Put back. The article was read again").waitFor();
  const paper = page.locator(".paper .text");
  await paper.getByText("Signe Aalto").first().waitFor();
  assert.equal(await page.locator(".removed li", { hasText: "Signe Aalto" }).count(), 0);
  await search.fill("aalto ");
  await page.getByText("1 of 1 article").first().waitFor();
  // Dropped again it is the same article, with the line in it.
  await choose(page, [scraped]);
  await page.getByText("1 of 1 article").first().waitFor();
  await page.getByText(/^Saved/).first().waitFor();
  await page.reload();
  await page.locator(".paper .text").getByText("Signe Aalto").first().waitFor();
  await page.getByText("1 of 1 article").first().waitFor();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+z");
  await page.getByText("0 of 1 article").first().waitFor();
  await page.keyboard.press("Control+Shift+z");
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("stars, tags and notes are choices, stand in the history, and go along only when asked", async () => {
  const { page, wrong, context } = await all();
  const first = cards(page).first();
  const title = await first.getByRole("heading").innerText();
  await first.getByRole("link").first().click();
  await page.getByRole("group", { name: "Your star, tags and note" }).waitFor();
  await page.keyboard.press("s");
  const own = page.getByRole("group", { name: "Your star, tags and note" });
  await own.getByRole("button", { name: "Star", pressed: true }).waitFor();
  await own.getByLabel("Add a tag").fill("to ask");
  await own.getByRole("button", { name: "Tag", exact: true }).click();
  await own.getByRole("button", { name: "Remove tag: to ask" }).waitFor();
  await own.getByText("Note", { exact: true }).click();
  await own.getByRole("textbox", { name: "Note" }).fill("Who was in the hall?");
  await own.getByRole("button", { name: "Save note" }).click();
  await first.getByText("Note: Who was in the hall?").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  const search = page.getByRole("searchbox", { name: "Search" });
  for (const words of ["is:starred ", "tag:ask ", "is:noted tag:\"to ask\" "]) {
    await search.fill(words);
    await page.getByText(`1 of ${samples.length} articles`).first().waitFor();
    assert.equal(await cards(page).first().getByRole("heading").innerText(), title);
  }
  // Without any result the values chosen stay in the rail, to be taken off.
  await search.fill("zeppelin ");
  await page.getByText(`0 of ${samples.length} articles`).first().waitFor();
  await search.fill("");
  const rail = page.getByRole("region", { name: "Filters" });
  await rail.getByRole("checkbox", { name: /^to ask/ }).check();
  await page.getByText(`1 of ${samples.length} articles`).first().waitFor();
  await search.fill("zeppelin ");
  await page.getByText(`0 of ${samples.length} articles`).first().waitFor();
  await rail.getByRole("checkbox", { name: /^to ask/ }).click();
  await search.fill("");
  await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
  await go(page, "Review");
  await page.getByRole("button", { name: "What you mended" }).click();
  const history = page.getByRole("dialog");
  await history.getByText(/^Starred/).first().waitFor();
  await history.getByText(/to ask$/).first().waitFor();
  await history.getByText(/Who was in the hall\?$/).first().waitFor();
  await page.keyboard.press("Escape");
  for (const [marked, there] of [[false, false], [true, true]]) {
    await page.getByRole("button", { name: "Share" }).first().click();
    if (marked) await page.getByLabel("With your stars, tags and notes").check();
    const make = page.getByRole("button", { name: "Save the page" });
    await page.waitForFunction(() => !document.querySelector("dialog button.main").disabled);
    const [download] = await Promise.all([page.waitForEvent("download"), make.click()]);
    const html = readFileSync(await download.path(), "utf8");
    assert.equal(html.includes("Who was in the hall?"), there);
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

test("quotes chosen together are copied with their sources and given to one speaker, and it is taken back", async () => {
  const { page, wrong, context } = await all({ permissions: ["clipboard-read", "clipboard-write"] });
  await go(page, "Quotes");
  const { quotes } = await status(page);
  await page.getByLabel(`Choose all ${quotes} quotes`).click();
  await page.getByText(`${quotes} chosen`).waitFor();
  await page.getByRole("button", { name: "Copy with sources" }).click();
  await page.getByText("Copied with its source").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied.split("\n\n").length, quotes);
  assert.match(copied, /” — .+, quoted in “/);
  await page.getByRole("button", { name: "Choose none" }).click();
  const before = await rows(page).allInnerTexts();
  for (const at of [0, 3]) await page.getByRole("list", { name: "Quotes" }).getByRole("checkbox").nth(at).check();
  await page.getByRole("button", { name: "Fix speaker" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("And 1 quote more that you chose").waitFor();
  await dialog.getByLabel("Somebody else").fill("Oskar Lindgren");
  await dialog.getByRole("button", { name: "Set" }).click();
  await rows(page).getByRole("button", { name: "Oskar Lindgren" }).nth(1).waitFor();
  assert.equal(await rows(page).getByRole("button", { name: "Oskar Lindgren" }).count(), 2);
  await page.keyboard.press("Control+z");
  await rows(page).getByRole("button", { name: "Oskar Lindgren" }).first().waitFor({ state: "detached" });
  assert.deepEqual(await rows(page).allInnerTexts(), before);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("an article is read aloud sentence by sentence by a voice of this machine, and not where there is none", async () => {
  for (const localService of [true, false]) {
    const opened = await open(here.browser, here.host.url, { blank: true });
    const { page, wrong, context } = opened;
    await page.addInitScript((localService) => {
      const spoken = [];
      const speech = Object.assign(new EventTarget(), {
        getVoices: () => [{ lang: "en-GB", localService, name: "A voice", voiceURI: "a", default: true }],
        speak: (words) => { spoken.push(words); },
        cancel: () => spoken.push("hush"),
      });
      Object.defineProperty(window, "speechSynthesis", { value: speech });
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      window.spoken = spoken;
    }, localService);
    await page.goto(here.host.url);
    await page.locator("#loading").waitFor({ state: "detached" });
    await choose(page, [town(1, 3)]);
    await page.getByText("1 of 1 article").first().waitFor();
    await cards(page).first().getByRole("link").first().click();
    await page.locator(".paper .text").waitFor();
    const listen = page.getByRole("button", { name: "Listen" });
    if (!localService) {
      assert.equal(await listen.count(), 0);
      await context.close();
      continue;
    }
    await listen.click();
    await page.waitForFunction(() => window.spoken.length === 1);
    assert.match(await page.evaluate(() => window.spoken[0].text), /^The council met on day 0/);
    assert.equal(await page.evaluate(() => window.spoken[0].lang), "en");
    assert.match(await page.locator(".spoken").first().innerText(), /^The council met on day 0/);
    await page.evaluate(() => window.spoken[0].onend());
    await page.waitForFunction(() => window.spoken.length === 2);
    await page.locator(".spoken", { hasText: "We want bridge 1" }).first().waitFor();
    await page.getByRole("button", { name: "Stop" }).click();
    await page.locator(".spoken").first().waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => window.spoken[2]), "hush");
    await listen.click();
    await page.waitForFunction(() => window.spoken.length === 4);
    await page.getByRole("button", { name: "Close" }).click();
    await page.waitForFunction(() => window.spoken[4] === "hush");
    assert.deepEqual(wrong, []);
    await context.close();
  }
});

test("organisations and places stand in the shape of people, and a person has a dossier", async () => {
  const { page, wrong, context } = await all();
  await go(page, "People");
  for (const kind of ["Organisations", "Places"]) {
    await page.getByRole("group", { name: "Names of" }).getByRole("button", { name: kind }).click();
    await page.getByRole("heading", { level: 1, name: kind }).waitFor();
    const list = page.getByRole("list", { name: kind });
    const link = list.getByRole("heading").first().getByRole("link");
    const name = await link.innerText();
    await link.click();
    await page.getByRole("region", { name: /outlet/i }).waitFor();
    assert.match(page.url(), new RegExp(`of=${kind.toLowerCase()}.*who=`));
    await page.reload();
    await page.getByRole("link", { name: `Articles that name ${name}` }).click();
    await page.getByRole("heading", { level: 1, name: "Articles" }).waitFor();
    assert.ok((await status(page)).shown >= 1);
    await page.getByRole("button", { name: "Clear all" }).click();
    await go(page, "People");
  }
  await page.getByRole("list", { name: "People" }).getByRole("link", { name: "Maeve Brennan" }).click();
  const save = page.getByRole("button", { name: "Save a dossier" });
  const [download] = await Promise.all([page.waitForEvent("download"), save.click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(download.suggestedFilename(), /\.md$/);
  assert.match(text, /^# Maeve Brennan\n/);
  assert.match(text, /> — Maeve Brennan, quoted in “/);
  assert.deepEqual(wrong, []);
  await context.close();
});

// Everything that all screens say of this library, as text.
async function everything(page) {
  const shown = {};
  for (const screen of ["articles", "quotes", "people", "people?of=organisations", "timeline", "compare", "review"]) {
    await page.evaluate((screen) => (location.hash = `#/${screen}`), screen);
    await page.getByRole("heading", { level: 1, name: new RegExp(screen.includes("=") ? "Organisations" : screen.split("?")[0], "i") }).waitFor();
    await settled(page);
    shown[screen] = await page.locator("main .listing").innerText();
    shown.rail = await page.getByRole("region", { name: "Filters" }).innerText();
  }
  shown.head = await page.getByRole("banner").innerText();
  return shown;
}

// Waits until the list has stayed the same for a few frames: answers come one after the other.
async function settled(page) {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    let last = "";
    for (let same = 0; same < 20; ) {
      await frame();
      const now = document.querySelector("main").textContent;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  });
}

test("a wrong speaker fixed, two merged, one split: every screen follows, and undo brings the exact state back", async () => {
  const { page, wrong, context } = await all();
  const before = await everything(page);
  const differs = (after, screens) => {
    for (const screen of screens) assert.notEqual(after[screen], before[screen], screen);
  };
  await page.evaluate(() => (location.hash = "#/quotes"));
  await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
  await rows(page).first().getByRole("button", { name: "Fix" }).click();
  await page.getByRole("dialog").getByLabel("Somebody else").fill("Oskar Lindgren");
  await page.getByRole("dialog").getByRole("button", { name: "Set" }).click();
  await rows(page).first().getByRole("button", { name: "Oskar Lindgren" }).waitFor();
  const fixed = await everything(page);
  differs(fixed, ["quotes", "people", "rail"]);
  assert.match(fixed.people, /Oskar Lindgren/);
  await page.evaluate(() => (location.hash = "#/people?who=maeve-brennan"));
  await page.getByText("Something wrong?").click();
  await page.getByLabel("Is the same as").fill("Oskar Lindgren");
  await page.locator("form:has(input[list=everyone])").getByRole("button").click();
  await page.getByRole("list", { name: "People" }).getByRole("heading", { name: "Oskar Lindgren" }).waitFor({ state: "detached" });
  const merged = await everything(page);
  assert.doesNotMatch(merged.people, /^Oskar Lindgren$/m);
  assert.notEqual(merged.timeline, fixed.timeline);
  await page.evaluate(() => (location.hash = "#/people?who=maeve-brennan"));
  await page.getByText("Something wrong?").click();
  const split = page.getByRole("button", { name: /^Oskar Lindgren is somebody else/ });
  await split.click();
  await page.getByRole("list", { name: "People" }).getByRole("heading", { name: "Oskar Lindgren" }).waitFor();
  const parted = await everything(page);
  assert.deepEqual(parted.people, fixed.people);
  for (let step = 0; step < 3; step += 1) {
    await page.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("Control+z");
    await page.getByText("Taken back.").waitFor();
    await settled(page);
  }
  assert.deepEqual(await everything(page), before);
  assert.deepEqual(wrong, []);
  await context.close();
});
