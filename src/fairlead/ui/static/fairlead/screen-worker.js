// The worker of the screens: keeps each screen that was shown and its sheets, so that one that is
// started anew without a network shows the last it knew. A kept page says so by a header.
const KEPT = "fairlead-screens";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const own = (address) => new URL(address).origin === self.location.origin;

self.addEventListener("message", (event) => {
  const { keep = [] } = event.data || {};
  event.waitUntil(caches.open(KEPT).then((cache) =>
    Promise.allSettled(keep.filter(own).map((address) => cache.add(address)))));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !own(request.url)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const cache = await caches.open(KEPT);
  try {
    const fresh = await fetch(request);
    if (fresh.ok && (await cache.match(request.url))) await cache.put(request.url, fresh.clone());
    return fresh;
  } catch (error) {
    const kept = await cache.match(request.url);
    if (!kept) throw error;
    const headers = new Headers(kept.headers);
    headers.set("X-Kept", "yes");
    return new Response(await kept.blob(), { status: kept.status, headers });
  }
}
