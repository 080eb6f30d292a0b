// What a large import is like: articles.jsonl of a folder dropped as one file, as one zip, as a file each and as a folder of
// these. How long until all can be found, the longest frame meanwhile, what the page's process holds at most, how long Cancel takes, and from a key to the painted answer. Measured beside the
// goals, not tested: it takes minutes, and a busy machine is no defect.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { crc32 } from "node:zlib";
import { cards, choose, drop, launch, open, wide } from "./browser.mjs";
import { serve } from "./serve.mjs";

const folder = process.argv[2];
const lines = readFileSync(join(folder, "articles.jsonl"), "utf8").trim().split("\n");
const count = lines.length;
const all = `${count.toLocaleString("en")} of ${count.toLocaleString("en")} articles`;
const articles = lines.map((line, number) => {
  const { title, text } = JSON.parse(line);
  return [`article-${number}.txt`, Buffer.from(`${title}\n\n${text}\n`)];
});
const bytes = articles.reduce((sum, [, text]) => sum + text.length, 0);

const files = join(folder, "files");
mkdirSync(files, { recursive: true });
if (readdirSync(files).length !== count) for (const [name, text] of articles) writeFileSync(join(files, name), text);
writeFileSync(join(folder, "articles.zip"), zip(articles));
const forms = {
  "one JSONL": [join(folder, "articles.jsonl")],
  "one zip": [join(folder, "articles.zip")],
  [`${count} files`]: articles.map(([name]) => join(files, name)),
  [`a folder of ${count}`]: [resolve(files)],
};

// An archive whose parts are stored as they are.
function zip(parts) {
  const [local, central] = [[], []];
  let at = 0;
  for (const [name, data] of parts) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(name.length, 22);
    local.push(Buffer.from("PK\x03\x04"), head, Buffer.from(name), data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    central.push(Buffer.from("PK\x01\x02\x14\0"), head, place, Buffer.from(name));
    at += 30 + name.length + data.length;
  }
  const size = central.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, ...central, Buffer.from("PK\x05\x06"), end]);
}

const browser = await launch();
const host = await serve();
const system = await browser.newBrowserCDPSession();

// Most memory that any process of a page has held, in megabytes.
async function peak() {
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  const of = ({ id }) => Number(readFileSync(`/proc/${id}/status`, "utf8").match(/VmHWM:\s*(\d+)/)?.[1] ?? 0) / 1024;
  return Math.max(...processInfo.filter(({ type }) => type === "renderer").map(of));
}

async function ready() {
  const opened = await open(browser, host.url, { viewport: wide });
  await opened.page.evaluate(() => {
    let longest = 0;
    let last = performance.now();
    const frame = (now) => {
      longest = Math.max(longest, now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    window.longest = () => longest;
    window.restart = () => (longest = 0);
  });
  return opened;
}

const figures = [];
const note = (what, figure, unit, goal, most = true) => {
  figures.push([what, figure, unit, goal, most]);
  const over = goal === undefined || (most ? figure <= goal : figure >= goal) ? "" : "  SHORT";
  const aim = goal === undefined ? "" : `${most ? "≤" : "≥"} ${goal}`;
  console.log(what.padEnd(44), figure.toFixed(figure < 10 ? 2 : 0).padStart(8), unit.padEnd(11), aim.padEnd(8), over);
};

console.log(`${count} articles, ${(bytes / 1e6).toFixed(1)} MB`);
let kept;
for (const [form, paths] of Object.entries(forms)) {
  const opened = await ready();
  const { page, context } = opened;
  await page.evaluate(() => window.restart());
  const start = performance.now();
  await (form.startsWith("a folder") ? drop : choose)(page, paths);
  const handed = performance.now();
  await cards(page).first().waitFor();
  note(`${form}: until the first card`, (performance.now() - start) / 1000, "s");
  // Seldom asked, since asking goes through the page.
  await page.waitForFunction((all) => document.querySelector(".listing [role=status]")?.textContent.includes(all), all, { polling: 500, timeout: 600_000 });
  const seconds = (performance.now() - handed) / 1000;
  note(`${form}: articles a second`, count / seconds, "articles/s", 500, false);
  note(`${form}: handing the files over`, (handed - start) / 1000, "s");
  note(`${form}: longest frame`, await page.evaluate(() => window.longest()), "ms", 100);
  note(`${form}: most memory`, await peak(), "MB");
  if (form === "one JSONL") kept = opened;
  else await context.close();
}

// Keys typed one after the other, each once the answer before is on screen.
const { page } = kept;
const words = JSON.parse(readFileSync(join(folder, "questions.json"), "utf8"));
const typed = words.filter(([kind]) => kind === "Word" || kind === "Both").slice(0, 20).map(([, asked]) => asked);
const search = page.getByRole("searchbox", { name: "Search" });
await search.focus();
await page.evaluate(() => {
  window.times = [];
  let pressed = 0;
  document.addEventListener("keydown", () => (pressed = performance.now()), true);
  new MutationObserver(() => {
    if (pressed === 0) return;
    const start = pressed;
    pressed = 0;
    // After the next frame has been painted.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.times.push(performance.now() - start);
      port2.postMessage(0);
    });
  }).observe(document.querySelector(".listing [role=status]"), { childList: true, characterData: true, subtree: true });
});
for (const word of typed) {
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.waitForTimeout(400);
  for (const letter of word) {
    await page.keyboard.type(letter);
    await page.waitForTimeout(150);
  }
}
const times = (await page.evaluate(() => window.times)).sort((one, other) => one - other);
note(`key to painted answer, p95 of ${times.length}`, times[Math.floor(times.length * 0.95)], "ms", 50);
note("key to painted answer, half", times[times.length >> 1], "ms");
await kept.context.close();

{
  const { page, context } = await ready();
  await choose(page, forms[`${count} files`]);
  await page.getByRole("list", { name: "Articles" }).getByRole("article").first().waitFor();
  const took = await page.evaluate(async () => {
    const button = () => [...document.querySelectorAll("button")].find((button) => button.textContent.trim() === "Cancel");
    const start = performance.now();
    button().click();
    while (button()) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - start;
  });
  note("Cancel", took, "ms", 200);
  await context.close();
}
await browser.close();
host.close();
const short = figures.filter(([, figure, , goal, most]) => goal !== undefined && (most ? figure > goal : figure < goal));
console.log(short.length === 0 ? "All goals are reached." : `${short.length} fall short.`);
