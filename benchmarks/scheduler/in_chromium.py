"""Time the organiser's grid in Chromium: ``python -m benchmarks.scheduler.in_chromium EDITION``.

It makes a draft of what holds now, serves the site by a clock before the fair, works on the draft
with a real mouse and with keys as an organiser does, and throws the draft away. Each time is taken
in the page: from the event that the browser got until what it led to was drawn.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.pages.server import served
from fairlead.cli.database import open_database

_NAME = "benchmark@example.org"
_CELL = 74  # pixels a slot is wide
_NEAR = 6  # slots
_CLOCK = """
import datetime as dt
from django.utils import timezone
now = timezone.now
timezone.now = lambda: now() - dt.timedelta(seconds={ahead})
"""
# From an event to the frame after its mark appears in the page. Times are those of the page.
_TIMING = """
window.timing = { at: 0 };
for (const kind of ["pointermove", "pointerup", "keydown"]) {
  addEventListener(kind, (event) => {
    if (!timing.kind || timing.kind !== kind || timing.at) return;
    timing.at = event.timeStamp;
  }, true);
}
window.await_mark = (kind, holds) => {
  Object.assign(timing, { kind, at: 0 });
  timing.taken = new Promise((done, fail) => {
    const begun = performance.now();
    const look = () => {
      if (performance.now() - begun > 20000) fail(new Error(`not seen: ${holds}`));
      else if (timing.at && holds()) {
        requestAnimationFrame(() => done(performance.now() - timing.at));
      } else requestAnimationFrame(look);
    };
    look();
  });
};
"""
_OPENED = """
new Promise((done) => {
  const look = () => document.querySelector(".sched-meeting")
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})
"""
_FRAMES = """
window.frames_taken = [];
let last = performance.now();
window.take_frames = true;
const next = (now) => {
  frames_taken.push(now - last); last = now;
  if (window.take_frames) requestAnimationFrame(next);
};
requestAnimationFrame(next);
"""


def main(code: str) -> None:
    """Time everything on a separate draft."""
    from playwright.sync_api import sync_playwright

    home = Path(os.environ["FAIRLEAD_HOME"])
    with open_database():
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright keeps an event loop
        draft, session = _prepare(code)
        movable = _list_movable(draft, 8)
        try:
            with (
                _clock_before(draft.edition) as variables,
                served(home, workers=1, variables=variables) as (host, port, _process),
                sync_playwright() as playwright,
            ):
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                site = f"http://{host}:{port}"
                context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
                page = context.new_page()
                _work(page, f"{site}/office/{code}/timetables/{draft.version}/", movable)
                browser.close()
        finally:
            _take_back(draft)


@contextmanager
def _clock_before(edition: Any) -> Iterator[dict[str, str]]:
    """Yield what lets the site's clock go nine days before the fair: nothing moves to the past."""
    from benchmarks.scheduler.__main__ import edition_before

    ahead = (dt.datetime.now(dt.UTC) - edition_before(edition)).total_seconds()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sitecustomize.py").write_text(_CLOCK.format(ahead=ahead))
        yield {"PYTHONPATH": os.pathsep.join([folder, os.environ.get("PYTHONPATH", "")])}


def _prepare(code: str) -> tuple[Any, str]:
    from django.test import Client

    from fairlead.apps.meetings.domain.restore_version import restore_version
    from fairlead.apps.meetings.models import Timetable
    from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
    from fairlead.apps.transfer.find import find_edition

    current = Timetable.objects.get(edition=find_edition(code), state="current")
    draft = restore_version(current).timetable
    client = Client()
    client.force_login(appoint_organiser(_NAME, password=secrets.token_hex()))
    return draft, client.cookies["sessionid"].value


