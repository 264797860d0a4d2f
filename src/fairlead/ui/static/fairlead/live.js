// Renews a part of a page again and again, while somebody looks at it.
(() => {
  const shown = document.querySelector("[data-live]");
  let asking = false;

  async function renew() {
    if (asking || document.hidden || shown.contains(document.activeElement)) return;
    asking = true;
    try {
      const answer = await fetch(shown.dataset.live, { cache: "no-store", redirect: "error" });
      if (answer.ok) shown.innerHTML = await answer.text();
    } catch {
      // The server is away, or one is signed out: what is shown says of when it is.
    }
    asking = false;
  }

  window.setInterval(renew, 1000 * Number(shown.dataset.seconds));
  document.addEventListener("visibilitychange", renew);
})();
