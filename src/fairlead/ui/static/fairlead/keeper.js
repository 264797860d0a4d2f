// The worker of one agenda: keeps the pages of it, and the sheets they need, for one sign-in of one
// account. Everything else passes by it. After a sign-out nothing is kept that was asked for before
// it, or that bears the mark of a sign-in that is over.
const KEPT = "fairlead-agenda";
const HOME = new URL("./", self.location.href).pathname;
const OWNER = new URL("./owner", self.location.href).href;

let turn = 0; // one more at every sign-out
let last = Promise.resolve();
const known = new Set();
const ended = new Set();

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (address.pathname === HOME) event.respondWith(open(event));
  } else if (["style", "script", "font", "image"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(() => find(request.url)));
  }
});

self.addEventListener("message", (event) => {
  const { pages = [], files = [], ends = false } = event.data || {};
  if (ends) {
    event.waitUntil(end().then(() => event.ports[0]?.postMessage("done")));
    return;
  }
  const own = (address) => new URL(address).origin === self.location.origin;
  const home = (address) => new URL(address).pathname === HOME;
  event.waitUntil(keepAll(pages.filter(own).filter(home), files.filter(own)));
});

// What is done with the cache is done one after the other.
function inLine(doing) {
  const done = last.then(doing);
  last = done.catch(() => {});
  return done;
}

function end() {
  turn += 1;
  for (const owner of known) ended.add(owner);
  known.clear();
  return inLine(() => caches.delete(KEPT));
}

async function keepAll(pages, files) {
  const begun = turn;
  await Promise.all(
    pages.map(async (address) => {
      const answer = await fetch(address, { credentials: "same-origin", redirect: "manual" });
      await keep(address, answer, begun);
    }),
  );
  await Promise.all(
    files.map(async (address) => {
      const answer = await fetch(address);
      await answer.clone().arrayBuffer();
      await inLine(async () => {
        // The sheets alone, without an agenda, are kept for nobody.
        if (answer.ok && begun === turn && (await read(OWNER))) {
          await (await caches.open(KEPT)).put(address, answer);
        }
      });
    }),
  );
}

async function open(event) {
  const { request } = event;
  const begun = turn;
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    return show(await find(request.url));
  }
  event.waitUntil(keep(request.url, answer.clone(), begun));
  return answer;
}

// Keeps an agenda that says whose it is. Anyone who is not let in any more has nothing kept.
async function keep(address, answer, begun) {
  const owner = answer.headers.get("X-Agenda-Of");
  if (answer.ok && owner) {
    if (begun !== turn) ended.add(owner);
    known.add(owner);
    await answer.clone().arrayBuffer(); // in the line nobody waits for a network
    await inLine(async () => {
      if (begun !== turn || ended.has(owner)) return;
      const before = await read(OWNER);
      if (before && (await before.text()) !== owner) await caches.delete(KEPT);
      const kept = await caches.open(KEPT);
      await kept.put(OWNER, new Response(owner));
      await kept.put(address, answer);
    });
  } else if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
    await inLine(() => caches.delete(KEPT));
  }
}

// Returns what is kept of an address; to look does not make an empty cache.
function read(address) {
  return caches.match(address, { cacheName: KEPT, ignoreVary: true });
}

async function find(address) {
  return (await read(address)) || Response.error();
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
