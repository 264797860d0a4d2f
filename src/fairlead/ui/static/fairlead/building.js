// The programme's board: rooms across, time down; sessions dragged, tapped or moved by keys.
// What stands against a place the server says before a session is dropped; a drop is the
// server's to do.
(() => {
  const HEAD = 44, GUTTER = 56;
  const board = window.fairlead.openBoard("build", { head: HEAD, start: GUTTER });
  if (!board) return;
  const { root, words, view, said, find, dayChoice, count, menu, editable, rtl } = board;
  const { fill, say, ask, bring } = board;
  const openList = root.querySelector("[data-open]");
  const openCount = root.querySelector("[data-open-count]");
  const small = window.innerWidth < 600;
  const PX = 1.1, GAP = 22, SNAP = 5;
  const DAY = 1440;

  let columnWidth = small ? 124 : 148; // a few rooms share the width there is
  let days = [], rooms = [], column = new Map(), sections = [];
  let sessions = new Map(), conflicts = {}, stamp = "";
  const drawn = new Map();
  let picked = null; // {code, name, minutes, from, obstacles, target: {room, at}}

  const canvas = document.createElement("div");
  canvas.className = "build-canvas";
  const head = document.createElement("div");
  head.className = "build-head";
  const grid = document.createElement("div");
  const bands = document.createElement("div");
  const target = document.createElement("div");
  target.className = "build-target";
  target.hidden = true;
  canvas.append(head, grid, bands, target);
  view.append(canvas);

  const clock = (at) => {
    const minute = ((at % DAY) + DAY) % DAY;
    return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  };
  const nameTime = (at) => `${days[Math.floor(at / DAY)]?.[1] ?? ""} ${clock(at)}`;
  const nameRoom = (id) => rooms.find((one) => one[0] === id)?.[1] ?? "";

  async function begin() {
    const given = await ask(root.dataset.board);
    days = given.days;
    rooms = given.rooms;
    column = new Map(rooms.map((one, number) => [one[0], number]));
    for (const day of days) dayChoice.add(new Option(day[1], String(day[0])));
    if (days.length > 1) dayChoice.value = String(days[0][0]);
    take(given);
    root.hidden = false;
    const share = (view.clientWidth - GUTTER) / Math.max(1, rooms.length);
    columnWidth = Math.max(columnWidth, Math.min(4 * columnWidth, Math.floor(share)));
    view.style.setProperty("--build-column", `${columnWidth}px`);
    lay();
  }

  // The whole board, or what a change was about with the conflicts of what is near to it.
  function take(given) {
    if (given.whole) {
      sessions = new Map();
      conflicts = {};
    }
    stamp = given.stamp;
    for (const one of given.sessions) {
      sessions.set(one[0], {
        code: one[0], title: one[1], room: one[2], at: one[3], minutes: one[4], track: one[5],
        people: one[6], locked: Boolean(one[7]),
      });
    }
    for (const code of given.gone) sessions.delete(code);
    Object.assign(conflicts, given.conflicts);
    board.showJournal(given);
  }

  // What is drawn

  function lay() {
    sections = [];
    let top = HEAD;
    for (const [index, label, from, until] of days) {
      if (dayChoice.value && dayChoice.value !== String(index)) continue;
      top += GAP;
      sections.push({ index, label, from, until, top });
      top += (until - from) * PX;
    }
    canvas.style.height = `${top + GAP}px`;
    canvas.style.width = `${GUTTER + rooms.length * columnWidth}px`;
    head.replaceChildren();
    rooms.forEach(([, name, hall, places], number) => {
      const cell = document.createElement("div");
      cell.className = "build-room";
      cell.style.insetInlineStart = `${GUTTER + number * columnWidth}px`;
      const label = document.createElement("bdi");
      label.textContent = name;
      label.title = name;
      const more = document.createElement("span");
      more.className = "build-more";
      more.textContent = [hall, places].filter(Boolean).join(" · ");
      cell.append(label, more);
      head.append(cell);
    });
    grid.replaceChildren();
    for (const section of sections) {
      const day = document.createElement("div");
      day.className = "build-day";
      day.style.top = `${section.top - GAP}px`;
      day.textContent = section.label;
      grid.append(day);
      for (let minute = section.from; minute <= section.until; minute += 60) {
        const line = document.createElement("div");
        line.className = "build-hour";
        line.style.top = `${section.top + (minute - section.from) * PX}px`;
        const hour = document.createElement("span");
        hour.textContent = clock(minute);
        line.append(hour);
        grid.append(line);
      }
    }
    draw();
  }

  // Draws these again, all of them where one comes into view, leaves it, or waits for a place.
  function drawAgain(codes) {
    const standing = codes.filter((code) => drawn.has(code));
    const shown = codes.filter((code) => isShown(sessions.get(code)));
    const same = standing.length === shown.length && shown.every((code) => drawn.has(code));
    if (!same || standing.some((code) => openList.contains(drawn.get(code)))) {
      draw();
      return;
    }
    const focus = document.activeElement?.dataset?.code;
    for (const code of shown) {
      const old = drawn.get(code), dim = old.classList.contains("is-dim");
      const button = put(sessions.get(code));
      button.classList.toggle("is-dim", dim);
      button.tabIndex = old.tabIndex;
      old.replaceWith(button);
    }
    if (focus && drawn.has(focus)) focusOn(drawn.get(focus), true);
    showTarget();
  }

  const isShown = (session) =>
    Boolean(session) && session.at !== null && Boolean(sectionOf(session.at)) &&
    column.has(session.room);

  function put(session) {
    const button = place(session, canvas);
    const section = sectionOf(session.at);
    button.style.insetInlineStart = `${GUTTER + column.get(session.room) * columnWidth + 2}px`;
    button.style.top = `${topOf(section, session.at) + 1}px`;
    button.style.height = `${Math.max(16, session.minutes * PX - 2)}px`;
    return button;
  }

  const sectionOf = (at) => sections.find((one) => one.index === Math.floor(at / DAY));
  const topOf = (section, at) => section.top + (at - section.index * DAY - section.from) * PX;

  function draw() {
    const holds = board.seek(find.value);
    const focus = document.activeElement?.dataset?.code;
    for (const element of drawn.values()) element.remove();
    drawn.clear();
    openList.replaceChildren();
    let open = 0, shown = 0;
    for (const session of sessions.values()) {
      const hit = holds(`${session.title} ${session.people} ${session.code}`);
      if (session.at === null) {
        open += 1;
        if (hit) place(session, openList);
        continue;
      }
      if (!isShown(session)) continue;
      shown += 1;
      put(session).classList.toggle("is-dim", !hit);
    }
    openCount.textContent = `(${open})`;
    if (!open) openList.textContent = words.none;
    count.textContent = String(shown);
    if (focus && drawn.has(focus)) focusOn(drawn.get(focus), true);
    showTarget();
  }

  function place(session, parent) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "build-session";
    button.dataset.code = session.code;
    button.tabIndex = drawn.size ? -1 : 0;
    const found = conflicts[session.code] || [];
    button.classList.toggle("is-hard", found.some((one) => one[1]));
    button.classList.toggle("is-soft", found.length > 0 && !found.some((one) => one[1]));
    button.classList.toggle("is-locked", session.locked);
    button.classList.toggle("is-picked", picked?.code === session.code);
    const title = document.createElement("bdi");
    title.textContent = session.title;
    const more = document.createElement("span");
    more.className = "build-more";
    more.textContent = [
      session.at === null ? fill(words.minutes, { many: session.minutes }) : clock(session.at),
      session.people,
    ].filter(Boolean).join(" · ");
    button.append(title, more);
    const label = [
      session.title,
      session.at === null ? "" : `${nameTime(session.at)}–${clock(session.at + session.minutes)}`,
      session.at === null ? "" : nameRoom(session.room),
      session.people,
      session.locked ? words.locked : "",
      ...found.map((one) => one[0]),
    ].filter(Boolean).join(", ");
    button.title = label;
    button.setAttribute("aria-label", label);
    parent.append(button);
    drawn.set(session.code, button);
    return button;
  }

  function focusOn(button, quiet) {
    board.setFocus(button, ".build-session");
    if (!quiet && view.contains(button)) bring(button);
  }

  function step(button, key) {
    if (openList.contains(button)) {
      const next = key === "ArrowDown" ? button.nextElementSibling : button.previousElementSibling;
      if ((key === "ArrowDown" || key === "ArrowUp") && next) return focusOn(next);
    }
    const from = button.getBoundingClientRect();
    const way = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] }[key];
    let best = null, least = Infinity;
    for (const other of drawn.values()) {
      if (other === button) continue;
      const to = other.getBoundingClientRect();
      const across = to.left - from.left, down = to.top - from.top;
      const ahead = across * way[0] + down * way[1];
      const aside = Math.abs(way[0] ? down : across);
      if (ahead <= 1) continue;
      const far = ahead + 3 * aside;
      if (far < least) [best, least] = [other, far];
    }
    if (best) focusOn(best);
  }

  // Picking up and putting down

  async function pick(code) {
    const session = sessions.get(code);
    if (session.locked) {
      say(`${session.title}: ${words.locked}`, "wrong");
      return null;
    }
    const start = sections[0];
    const mine = {
      code, name: session.title, minutes: session.minutes, obstacles: null,
      from: session.at === null ? null : { room: session.room, at: session.at },
      target: session.at === null
        ? { room: rooms[0]?.[0], at: start.index * DAY + start.from }
        : { room: session.room, at: session.at },
    };
    picked = mine;
    drawn.get(code)?.classList.add("is-picked");
    mine.ready = ask(root.dataset.obstacles.replace(/0$/, encodeURIComponent(code)))
      .then((given) => {
        mine.obstacles = given.obstacles;
        if (picked === mine) {
          drawBands();
          showTarget();
          if (mine.aimed) tell();
        }
        return mine;
      })
      .catch(() => {
        if (picked === mine) leave();
        say(words.failed, "wrong");
        return null;
      });
    say(fill(words.picked, { name: mine.name }));
    showTarget();
    return mine.ready;
  }

  function against(place) {
    if (!picked?.obstacles) return [];
    const until = place.at + picked.minutes;
    return picked.obstacles.filter(
      (one) => (one[0] === null || one[0] === place.room) && one[1] < until && place.at < one[2],
    );
  }

  function drawBands() {
    bands.replaceChildren();
    if (!picked?.obstacles) return;
    for (const [room, from, until, hard] of picked.obstacles) {
      if (room !== null && !column.has(room)) continue;
      for (const section of sections) {
        const base = section.index * DAY;
        const begins = Math.max(from, base + section.from), ends = Math.min(until, base + section.until);
        if (begins >= ends) continue;
        const band = document.createElement("div");
        band.className = hard ? "build-taken" : "build-warned";
        band.style.top = `${topOf(section, begins)}px`;
        band.style.height = `${(ends - begins) * PX}px`;
        band.style.insetInlineStart =
          `${GUTTER + (room === null ? 0 : column.get(room) * columnWidth)}px`;
        band.style.width = `${room === null ? rooms.length * columnWidth : columnWidth}px`;
        bands.append(band);
      }
    }
  }

  function showTarget() {
    const place = picked?.target;
    const section = place && sectionOf(place.at);
    target.hidden = !section;
    if (!section) return;
    const found = against(place);
    const hard = found.filter((one) => one[3]);
    target.className = `build-target ${hard.length ? "is-hard" : found.length ? "is-soft" : "is-free"}`;
    target.style.top = `${topOf(section, place.at)}px`;
    target.style.height = `${picked.minutes * PX}px`;
    target.style.insetInlineStart = `${GUTTER + column.get(place.room) * columnWidth}px`;
    target.textContent = clock(place.at);
  }

  function tell() {
    const place = picked.target, found = against(place);
    const hard = found.filter((one) => one[3]);
    const text = hard.length ? words.refused : found.length ? words.warned : words.free;
    const reasons = [...new Set((hard.length ? hard : found).map((one) => one[4]))].join(" ");
    say(
      fill(text, { time: nameTime(place.at), room: nameRoom(place.room), reason: reasons }),
      hard.length ? "wrong" : "",
    );
  }

  function aim(place) {
    if (!picked || !place) return;
    if (picked.target.room === place.room && picked.target.at === place.at) return;
    picked.target = place;
    picked.aimed = true;
    showTarget();
    if (picked.obstacles) tell();
  }

  function aimBy(key, far) {
    const { room, at } = picked.target;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const forward = (key === "ArrowRight") !== rtl;
      const next = rooms[column.get(room) + (forward ? 1 : -1)];
      if (next) aim({ room: next[0], at });
    } else {
      const section = sectionOf(at), way = key === "ArrowDown" ? 1 : -1;
      let next = at + way * (far ? 30 : SNAP);
      const number = sections.indexOf(section), minute = next - section.index * DAY;
      if (minute < section.from || minute >= section.until) {
        const other = sections[number + way];
        if (!other) return;
        next = other.index * DAY + (way > 0 ? other.from : other.until - SNAP);
      }
      aim({ room, at: next });
    }
    bring(target);
  }

  function leave() {
    const old = picked;
    picked = null;
    bands.replaceChildren();
    target.hidden = true;
    if (old) drawn.get(old.code)?.classList.remove("is-picked");
  }

  function putBack() {
    leave();
    say(words.left);
  }

  async function drop() {
    const mine = picked;
    if (!mine) return;
    if (!mine.obstacles && !(await mine.ready)) return;
    const place = mine.target;
    if (mine.from && mine.from.room === place.room && mine.from.at === place.at) {
      putBack();
      return;
    }
    if (against(place).some((one) => one[3])) {
      tell();
      return;
    }
    const done = await send({ act: "place", session: mine.code, room: place.room, at: place.at });
    if (done) {
      const found = (conflicts[mine.code] || []).map((one) => one[0]).join(" ");
      const text = fill(words.dropped, {
        name: mine.name, time: nameTime(place.at), room: nameRoom(place.room),
      });
      say([text, found].filter(Boolean).join(" "));
    }
  }

  async function putAside(code) {
    const name = sessions.get(code).title;
    if (await send({ act: "unplace", session: code })) say(fill(words.aside, { name }));
  }

  async function send(values) {
    const code = values.session ?? document.activeElement?.dataset?.code;
    try {
      const given = await board.post({ ...values, since: stamp });
      leave();
      if (given.refused) {
        say(given.refused, "wrong");
        return false;
      }
      take(given);
      if (given.whole || given.gone.length) draw();
      else drawAgain([
        ...new Set([...given.sessions.map((one) => one[0]), ...Object.keys(given.conflicts)]),
      ]);
      if (code && drawn.has(code)) focusOn(drawn.get(code));
      say(given.said); // a drop says more after it
      return true;
    } catch {
      leave();
      say(words.failed, "wrong");
      return false;
    }
  }

  function open(code) {
    window.location.assign(root.dataset.one.replace(/0\/$/, `${encodeURIComponent(code)}/`));
  }

  // Keys

  board.listenToKeys(root, ".build-session", {
    isPicked: () => picked !== null,
    aimBy(key, far) {
      aimBy(key, far);
      return true;
    },
    drop,
    leave: putBack,
    focusOn,
    step,
    pick: (button) => pick(button.dataset.code),
    open: (button) => open(button.dataset.code),
    send,
    toggleLock(button) {
      const { code } = button.dataset;
      send({ act: sessions.get(code).locked ? "unlock" : "lock", session: code });
    },
    remove(button) {
      const { code } = button.dataset, placed = sessions.get(code).at !== null;
      if (placed) putAside(code);
      return placed;
    },
  });

  // Pointers: a mouse or pen drags; a finger taps a session and then a place, or drags what it
  // has picked up.

  let drag = null, suppress = false;

  function placeAt(event, shift) {
    const box = canvas.getBoundingClientRect(), frame = view.getBoundingClientRect();
    const inside = event.clientX >= frame.left && event.clientX <= frame.right &&
      event.clientY >= frame.top + HEAD && event.clientY <= frame.bottom;
    if (!inside) return null;
    const across = rtl ? box.right - event.clientX : event.clientX - box.left;
    const room = rooms[Math.floor((across - GUTTER) / columnWidth)];
    const y = event.clientY - box.top - (shift || 0);
    const section = [...sections].reverse().find((one) => y >= one.top - GAP) ?? sections[0];
    if (!room) return null;
    const minute = Math.round((section.from + (y - section.top) / PX) / SNAP) * SNAP;
    const within = Math.min(Math.max(minute, section.from), section.until - SNAP);
    return { room: room[0], at: section.index * DAY + within };
  }

  root.addEventListener("pointerdown", (event) => {
    const button = event.target.closest(".build-session");
    if (!button || event.button !== 0 || !editable) return;
    const code = button.dataset.code;
    if (event.pointerType === "touch" && picked?.code !== code) return;
    const box = button.getBoundingClientRect();
    const shift = view.contains(button) ? event.clientY - box.top : 8;
    drag = { button, code, x: event.clientX, y: event.clientY, shift, moved: false };
  });

  window.addEventListener("pointermove", (event) => {
    if (!drag) return;
    if (!drag.moved) {
      if (Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < 5) return;
      drag.moved = true;
      root.classList.add("is-dragging");
      if (picked?.code !== drag.code) {
        leave();
        pick(drag.code);
      }
    }
    event.preventDefault();
    if (!picked) return;
    drag.place = placeAt(event, drag.shift);
    drag.aside = Boolean(document.elementFromPoint(event.clientX, event.clientY)
      ?.closest(".build-open"));
    aim(drag.place);
    const frame = view.getBoundingClientRect(), EDGE = 36;
    if (event.clientX > frame.right - EDGE) view.scrollLeft += 12;
    if (event.clientX < frame.left + EDGE) view.scrollLeft -= 12;
    if (event.clientY > frame.bottom - EDGE) view.scrollTop += 12;
    if (event.clientY < frame.top + HEAD + EDGE) view.scrollTop -= 12;
  }, { passive: false });

  window.addEventListener("pointercancel", () => {
    if (!drag) return;
    drag = null;
    root.classList.remove("is-dragging");
    leave();
  });

  window.addEventListener("pointerup", async () => {
    if (!drag) return;
    const { moved, place, aside, code } = drag;
    drag = null;
    root.classList.remove("is-dragging");
    if (!moved) return;
    suppress = true;
    setTimeout(() => { suppress = false; }, 0);
    const mine = picked;
    if (!mine) return;
    if (aside && mine.from) {
      leave();
      await putAside(code);
    } else if (!place) {
      putBack();
    } else {
      if (!(await mine.ready)) return;
      const refused = against(place).some((one) => one[3]);
      await drop();
      if (refused) leave();
    }
  });

  root.addEventListener("click", (event) => {
    if (suppress) return;
    const button = event.target.closest(".build-session");
    if (button) {
      const code = button.dataset.code;
      if (picked?.code === code) {
        putBack();
        return;
      }
      leave();
      focusOn(button, true);
      showMenu(code);
      if (editable) pick(code);
      return;
    }
    if (picked && view.contains(event.target)) {
      const place = placeAt(event);
      if (place) {
        aim(place);
        drop();
      }
    }
  });

  function showMenu(code) {
    const session = sessions.get(code);
    for (const one of menu.querySelectorAll("[data-do]")) {
      one.dataset.code = code;
      one.hidden = one.dataset.do === (session.locked ? "lock" : "unlock") ||
        (one.dataset.do === "unplace" && (session.locked || session.at === null));
    }
    menu.querySelector("[data-link]").href =
      root.dataset.one.replace(/0\/$/, `${encodeURIComponent(code)}/`);
    said.after(menu);
  }

  menu.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (!button) return;
    const { do: act, code } = button.dataset;
    menu.remove();
    if (act === "unplace") putAside(code);
    else send({ act, session: code });
  });

  board.listenToJournal(send);
  find.addEventListener("input", draw);
  dayChoice.addEventListener("change", () => { leave(); lay(); });
  begin().catch(() => {
    root.hidden = false;
    say(words.failed, "wrong");
  });
})();
