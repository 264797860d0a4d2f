// Reads passes by the camera of a phone, where the browser can read codes; a reader that types,
// and the number typed by hand, need no script.
"use strict";

(() => {
  const form = document.querySelector("[data-scan]");
  if (!form || !("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  const video = form.querySelector("video");
  const number = form.querySelector("[name=pass]");
  const START = "fairlead scans"; // goes on scanning on the page that follows

  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = form.dataset.start;
  form.prepend(button);

  const scan = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      sessionStorage.removeItem(START);
      button.textContent = form.dataset.denied;
      return;
    }
    sessionStorage.setItem(START, "yes");
    button.hidden = true;
    video.hidden = false;
    video.srcObject = stream;
    await video.play();
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    const look = async () => {
      const found = await detector.detect(video).catch(() => []);
      const code = found.map((one) => one.rawValue).find((one) => one.startsWith("FL-"));
      if (!code || code === number.dataset.last) {
        setTimeout(look, 200);
        return;
      }
      number.value = code;
      number.dataset.last = code; // the same pass is still before the camera
      setTimeout(() => delete number.dataset.last, 5_000);
      for (const track of stream.getTracks()) track.stop();
      form.requestSubmit();
      setTimeout(scan, 1200); // where the page stays, because a script took the pass
    };
    look();
  };
  button.addEventListener("click", scan);
  if (sessionStorage.getItem(START)) setTimeout(scan, 1200); // time to read who it was
})();
