// What is kept between visits: reloads, killed browsers, two tabs, no room, and everything removed.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { cards, choose, executablePath, file, launchOptions, nothingFound, open, phone, rows, setUp, status, town, watch, wide } from "./browser.mjs";
import { dist, root } from "./serve.mjs";

const samples = readdirSync(join(root, "static/samples")).map((name) => join(root, "static/samples", name));
const ferry = join(root, "static/samples/harbour-post.txt");
const strike = join(root, "static/samples/harbour-post-strike.txt");
const here = setUp();

const article = (number) => town(number, 4);
const articles = (from, count) => Array.from({ length: count }, (_, at) => article(from + at));

const saved = (page) => page.getByText("Saved in this browser only.").first().waitFor();
const loaded = async (page) => {
  await page.reload();
  await page.locator("#loading").waitFor({ state: "detached" });
};

describe("loading the page again", () => {
  test("brings back articles and corrections, and what is taken back stays so", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await choose(page, [ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.evaluate(() => (location.hash = "#/quotes"));
    await rows(page).first().waitFor();
    const speakers = () => rows(page).first().locator(".speaker, .name").first().innerText();
    const before = await speakers();
    await rows(page).first().getByRole("button", { name: "Fix" }).click();
    await page.getByLabel("Somebody else").fill("Lena Fors");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await page.getByText("Corrected everywhere.").waitFor();
    await rows(page).first().getByText("Lena Fors").first().waitFor();
    await saved(page);
    const told = await status(page);
    await loaded(page);
    await rows(page).first().getByText("Lena Fors").first().waitFor();
    assert.deepEqual(await status(page), told);
    await page.keyboard.press("Control+z");
    await page.getByText("Taken back.").waitFor();
    await rows(page).first().getByText(before).first().waitFor();
    await saved(page);
    await loaded(page);
    await rows(page).first().getByText(before).first().waitFor();
    assert.equal(await page.getByText("Lena Fors").count(), 0);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("an article taken out stays out, and everything removed is gone", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await choose(page, [ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.getByRole("button", { name: "See the list" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Remove" }).first().click();
    await page.keyboard.press("Escape");
    await page.getByText("1 of 1 article").first().waitFor();
    await saved(page);
    await loaded(page);
    await page.getByText("1 of 1 article").first().waitFor();
    await page.getByRole("button", { name: "Remove everything…" }).click();
    await page.getByText("This takes 1 article out of this browser.", { exact: false }).waitFor();
    await nothingFound(page, "the question");
    await page.getByRole("button", { name: "Remove everything", exact: true }).click();
    await page.getByRole("heading", { name: /who said what/i }).waitFor();
    await page.waitForFunction(() => localStorage.getItem("verbatim.kept") === "0");
    await loaded(page);
    await page.getByRole("button", { name: "Choose files" }).first().waitFor();
    assert.equal(await cards(page).count(), 0);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("in the middle of an import: what was saved is there, the rest is named", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await choose(page, articles(0, 300));
    await page.getByText(/Saving… \d+ articles? saved/).first().waitFor();
    await page.waitForFunction(() => Number(document.querySelector(".kept")?.textContent.match(/Saving… (\d+)/)?.[1]) >= 5);
    const acknowledged = Number((await page.locator(".kept").innerText()).match(/Saving… (\d+)/)?.[1] ?? 300);
    await loaded(page);
    await page.getByText(/The page was closed while \d+ files? (was|were) being read/).waitFor();
    const { all } = await status(page);
    assert.ok(all >= acknowledged && all < 300, `${all} of 300, ${acknowledged} were said to be saved`);
    const missing = Number((await page.getByText(/The page was closed while/).innerText()).match(/while (\d+)/)[1]);
    assert.equal(all + missing, 300, "every file is here or named");
    await page.getByRole("button", { name: "See the list" }).click();
    await page.getByText("not saved: the page was closed").first().waitFor();
    await nothingFound(page, "the list of what was lost");
    await page.keyboard.press("Escape");
    await choose(page, articles(0, 300));
    await page.getByText("300 of 300 articles").first().waitFor({ timeout: 120_000 });
    await saved(page);
    await loaded(page);
    await page.getByText("300 of 300 articles").first().waitFor({ timeout: 60_000 });
    assert.equal(await page.getByText("The page was closed").count(), 0, "it is said once");
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("the samples are never saved, and make room for the reader's own files", async () => {
    const { page, wrong, context } = await open(here.browser, here.host.url);
    await page.getByRole("button", { name: "Try it with sample articles" }).click();
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    await page.getByText("Sample articles: not saved.", { exact: false }).first().waitFor();
    await choose(page, articles(0, 2));
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.getByText("The sample articles have made room for yours.").waitFor();
    await saved(page);
    await loaded(page);
    await page.getByText("2 of 2 articles").first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
});

describe("a browser that is killed while it reads", () => {
  const kills = Number(process.env.KILLS ?? 25);
  // Those that live when an assertion fails would keep the run from ending.
  const started = [];
  after(() => Promise.all(started.map((browser) => browser.close().catch(() => {}))));
  test(`${kills} times: nothing that was said to be saved is lost, nothing is torn`, { timeout: 60_000 * kills }, async () => {
    let acknowledgedAll = 0;
    for (let kill = 0; kill < kills; kill++) {
      const folder = mkdtempSync(join(tmpdir(), "verbatim-kill-"));
      const start = async () => {
        started.push(await chromium.launchPersistentContext(folder, { ...launchOptions, viewport: wide }));
        return started.at(-1);
      };
      const first = await start();
      const page = first.pages()[0] ?? (await first.newPage());
      let acknowledged = 0;
      // What the page says goes out as it says it: nothing can be asked of a browser that is gone.
      page.on("console", (message) => {
        const said = message.text().match(/^acknowledged (\d+)/);
        if (said) acknowledged = Math.max(acknowledged, Number(said[1]));
      });
      await page.addInitScript(() => {
        const look = () => {
          const words = document.querySelector(".kept")?.textContent ?? "";
          const number = words.match(/Saving… ([\d,]+)/)?.[1];
          if (number) console.log(`acknowledged ${number.replaceAll(",", "")}`);
          window.saving ||= number !== undefined;
        };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
      });
      await page.goto(here.host.url);
      await page.locator("#loading").waitFor({ state: "detached" });
      await choose(page, articles(0, 400));
      // At another moment each time: after so many were acknowledged, or all, which a quick machine may come to before it is seen to say so.
      const moment = 1 + ((kill * 67) % 250);
      await page.waitForFunction(
        (moment) => {
          const words = document.querySelector(".kept")?.textContent ?? "";
          return Number(words.match(/Saving… (\d+)/)?.[1] ?? 0) >= moment || (window.saving && words.includes("Saved in this browser"));
        },
        moment,
        { polling: 5, timeout: 60_000 },
      );
      const gone = new Promise((resolve) => first.once("close", resolve));
      const pids = readdirSync("/proc").filter((pid) => {
        try {
          return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(folder);
        } catch {
          return false;
        }
      });
      assert.ok(pids.length > 0, "the browser of this folder is found");
      for (const pid of pids) {
        try {
          process.kill(Number(pid), "SIGKILL");
        } catch {
          // It went with another.
        }
      }
      await gone;
      const second = await start();
      const { page: again, wrong } = await watch(await second.newPage());
      await again.goto(here.host.url);
      await again.getByText(/[1-9][\d,]* of [\d,]+ articles?/).first().waitFor({ timeout: 60_000 });
      await saved(again);
      const { all, quotes } = await status(again);
      assert.ok(all >= acknowledged && acknowledged > 0, `${all} are here, ${acknowledged} were said to be saved`);
      const lost = again.getByText(/The page was closed while [\d,]+ files? (was|were) being read/).first();
      const missing = all === 400 ? 0 : Number((await lost.innerText()).match(/while (\d+)/)[1]);
      assert.equal(all + missing, 400, "every file is here or named, in a new tab of a new browser");
      assert.ok(quotes === all * 4, `${quotes} quotes of four in each of ${all} articles: none is torn`);
      assert.deepEqual(wrong, []);
      acknowledgedAll += acknowledged;
      await second.close();
      rmSync(folder, { recursive: true, force: true });
    }
    console.log(`${kills} kills, ${acknowledgedAll} acknowledged articles, 0 lost`);
  });
});

describe("two tabs", () => {
  test("that read at once keep the union, and each keeps its corrections", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    const { page: other, wrong: wrongToo } = await watch(await context.newPage());
    await other.goto(here.host.url);
    await other.locator("#loading").waitFor({ state: "detached" });
    // A library that is opened while the other tab keeps its first articles has those too.
    for (const tab of [page, other]) await tab.getByRole("button", { name: "Choose files" }).waitFor();
    await Promise.all([choose(page, articles(0, 60)), choose(other, articles(40, 60))]);
    for (const tab of [page, other]) {
      await tab.getByText("60 of 60 articles").first().waitFor({ timeout: 60_000 });
      await tab.evaluate(() => (location.hash = "#/quotes"));
      await rows(tab).first().waitFor();
    }
    // The newest of one tab is not in the other.
    for (const [tab, name] of [[page, "Lena Fors"], [other, "Ravi Menon"]]) {
      await tab.getByRole("searchbox", { name: "Search" }).fill(tab === page ? "\"bridge 3 to\" " : "\"bridge 99 to\" ");
      await tab.getByText("1 of 60 articles").first().waitFor();
      await rows(tab).first().getByRole("button", { name: "Fix" }).click();
      await tab.getByLabel("Somebody else").fill(name);
      await tab.getByRole("button", { name: "Set", exact: true }).click();
      await tab.getByText("Corrected everywhere.").waitFor();
    }
    for (const tab of [page, other]) await saved(tab);
    await page.evaluate(() => (location.hash = "#/quotes"));
    await loaded(page);
    await page.getByText("100 of 100 articles").first().waitFor();
    for (const name of ["Lena Fors", "Ravi Menon"]) {
      await page.getByRole("searchbox", { name: "Search" }).fill(name === "Lena Fors" ? "\"bridge 3 to\" " : "\"bridge 99 to\" ");
      await page.getByText("1 of 100 articles").first().waitFor();
      await rows(page).first().getByText(name).first().waitFor();
    }
    assert.deepEqual([wrong, wrongToo], [[], []]);
    await context.close();
  });

  test("a newer version takes over: the old tab says so and loses nothing", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    await choose(page, [ferry]);
    await page.getByText("1 of 1 article").first().waitFor();
    await saved(page);
    const version = await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const request = indexedDB.open("verbatim", 999);
          request.onerror = () => reject(request.error);
          request.onblocked = () => reject(new Error("the older page does not let go of the database"));
          request.onsuccess = () => {
            const count = request.result.transaction("articles").objectStore("articles").count();
            count.onsuccess = () => {
              request.result.close();
              resolve([request.result.version, count.result]);
            };
          };
        }),
    );
    assert.deepEqual(version, [999, 1]);
    await page.getByRole("alert").getByText("Not saved any more", { exact: false }).waitFor();
    assert.equal((await status(page)).all, 1);
    // And this version leaves the newer one's library as it is.
    await loaded(page);
    await page.getByRole("alert").getByText("saved by a newer version", { exact: false }).waitFor();
    await choose(page, [strike]);
    await page.getByText("1 of 1 article").first().waitFor();
    await nothingFound(page, "the banner");
    const left = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("verbatim");
          request.onsuccess = () => {
            const count = request.result.transaction("articles").objectStore("articles").count();
            count.onsuccess = () => resolve([request.result.version, count.result]);
          };
        }),
    );
    assert.deepEqual(left, [999, 1]);
    assert.deepEqual(wrong, []);
    await context.close();
  });
});

describe("where nothing can be kept", () => {
  test("without a database the page works and says that nothing is saved", async () => {
    const { page, context, wrong } = await open(here.browser, "about:blank", { blank: true });
    await page.route(/worker-.*\.js$/, async (route) => {
      const response = await route.fetch();
      const without = "Object.defineProperty(self, 'indexedDB', { value: { open() { throw new DOMException('no', 'SecurityError'); } } });\n";
      await route.fulfill({ response, body: without + (await response.text()) });
    });
    await page.goto(here.host.url);
    await page.locator("#loading").waitFor({ state: "detached" });
    await choose(page, [ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.getByRole("alert").getByText("Not saved: this browser keeps nothing", { exact: false }).waitFor();
    await page.evaluate(() => (location.hash = "#/quotes"));
    await rows(page).first().waitFor();
    await page.getByRole("alert").getByText("Not saved", { exact: false }).waitFor();
    await nothingFound(page, "no database");
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("without room all is shown, and the banner stays until there is room again", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    const session = await context.newCDPSession(page);
    const origin = new URL(here.host.url).origin;
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 << 10 });
    await choose(page, articles(0, 30));
    await page.getByText("30 of 30 articles").first().waitFor({ timeout: 60_000 });
    await page.getByRole("alert").getByText("no room left", { exact: false }).waitFor();
    await nothingFound(page, "no room");
    await session.send("Storage.overrideQuotaForOrigin", { origin });
    await choose(page, articles(30, 1));
    await page.getByText("31 of 31 articles").first().waitFor();
    await saved(page);
    assert.equal(await page.getByRole("alert").count(), 0);
    await loaded(page);
    await page.getByText("31 of 31 articles").first().waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("a record that is none costs only itself and is left as it is", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    await choose(page, [ferry, strike]);
    await page.getByText("2 of 2 articles").first().waitFor();
    await saved(page);
    await page.evaluate(
      () =>
        new Promise((resolve) => {
          const request = indexedDB.open("verbatim");
          request.onsuccess = () => {
            const transaction = request.result.transaction("articles", "readwrite");
            transaction.objectStore("articles").put(new TextEncoder().encode('{"article":{'), "0000000000000001");
            transaction.oncomplete = () => resolve(request.result.close());
          };
        }),
    );
    await loaded(page);
    await page.getByText("2 of 2 articles").first().waitFor();
    await page.getByRole("alert").getByText("could not be read", { exact: false }).waitFor();
    assert.deepEqual(wrong, []);
    await context.close();
  });
});

describe("a project file", () => {
  const save = async (page) => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as a project file" }).first().click(),
    ]);
    assert.equal(download.suggestedFilename(), "my-articles.verbatim");
    const path = join(mkdtempSync(join(tmpdir(), "verbatim-project-")), "my-articles.verbatim");
    await download.saveAs(path);
    return path;
  };
  const given = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });
  let path;
  let told;

  test("carries articles and corrections to another browser", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    await choose(page, samples);
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    await page.evaluate(() => (location.hash = "#/quotes"));
    await rows(page).first().getByRole("button", { name: "Fix" }).click();
    await page.getByLabel("Somebody else").fill("Lena Fors");
    await page.getByRole("button", { name: "Set", exact: true }).click();
    await rows(page).first().getByText("Lena Fors").first().waitFor();
    told = await status(page);
    path = await save(page);
    await page.getByText("It is in your downloads.").waitFor();
    await context.close();

    const other = await open(here.browser, here.host.url);
    await other.page.getByRole("button", { name: "Open a saved project…" }).waitFor();
    await other.page.evaluate(() => (location.hash = "#/quotes"));
    await choose(other.page, [path]);
    await rows(other.page).first().getByText("Lena Fors").first().waitFor();
    assert.deepEqual(await status(other.page), told);
    await saved(other.page);
    await loaded(other.page);
    await rows(other.page).first().getByText("Lena Fors").first().waitFor();
    assert.deepEqual(await status(other.page), told, "what was opened is kept");
    // The same again changes nothing; into another library it is merged.
    await choose(other.page, [given("again.verbatim", readFileSync(path)), article(1)]);
    await other.page.getByText(`${samples.length + 1} of ${samples.length + 1} articles`).first().waitFor();
    await other.page.getByText(`1 added, ${samples.length} duplicates skipped`).waitFor();
    assert.deepEqual([wrong, other.wrong], [[], []]);
    await other.context.close();
  });

  test("cut short, changed, of a newer version or of another program: it says so, and nothing is lost", async () => {
    const { page, context, wrong } = await open(here.browser, here.host.url);
    await choose(page, [ferry]);
    await page.getByText("1 of 1 article").first().waitFor();
    const project = readFileSync(path);
    const changed = Buffer.from(project);
    changed[changed.length >> 1] ^= 1;
    const head = project.indexOf(10);
    const newer = Buffer.concat([Buffer.from(project.subarray(0, head).toString().replace(/project \d+/, "project 9")), project.subarray(head)]);
    const other = Buffer.concat([Buffer.from("DOSSIER\0\x01\x02"), project.subarray(head + 1)]);
    await choose(page, [
      given("cut.verbatim", project.subarray(0, project.length - 7)),
      given("changed.verbatim", changed),
      given("newer.verbatim", newer),
      given("other.verbatim", other),
    ]);
    await page.getByRole("button", { name: "See the list" }).click();
    const said = await page.getByRole("dialog").getByRole("listitem").allInnerTexts();
    const of = (name) => said.find((line) => line.includes(name));
    assert.match(of("cut.verbatim"), /damaged or cut off/);
    assert.match(of("changed.verbatim"), /damaged or cut off/);
    assert.match(of("newer.verbatim"), /newer version/);
    assert.match(of("other.verbatim"), /not text|not an article/i);
    await page.keyboard.press("Escape");
    assert.equal((await status(page)).all, 1);
    assert.deepEqual(wrong, []);
    await context.close();
  });

  test("opens in the page that is one file, from the disk with the network off", async () => {
    const one = pathToFileURL(join(dist, "verbatim.html")).href;
    const { page, context, wrong, asked } = await open(here.browser, one, { offline: true });
    await choose(page, [path]);
    await page.getByText(`${samples.length} of ${samples.length} articles`).first().waitFor();
    assert.deepEqual({ ...(await status(page)), quotes: 0 }, { ...told, quotes: 0 });
    assert.deepEqual([wrong, asked], [[], []]);
    await context.close();
  });
});

