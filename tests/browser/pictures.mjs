// Screenshots of every screen, wide and on a phone, light and dark, into pictures/; and those of the README into docs/.
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { cards, choose, file, launch, open, phone, wide } from "./browser.mjs";
import { root, serve } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const folder = join(root, "pictures");
mkdirSync(folder, { recursive: true });
const browser = await launch();
const host = await serve();
for (const [size, viewport] of Object.entries({ wide, phone })) {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context } = await open(browser, host.url, { viewport, colorScheme });
    const take = (name) => page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });
    await page.getByRole("button", { name: "Try it with sample articles" }).waitFor();
    await take("first-run");
    await choose(page, samples);
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    await take("articles");
    await page.evaluate(() => (location.hash = "#/quotes"));
    await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
    await take("quotes");
    for (const [name, words] of [
      ["People", "quoted in full"],
      ["Timeline", "Who was heard when"],
      ["Compare", "Words of their own"],
      ["Review", "Right speaker?"],
    ]) {
      await page.evaluate((screen) => (location.hash = `#/${screen}`), name.toLowerCase());
      await page.getByRole("heading", { level: 1, name }).waitFor();
      await page.getByText(words).first().waitFor();
      await take(name.toLowerCase());
    }
    await page.evaluate(() => (location.hash = "#/articles"));
    await page.getByRole("heading", { level: 1, name: "Articles" }).waitFor();
    await cards(page).first().getByRole("link").first().click();
    await page.getByText(/why\?/).first().waitFor();
    await take("reader");
    await page.evaluate(() => (location.hash = "#/articles?q=zeppelin+"));
    await page.getByText(/^0 of/).first().waitFor();
    await take("nothing-found");
    await choose(page, [file("empty.txt", "")]);
    await page.getByRole("button", { name: "See the list" }).click();
    await page.getByRole("dialog").waitFor();
    await take("list-of-files");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).first().click();
    await page.getByRole("dialog").waitFor();
    await take("share");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Libraries" }).click();
    await page.getByRole("dialog").waitFor();
    await take("libraries");
    await context.close();
  }
}
// Three small ones stand in the README.
const docs = join(root, "docs");
mkdirSync(docs, { recursive: true });
const { page } = await open(browser, host.url, { viewport: { width: 1120, height: 700 } });
await choose(page, samples);
await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
for (const [name, hash, words] of [
  ["quotes", "quotes", "why?"],
  ["people", "people", "quoted in full"],
  ["compare", "compare", "Words of their own"],
]) {
  await page.evaluate((hash) => (location.hash = `#/${hash}`), hash);
  await page.locator("main").getByText(words).first().waitFor();
  const path = join(docs, `${name}.png`);
  await page.screenshot({ path });
  const size = statSync(path).size;
  if (size > 150_000) throw new Error(`${path} has ${size} bytes, more than 150,000`);
}
await browser.close();
host.close();
console.log(`${readdirSync(folder).length} pictures in ${folder}`);
