// A screen in a hall: what is on now and next, by its own clock. It asks every three seconds
// whether something changed, and says how old what it shows is when nobody answers.
(() => {
  const root = document.querySelector("[data-screen]");
  const age = document.querySelector("[data-age]");
  const clock = document.querySelector("[data-clock]");
  const words = root.dataset;
  const NEXT = 2, ALONG = 16 * 3_600_000, OLD = 15_000;
  const KEY = `screen ${location.pathname}`;
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words.zone,
    numberingSystem: "latn",
  });
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: words.zone });
  const TURN = 10_000; // between rooms of a hall that have no place side by side
  const DAY = 86_400_000;
  const [first, last] = [words.first, words.last].map((day) => Date.parse(`${day}T12:00:00Z`));
  let tag = "", asking = false, astray = 0;
  let seen = Number(localStorage.getItem(KEY)) || Date.now();

  const find = (name, place) => place.querySelector(`[data-${name}]`);

  function show() {
    const now = Date.now() + astray;
    clock.textContent = time.format(now);
    for (const room of document.querySelectorAll("[data-room]")) {
      let next = 0, shown = 0;
      for (const one of room.querySelectorAll("li")) {
        const begins = Date.parse(one.dataset.begins), ends = Date.parse(one.dataset.ends);
        const gone = "cancelled" in one.dataset;
        const on = begins <= now && now < ends;
        const comes = begins > now && begins - now < ALONG && next < NEXT;
        if (comes) next += 1;
        one.hidden = !(on || comes);
        one.classList.toggle("is-now", on && !gone);
        const first = comes && next === 1 && !gone;
        find("day", one).hidden = date.format(begins) <= date.format(now);
        find("state", one).textContent = on && !gone ? words.now : first ? words.next : "";
        if (!one.hidden) shown += 1;
      }
      find("none", room).hidden = shown > 0;
    }
    fit();
    const old = Date.now() - seen;
    age.textContent = old < OLD ? "" : words.old
      .replace("{time}", time.format(seen + astray))
      .replace("{many}", String(Math.floor(old / 60_000)));
  }

  const isFull = (main) => main.scrollHeight > main.clientHeight + 1;

  // Leaves out what comes last where the sessions of a room have no place.
  function fit() {
    const main = document.querySelector("main");
    if (main.querySelectorAll("[data-room]").length > 1) return;
    const shown = [...main.querySelectorAll("li:not([hidden])")];
    while (isFull(main) && shown.length > 1) shown.pop().hidden = true;
  }

  // Turns to the first room of a hall that is not seen whole, and from the last to the first.
  function turn() {
    const main = document.querySelector("main");
    const end = main.scrollTop + main.clientHeight;
    const next = [...main.querySelectorAll("[data-room]")].find((one) =>
      one.offsetTop + one.offsetHeight > end + 1 && one.offsetTop > main.scrollTop + 1);
    main.scrollTop = next && isFull(main) ? next.offsetTop : 0;
  }

  async function renew() {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(location.href, {
        cache: "no-cache", redirect: "error", signal: AbortSignal.timeout(8_000),
      });
      if (!answer.ok || answer.headers.has("X-Kept")) throw new Error(String(answer.status));
      seen = Date.now();
      localStorage.setItem(KEY, String(seen));
      // The clock of a screen may be wrong: on the days of the fair the server's is taken where
      // they differ by much. On others it is set by who tries a screen out.
      const there = Date.parse(answer.headers.get("Date") ?? "");
      const held = first - DAY <= there && there <= last + DAY;
      astray = held && Math.abs(there - seen) > 30_000 ? there - seen : 0;
      const given = answer.headers.get("ETag") ?? "";
      if (tag && given !== tag) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        document.querySelector("main").replaceWith(page.querySelector("main"));
      }
      tag = given;
    } catch {
      // Nobody answers: what is shown stays, and says how old it is.
    }
    asking = false;
    show();
  }

  show();
  renew();
  setInterval(renew, 3_000);
  setInterval(show, 1_000);
  setInterval(turn, TURN);
  navigator.serviceWorker?.register(words.worker, { scope: words.scope })
    .then(() => navigator.serviceWorker.ready)
    .then((worker) => worker.active.postMessage({
      keep: [location.href, ...[...document.querySelectorAll("link[rel=stylesheet], script[src]")]
        .map((one) => one.href || one.src)],
    }))
    .catch(() => { /* A screen without it shows the same as long as it is not started anew. */ });
})();
