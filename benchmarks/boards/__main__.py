"""Measure the programme's board and the scheduler: ``python -m benchmarks.boards``.

The board of 400 sessions in 25 rooms, and the scheduler of the demo fair, are to open in 1 s and
to answer a drop in 100 ms, as they do a week before the fair. Of each request: processor time of
the site and of PostgreSQL, queries, bytes; then the seconds on the clock of a real Chromium, from
the address to a board that can be worked on, and from the key that picks up or drops to the answer.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import os
import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

import benchmarks.boards.earlier
from benchmarks.boards.earlier.sitecustomize import DAYS, live_earlier
from benchmarks.boards.prepare import Boards, prepare_boards
from benchmarks.pages.__main__ import _home
from benchmarks.pages.server import EDITION, processor_seconds, served

_HEAD = (
    "| request | CPU, ms | of the site | of PostgreSQL | queries | kB | packed, kB |",
    "|---|---:|---:|---:|---:|---:|---:|",
)
_READY = """() => {{
    const board = document.querySelector("[data-{board}]");
    return board && !board.hidden && board.querySelector("{shown}") && performance.now();
}}"""


def main() -> None:
    """Print both tables; with ``--write FILE`` write them too."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", choices=("small", "full"), default="full")
    parser.add_argument("--home", type=Path, help="a FAIRLEAD_HOME that holds the demo already")
    parser.add_argument("--sessions", type=int, default=400)
    parser.add_argument("--rooms", type=int, default=25)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    with _home(asked.home, asked.size) as home:
        text = _measure(home, asked)
    print(text)
    if asked.write:
        asked.write.write_text(text + "\n", encoding="utf-8")


