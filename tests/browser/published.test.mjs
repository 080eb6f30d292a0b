// `?open=articles.jsonl`: a page that opens articles its own site publishes, and nobody else's.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { choose, open, setUp, status, town } from "./browser.mjs";
import { dist, serve } from "./serve.mjs";

const here = setUp();

describe("a folder that a newsroom publishes", () => {
  let folder, host, other;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "verbatim-published-"));
    cpSync(dist, folder, { recursive: true });
    mkdirSync(join(folder, "march"));
    const record = (number) => JSON.stringify({ headline: `Session ${number}`, published: `2024-03-0${number}`, text: town(number, 3).buffer.toString().split("\n\n").slice(2).join("\n\n") });
    writeFileSync(join(folder, "march/articles.jsonl"), [1, 2, 3].map(record).join("\n"));
    host = await serve("/", folder);
    other = await serve("/", folder);
  });
  after(() => {
    host.close();
    other.close();
    rmSync(folder, { recursive: true });
  });

  test("opens with its articles, at the view of the address, and leaves the visitor's own library alone", async () => {
    const { page, context, wrong } = await open(here.browser, host.url);
    await choose(page, [town(9, 2)]);
    await page.getByText("Saved in this browser only.").first().waitFor();
    await page.goto(`${host.url}?open=march/articles.jsonl#/quotes`);
    await page.getByText("3 of 3 articles").first().waitFor();
    await page.getByRole("heading", { level: 1, name: "Quotes" }).waitFor();
    assert.equal((await status(page)).quotes, 9);
    await page.getByText("This page was handed on to you.", { exact: false }).first().waitFor();
    assert.equal(host.requests.filter((path) => path === "/march/articles.jsonl").length, 1);
    await page.goto(host.url);
    await page.getByText("1 of 1 article").first().waitFor();
    assert.equal(host.requests.filter((path) => path.includes("march")).length, 1, "nothing is asked where the address asks for nothing");
    assert.deepEqual(wrong, []);
    await context.close();
  });

  for (const [what, name] of [
    ["another site", () => `${other.url}march/articles.jsonl`],
    ["another site without a scheme", () => other.url.replace(/^http:/, "") + "march/articles.jsonl"],
    ["another site behind backslashes", () => other.url.replace("http://", "\\\\") + "march/articles.jsonl"],
    ["a script", () => "javascript:alert(1)"],
    ["data", () => "data:text/plain,words"],
    ["an address that is none", () => "http://["],
  ]) {
    test(`${what} is refused and not asked`, async () => {
      const { page, context, wrong } = await open(here.browser, `${host.url}?open=${encodeURIComponent(name())}`);
      await page.getByRole("button", { name: "See the list" }).click();
      await page.getByText("This page opens files of its own site only, and asked nobody.", { exact: false }).first().waitFor();
      assert.deepEqual(other.requests, []);
      assert.deepEqual(wrong, []);
      await context.close();
    });
  }

  test("a file that is not there is named", async () => {
    const { page, context } = await open(here.browser, `${host.url}?open=april/articles.jsonl`);
    await page.getByRole("button", { name: "See the list" }).click();
    await page.getByText("the site does not have it", { exact: false }).first().waitFor();
    await context.close();
  });
});
