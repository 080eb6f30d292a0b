// Files on which reading never ends, dies, or is starved of the machine: each is told from the others, and costs only itself.
// The workers' scripts get a few lines in front here, on their way to the page: a file's name says what befalls its reading.
import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, file, open, setUp, status, town } from "./browser.mjs";

const here = setUp();

// `forever`, `silent` until a moment or `working` until it, `dies`, or ends `large`, as it says of its memory; behind the kind of worker to which it happens.
const fate = (kind) => `
addEventListener("message", (event) => {
  const [, asked] = Array.isArray(event.data) ? event.data : [];
  const name = typeof asked === "string" ? asked : asked?.Read?.name ?? "";
  const [, who, what, until] = name.match(/^(engine|reader|both)-(forever|dies|large|silent|working)-?(\\d*)/) ?? [];
  if (who !== "${kind}" && who !== "both") return;
  if (what === "forever") for (;;);
  if (what === "dies") {
    event.stopImmediatePropagation();
    throw new Error("died, as it was told");
  }
  if (what === "large") {
    const say = postMessage.bind(self);
    const isEnd = (message) => message.length === 3 && message[1] === null;
    self.postMessage = (message, ...more) => say(isEnd(message) ? [message[0], null, 2 ** 30] : message, ...more);
  }
  for (let said = 0; Date.now() < Number(until); ) {
    if (what === "working" && Date.now() > said + 300) {
      said = Date.now();
      postMessage(["working"]);
    }
  }
});
`;

// When each worker was ready, was given files, and was ended.
const workers = () => {
  window.workers = [];
  const Native = Worker;
  window.Worker = class extends Native {
    constructor(...about) {
      super(...about);
      this.life = { files: [] };
      window.workers.push(this.life);
      this.addEventListener("message", ({ data }) => {
        if (data[0] === "ready") this.life.ready = performance.now();
      });
    }
    postMessage(message, ...more) {
      const name = typeof message[1] === "string" ? message[1] : message[1]?.Read?.name;
      if (name) this.life.files.push({ name, at: performance.now() });
      super.postMessage(message, ...more);
    }
    terminate() {
      this.life.ended ??= performance.now();
      super.terminate();
    }
  };
};

const start = async () => {
  const opened = await open(here.browser, here.host.url, { blank: true });
  const { page } = opened;
  await page.addInitScript(workers);
  for (const kind of ["worker", "reader"]) {
    await page.route(new RegExp(`/${kind}[^/]*\\.js$`), async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: fate(kind === "worker" ? "engine" : kind) + (await response.text()) });
    });
  }
  await page.goto(here.host.url);
  await page.locator("#loading").waitFor({ state: "detached" });
  await page.waitForLoadState("networkidle");
  return opened;
};

const web = (name, number) => {
  const words = town(number, 3).buffer.toString().split("\n\n");
  return file(name, `<!doctype html><title>${words[0]}</title><h1>${words[0]}</h1>${words.slice(1).map((line) => `<p>${line}</p>`).join("")}`);
};

