
// Files that come to a served page without being dropped on it go to `take("files", files)`; those that cannot be had, by
// their names, to `take("elsewhere" or "absent", name)`. Only `?open=` in the address asks the network, and only this site.
const opens = new URLSearchParams(location.search).getAll("open").slice(0, 20);

const bring = async (name, take) => {
  let url = null;
  try {
    // No scheme and no host: a link cannot have the page ask anybody but the site it is on.
    if (!/^\s*([a-z][a-z\d+.-]*:|[\\/]\s*[\\/])/i.test(name)) url = new URL(name, document.baseURI);
  } catch {}
  if (url?.origin !== location.origin) return take("elsewhere", name);
  try {
    const response = await fetch(url, { mode: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    take("files", [new File([await response.blob()], name)]);
  } catch {
    take("absent", name);
  }
};

const incoming = async (take) => {
  for (const name of opens) bring(name, take);
  // Opened by the system with the installed page.
  globalThis.launchQueue?.setConsumer(async ({ files }) => {
    if (files.length) take("files", await Promise.all(files.map((handle) => handle.getFile())));
  });
  // Shared to it: left by static/boot/service.js.
  if (globalThis.caches && new URLSearchParams(location.search).has("shared")) {
    const store = await caches.open("verbatim shared");
    const files = (await store.keys()).map(async (request) => {
      const response = await store.match(request);
      const file = new File([await response.blob()], decodeURIComponent(response.headers.get("content-disposition")));
      await store.delete(request);
      return file;
    });
    if (files.length) take("files", await Promise.all(files));
  }
};

// Once all has loaded, the browser keeps the page's own files for use without a network.
const serveOffline = () => {
  const policy = globalThis.trustedTypes?.createPolicy("service", { createScriptURL: () => "service.js" });
  navigator.serviceWorker?.register(policy ? policy.createScriptURL("") : "service.js").catch(() => {});
};
