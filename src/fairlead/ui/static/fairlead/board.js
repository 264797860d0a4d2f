// What the organisers' two boards share, the timetable's and the programme's: their parts, what
// they say and ask, undo and redo, and the keys.
window.fairlead ??= {};

// Cyrillic letters in Latin ones, and spellings of one sound as one, as lists on the server find
// names: capitals, accents, ё, hyphens and apostrophes do not matter.
const LATIN = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ж:j з:z и:i й:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:h ц:c ч:c ш:s щ:s ъ: ы:i ь: э:e ю:iu я:ia"
    .split(" ").map((pair) => pair.split(":")));
const SPELLINGS = [
  [/[-‐-―'’ʼʻ‘`]/g, ""], [/shch|sch|sh/g, "s"], [/zh/g, "j"], [/kh/g, "h"], [/t?ch|t[sz]|ck?(?=[eiy])/g, "c"],
  [/y[oe]|jo|je/g, "e"], [/[yj](?=[aiu])/g, "i"], [/ph/g, "f"], [/w/g, "v"], [/ck|q/g, "k"], [/x/g, "ks"],
  [/y/g, "i"], [/ß/g, "s"], [/(\p{L})\1+/gu, "$1"],
];

function readName(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const latin = bare.replace(/[а-я]/g, (letter) => LATIN[letter]);
  return SPELLINGS.reduce((read, [spelled, sound]) => read.replace(spelled, sound), latin);
}

// Returns what says of a text whether it has every word that was typed.
function seek(typed) {
  const asked = typed.split(/[\s‐-―-]+/).filter(Boolean).map(readName);
  return (text) => {
    if (!asked.length) return true;
    const read = readName(text);
    return asked.every((word) => read.includes(word));
  };
}

// Returns the parts of the board of a kind, or nothing on a page without one. `insets` are the
// pixels that its head and the labels at the start of its rows cover.
window.fairlead.openBoard = (kind, insets) => {
  const root = document.querySelector(`[data-${kind}]`);
  if (!root) return null;
  const words = JSON.parse(document.getElementById(`${kind}-words`).textContent);
  const view = root.querySelector("[data-view]");
  const said = root.querySelector("[data-said]");
  const journal = document.querySelector(`[data-${kind}-journal]`);
  const editable = "editable" in root.dataset;
  const rtl = getComputedStyle(root).direction === "rtl";

  const fill = (text, values) =>
    text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

  const say = (text, tone) => {
    said.textContent = text;
    said.classList.toggle("is-wrong", tone === "wrong");
  };

  async function ask(address, options) {
    const answer = await fetch(address, {
      cache: "no-store",
      ...options,
      headers: { Accept: "application/json" },
    });
    const data = await answer.json();
    if (!answer.ok && answer.status !== 409) throw new Error(String(answer.status));
    return data;
  }

  // Has the server make a change; a refusal is an answer too.
  function post(values) {
    const token = journal.querySelector("[name=csrfmiddlewaretoken]").value;
    const body = new URLSearchParams({ ...values, csrfmiddlewaretoken: token });
    return ask(journal.getAttribute("action"), { method: "POST", body });
  }

  function showJournal(given) {
    if (!journal) return;
    journal.querySelector("[data-undo]").disabled = !given.undo;
    journal.querySelector("[data-redo]").disabled = !given.redo;
  }

  function setFocus(button, item) {
    for (const one of root.querySelectorAll(`${item}[tabindex="0"]`)) one.tabIndex = -1;
    button.tabIndex = 0;
    button.focus({ preventScroll: true });
  }

  // Scrolls until an element is in sight.
  function bring(element) {
    const box = element.getBoundingClientRect(), frame = view.getBoundingClientRect();
    const above = box.top - frame.top - insets.head, below = box.bottom - frame.bottom;
    if (above < 0) view.scrollTop += above - 8;
    else if (below > 0) view.scrollTop += Math.min(below + 8, above);
    const start = rtl
      ? frame.right - insets.start - box.right
      : box.left - frame.left - insets.start;
    const end = rtl ? frame.left - box.left : box.right - frame.right;
    const sign = rtl ? -1 : 1;
    if (start < 0) view.scrollLeft += sign * (start - 8);
    else if (end > 0) view.scrollLeft += sign * (end + 8);
  }

  // Gives keys their meaning within a part of the page: `acts` says what is picked up, and how
  // to aim, drop, leave, move the focus and make a change.
  function listenToKeys(part, item, acts) {
    part.addEventListener("keydown", (event) => {
      if (event.target.matches("input, select")) return;
      if ((event.ctrlKey || event.metaKey) && editable) {
        const key = event.key.toLowerCase();
        const act = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" && "undo";
        if (act) {
          event.preventDefault();
          acts.send({ act });
        }
        return;
      }
      if (pressKey(event, item, acts)) event.preventDefault();
    });
  }

  // Returns whether a key meant something.
  function pressKey(event, item, acts) {
    const arrow = event.key.startsWith("Arrow");
    const enter = event.key === "Enter" || event.key === " ";
    if (acts.isPicked()) {
      if (arrow) return acts.aimBy(event.key, event.shiftKey);
      if (enter) acts.drop();
      else if (event.key === "Escape") acts.leave();
      else return false;
      return true;
    }
    const button = event.target.closest(item);
    if (!button) {
      const first = event.target === view && arrow && view.querySelector(item);
      if (first) acts.focusOn(first);
      return Boolean(first);
    }
    if (arrow) acts.step(button, event.key);
    else if (enter) acts[editable ? "pick" : "open"](button);
    else if (editable && event.key.toLowerCase() === "l") acts.toggleLock(button);
    else if (editable && event.key === "Delete") return acts.remove(button);
    else return false;
    return true;
  }

  function listenToJournal(send) {
    journal?.addEventListener("submit", (event) => {
      event.preventDefault();
      send({ act: event.submitter.value });
    });
  }

  return {
    root, words, view, said, editable, rtl,
    find: root.querySelector("[data-find]"),
    dayChoice: root.querySelector("[data-day]"),
    count: root.querySelector("[data-count]"),
    menu: root.querySelector("[data-menu]").content.firstElementChild.cloneNode(true),
    fill, seek, say, ask, post, showJournal, setFocus, bring, listenToKeys, listenToJournal,
  };
};