def _list_movable(draft: Any, most: int) -> list[tuple[int, str]]:
    """Return meetings at stands that have another free time near theirs, with their firms."""
    from benchmarks.scheduler.__main__ import edition_before
    from fairlead.apps.meetings.models import Meeting
    from fairlead.apps.meetings.queries.free_times import Offer, Option

    now = edition_before(draft.edition)
    found: dict[str, int] = {}
    held = Meeting.objects.filter(timetable=draft, place="stand", slots=1).select_related("slot")
    for meeting in held.order_by("request__code")[:3000].iterator():
        host = meeting.request.recipient
        assert host is not None  # it is at a stand
        firm = host.organisation.name["en"]
        if firm in found:
            continue
        offer = Offer(meeting.request, draft=draft)
        near = [
            slot
            for slot in offer.calendars.slots
            if slot.date == meeting.slot.date and 0 < slot.number - meeting.slot.number < _NEAR
        ]
        if any(isinstance(offer.find(slot, now=now), Option) for slot in near):
            found[firm] = meeting.request_id
            if len(found) == most:
                break
    return [(request, firm) for firm, request in found.items()]


def _take_back(draft: Any) -> None:
    from fairlead.apps.meetings.domain.restore_version import throw_draft_away
    from fairlead.apps.people.models import Account

    throw_draft_away(draft)
    Account.objects.filter(email=_NAME).delete()


def _work(page: Any, address: str, movable: list[tuple[int, str]]) -> None:
    page.set_default_timeout(20_000)
    page.add_init_script(_TIMING)
    opened = []
    for _ in range(4):
        page.goto(address, wait_until="commit")
        opened.append(page.evaluate(_OPENED))
    _tell("opened, until meetings are drawn: first, then again", opened)
    _scroll(page)
    page.reload()
    page.locator(".sched-meeting").first.wait_for()
    _drag(page, movable)
    _press(page, movable)


def _scroll(page: Any) -> None:
    """Turn the wheel over all rows."""
    page.locator(".sched-meeting").first.hover()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = _read_metrics(devtools)
    page.evaluate(_FRAMES)
    for _ in range(150):
        page.mouse.wheel(0, 300)
        page.wait_for_timeout(16)
    frames = sorted(page.evaluate("take_frames = false, frames_taken"))
    worked = 1000 * (_read_metrics(devtools) - before) / len(frames)
    late = sum(one > 50 for one in frames)
    many = len(frames)
    print(
        f"scrolled by the wheel: {many} frames, half within {frames[many // 2]:.0f} ms, "
        f"95 of 100 within {frames[many * 95 // 100]:.0f} ms, longest {frames[-1]:.0f} ms, "
        f"{late} over 50 ms; the page worked {worked:.1f} ms a frame",
        flush=True,
    )


def _read_metrics(devtools: Any) -> float:
    """Return the seconds for which the page has worked: scripts, styles and layout."""
    given = devtools.send("Performance.getMetrics")["metrics"]
    return float(next(one["value"] for one in given if one["name"] == "TaskDuration"))


def _time(page: Any, kind: str, holds: str, act: Callable[[], object]) -> float:
    """Return milliseconds from an event of the page until a mark of it is drawn."""
    page.evaluate(f"(() => {{ await_mark('{kind}', () => {holds}); }})()")
    act()
    return float(page.evaluate("timing.taken"))


def _show(page: Any, request: int, firm: str) -> Any:
    """Return a meeting, with its row in sight and the times after it too."""
    page.fill("[data-find]", firm)
    meeting = page.locator(f'.sched-meeting[data-request="{request}"]').first
    meeting.wait_for()
    meeting.evaluate(
        """(one) => { const view = one.closest("[data-view]");
          view.scrollLeft = parseFloat(one.style.insetInlineStart) - 420; }"""
    )
    page.wait_for_timeout(100)
    return meeting


def _find_free(page: Any) -> tuple[int, int]:
    """Return how many cells away from the carried meeting a free and a taken one are."""
    found: list[int] = page.evaluate(
        """(width) => {
          const at = (one) => parseFloat(one.style.insetInlineStart);
          const here = at(document.querySelector(".sched-meeting.is-picked"));
          const seen = (one) => one.getBoundingClientRect().right < innerWidth - 40 &&
            one.getBoundingClientRect().left > 260;
          const nearest = (name) => [...document.querySelectorAll(name)].filter(seen)
            .map((one) => Math.round((at(one) - here) / width))
            .filter((by) => by).sort((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
          return [nearest(".sched-free"), nearest(".sched-taken")];
        }""",
        _CELL,
    )
    return found[0], found[1]


