// Counts a session down for who moderates it: yellow for the last five minutes, red beyond the end.
"use strict";

(() => {
  const { dataset } = document.body;
  const left = document.querySelector("[data-left]");
  if (!left || !dataset.ends) return;
  // The page's own clock may be wrong: it runs on from what the server said.
  const ahead = Date.parse(dataset.now) - Date.now();
  const begins = Date.parse(dataset.begins);
  const ends = Date.parse(dataset.ends);

  const write = (seconds) => {
    const whole = Math.abs(Math.trunc(seconds));
    const parts = [Math.trunc(whole / 60), whole % 60].map((one) => String(one).padStart(2, "0"));
    return `${seconds < 0 ? "−" : ""}${parts.join(":")}`;
  };
  const show = () => {
    const now = Date.now() + ahead;
    if (begins - now > 3_600_000) return; // the time at which it begins says more
    const seconds = ((now < begins ? begins : ends) - now) / 1000;
    left.textContent = write(seconds);
    document.body.classList.toggle("timer-soon", now >= begins && seconds <= 300 && seconds > 0);
    document.body.classList.toggle("timer-over", now >= ends);
  };
  show();
  setInterval(show, 1000);
})();