// Waits until all files are read, and gives the names that the list calls unreadable with their reasons.
const failed = async (page) => {
  await page.getByRole("button", { name: "See the list" }).waitFor({ timeout: 25_000 });
  await page.getByRole("button", { name: "See the list" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  const text = await dialog.innerText();
  await page.keyboard.press("Escape");
  return text;
};

const lives = (page) => page.evaluate(() => window.workers);
const lost = (all) => all.filter((worker) => worker.ended);
// How long it took from the end of each lost worker until the next was ready, where there was work for one.
const gaps = (all) =>
  lost(all)
    .map(({ ended }) => Math.min(...all.map(({ ready }) => ready - ended).filter((gap) => gap > 0)))
    .filter(Number.isFinite);
const reason = "Reading this file stopped the engine";

test("a file that hangs a reader is stopped after two seconds and named", async () => {
  const { page, wrong, context } = await start();
  await choose(page, [web("reader-forever.html", 1)]);
  const list = await failed(page);
  assert.match(list, /reader-forever\.html/);
  assert.ok(list.includes(reason), list);
  const [{ files, ended }] = lost(await lives(page));
  const took = ended - files[0].at;
  assert.ok(took >= 1_900 && took < 3_000, `stopped after ${took} ms`);
  await choose(page, [web("good.html", 2)]);
  await page.getByText("1 of 1 article").first().waitFor();
  assert.deepEqual(wrong, []);
  console.log(`# stopped after ${Math.round(took)} ms`);
  await context.close();
});

test("among others only the file that hangs is stopped: those that are starved or work for long are read", async () => {
  const { page, wrong, context } = await start();
  const now = Date.now();
  const good = Array.from({ length: 12 }, (_, at) => web(`town-${at}.html`, at));
  const odd = [`reader-forever.html`, `reader-silent-${now + 6_500}.html`, `reader-working-${now + 8_000}.html`];
  await choose(page, [...odd.map((name, at) => web(name, 20 + at)), ...good]);
  const list = await failed(page);
  assert.equal(list.split(reason).length, 2, `one file is stopped:\n${list}`);
  assert.equal((await status(page)).all, 14);
  const all = await lives(page);
  const tries = (name) => all.flatMap(({ files }) => files).filter((file) => file.name === name && file.at > 0).length;
  // The engine is asked first where a file comes among the first few.
  assert.ok(tries(odd[0]) >= 2, "it was tried once more, alone");
  assert.ok(lost(all).length >= 3, "both that were silent at first, and one for good");
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a file that kills its reader is named, and the others are read", async () => {
  const { page, wrong, context } = await start();
  // Among those that a reader is handed together.
  const towns = Array.from({ length: 24 }, (_, at) => web(`town-${at}.html`, 2 + at));
  await choose(page, [...towns.slice(0, 12), web("reader-dies.html", 1), ...towns.slice(12)]);
  const list = await failed(page);
  assert.equal(list.split(reason).length, 2, list);
  assert.match(list.slice(0, list.indexOf(reason)), /reader-dies\.html[^.]*$/);
  assert.equal((await status(page)).all, 24);
  const back = gaps((await lives(page)).filter((worker) => worker.ready));
  // None comes back where the other readers had taken all that was left.
  assert.ok(back.every((gap) => gap < 500), `a reader was back after ${back.map(Math.round)} ms`);
  console.log(`# a reader back after ${back.map(Math.round)} ms`);
  assert.ok(wrong.every((what) => what.includes("died, as it was told")), `${wrong}`);
  await context.close();
});

test("an engine that hangs is started again with what it had, and the file is tried beside it", async () => {
  const { page, wrong, context } = await start();
  await choose(page, [town(1, 3), town(2, 3)]);
  await page.getByText("2 of 2 articles").first().waitFor();
  await choose(page, [file("engine-forever.txt", town(3, 3).buffer.toString())]);
  await page.getByText("3 of 3 articles").first().waitFor({ timeout: 15_000 });
  await choose(page, [file("both-forever.txt", town(4, 3).buffer.toString()), town(5, 3)]);
  const list = await failed(page);
  assert.equal(list.split(reason).length, 2, list);
  await page.getByText("4 of 4 articles").first().waitFor();
  const back = gaps((await lives(page)).filter((worker) => worker.ready));
  assert.ok(back.length >= 2 && back.every((gap) => gap < 500), `the engine was back after ${back.map(Math.round)} ms`);
  console.log(`# workers back after ${back.map(Math.round)} ms`);
  assert.deepEqual(wrong, []);
  await context.close();
});

test("a reader that holds much memory is let go after its file", async () => {
  const { page, wrong, context } = await start();
  await choose(page, [web("reader-large.html", 1)]);
  await page.getByText("1 of 1 article").first().waitFor();
  await choose(page, [web("small.html", 2)]);
  await page.getByText("2 of 2 articles").first().waitFor();
  const readers = (await lives(page)).filter(({ files }) => files.length > 0).slice(1);
  assert.deepEqual(readers.map(({ files, ended }) => [files[0].name, ended > 0]), [["reader-large.html", true], ["small.html", false]]);
  assert.deepEqual(wrong, []);
  await context.close();
});
