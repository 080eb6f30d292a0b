// The whole way without a mouse: add, search, filter, read, copy, share.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { cards, choose, open, phone, rows, setUp, status } from "./browser.mjs";
import { root } from "./serve.mjs";

const ferry = join(root, "static/samples/harbour-post.txt");
const strike = join(root, "static/samples/harbour-post-strike.txt");
const here = setUp();

// Tabs until the focused element has this name; fails where the way there is longer than any screen's.
async function tabTo(page, name) {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press("Tab");
    const here = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element.labels?.[0]?.textContent ?? "";
      return `${element.getAttribute("aria-label") ?? ""} ${label} ${element.textContent ?? ""}`.trim();
    });
    if (name.test(here)) return;
  }
  assert.fail(`Tab never reaches ${name}`);
}

for (const [size, viewport] of Object.entries({ wide: { width: 1280, height: 800 }, phone })) {
  test(`add, search, filter, read, copy, share by keyboard alone (${size})`, async () => {
    const permissions = ["clipboard-read", "clipboard-write"];
    const { page, wrong, context } = await open(here.browser, here.host.url, { viewport, permissions });
    // Listened for before the way there, so that the browser hands the dialog over by the time it opens.
    const chooser = page.waitForEvent("filechooser");
    await tabTo(page, /^Choose files/);
    await page.keyboard.press("Enter");
    await (await chooser).setFiles([ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();

    await page.keyboard.press("/");
    await page.keyboard.type('"wait for a boat"');
    await page.getByText("1 of 2 articles").first().waitFor();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.keyboard.press("Escape");

    await page.keyboard.press("g");
    await page.keyboard.press("q");
    await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
    await rows(page).first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("c");
    await page.getByText(/copied/i).first().waitFor();
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^“.+” — .+, quoted in “/);

    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.hash.includes("open="));
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => !location.hash.includes("open="));

    if (size === "wide") {
      const all = await status(page);
      const box = page.getByRole("region", { name: "Filters" }).getByRole("checkbox", { name: /Maeve Brennan/ }).first();
      await box.focus();
      await page.keyboard.press("Space");
      await page.waitForFunction(() => location.hash.includes("person:"));
      await page.getByRole("button", { name: "Clear all" }).waitFor();
      const some = await status(page);
      assert.ok(some.quotes > 0 && some.quotes < all.quotes);
      assert.equal(await rows(page).count(), some.quotes);
    }

    await page.getByRole("button", { name: "Share" }).first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    // Gone from the page, not only from sight: until then a key is the dialog's.
    await page.locator("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
}

test("files dropped anywhere on the page are read, and a missed drop leaves the page where it is", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  const before = page.url();
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File(["The ferry closed on Monday. “We are sorry,” said Ana Ortiz, who ran it."], "dropped.txt"));
    for (const kind of ["dragenter", "dragover", "drop"]) {
      const event = new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: files });
      document.querySelector("footer, main, body").dispatchEvent(event);
      if (kind !== "dragenter" && !event.defaultPrevented) throw new Error(`${kind} is left to the browser`);
    }
  });
  await page.getByText("1 of 1 article").first().waitFor();
  assert.equal(await cards(page).count(), 1);
  assert.equal(page.url().split("#")[0], before.split("#")[0]);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("pasted text becomes an article", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await page.getByRole("button", { name: "Paste text", exact: true }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill("The ferry closed on Monday.\n\n“We are sorry,” said Ana Ortiz.");
  await dialog.getByRole("button", { name: /add/i }).first().click();
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("320 pixels wide lose nothing: no sideways scrolling on any screen", async () => {
  const { page, context } = await open(here.browser, here.host.url, { viewport: { width: 320, height: 640 } });
  await choose(page, [ferry, strike]);
  await page.getByText("2 of 2 articles").first().waitFor();
  for (const hash of ["#/articles", "#/quotes"]) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, hash);
  }
  await context.close();
});
