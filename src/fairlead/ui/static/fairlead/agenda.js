// Keeps the agenda of this account readable without a network, by the worker beside it, and says
// how old it is then. On every page of a desk: what is kept goes when its owner signs out.
(() => {
  const KEPT = "fairlead-agenda";
  const shown = document.querySelector("[data-keeper]");
  // The programme's pages are the same for everybody: by this they know that it is worth asking.
  const SIGNED_IN = "fairlead signed in";
  try {
    localStorage.setItem(SIGNED_IN, "yes");
  } catch {
    // A browser that keeps nothing keeps its choice of sessions nowhere.
  }

  for (const form of document.querySelectorAll("form[data-signs-out]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      try {
        localStorage.removeItem(SIGNED_IN);
      } catch {
        // Nothing was kept.
      }
      const enough = new Promise((go) => setTimeout(go, 1000));
      Promise.race([forget(), enough])
        .catch(() => {}) // the answer to the sign-out clears the browser as well
        .finally(() => form.submit());
    });
  }

  // Every worker stops keeping before the sign-out is sent: a page on its way is not kept either.
  async function forget() {
    const workers = navigator.serviceWorker;
    const registrations = workers ? await workers.getRegistrations() : [];
    await Promise.all(
      registrations.map(({ active }) => {
        if (!active) return undefined;
        const { port1, port2 } = new MessageChannel();
        return new Promise((go) => {
          port1.onmessage = go;
          active.postMessage({ ends: true }, [port2]);
        });
      }),
    );
    if ("caches" in window) await caches.delete(KEPT);
  }
  if (!shown) return;

  if (shown.dataset.kept === "yes") {
    const age = shown.querySelector("[data-age]");
    const made = new Date(shown.dataset.made);
    const language = document.documentElement.lang || undefined;
    const minutes = Math.max(0, Math.round((Date.now() - made.getTime()) / 60000));
    const [count, unit] =
      minutes < 60
        ? [minutes, "minute"]
        : minutes < 2880
          ? [Math.round(minutes / 60), "hour"]
          : [Math.round(minutes / 1440), "day"];
    const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
    age.textContent = `${words.format(-count, unit)} (${made.toLocaleString(language)})`;
    shown.querySelector("[data-note]").hidden = false;
    for (const button of document.querySelectorAll("main button, main a.button")) {
      button.hidden = true; // what changes something needs the network
    }
    return;
  }
  if (!("serviceWorker" in navigator) || !shown.dataset.owner) return;
  navigator.serviceWorker
    .register(shown.dataset.keeper, { scope: shown.dataset.scope })
    .then(() => navigator.serviceWorker.ready)
    .then((registration) => {
      const files = [...document.querySelectorAll("link[rel=stylesheet], script[src]")];
      const days = [...document.querySelectorAll("[data-days] a")];
      registration.active.postMessage({
        pages: [location.href, ...days.map((day) => day.href)],
        files: files.map((file) => file.href || file.src),
      });
    })
    .catch(() => {
      // A browser that keeps nothing shows the page as ever.
    });
})();
