// The organiser's grid: rows drawn as they come into sight, meetings dragged or moved by keys.
// Where a meeting may go the server says, by the rule of booking; a drop is the server's to do.
(() => {
  const HEAD = 44, LABEL = window.innerWidth < 600 ? 112 : 210;
  const board = window.fairlead.openBoard("sched", { head: HEAD, start: LABEL });
  if (!board) return;
  const { root, words, view, said, find, dayChoice, count, menu, editable, rtl } = board;
  const { fill, say, ask, bring } = board;
  const LANE = 30, PAD = 6, SLOT = 74, WINDOW = 60, AHEAD = 12;

  let slots = [], shownSlots = [], column = new Map();
  let rows = [], shown = [], tops = [], rowOf = new Map();
  let meetings = new Map(); // by row: its meetings; absent while they are on their way
  const asked = new Set();
  const drawn = new Map();
  let picked = null; // {request, row, name, here, free, target}
  let at = null; // {row, request}: what has the focus

  view.style.setProperty("--sched-label", `${LABEL}px`);
  view.style.setProperty("--sched-slot", `${SLOT}px`);
  view.style.setProperty("--sched-lane", `${LANE}px`);
  const canvas = document.createElement("div");
  canvas.className = "sched-canvas";
  const head = document.createElement("div");
  head.className = "sched-head";
  canvas.append(head);
  view.append(canvas);

  const nameTime = (slot) => `${slot[1]} ${slot[2]}`;
  const slotOf = (id) => slots.find((one) => one[0] === id);

  // Rows

  async function begin() {
    const given = await ask(root.dataset.rows, { cache: "no-cache" });
    slots = given.slots;
    rows = given.rows;
    rowOf = new Map(rows.map((row) => [row[0], row]));
    const days = [...new Set(slots.map((one) => one[1]))];
    for (const day of days) dayChoice.add(new Option(day, day));
    if (window.innerWidth < 600 && days.length > 1) dayChoice.value = days[0];
    board.showJournal(given);
    root.hidden = false;
    lay();
  }

  function lay() {
    const holds = board.seek(find.value);
    shown = rows.filter((row) => holds(`${row[1]} ${row[2]} ${row[4]}`));
    shownSlots = slots.filter((one) => !dayChoice.value || one[1] === dayChoice.value);
    column = new Map(shownSlots.map((one, number) => [one[0], number]));
    count.textContent = shown.length ? fill(words.rows, { many: shown.length }) : words.nothing;
    measure();
    drawHead();
    for (const element of drawn.values()) element.remove();
    drawn.clear();
    draw();
  }

  function measure() {
    tops = new Array(shown.length + 1);
    tops[0] = HEAD;
    shown.forEach((row, number) => {
      tops[number + 1] = tops[number] + row[3] * LANE + PAD;
    });
    canvas.style.height = `${tops[shown.length]}px`;
    canvas.style.width = `${LABEL + shownSlots.length * SLOT}px`;
    view.setAttribute("aria-rowcount", String(shown.length));
  }

  function drawHead() {
    head.replaceChildren();
    let day = "";
    shownSlots.forEach((slot, number) => {
      const cell = document.createElement("span");
      cell.className = "sched-time";
      cell.style.insetInlineStart = `${LABEL + number * SLOT}px`;
      cell.textContent = slot[2];
      if (slot[1] !== day) {
        day = slot[1];
        const name = document.createElement("span");
        name.className = "sched-day";
        name.style.insetInlineStart = `${LABEL + number * SLOT}px`;
        name.textContent = day;
        head.append(name);
        cell.classList.add("is-first");
      }
      head.append(cell);
    });
  }

  function findFirst(top) {
    let low = 0, high = shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (tops[middle + 1] <= top) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  let waiting = 0;
  view.addEventListener("scroll", () => {
    if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
  }, { passive: true });

  function draw() {
    const from = Math.max(0, findFirst(view.scrollTop) - AHEAD);
    const until = Math.min(shown.length, findFirst(view.scrollTop + view.clientHeight) + AHEAD);
    for (const [number, element] of drawn) {
      if (number < from || number >= until) {
        element.remove();
        drawn.delete(number);
      }
    }
    for (let number = from; number < until; number += 1) {
      if (!drawn.has(number)) drawRow(number);
    }
    fetchMeetings(from, until);
  }

  function drawRow(number) {
    const row = shown[number];
    const element = document.createElement("div");
    element.className = "sched-row";
    element.setAttribute("role", "row");
    element.setAttribute("aria-rowindex", String(number + 1));
    element.dataset.row = row[0];
    element.style.top = `${tops[number]}px`;
    element.style.height = `${tops[number + 1] - tops[number]}px`;
    const label = document.createElement("div");
    label.className = "sched-label";
    label.setAttribute("role", "rowheader");
    const name = document.createElement("bdi");
    name.textContent = row[1];
    name.title = row[1];
    label.append(name);
    if (row[2] && row[1] !== row[2]) {
      const beside = document.createElement("bdi");
      beside.className = "sched-beside";
      beside.textContent = row[2];
      label.append(beside);
    }
    element.append(label);
    const old = drawn.get(number);
    drawn.set(number, element);
    if (old) old.replaceWith(element);
    else canvas.append(element);
    drawMeetings(element, row);
  }

  function drawMeetings(element, row) {
    for (const one of element.querySelectorAll(".sched-meeting, .sched-free, .sched-taken")) one.remove();
    const mine = meetings.get(row[0]);
    element.classList.toggle("is-waiting", !mine);
    if (!mine) return;
    if (picked && picked.row === row[0]) drawFree(element, row);
    const until = [];
    for (const meeting of mine) {
      const [, slot, length, request, name, locked, pending] = meeting;
      const begins = slots.findIndex((one) => one[0] === slot);
      let lane = until.findIndex((end) => end <= begins);
      if (lane < 0) lane = until.length;
      until[lane] = begins + length;
      if (!column.has(slot)) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sched-meeting";
      button.classList.toggle("is-locked", Boolean(locked));
      button.classList.toggle("is-pending", Boolean(pending));
      button.classList.toggle("is-picked", Boolean(picked && picked.request === request));
      button.dataset.request = request;
      button.tabIndex = -1;
      button.style.insetInlineStart = `${LABEL + column.get(slot) * SLOT + 2}px`;
      button.style.top = `${lane * LANE + 3}px`;
      button.style.width = `${length * SLOT - 4}px`;
      const shownName = document.createElement("bdi");
      shownName.textContent = name;
      button.append(shownName);
      const more = [locked && words.locked, pending && words.pending].filter(Boolean);
      const label = `${[name, nameTime(slotOf(slot)), ...more].join(", ")}`;
      button.title = label;
      button.setAttribute("aria-label", label);
      element.append(button);
    }
    if (until.length > row[3]) {
      row[3] = until.length;
      measure();
      for (const [number, one] of drawn) {
        one.style.top = `${tops[number]}px`;
        one.style.height = `${tops[number + 1] - tops[number]}px`;
      }
    }
    restoreFocus(element, row);
  }

  function drawFree(element, row) {
    for (const slot of shownSlots) {
      const why = picked.free[slot[0]];
      if (why === undefined) continue;
      const cell = document.createElement("div");
      cell.className = why ? "sched-taken" : "sched-free";
      cell.classList.toggle("is-target", picked.target === slot[0]);
      cell.dataset.slot = slot[0];
      cell.title = why || nameTime(slot);
      cell.style.insetInlineStart = `${LABEL + column.get(slot[0]) * SLOT}px`;
      element.append(cell);
    }
  }

  function fetchMeetings(from, until) {
    const keys = [];
    for (let number = from; number < until; number += 1) {
      const key = shown[number][0];
      if (!meetings.has(key) && !asked.has(key)) keys.push(key);
    }
    if (!keys.length) return;
    // What comes next is fetched along with what is in sight.
    for (let number = until; number < shown.length && keys.length < WINDOW; number += 1) {
      const key = shown[number][0];
      if (!meetings.has(key) && !asked.has(key)) keys.push(key);
    }
    keys.forEach((key) => asked.add(key));
    const address = `${root.dataset.meetings}&rows=${keys.join(",")}`;
    ask(address, { cache: "no-cache" })
      .then((given) => {
        keys.forEach((key) => { meetings.set(key, []); asked.delete(key); });
        for (const one of given.meetings) meetings.get(one[0])?.push(one);
        redraw(keys);
      })
      .catch(() => {
        keys.forEach((key) => asked.delete(key));
        say(words.failed, "wrong");
      });
  }

  function redraw(keys) {
    const changed = new Set(keys);
    for (const element of drawn.values()) {
      const key = Number(element.dataset.row);
      if (changed.has(key)) drawMeetings(element, rowOf.get(key));
    }
  }

  // What has the focus

  function restoreFocus(element, row) {
    if (!at || at.row !== row[0]) return;
    const button = element.querySelector(`[data-request="${at.request}"]`);
    if (!button) return;
    button.tabIndex = 0;
    if (at.wanted || document.activeElement === document.body) {
      at.wanted = false;
      button.focus({ preventScroll: true });
    }
  }

  function focusOn(button) {
    at = {
      row: Number(button.closest(".sched-row").dataset.row),
      request: Number(button.dataset.request),
    };
    board.setFocus(button, ".sched-meeting");
    bring(button);
  }

  const inRow = (element) =>
    [...element.querySelectorAll(".sched-meeting")].sort(
      (one, other) =>
        parseFloat(one.style.insetInlineStart) - parseFloat(other.style.insetInlineStart) ||
        parseFloat(one.style.top) - parseFloat(other.style.top),
    );

  function step(button, key) {
    const row = button.closest(".sched-row");
    const mine = inRow(row);
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const forward = (key === "ArrowRight") !== rtl;
      const next = mine[mine.indexOf(button) + (forward ? 1 : -1)];
      if (next) focusOn(next);
      return;
    }
    let number = Number(row.getAttribute("aria-rowindex")) - 1;
    const by = key === "ArrowDown" ? 1 : -1;
    for (number += by; number >= 0 && number < shown.length; number += by) {
      if (!drawn.has(number)) {
        view.scrollTop = tops[number] - HEAD;
        draw();
      }
      const there = drawn.has(number) ? inRow(drawn.get(number)) : [];
      if (there.length) {
        const place = parseFloat(button.style.insetInlineStart);
        const far = (one) => Math.abs(parseFloat(one.style.insetInlineStart) - place);
        focusOn(there.reduce((best, one) => (far(one) < far(best) ? one : best)));
        return;
      }
      if (!meetings.has(shown[number]?.[0])) return;
    }
  }

  // Picking up and putting down

  async function pick(button) {
    const request = Number(button.dataset.request);
    const row = Number(button.closest(".sched-row").dataset.row);
    if (button.classList.contains("is-locked")) {
      say(`${button.textContent}: ${words.locked}`, "wrong");
      return null;
    }
    at = { row, request };
    const mine = { request, row, name: button.textContent, free: {}, here: null, target: null };
    picked = mine;
    button.classList.add("is-picked");
    try {
      const given = await ask(root.dataset.free.replace(/0$/, request), { cache: "no-store" });
      if (picked !== mine) return null;
      mine.free = given.slots;
      mine.here = mine.target = given.here;
      const free = Object.values(given.slots).filter((why) => !why).length;
      say(fill(words.picked, { name: mine.name, free }));
      redraw([row]);
      return mine;
    } catch {
      if (picked === mine) leave();
      say(words.failed, "wrong");
      return null;
    }
  }

  function leave() {
    const old = picked;
    picked = null;
    if (old) {
      at = { row: old.row, request: old.request, wanted: true };
      redraw([old.row]);
    }
  }

  function putBack() {
    leave();
    say(words.left);
  }

  function aim(slot) {
    if (!picked || slot === undefined || picked.target === slot) return;
    picked.target = slot;
    redraw([picked.row]);
    const given = slotOf(slot), why = picked.free[slot];
    const text = slot === picked.here ? words.here : why ? words.taken : words.free;
    say(fill(text, { time: nameTime(given), reason: why }), why && slot !== picked.here && "wrong");
    const element = [...drawn.values()].find((one) => Number(one.dataset.row) === picked.row);
    const cell = element?.querySelector(".is-target");
    if (cell) bring(cell);
  }

  function aimBy(key) {
    const forward = (key === "ArrowRight") !== rtl;
    const number = shownSlots.findIndex((one) => one[0] === picked.target);
    const next = shownSlots[number + (forward ? 1 : -1)];
    if (next) aim(next[0]);
  }

  async function drop(slot) {
    const mine = picked;
    if (!mine) return;
    if (slot === mine.here || slot === null || slot === undefined) {
      putBack();
      return;
    }
    const why = mine.free[slot];
    if (why) {
      say(fill(words.taken, { time: nameTime(slotOf(slot)), reason: why }), "wrong");
      return;
    }
    const done = await send({ act: "move", request: mine.request, slot });
    if (done) say(fill(words.dropped, { name: mine.name, time: nameTime(slotOf(slot)) }));
  }

  async function send(values) {
    try {
      const given = await board.post(values);
      picked = null;
      if (given.refused) {
        say(given.refused, "wrong");
        redraw([...meetings.keys()]);
        return false;
      }
      if (given.request) put(given);
      board.showJournal(given);
      say(tellDone(given)); // a drop says more after it
      return true;
    } catch {
      leave();
      say(words.failed, "wrong");
      return false;
    }
  }

  // What was done, and where the meeting is then, if it is anywhere.
  function tellDone(given) {
    const first = given.meetings[0];
    const now = first && fill(words.dropped, { name: first[4], time: nameTime(slotOf(first[1])) });
    return [given.said, now].filter(Boolean).join(" ");
  }

  function put(given) {
    const touched = new Set();
    for (const [key, mine] of meetings) {
      const rest = mine.filter((one) => one[3] !== given.request);
      if (rest.length !== mine.length) {
        meetings.set(key, rest);
        touched.add(key);
      }
    }
    const order = new Map(slots.map((one, number) => [one[0], number]));
    for (const one of given.meetings) {
      const mine = meetings.get(one[0]);
      if (!mine) continue;
      mine.push(one);
      mine.sort((a, b) => order.get(a[1]) - order.get(b[1]));
      touched.add(one[0]);
    }
    const first = given.meetings.find((one) => at && one[0] === at.row) || given.meetings[0];
    if (first) at = { row: first[0], request: given.request, wanted: true };
    redraw([...touched]);
  }

  // Keys

  board.listenToKeys(view, ".sched-meeting", {
    isPicked: () => picked !== null,
    aimBy(key) {
      const sideways = key === "ArrowLeft" || key === "ArrowRight";
      if (sideways) aimBy(key);
      return sideways;
    },
    drop: () => drop(picked.target),
    leave: putBack,
    focusOn,
    step,
    pick,
    open: (button) => open(button.dataset.request),
    send,
    toggleLock(button) {
      const act = button.classList.contains("is-locked") ? "unlock" : "lock";
      send({ act, request: button.dataset.request });
    },
    remove(button) {
      send({ act: "take_out", request: button.dataset.request });
      return true;
    },
  });

  function open(request) {
    window.location.assign(root.dataset.one.replace(/0\/$/, `${request}/`));
  }

  // Pointers: a mouse or pen drags; a finger taps a meeting and then a time.

  let drag = null;
  const slotAt = (event) => {
    const box = canvas.getBoundingClientRect();
    const far = rtl ? box.right - event.clientX : event.clientX - box.left;
    return shownSlots[Math.floor((far - LABEL) / SLOT)]?.[0];
  };

  view.addEventListener("pointerdown", (event) => {
    const button = event.target.closest(".sched-meeting");
    if (!button || event.button !== 0 || event.pointerType === "touch" || !editable) return;
    drag = { button, x: event.clientX, y: event.clientY, moved: false, ready: null };
  });

  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.moved) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
      drag.moved = true;
      view.classList.add("is-dragging");
      drag.ghost = drag.button.cloneNode(true);
      drag.ghost.classList.add("sched-ghost");
      drag.ghost.removeAttribute("data-request");
      document.body.append(drag.ghost);
      drag.ready = pick(drag.button);
    }
    drag.ghost.style.left = `${event.clientX + 8}px`;
    drag.ghost.style.top = `${event.clientY + 8}px`;
    drag.slot = slotAt(event);
    if (picked && picked.here !== null) aim(drag.slot);
    event.preventDefault();
  });

  window.addEventListener("pointerup", async () => {
    if (!drag) return;
    const { moved, ghost, ready, slot } = drag;
    drag = null;
    if (!moved) return;
    view.classList.remove("is-dragging");
    ghost.remove();
    suppress = true;
    setTimeout(() => { suppress = false; }, 0);
    if (!(await ready)) return;
    if (slot !== undefined && picked.free[slot]) {
      aim(slot);
      leave();
    } else await drop(slot);
  });

  let suppress = false;
  view.addEventListener("click", (event) => {
    if (suppress) return;
    const free = event.target.closest(".sched-free, .sched-taken");
    if (free && picked) {
      aim(Number(free.dataset.slot));
      drop(Number(free.dataset.slot));
      return;
    }
    const button = event.target.closest(".sched-meeting");
    if (!button) return;
    if (picked && picked.request === Number(button.dataset.request)) {
      putBack();
      return;
    }
    if (picked) leave();
    focusOn(button);
    showMenu(button);
    if (editable) pick(button);
  });

  function showMenu(button) {
    const request = button.dataset.request;
    const locked = button.classList.contains("is-locked");
    for (const one of menu.querySelectorAll("[data-do]")) {
      one.dataset.request = request;
      one.hidden = one.dataset.do === (locked ? "lock" : "unlock") ||
        (locked && one.dataset.do === "take_out");
    }
    menu.querySelector("[data-open]").href = root.dataset.one.replace(/0\/$/, `${request}/`);
    said.after(menu);
  }

  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    send({ act: button.dataset.do, request: button.dataset.request });
    menu.remove();
  });

  board.listenToJournal(send);
  find.addEventListener("input", lay);
  dayChoice.addEventListener("change", lay);
  window.addEventListener("resize", draw);
  begin().catch(() => {
    root.hidden = false;
    say(words.failed, "wrong");
  });
})();
