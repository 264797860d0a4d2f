// Counts a session down for who moderates it: yellow for the last five minutes, red beyond the end.
// It asks every five seconds whether the session is late now, and counts on without a network.
"use strict";

(() => {
  const left = document.querySelector("[data-left]");
  const said = document.querySelector("[data-said]");
  if (!left || !said || !document.body.dataset.ends) return;
  let ahead, begins, ends;

  const read = ({ now, ...times }) => {
    // The device's own clock may be wrong: it runs on from what the server said.
    ahead = Date.parse(now) - Date.now();
    [begins, ends] = [Date.parse(times.begins), Date.parse(times.ends)];
  };
  const write = (seconds) => {
    const whole = Math.abs(Math.trunc(seconds));
    const parts = [Math.trunc(whole / 60), whole % 60].map((one) => String(one).padStart(2, "0"));
    return `${seconds < 0 ? "−" : ""}${parts.join(":")}`;
  };
  const show = () => {
    const now = Date.now() + ahead;
    said.querySelector("[data-before]").hidden = now >= begins;
    said.querySelector("[data-after]").hidden = now < begins;
    const seconds = ((now < begins ? begins : ends) - now) / 1000;
    // Long before, the time at which it begins says more.
    if (begins - now <= 3_600_000) left.textContent = write(seconds);
    document.body.classList.toggle("timer-soon", now >= begins && seconds <= 300 && seconds > 0);
    document.body.classList.toggle("timer-over", now >= ends);
  };
  const renew = async () => {
    try {
      const answer = await fetch(location.href, { cache: "no-store", redirect: "error" });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-said]");
      if (!fresh) return;
      if (page.body.dataset.begins !== document.body.dataset.begins) {
        left.textContent = page.querySelector("[data-left]").textContent;
        document.body.dataset.begins = page.body.dataset.begins;
      }
      read(page.body.dataset);
      said.replaceChildren(...fresh.childNodes);
      show();
    } catch {
      // Nobody answers: it counts on by what was said last.
    }
  };
  read(document.body.dataset);
  show();
  setInterval(show, 1000);
  setInterval(renew, 5000);
})();
