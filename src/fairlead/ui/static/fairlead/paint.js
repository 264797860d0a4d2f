// Paints when one is free: a block of the grid by finger or mouse, or with Shift and the arrows.
// Without it the grid is a form of check boxes, and stays one.
(() => {
  const grid = document.querySelector(".free-times");
  if (!grid) return;
  grid.dataset.paint = "";
  const rows = [...grid.tBodies[0].rows].map((row) =>
    [...row.querySelectorAll("td")].map((cell) => cell.querySelector("input[type=checkbox]")),
  );
  const places = new Map();
  rows.forEach((row, y) => row.forEach((box, x) => box && places.set(box, [x, y])));
  let stroke = null;

  function find(element) {
    const cell = element && element.closest ? element.closest("td") : null;
    return cell && grid.contains(cell) ? cell.querySelector("input[type=checkbox]") : null;
  }

  function fill(box) {
    const [[fromX, fromY], [toX, toY]] = [places.get(stroke.start), places.get(box)];
    for (const [other, [x, y]] of places) {
      const within =
        x >= Math.min(fromX, toX) && x <= Math.max(fromX, toX) &&
        y >= Math.min(fromY, toY) && y <= Math.max(fromY, toY);
      other.checked = within ? stroke.free : stroke.before.get(other);
    }
  }

  grid.addEventListener("pointerdown", (event) => {
    const box = find(event.target);
    if (!box || event.button !== 0) return;
    const before = new Map([...places.keys()].map((one) => [one, one.checked]));
    stroke = { start: box, free: !box.checked, before };
    fill(box);
    box.focus({ preventScroll: true });
    event.preventDefault();
  });
  window.addEventListener("pointermove", (event) => {
    if (!stroke) return;
    // A finger's events all go to the cell where it came down.
    const box = find(document.elementFromPoint(event.clientX, event.clientY));
    if (box) fill(box);
  });
  window.addEventListener("pointerup", () => {
    stroke = null;
  });
  // A finger that goes sideways scrolls the table: nothing was to be painted.
  window.addEventListener("pointercancel", () => {
    if (stroke) for (const [box, free] of stroke.before) box.checked = free;
    stroke = null;
  });
  grid.addEventListener("click", (event) => {
    // Of the stroke that has painted it; one by keyboard has no detail.
    if (event.detail > 0 && find(event.target)) event.preventDefault();
  });

  const steps = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
  const mirrored = getComputedStyle(grid).direction === "rtl" ? -1 : 1;
  grid.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    const place = step && places.get(event.target);
    if (!place) return;
    event.preventDefault();
    let [x, y] = place;
    do {
      x += step[0] * mirrored;
      y += step[1];
    } while (rows[y] && x >= 0 && x < rows[y].length && !rows[y][x]);
    const next = rows[y] && rows[y][x];
    if (!next) return;
    if (event.shiftKey) next.checked = event.target.checked;
    next.focus();
  });
})();
