// Reads passes by the camera of a phone: by the browser itself where it can read codes, else by
// jsQR (Safari and Firefox cannot). A reader that types, and the number typed by hand, need no
// script.
"use strict";

(() => {
  const form = document.querySelector("[data-scan]");
  if (!form || !navigator.mediaDevices) return;
  const video = form.querySelector("video");
  const number = form.querySelector("[name=pass]");
  const START = "fairlead scans"; // goes on scanning on the page that follows
  const WIDTH = 640; // points of a picture that is looked through; more only takes longer

  // Returns what finds the texts of the codes in the video's picture of now.
  const findReader = () => {
    if ("BarcodeDetector" in window) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video)).map((one) => one.rawValue);
    }
    // Asked for at once, so that the door's worker keeps it for when there is no network.
    const script = document.createElement("script");
    script.src = form.dataset.reader;
    const ready = new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", reject);
    });
    ready.catch(() => {}); // typing goes on
    document.head.append(script);
    const canvas = document.createElement("canvas");
    const picture = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      await ready;
      if (!video.videoWidth) return [];
      canvas.width = Math.min(WIDTH, video.videoWidth);
      canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
      picture.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = picture.getImageData(0, 0, canvas.width, canvas.height);
      const found = window.jsQR(data, width, height, { inversionAttempts: "dontInvert" });
      return found ? [found.data] : [];
    };
  };
  const readCodes = findReader();

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
    const look = async () => {
      const found = await readCodes().catch(() => []);
      const code = found.find((one) => one.startsWith("FL-"));
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
