// The program comes in two parts: the first view stands and files are taken in before the second is here.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { choose, open, setUp, status } from "./browser.mjs";
import { root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const here = setUp("/");

// The page, where `answer` decides what becomes of each request for a later part.
async function withLater(answer, hash = "") {
  const { page, context, wrong } = await open(here.browser, here.host.url, { blank: true });
  const asked = [];
  await page.route(/\/later-[^/]*$/, async (route) => {
    asked.push(route.request().url());
    await answer(route);
  });
  await page.goto(here.host.url + hash);
  await page.locator("#loading").waitFor({ state: "detached" });
  return { page, context, wrong, asked };
}

describe("two parts", () => {
  test("the first view and the import do not wait for the second, which then shows it all", async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    const { page, context, wrong, asked } = await withLater(async (route) => {
      await held;
      await route.continue();
    });
    await page.getByRole("heading", { name: /who said what/i }).waitFor();
    await choose(page, samples);
    await page.getByText("Opening…").waitFor();
    await page.getByRole("button", { name: "Help" }).first().click();
    assert.equal(asked.length, 2, "one part of the page, one of the engine");
    release();
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    assert.equal((await status(page)).all, samples.length);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("an address of a later screen opens there", async () => {
    const { page, context, wrong } = await withLater((route) => route.continue(), "#/people");
    await page.getByRole("button", { name: "Try it with sample articles" }).click();
    await page.getByRole("list", { name: "People" }).waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("what is kept waits for it, is left alone where it does not come, and is back once it does", async () => {
    const { page, context, wrong } = await withLater((route) => route.continue());
    await choose(page, samples);
    const saved = page.getByText("Saved in this browser only.").first();
    await saved.waitFor();
    await page.unrouteAll();
    await page.route(/\/later-worker[^/]*$/, (route) => route.abort());
    await page.reload();
    await page.getByRole("alert").getByText("part of this page did not load", { exact: false }).waitFor();
    await page.unrouteAll();
    await page.reload();
    await saved.waitFor();
    assert.equal((await status(page)).all, samples.length);
    assert.deepEqual(wrong.filter((line) => !line.includes("ERR_FAILED")), []);
    await context.close();
  });

  test("where it does not come the page says so and what to do", async () => {
    const { page, context, wrong } = await withLater((route) => route.abort());
    await page.getByRole("heading", { name: /who said what/i }).waitFor();
    await choose(page, samples);
    await page.getByRole("alert").getByText("Reload the page").waitFor();
    assert.deepEqual(wrong.filter((line) => !line.includes("ERR_FAILED")), []);
    await context.close();
  });
});
