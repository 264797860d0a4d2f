// The programme in a browser: what is on now is marked, and sessions can be kept in one's choice,
// which stays in this browser and is nowhere else.
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

  const feed = document.createElement("a");
  const showFeed = () => {
    const kept = [...read()].slice(0, 200); // as many as the address may name
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

  for (const place of document.querySelectorAll("[data-session]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "keep";
    showKept(button, read().has(place.dataset.session));
    button.addEventListener("click", () => {
      const kept = read();
      const on = !kept.delete(place.dataset.session);
      if (on) kept.add(place.dataset.session);
      write(kept);
      showKept(button, on);
      if (words.feed) showFeed();
    });
    place.append(button);
  }
  if (words.feed) {
    document.querySelector(".programme-files").append(" ", feed);
    showFeed();
  }

  const markNow = () => {
    const now = Date.now();
    for (const place of document.querySelectorAll("[data-begins]")) {
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
})();
