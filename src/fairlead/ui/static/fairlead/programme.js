// The programme in a browser: what is on now is marked, and sessions can be kept in one's choice,
// which stays in this browser; who has a desk at this fair has it there, and in the agenda.
"use strict";

(() => {
  const words = document.querySelector(".programme-files")?.dataset;
  if (!words) return;
  const home = location.pathname.split("/programme/")[0];
  const key = `programme ${home.replace(/^\/(?:[a-z]{2}(?:-[a-z]+)?\/)?/, "")}`;

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
      return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : []);
    } catch {
      return new Set();
    }
  };
  const write = (kept) => {
    try {
      localStorage.setItem(key, JSON.stringify([...kept]));
    } catch {
      // A browser that keeps nothing shows the programme all the same.
    }
  };

  let choice = read();
  let account = null; // what the desk says, once it has been asked

  const feed = document.createElement("a");
  const showFeed = () => {
    if (account) {
      feed.hidden = choice.size === 0;
      feed.href = account.agenda;
      feed.textContent = `${words.favourites} (${choice.size})`;
      return;
    }
    const kept = [...choice].slice(0, 200); // as many as the address may name
    feed.hidden = kept.length === 0;
    feed.href = `${words.feed}?${kept.map((one) => `session=${encodeURIComponent(one)}`).join("&")}`;
    feed.textContent = `${words.favourites} (${kept.length}, .ics)`;
  };

  const showKept = (button, on) => {
    button.setAttribute("aria-pressed", on ? "true" : "false");
    button.title = on ? words.drop : words.keep;
    button.setAttribute("aria-label", button.title);
    button.textContent = on ? "★" : "☆";
  };

  const send = async (act, sessions) => {
    const body = new URLSearchParams({ act, csrfmiddlewaretoken: account?.token ?? "" });
    for (const one of sessions) body.append("session", one);
    const answer = await fetch(`${home}/desk/favourites/`, {
      method: account ? "POST" : "GET",
      body: account ? body : undefined,
      redirect: "error", // to where one signs in
    });
    if (!answer.ok) throw new Error(String(answer.status));
    account = await answer.json();
    choice = new Set(account.kept);
  };

  const addChoice = () => {
    for (const place of document.querySelectorAll("[data-session]")) {
      place.querySelector("a.keep")?.remove(); // the way without a script
      const button = document.createElement("button");
      button.type = "button";
      button.className = "keep";
      const code = place.dataset.session;
      const show = () => {
        showKept(button, choice.has(code));
        if (words.feed) showFeed();
      };
      button.addEventListener("click", async () => {
        if (!account) choice = read();
        const on = !choice.delete(code);
        if (on) choice.add(code);
        show();
        if (account) await send(on ? "keep" : "drop", [code]).catch(() => {});
        else write(choice);
        show();
      });
      document.addEventListener("fairlead:choice", show);
      show();
      place.append(button);
    }
    document.querySelector("[data-choice]")?.remove();
    if (words.feed) {
      document.querySelector(".programme-files").append(" ", feed);
      showFeed();
    }
  };
  addChoice();

  // What was chosen before signing in goes along; then nothing of it stays in the browser.
  const join = async () => {
    await send("ask", []);
    const before = [...read()];
    if (before.length > 0) await send("keep", before.slice(0, 500));
    write(new Set());
    document.dispatchEvent(new Event("fairlead:choice"));
    if (words.feed) showFeed();
  };
  let signedIn = false;
  try {
    signedIn = localStorage.getItem("fairlead signed in") === "yes";
  } catch {
    // Then the choice is nowhere, and the programme is shown all the same.
  }
  if (signedIn)
    join().catch(() => {
      account = null;
      choice = read();
    });

  const markNow = () => {
    const now = Date.now();
    for (const place of document.querySelectorAll("[data-begins]:not([data-cancelled])")) {
      const on = Date.parse(place.dataset.begins) <= now && now < Date.parse(place.dataset.ends);
      place.classList.toggle("on-now", on);
      const mark = place.querySelector(".now-mark");
      if (on && !mark) {
        const tag = document.createElement("span");
        tag.className = "tag tag-signal now-mark";
        tag.textContent = words.now;
        place.prepend(tag);
      } else if (!on) mark?.remove();
    }
  };
  markNow();
  setInterval(markNow, 30_000);

  // On the days of the fair the page asks every four seconds whether it has changed: late, moved
  // and cancelled sessions are then seen without a reload. Nothing new costs an empty answer.
  const [first, last] = [words.first, words.last].map((day) => Date.parse(`${day}T12:00:00Z`));
  const DAY = 86_400_000;
  let tag = "", asking = false;

  const renew = async () => {
    const now = Date.now(), main = document.querySelector("main");
    if (asking || document.hidden || !(first - DAY <= now && now <= last + DAY)) return;
    if (main.contains(document.activeElement?.closest("select, input"))) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { cache: "no-cache", redirect: "error" });
      const given = answer.headers.get("ETag") ?? "";
      if (answer.ok && tag && given !== tag) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const focused = document.activeElement?.closest("main a")?.getAttribute("href");
        main.replaceChildren(...page.querySelector("main").childNodes);
        addChoice();
        markNow();
        if (focused) main.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
      }
      if (answer.ok) tag = given;
    } catch {
      // The server is away: what is shown stays.
    }
    asking = false;
  };
  if (words.first) {
    renew();
    setInterval(renew, 4_000);
  }
})();
