// Several libraries in one browser: each has its own articles, and nothing of one shows in another.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cards, choose, nothingFound, open, phone, setUp, town, wide } from "./browser.mjs";

const here = setUp();
const saved = (page) => page.getByText("Saved in this browser only.").first().waitFor();
const panel = async (page, button = "Libraries") => {
  await page.getByRole("button", { name: button }).first().click();
  await page.getByRole("dialog").waitFor();
};
const settled = (page) => page.locator("#loading").waitFor({ state: "detached" });

test("a library is made, filled, named, left and found again; another has nothing of it", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, [town(1, 2)]);
  await page.getByText("1 of 1 article").first().waitFor();
  await saved(page);
  await panel(page);
  await page.getByLabel("New library").fill("Elections 2024");
  await page.getByRole("button", { name: "Create and open" }).click();
  await page.waitForURL(/\?library=2/);
  await settled(page);
  await page.getByRole("button", { name: "Choose files" }).first().waitFor();
  await page.getByRole("button", { name: "Library: Elections 2024" }).waitFor();
  await choose(page, [town(2, 2), town(3, 2)]);
  await page.getByText("2 of 2 articles").first().waitFor();
  await saved(page);
  await page.reload();
  await settled(page);
  await page.getByText("2 of 2 articles").first().waitFor();
  assert.equal(await cards(page).filter({ hasText: "number 1" }).count(), 0);

  await panel(page, "Library: Elections 2024");
  await page.getByLabel("New name for the open library").fill("Votes");
  await page.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("dialog").locator("b", { hasText: "Votes" }).waitFor();
  await page.getByRole("dialog").getByRole("link", { name: "Main library" }).click();
  await page.getByRole("button", { name: "Library: Main library" }).waitFor();
  await page.getByText("1 of 1 article").first().waitFor();
  assert.equal(await cards(page).filter({ hasText: "number 1" }).count(), 1);

  await panel(page, "Library: Main library");
  const line = page.getByRole("dialog").getByRole("listitem").filter({ hasText: "Votes" });
  assert.match(await line.innerText(), /2 articles/);
  assert.equal(await line.getByRole("button").count(), 0, "one with articles is not removed by a click");
  await line.getByRole("link").click();
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.getByRole("button", { name: "Remove everything…" }).click();
  await page.getByRole("button", { name: "Remove everything", exact: true }).click();
  await page.waitForFunction(() => localStorage.getItem("verbatim.kept 2") === "0");
  await panel(page, "Library: Votes");
  await page.getByRole("dialog").getByRole("link", { name: "Main library" }).click();
  await page.getByText("1 of 1 article").first().waitFor();
  await panel(page, "Library: Main library");
  await page.getByRole("button", { name: "Remove: Votes" }).click();
  await page.getByRole("dialog").getByText("Votes").waitFor({ state: "detached" });
  await page.reload();
  await page.getByText("1 of 1 article").first().waitFor();
  await page.getByRole("button", { name: "Libraries" }).waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a library that is removed loses nothing, whatever the page believed of it", async () => {
  const { page, wrong, context } = await open(here.browser, `${here.host.url}?library=2`);
  await choose(page, [town(1, 2)]);
  await page.getByText("1 of 1 article").first().waitFor();
  await saved(page);
  // As after a browser was killed before it had noted how much is kept.
  await page.waitForFunction(() => localStorage.getItem("verbatim.kept 2") === "1");
  await page.evaluate(() => {
    localStorage.setItem("verbatim.kept 2", "0");
    localStorage.setItem("verbatim.libraries", JSON.stringify("1\t\n2\tVotes\n"));
  });
  await page.goto(here.host.url);
  await settled(page);
  await panel(page, "Library: Main library");
  await page.getByRole("button", { name: "Remove: Votes" }).click();
  await page.getByRole("dialog").getByText("Votes").waitFor({ state: "detached" });
  await page.goto(`${here.host.url}?library=2`);
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong, []);
  await context.close();
});

test("an address that names no library opens the main one", async () => {
  const { page, wrong, context } = await open(here.browser, here.host.url);
  await choose(page, [town(1, 2)]);
  await page.getByText("1 of 1 article").first().waitFor();
  await saved(page);
  for (const library of ["x", "0", "-3", "1", "99999999999"]) {
    await page.goto(`${here.host.url}?library=${library}`);
    await page.getByText("1 of 1 article").first().waitFor();
  }
  assert.deepEqual(wrong, []);
  await context.close();
});

for (const [size, viewport] of Object.entries({ wide, phone })) {
  test(`axe finds nothing in the panel (${size})`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const { page, context } = await open(here.browser, `${here.host.url}?library=2`, { viewport, colorScheme });
      await choose(page, [town(1, 2)]);
      await page.getByText("1 of 1 article").first().waitFor();
      await panel(page, "Library: Library 2");
      await nothingFound(page, colorScheme);
      const cut = await page.getByRole("dialog").evaluate((it) => it.scrollWidth - it.clientWidth);
      assert.ok(cut <= 0, `nothing is cut off: ${cut} px`);
      await context.close();
    }
  });
}
