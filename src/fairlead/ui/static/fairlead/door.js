// The door of a session without a network: every pass is written down on this device first, sent,
// and forgotten when the server has answered. Only the pass's number and the time are kept, never
// a name. What the server refuses stays in a list until somebody at the door has seen it.
"use strict";

(() => {
  const form = document.querySelector("[data-scan]");
  const shown = document.querySelector("[data-door]");
  if (!form || !shown) return;
  const words = shown.dataset;
  const KEY = `fairlead door ${location.pathname}`;
  const MOST = 200; // of one message to the server
  const number = form.querySelector("[name=pass]");
  const said = document.querySelector("[data-said]");
  const time = new Intl.DateTimeFormat(document.documentElement.lang, {
    hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: words.zone,
    numberingSystem: "latn",
  });

  const read = () => {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  };
  const write = (scans) => {
    if (scans.length > 0) localStorage.setItem(KEY, JSON.stringify(scans));
    else localStorage.removeItem(KEY);
  };
  try {
    write(read());
  } catch {
    return; // A browser that keeps nothing sends the form as ever.
  }

  const make = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  let away = false;
  function show() {
    const scans = read();
    const waiting = scans.filter((one) => !one.why);
    const refused = scans.filter((one) => one.why);
    shown.hidden = scans.length === 0 && !away;
    const state = shown.querySelector("[data-state]");
    state.textContent = waiting.length > 0
      ? (away ? words.waits : words.sends).replace("{many}", String(waiting.length))
      : away ? words.away : "";
    state.hidden = !state.textContent;
    const list = shown.querySelector("ul");
    list.replaceChildren(...refused.map((one) => {
      const line = make("li", "");
      line.append(make("bdi", one.pass), ` · ${time.format(one.at)} · ${one.why} `);
      const seen = make("button", words.seen, { type: "button", class: "button button-quiet" });
      seen.addEventListener("click", () => settle((kept) => kept.filter((x) => x.id !== one.id)));
      if (one.again) {
        const let_in = make("button", words.anyway, { type: "button", class: "button" });
        let_in.addEventListener("click", () => {
          settle((kept) => kept.map((x) =>
            x.id === one.id ? { id: x.id, pass: x.pass, at: x.at, anyway: true } : x));
          send();
        });
        line.append(let_in, " ");
      }
      line.append(seen);
      return line;
    }));
  }

  function settle(change) {
    write(change(read()));
    show();
  }

  function say(text, bad, who = "") {
    said.hidden = false;
    said.className = bad ? "note note-error" : "note";
    said.replaceChildren();
    if (who) said.append(make("strong", who, { dir: "auto" }), document.createElement("br"));
    said.append(text);
  }

  // Sends what waits, in the order of the scans; what the server did not answer waits on.
  let sending = false, last = "";
  async function send() {
    const batch = read().filter((one) => !one.why).slice(0, MOST);
    if (sending || batch.length === 0) return;
    sending = true;
    try {
      const token = form.querySelector("[name=csrfmiddlewaretoken]");
      const body = new URLSearchParams({ csrfmiddlewaretoken: token.value });
      const now = Date.now();
      // How long ago, not when: the clock of a phone may be wrong.
      for (const one of batch)
        body.append("scan", [one.id, Math.max(0, Math.round((now - one.at) / 1000)),
          (one.anyway ? 1 : 0) + (one.sent ? 2 : 0), one.pass].join(" "));
      // One whose answer is lost is sent again, and is no second showing of the pass.
      const ids = new Set(batch.map((one) => one.id));
      write(read().map((one) => (ids.has(one.id) ? { ...one, sent: true } : one)));
      const answer = await fetch(words.address, {
        method: "POST", body, redirect: "manual", signal: AbortSignal.timeout(20_000),
        headers: { Accept: "application/json" },
      });
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        away = true;
        say(words.signIn, true);
        await renew(token);
      } else if (answer.ok) {
        away = false;
        take(await answer.json());
      } else throw new Error(String(answer.status));
    } catch {
      away = true;
    }
    sending = false;
    show();
    if (!away && read().some((one) => !one.why)) send();
  }

  // The token of a page that was kept is an old one after a new sign-in.
  async function renew(token) {
    const answer = await fetch(location.href, { redirect: "error", cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-scan] [name=csrfmiddlewaretoken]");
    if (answer.ok && fresh && !answer.headers.has("X-Kept")) token.value = fresh.value;
  }

  function take(answer) {
    const found = new Map(answer.scans.map((one) => [one.id, one]));
    write(read().flatMap((one) => {
      const told = found.get(one.id);
      if (!told) return [one];
      return told.state === "refused"
        ? [{ id: one.id, pass: one.pass, at: one.at, why: told.why, again: told.again }] : [];
    }));
    const told = found.get(last);
    if (told) say(told.said, told.state === "refused", told.who);
    const came = document.querySelector("[data-came]");
    if (came) came.textContent = answer.came;
  }

  form.addEventListener("submit", (event) => {
    const pass = number.value.trim().toUpperCase().slice(0, 60);
    if (!pass) return;
    const id = crypto.getRandomValues(new Uint32Array(2)).join("-");
    try {
      settle((kept) => [...kept, { id, pass, at: Date.now() }]);
    } catch {
      return; // The device is full: the form goes to the server.
    }
    event.preventDefault();
    last = id;
    say(words.noted, false);
    number.value = "";
    number.focus();
    send();
  });

  // What waits would be lost to whom it counts if its sender signed out and went.
  for (const leave of document.querySelectorAll("form[action*='sign-out']")) {
    leave.addEventListener("submit", (event) => {
      if (read().some((one) => !one.why)) {
        event.preventDefault();
        say(words.stay, true);
      }
    });
  }

  window.addEventListener("online", send);
  window.addEventListener("storage", show);
  setInterval(send, 5_000);
  show();
  send();

  navigator.serviceWorker?.register(words.worker, { scope: words.scope })
    .then(() => navigator.serviceWorker.ready)
    .then((worker) => worker.active.postMessage({
      files: [...document.querySelectorAll("link[rel=stylesheet], script[src]")]
        .map((one) => one.href || one.src),
    }))
    .catch(() => { /* Without it the page works as long as it stays open. */ });
})();