def _drag(page: Any, movable: list[tuple[int, str]]) -> None:
    """Carry meetings with the mouse: over a taken time, then to a free one."""
    shown: list[float] = []
    aimed: list[float] = []
    warned: list[float] = []
    dropped: list[float] = []
    for request, firm in movable:
        box = _show(page, request, firm).bounding_box()
        x, y = box["x"] + 20, box["y"] + 10
        page.mouse.move(x, y)
        page.mouse.down()
        shown.append(
            _time(page, "pointermove", "document.querySelector('.sched-free, .sched-taken')",
                  partial(page.mouse.move, x + 10, y, steps=2))
        )  # fmt: skip
        free, taken = _find_free(page)
        for by, times in ((taken, warned), (free, aimed)):
            if by:
                slot = "document.querySelector('.is-target') !== window.before"
                page.evaluate("window.before = document.querySelector('.is-target')")
                kind = "taken" if times is warned else "free"
                mark = f"{slot} && document.querySelector('.sched-{kind}.is-target')"
                to = x + by * _CELL
                times.append(_time(page, "pointermove", mark, partial(page.mouse.move, to, y)))
        if free:
            dropped.append(
                _time(page, "pointerup", "!document.querySelector('.is-picked') && "
                      "document.querySelector('[data-said]').textContent.includes('now')",
                      page.mouse.up)
            )  # fmt: skip
        else:
            page.mouse.up()
            page.keyboard.press("Escape")
    _tell("by mouse: picked up, until times free and taken are shown", shown)
    _tell("by mouse: over a taken time, until it says why", warned)
    _tell("by mouse: over a free time, until it is marked", aimed)
    _tell("by mouse: dropped, until the meeting is drawn there", dropped)


def _press(page: Any, movable: list[tuple[int, str]]) -> None:
    """Move meetings by keys, undo it and do it again."""
    said = "document.querySelector('[data-said]').textContent"
    picked, aimed, dropped, undone, redone = [], [], [], [], []
    for request, firm in movable:
        _show(page, request, firm).focus()
        key = page.keyboard.press
        picked.append(
            _time(page, "keydown", "document.querySelector('.sched-free, .sched-taken')",
                  partial(key, "Enter"))
        )  # fmt: skip
        free, _taken = _find_free(page)
        if not free:
            key("Escape")
            continue
        arrow = "ArrowRight" if free > 0 else "ArrowLeft"
        for _ in range(abs(free)):
            page.evaluate("window.before = document.querySelector('.is-target')")
            aimed.append(
                _time(page, "keydown", "document.querySelector('.is-target') !== window.before",
                      partial(key, arrow))
            )  # fmt: skip
        mark = f"!document.querySelector('.is-picked') && {said}.includes('now')"
        dropped.append(_time(page, "keydown", mark, partial(key, "Enter")))
        undone.append(
            _time(page, "keydown", f"{said}.startsWith('Undone')", partial(key, "Control+z"))
        )
        again = f"{said}.startsWith('Done again')"
        redone.append(_time(page, "keydown", again, partial(key, "Control+Shift+z")))
    _tell("by keys: picked up, until times free and taken are shown", picked)
    _tell("by keys: the next time is aimed at", aimed)
    _tell("by keys: put down, until the meeting is drawn there", dropped)
    _tell("undone", undone)
    _tell("done again", redone)


def _tell(name: str, times: list[float]) -> None:
    if times:
        rest = times[1:] or times
        print(
            f"{name:62} {times[0]:6.0f} ms, then {statistics.median(rest):6.0f} ms, "
            f"at most {max(rest):6.0f} ms",
            flush=True,
        )


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "demo-2023")
