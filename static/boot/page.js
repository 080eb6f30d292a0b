
// Brings the parts of the page to `globalThis.verbatim` and starts it: see src/browser/parts.rs.
const inside = (name) => document.getElementById(`verbatim-${name}`)?.textContent;

const gunzip = async (packed) => {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};
const unpack = (text) => gunzip(Uint8Array.from(atob(text), (c) => c.charCodeAt(0)));

const fromDocument = () => ({
  pageScript: inside("page-script"),
  style: inside("style"),
  workerScript: inside("worker-script"),
  pageWasmPacked: inside("page-wasm"),
  pageLaterPacked: inside("page-later"),
  workerWasmPacked: inside("worker-wasm"),
  workerLaterPacked: inside("worker-later"),
  modelPacked: inside("model"),
  pageWasm: unpack(inside("page-wasm")),
  pageLater: unpack(inside("page-later")),
  workerWasm: unpack(inside("worker-wasm")),
  workerLater: unpack(inside("worker-later")),
  model: unpack(inside("model")),
  data: inside("data"),
});

const fromServer = (files) => {
  const load = async (name, as) => {
    const response = await fetch(new URL(files[name], document.baseURI));
    if (!response.ok) throw new Error(`${files[name]}: ${response.status}`);
    return as === "text" ? response.text() : new Uint8Array(await response.arrayBuffer());
  };
  const after = (parts, more) => Promise.allSettled(Object.values(parts)).then(more);
  const first = { pageWasm: load("pageWasm", "bytes"), workerScript: load("workerScript", "text"), workerWasm: load("workerWasm", "bytes") };
  // Nothing waits for what comes later, and the readers of all formats come last.
  const later = {
    pageLater: after(first, () => load("pageLater", "bytes")),
    model: load("model", "bytes").then(gunzip),
    workerLater: after(first, () => load("workerLater", "bytes")),
    pageScript: after(first, () => load("pageScript", "text")),
    style: after(first, () => load("style", "text")),
  };
  const reader = after(later, async () => {
    const [script, wasm] = await Promise.all([load("readerScript", "text"), load("readerWasm", "bytes")]);
    return { script, wasm };
  });
  return { ...first, ...later, reader };
};

try {
  const about = JSON.parse(inside("about"));
  const parts = about.files ? fromServer(about.files) : fromDocument();
  const started = parts.pageWasm.then((code) => __wbg_init({ module_or_path: code }));
  // The rest of the page joins the first part's memory and fills its places in the table: see src/bin/pack/split.rs.
  parts.whole = Promise.all([started, parts.pageLater]).then(([first, code]) => WebAssembly.instantiate(code, { first })).then(() => true);
  // Who needs a part waits for it and hears of its failure then.
  for (const part of Object.values(parts)) Promise.resolve(part).catch(() => {});
  if (about.files) Promise.allSettled(Object.values(parts)).then(serveOffline);
  globalThis.verbatim = { ...parts, ...(about.files && { incoming, published: opens.length > 0 }), scriptHash: about.scriptHash, styleHash: about.styleHash, size: about.size, at: about.at };
  await started;
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) {
    document.getElementById("verbatim-plain")?.classList.add("shown");
    loading.setAttribute("role", "alert");
    loading.textContent = `Verbatim could not start in this browser: ${error.message}. It needs a browser of 2023 or later.`;
  }
  throw error;
}
