// Keeps the steps of a preparation, or of background work, up to date: told by the server, else by
// asking every second.
(() => {
  const shown = document.querySelector("[data-events]");
  const { steps, events } = shown.dataset;
  let timer = 0;
  let asking = false;

  async function renew() {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(steps, { cache: "no-store" });
      if (answer.ok) shown.innerHTML = await answer.text();
    } catch {
      // The server is away for a moment: the next time tells.
    }
    asking = false;
    if (!shown.querySelector("[data-running]")) {
      stop();
      if ("reload" in shown.dataset) window.location.reload();
    }
  }

  const source = "EventSource" in window ? new EventSource(events) : null;

  function ask() {
    timer = timer || window.setInterval(renew, 1000);
  }

  function stop() {
    window.clearInterval(timer);
    if (source) source.close();
  }

  if (source) {
    source.onmessage = renew;
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) ask();
    };
  } else {
    ask();
  }
})();
