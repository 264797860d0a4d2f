// The worker of one agenda: keeps the pages of it, and the sheets they need, for one account.
// Everything else passes by it.
const KEPT = "fairlead-agenda";
const HOME = new URL("./", self.location.href).pathname;
const OWNER = new URL("./owner", self.location.href).href;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === HOME) event.respondWith(open(request));
  } else if (["style", "script", "font", "image"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => find(request.url)));
  }
});

self.addEventListener("message", (event) => {
  const { pages = [], files = [] } = event.data || {};
  const own = (address) => new URL(address).origin === self.location.origin;
  const home = (address) => new URL(address).pathname === HOME;
  event.waitUntil(
    Promise.all([
      ...pages.filter(own).filter(home).map(async (address) => {
        const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
        await keep(address, answer);
      }),
      ...files.filter(own).map(async (address) => {
        const answer = await fetch(address);
        if (answer.ok) await (await caches.open(KEPT)).put(address, answer);
      }),
    ]),
  );
});

async function open(request) {
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return show(await find(request.url));
  }
  await keep(request.url, answer.clone());
  return answer;
}

// Keeps an agenda that says whose it is. Whoever is not let in any more has nothing kept.
async function keep(address, answer) {
  const owner = answer.headers.get("X-Agenda-Of");
  if (answer.ok && owner) {
    const before = await (await caches.open(KEPT)).match(OWNER);
    if (before && (await before.text()) !== owner) await caches.delete(KEPT);
    const kept = await caches.open(KEPT);
    await kept.put(OWNER, new Response(owner));
    await kept.put(address, answer);
  } else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
    await caches.delete(KEPT);
  }
}

async function find(address) {
  const kept = await caches.open(KEPT);
  const found = await kept.match(address, { ignoreVary: true });
  return found || Response.error();
}

// Marks a page as one that was kept: it says itself how old it is.
async function show(answer) {
  if (!answer.ok) return answer;
  const text = await answer.text();
  // The text is another one: what tells its length or packing would be wrong.
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Length", "Content-Encoding"]) headers.delete(name);
  return new Response(text.replace('data-kept="no"', 'data-kept="yes"'), { headers });
}