test("a page that was handed on writes nothing into the visitor's library", async () => {
  const { page, context } = await open(here.browser, here.host.url);
  await choose(page, [ferry, strike]);
  await page.getByText("2 of 2 articles").first().waitFor();
  await page.getByRole("button", { name: "Share" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the page" }).click()]);
  const shared = readFileSync(await download.path());
  await context.close();
  // Served from the same place as the visitor's own page.
  const other = await open(here.browser, here.host.url);
  await choose(other.page, articles(0, 1));
  await other.page.getByText("1 of 1 article").first().waitFor();
  await saved(other.page);
  await other.page.route("**/handed-on.html", (route) => route.fulfill({ body: shared, contentType: "text/html" }));
  await other.page.goto(`${here.host.url}handed-on.html`);
  await other.page.getByText("2 of 2 articles").first().waitFor();
  await other.page.getByText("This page was handed on to you.", { exact: false }).first().waitFor();
  await choose(other.page, articles(5, 1));
  await other.page.getByText("3 of 3 articles").first().waitFor();
  await other.page.goto(here.host.url);
  await other.page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(other.wrong, []);
  await other.context.close();
});

test("the foot of the list on a phone, light and dark: nothing for axe", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const { page, context } = await open(here.browser, here.host.url, { viewport: phone, colorScheme });
    await choose(page, [ferry]);
    await saved(page);
    await nothingFound(page, colorScheme);
    await context.close();
  }
});