def _measure(home: Path, asked: argparse.Namespace) -> str:
    os.environ["FAIRLEAD_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairlead.config.settings"
    import django

    django.setup()
    from django.db import connection

    boards = prepare_boards(sessions=asked.sessions, rooms=asked.rooms)
    live_earlier(boards.days_ago)
    moves = find_moves(boards)
    requests = _list_requests(boards, moves)
    queries = {name: _count(boards, one) for name, one in requests.items()}
    connection.close()
    earlier = str(Path(benchmarks.boards.earlier.__file__).parent)
    variables = {"PYTHONPATH": earlier, DAYS: str(boards.days_ago)}
    with served(home, workers=1, variables=variables) as (host, port, process):
        site = Site(host, port, process, home, boards.cookies)
        rows = [site.cost(name, one, asked.times, queries[name]) for name, one in requests.items()]
        seen = _look(f"http://{host}:{port}", boards, moves, times=asked.times)
    return "\n".join([*_HEAD, *rows, "", *seen])


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for; with ``forms`` one of them is sent in turn."""

    path: str
    forms: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Moves:
    """A meeting of the scheduler that is to be moved: its request, where it is, where it can go."""

    request: int
    slots: tuple[int, int]


def find_moves(boards: Boards) -> Moves:
    """Return a meeting of one of the first stands, of one slot, that has another time to go to."""
    given = _ask_here(boards, f"{boards.timetable}rows?by=stands").json()
    keys = ",".join(str(one[0]) for one in given["rows"][:12])
    meetings = _ask_here(boards, f"{boards.timetable}meetings?by=stands&rows={keys}").json()
    for _row, slot, length, request, _name, locked, _pending in meetings["meetings"]:
        if length > 1 or locked:
            continue
        found = _ask_here(boards, f"{boards.timetable}free/{request}").json()["slots"]
        free = [int(one) for one, why in found.items() if not why and int(one) != slot]
        if free:
            return Moves(request, (min(free, key=lambda one: abs(one - slot)), slot))
    raise AssertionError("None of the first stands' meetings can be moved.")


def _list_requests(boards: Boards, moves: Moves) -> dict[str, Request]:
    from fairlead.apps.congress.models import PlannedSession, Room

    act = f"{boards.programme}act/"
    version = int(boards.programme.rstrip("/").rpartition("/")[2])
    held = PlannedSession.objects.get(
        programme__edition__code=EDITION, programme__version=version, code=boards.session
    )
    empty = Room.objects.filter(edition__code=EDITION).order_by("position", "pk")[0].pk
    place = {"act": "place", "session": held.code, "date": f"{held.date}", "start": "09:00"}
    drops = tuple({**place, "room": str(room)} for room in (empty, held.room_id))
    rows = f"{boards.timetable}rows?by=stands"
    keys = ",".join(str(one[0]) for one in _ask_here(boards, rows).json()["rows"][:60])
    return {
        "programme: page": Request(boards.programme),
        "programme: board": Request(f"{boards.programme}board"),
        "programme: what stands against a session": Request(
            f"{boards.programme}obstacles/{boards.session}"
        ),
        "programme: a drop": Request(act, drops),
        "scheduler: page": Request(boards.timetable),
        "scheduler: rows": Request(rows),
        "scheduler: meetings of 60 rows": Request(
            f"{boards.timetable}meetings?by=stands&rows={keys}"
        ),
        "scheduler: where a picked meeting can go": Request(
            f"{boards.timetable}free/{moves.request}"
        ),
        "scheduler: a drop": Request(
            f"{boards.timetable}act/?by=stands",
            tuple(
                {"act": "move", "request": str(moves.request), "slot": str(slot)}
                for slot in moves.slots
            ),
        ),
    }


def _ask_here(boards: Boards, path: str, form: dict[str, str] | None = None) -> Any:
    from django.test import Client

    client = Client(headers={"host": "localhost", "accept": "application/json"})
    client.cookies.load(boards.cookies)
    answer = client.get(path) if form is None else client.post(path, form)
    assert answer.status_code == 200, (path, answer.status_code, answer.content[:300])
    return answer


def _count(boards: Boards, request: Request) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for form in request.forms or (None,):
        _ask_here(boards, request.path, form)
    with CaptureQueriesContext(connection) as asked:
        _ask_here(boards, request.path, next(iter(request.forms), None))
    return len(asked)


@dataclass(frozen=True, slots=True)
class Site:
    """A running site, asked over one open connection by who has the cookies."""

    host: str
    port: int
    process: psutil.Process
    home: Path
    cookies: dict[str, str]

    def cost(self, name: str, request: Request, times: int, queries: int) -> str:
        """Return a row of the table: averages of so many requests after some to warm up."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=120)
        body = b""
        for _ in range(4):
            body = self._ask(connection, request, len(request.forms))
        before = processor_seconds(self.process, self.home)
        for number in range(times):
            self._ask(connection, request, number)
        after = processor_seconds(self.process, self.home)
        site, database = ((b - a) / times * 1000 for a, b in zip(before, after, strict=True))
        packed = len(gzip.compress(body, 6))
        return (
            f"| {name} | {site + database:.1f} | {site:.1f} | {database:.1f} | {queries} |"
            f" {len(body) / 1000:,.0f} | {packed / 1000:,.1f} |"
        )

    def _ask(self, connection: Any, request: Request, number: int) -> bytes:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = f"http://{self.host}:{self.port}"
        headers = {"Cookie": cookies, "Accept": "application/json", "Accept-Encoding": "gzip"}
        if request.forms:
            token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
            form = urlencode(request.forms[number % len(request.forms)] | token)
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
            connection.request("POST", request.path, form, headers)
        else:
            connection.request("GET", request.path, headers=headers)
        answer = connection.getresponse()
        body: bytes = answer.read()
        assert answer.status == 200, (request.path, answer.status, body[:300])
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body


def _look(site: str, boards: Boards, moves: Moves, *, times: int) -> list[str]:
    """Return how long Chromium takes, as lines of a table."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium")
    if program is None:
        return ["Chromium absent: what a browser takes was not measured."]
    found: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_cookies(
            [{"name": n, "value": v, "url": site} for n, v in boards.cookies.items()]
        )
        page = context.new_page()
        for name, path, board, shown in (
            ("programme: opens", boards.programme, "build", ".build-session"),
            ("scheduler: opens", boards.timetable, "sched", ".sched-meeting"),
        ):
            for _ in range(max(3, times // 4)):
                page.goto(site + path)
                ready = page.wait_for_function(_READY.format(board=board, shown=shown))
                found.setdefault(name, []).append(ready.json_value())
        page.goto(site + boards.programme)
        page.wait_for_function(_READY.format(board="build", shown=".build-session"))
        found["programme: picked up"], found["programme: dropped"] = _drag(
            page.evaluate, boards.session, times
        )
        page.goto(site + boards.timetable)
        page.wait_for_function(_READY.format(board="sched", shown=".sched-meeting"))
        found["scheduler: picked up"], found["scheduler: dropped"] = _move(
            page.evaluate, moves, times
        )
        browser.close()
    lines = ["| in Chromium | median, ms | longest, ms |", "|---|---:|---:|"]
    return lines + [
        f"| {name} | {statistics.median(took):.0f} | {max(took):.0f} |"
        for name, took in found.items()
    ]


# Keys as a person presses them: picked up, one room to the side, put down; then back.
_DRAG = """async ([code, way]) => {
    const press = (target, key) =>
        target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    const find = () => document.querySelector(`.build-session[data-code="${code}"]`);
    const said = () => document.querySelector("[data-build] [data-said]").textContent;
    const until = async test => {
        for (const end = performance.now() + 20000; performance.now() < end;) {
            if (test()) return;
            await new Promise(requestAnimationFrame);
        }
        throw new Error(said());
    };
    find().focus();
    const begun = performance.now();
    press(find(), "Enter");
    await until(() => document.querySelector(".build-taken, .build-warned"));
    const picked = performance.now();
    press(find(), way);
    const before = said(), old = find(), dropped = performance.now();
    press(find(), "Enter");
    await until(() => find() && find() !== old && said() !== before);
    return [picked - begun, performance.now() - dropped, said()];
}"""


def _drag(run: Callable[..., Any], code: str, times: int) -> tuple[list[float], list[float]]:
    picked, dropped = [], []
    for number in range(times):
        way = "ArrowLeft" if number % 2 == 0 else "ArrowRight"
        one, other, said = run(_DRAG, [code, way])
        assert "Session 0 of the benchmark" in json.dumps(said), said
        picked.append(one)
        dropped.append(other)
    return picked, dropped


# The same with a meeting: picked up, led along the free times to one, put down there.
_MOVE = """async ([request, slot]) => {
    const view = document.querySelector("[data-sched] [data-view]");
    const find = () => view.querySelector(`.sched-meeting[data-request="${request}"]`);
    const press = (target, key) =>
        target.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
    const said = () => document.querySelector("[data-sched] [data-said]").textContent;
    const until = async test => {
        for (const end = performance.now() + 20000; performance.now() < end;) {
            if (test()) return;
            await new Promise(requestAnimationFrame);
        }
        throw new Error(said());
    };
    await until(find);
    find().focus();
    const begun = performance.now();
    press(find(), "Enter");
    await until(() => view.querySelector(".sched-free.is-target"));
    const picked = performance.now();
    const target = () => Number(view.querySelector(".is-target").dataset.slot);
    while (target() !== slot) press(find(), target() < slot ? "ArrowRight" : "ArrowLeft");
    const before = said(), dropped = performance.now();
    press(find(), "Enter");
    await until(() => !view.querySelector(".sched-free") && said() !== before);
    return [picked - begun, performance.now() - dropped, said()];
}"""


def _move(run: Callable[..., Any], moves: Moves, times: int) -> tuple[list[float], list[float]]:
    picked, dropped = [], []
    for number in range(times):
        one, other, said = run(_MOVE, [moves.request, moves.slots[number % 2]])
        assert " is at " in said, said
        picked.append(one)
        dropped.append(other)
    return picked, dropped


if __name__ == "__main__":
    main()
