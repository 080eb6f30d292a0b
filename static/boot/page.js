
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
  workerWasmPacked: inside("worker-wasm"),
  modelPacked: inside("model"),
  pageWasm: unpack(inside("page-wasm")),
  workerWasm: unpack(inside("worker-wasm")),
  model: unpack(inside("model")),
  data: inside("data"),
});

const fromServer = (files) => {
  const load = async (name, as) => {
    const response = await fetch(new URL(files[name], document.baseURI));
    if (!response.ok) throw new Error(`${files[name]}: ${response.status}`);
    return as === "text" ? response.text() : new Uint8Array(await response.arrayBuffer());
  };
  return {
    pageWasm: load("pageWasm", "bytes"),
    workerScript: load("workerScript", "text"),
    workerWasm: load("workerWasm", "bytes"),
    model: load("model", "bytes").then(gunzip),
    pageScript: load("pageScript", "text"),
    style: load("style", "text"),
    later: async () => {
      const [script, wasm] = await Promise.all([load("readerScript", "text"), load("readerWasm", "bytes")]);
      return { script, wasm };
    },
  };
};

try {
  const about = JSON.parse(inside("about"));
  const { later, ...parts } = about.files ? fromServer(about.files) : fromDocument();
  // Last, so that nothing waits for them.
  if (later) parts.reader = Promise.allSettled(Object.values(parts)).then(later);
  // Who needs a part waits for it and hears of its failure then.
  for (const part of Object.values(parts)) Promise.resolve(part).catch(() => {});
  if (about.files) Promise.allSettled(Object.values(parts)).then(serveOffline);
  globalThis.verbatim = { ...parts, ...(about.files && { incoming, published: opens.length > 0 }), scriptHash: about.scriptHash, styleHash: about.styleHash, size: about.size, at: about.at };
  await __wbg_init({ module_or_path: await parts.pageWasm });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) {
    loading.setAttribute("role", "alert");
    loading.textContent = `Verbatim could not start in this browser: ${error.message}. It needs a browser of 2023 or later.`;
  }
  throw error;
}
