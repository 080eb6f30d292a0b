
// Starts the page. Its parts stand in the document itself (the one-file page) or beside it (a served page); both end in
// `globalThis.verbatim`, from which the engine's worker is started and a shared page is made.
const inside = (name) => document.getElementById(`verbatim-${name}`)?.textContent;

const unpack = async (text) => {
  const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
};

const fromDocument = async () => ({
  pageScript: inside("page-script"),
  style: inside("style"),
  workerScript: inside("worker-script"),
  pageWasmPacked: inside("page-wasm"),
  workerWasmPacked: inside("worker-wasm"),
  pageWasm: await unpack(inside("page-wasm")),
  workerWasm: await unpack(inside("worker-wasm")),
  data: inside("data"),
});

const fromServer = async (files) => {
  const load = async (name, as) => {
    const response = await fetch(new URL(files[name], document.baseURI));
    if (!response.ok) throw new Error(`${files[name]}: ${response.status}`);
    return as === "text" ? response.text() : new Uint8Array(await response.arrayBuffer());
  };
  const [pageScript, style, workerScript, pageWasm, workerWasm] = await Promise.all([
    load("pageScript", "text"),
    load("style", "text"),
    load("workerScript", "text"),
    load("pageWasm", "bytes"),
    load("workerWasm", "bytes"),
  ]);
  return { pageScript, style, workerScript, pageWasm, workerWasm };
};

try {
  const about = JSON.parse(inside("about"));
  const parts = about.files ? await fromServer(about.files) : await fromDocument();
  globalThis.verbatim = { ...parts, scriptHash: about.scriptHash, styleHash: about.styleHash };
  await __wbg_init({ module_or_path: parts.pageWasm });
} catch (error) {
  const loading = document.getElementById("loading");
  if (loading) {
    loading.setAttribute("role", "alert");
    loading.textContent = `Verbatim could not start in this browser: ${error.message}. It needs a browser of 2023 or later.`;
  }
  throw error;
}
