// The worker of a session's door: keeps the page of the door, as it is before anybody is let in,
// and its sheets, so that it opens without a network. No answer to a scan is ever kept. Anyone who is
// let in at the office no more has nothing kept.
const KEPT = "fairlead-door";
const HOME = new URL("./", self.location.href).pathname;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { files = [], ends = false } = event.data || {};
  if (ends) {
    event.waitUntil(caches.delete(KEPT).then(() => event.ports[0]?.postMessage("done")));
    return;
  }
  const own = files.filter((one) => new URL(one).origin === self.location.origin);
  event.waitUntil(caches.open(KEPT).then((cache) =>
    Promise.allSettled([keepPage(cache), ...own.map((one) => cache.add(one))])));
});

async function keepPage(cache) {
  const page = await fetch(HOME, { credentials: "same-origin", redirect: "manual" });
  if (page.ok) await cache.put(HOME, page);
  else await caches.delete(KEPT);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  const page = request.mode === "navigate" && address.pathname === HOME;
  if (page) event.respondWith(open(request));
  else if (["style", "script", "font", "image"].includes(request.destination))
    event.respondWith(fetch(request).catch(() => find(request.url)));
});

async function open(request) {
  try {
    const answer = await fetch(request);
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status))
      await caches.delete(KEPT);
    return answer;
  } catch {
    return find(HOME);
  }
}

async function find(address) {
  const kept = await caches.match(address, { cacheName: KEPT, ignoreVary: true });
  if (!kept) return Response.error();
  const headers = new Headers(kept.headers);
  headers.set("X-Kept", "yes");
  for (const name of ["Content-Length", "Content-Encoding"]) headers.delete(name);
  return new Response(await kept.blob(), { status: kept.status, headers });
}
