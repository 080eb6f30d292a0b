// The service worker: keeps the page's own files, all of one build or none. `VERSION` and `FILES` (each file with its hash) stand
// above, written by src/bin/pack.rs. A file that is not of this build fails the whole installation, and the build before stays;
// a new build takes over when no tab shows the old one any more. Nothing but these files is ever fetched.
const SCOPE = new URL("./", location);
const OURS = `verbatim ${SCOPE.pathname} `;
const KEPT = OURS + VERSION;
const places = new Set(Object.keys(FILES).map((name) => new URL(name, SCOPE).href));

const keep = async () => {
  const kept = await caches.open(KEPT);
  await kept.addAll(Object.entries(FILES).map(([name, integrity]) => new Request(name, { integrity, cache: "no-cache" })));
};

const forgetOthers = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(OURS) && name !== KEPT).map((name) => caches.delete(name)));
};

const answer = async (place, request) => (await (await caches.open(KEPT)).match(place)) ?? fetch(request);

// What other programs share to the installed page waits for it under its name.
const takeShared = async (request) => {
  const form = await request.formData();
  const store = await caches.open("verbatim shared");
  const words = ["title", "text", "url"].map((field) => form.get(field)).filter(Boolean);
  const files = form.getAll("files");
  if (words.length) files.push(new File([words.join("\n\n")], "shared.txt"));
  await Promise.all(
    files.map((file, number) => {
      const headers = { "content-disposition": encodeURIComponent(file.name) };
      return store.put(new URL(`shared/${number}`, SCOPE), new Response(file, { headers }));
    }),
  );
  return Response.redirect(new URL("?shared", SCOPE), 303);
};

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(forgetOthers()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const own = url.href.startsWith(SCOPE.href);
  if (own && request.method === "POST" && url.searchParams.has("shared")) return event.respondWith(takeShared(request));
  if (request.method !== "GET") return;
  const place = new URL(url.pathname.replace(/index\.html$/, ""), url).href;
  if (places.has(place)) event.respondWith(answer(place, request));
});
