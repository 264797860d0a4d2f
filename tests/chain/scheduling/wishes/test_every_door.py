"""Every wish through every door: what comes out is what trying every timetable says.

A wish that a door does not know is named with its reason, in the table and in the reference; a
cell that is neither tried nor explained fails.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib import import_module
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from tests.chain.scheduling.wishes import folder_form
from tests.chain.scheduling.wishes.small_fairs import WISHES, Wish
from tests.engines.scheduling.brute_force import Timetable, TinyFair
from typer.testing import CliRunner

from fairlead.chain.scheduling.problem_file import read_schedule_file
from fairlead.chain.scheduling.timetable_file import verify_timetable
from fairlead.chain.scheduling.verify_folder import verify_folder_timetable
from fairlead.cli.main import build_app
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair

FORMS = ("json", "folder")
DOORS = ("schedule", "verify", "proof", "why", "kept", "changed")
REFERENCE = Path(__file__).parents[4] / "docs" / "reference" / "scheduling.md"
CELLS = [
    (name, form, door)
    for name, form, door in product(WISHES, FORMS, DOORS)
    if not {form, door} & set(WISHES[name].without)
]


class Door:
    """A fair in one form, and the command line."""

    def __init__(self, said: dict[str, Any], form: str, folder: Path) -> None:
        """Write the fair."""
        self.said, self.form, self.fair = said, form, TinyFair(said)
        self.folder = folder
        self.path = folder / "fair.json"
        if form == "folder":
            self.path = folder_form.write_folder(said, folder / "fair")
        else:
            self.path.write_text(json.dumps(said))
        self._read: Fair | None = None
        self.out, self.proof = folder / "out.csv", folder / "proof.json"

    def run(self, command: str, *options: str | Path, code: int = 0) -> str:
        """Return what a command prints."""
        app = build_app(["schedule", "verify", "replan"])
        ran = CliRunner().invoke(app, [command, *map(str, options)])
        assert (ran.exit_code, ran.exception if code == 0 else None) == (code, None), ran.output
        return ran.stdout

    def schedule(self, *options: str) -> dict[str, Any]:
        """Return the figures of a run, which writes its timetable and proof."""
        if "--person" in options and self.form == "folder":
            options = (*options[:-1], f"p{options[-1]}")
        written = ("-o", self.out, "--proof", self.proof, "--json")
        found: dict[str, Any] = json.loads(self.run("schedule", self.path, *options, *written))
        return found

    def write(self, timetable: Timetable, tables: dict[int, int], received: dict[int, int]) -> Path:
        """Write any timetable in this form."""
        path = self.folder / "given.csv"
        if self.form == "folder":
            return folder_form.write_rows(self.said, timetable, tables, received, path)
        rows = ["meeting,slot,place"]
        for request, slot in timetable.items():
            host = int(self.said["requests"][request][3])
            usual = "online" if host == -2 else f"stand {host}"
            rows.append(f"{request},{slot},{f'table {tables[request]}' if host == -1 else usual}")
        path.write_text("\n".join(rows) + "\n")
        return path

    def read(self, path: Path) -> tuple[Timetable, dict[int, int]]:
        """Return a written timetable and its shared tables."""
        if self.form == "folder":
            return folder_form.read_rows(self.said, path)
        timetable, tables = {}, {}
        with path.open() as lines:
            for row in csv.DictReader(lines):
                timetable[int(row["meeting"])] = int(row["slot"])
                kind, _, number = row["place"].partition(" ")
                if kind == "table":
                    tables[int(row["meeting"])] = int(number)
        return timetable, tables

    def is_accepted(self, timetable: Timetable) -> bool:
        """Return whether the verifier takes a timetable with any tables and representatives."""
        shared = [r for r in timetable if self.said["requests"][r][3] == -1]
        teams = folder_form.list_teams(self.said) if self.form == "folder" else {}
        hosted = [r for r in timetable if self.said["requests"][r][1] in teams]
        seats = product(range(self.said["tables"]), repeat=len(shared))
        hosts = product(*(range(len(teams[int(self.said["requests"][r][1])])) for r in hosted))
        for tables, received in product(list(seats), list(hosts)):
            at = dict(zip(shared, tables, strict=True)), dict(zip(hosted, received, strict=True))
            if not self._find_broken(self.write(timetable, *at)):
                return True
        return False

    def _find_broken(self, path: Path) -> list[str]:
        """Return what the verifier says of a timetable's file."""
        if self.form == "folder":
            self._read = self._read or read_fair(self.path)
            return verify_folder_timetable(self._read, path).broken
        return verify_timetable(read_schedule_file(self.path), path).broken


def list_every(fair: TinyFair) -> Iterator[Timetable]:
    """Yield every choice of slots, whatever rules it breaks."""
    requests = range(len(fair.requests))
    for slots in product([None, *range(len(fair.day))], repeat=len(requests)):
        yield {r: t for r, t in zip(requests, slots, strict=True) if t is not None}


def rank(wish: Wish, fair: TinyFair, timetable: Timetable) -> tuple[float, ...]:
    """Return what a timetable is worth to who has the wish, the larger the better."""
    key: tuple[float, ...] = fair.find_key(timetable)
    if wish.options:
        unit = wish.options[0].removeprefix("--fewest-")
        person = int(wish.options[2]) if len(wish.options) > 2 else None
        key = (len(timetable), -fair.count_used(timetable, unit, person), *key)
    if wish is WISHES["little waiting"]:
        breaks, waiting = fair.count_waiting(timetable)
        key = (*key, -breaks, -waiting)
    return key


def find_best(wish: Wish, fair: TinyFair) -> tuple[float, ...]:
    return max(rank(wish, fair, one) for one in fair.list_timetables())


def count_kept(released: Timetable, now: Timetable) -> tuple[int, int]:
    """Return how many released meetings are held, and of these how many stay, negative moved."""
    kept = [request for request in released if request in now]
    return len(kept), -sum(released[request] != now[request] for request in kept)


@pytest.mark.parametrize(("name", "form", "door"), CELLS)
def test_a_wish_is_kept(name: str, form: str, door: str, tmp_path: Path) -> None:
    wish = WISHES[name]
    one = Door(wish.said, form, tmp_path)
    TRIED[door](wish, one, tmp_path)


def try_schedule(wish: Wish, door: Door, _: Path) -> None:
    """The timetable is as good as the best of all, and is said to be."""
    found = door.schedule(*wish.options)
    timetable, _tables = door.read(door.out)
    assert door.fair.is_right(timetable)
    assert rank(wish, door.fair, timetable) == find_best(wish, door.fair)
    assert found["status"] == "optimal"
    assert (found["held"], found["weight"]) == (len(timetable), door.fair.find_key(timetable)[2])
    if "min_meetings" in found:
        assert found["min_meetings"]["missing"] == door.fair.count_missing(timetable)
    if wish.options:
        assert found["fewest"]["used"] == found["fewest"]["bound"]
    if wish is WISHES["little waiting"]:
        assert (found["breaks"], found["waiting"]) == door.fair.count_waiting(timetable)


def try_verify(wish: Wish, door: Door, _: Path) -> None:
    """Of all timetables those are taken that keep the wish, and no others."""
    plain = TinyFair(wish.unsaid)
    broken = 0
    for timetable in list_every(door.fair):
        if plain.is_right(timetable):
            right = door.fair.is_right(timetable)
            broken += not right
            assert door.is_accepted(timetable) == right, timetable
    if wish is WISHES["at its stand"]:
        broken += refuse_other_places(door)
    assert broken, "nothing breaks the wish: the fair is too easy"


def refuse_other_places(door: Door) -> int:
    """Return in how many other places the best timetable was tried, and refused."""
    door.schedule()
    text = door.out.read_text()
    right = "stand 1" if door.form == "json" else ",stand,"
    others = ("stand 0", "online", "table 0") if door.form == "json" else (",online,", ",table,")
    for other in others:
        assert right in text.replace('"', "")
        door.out.write_text(text.replace('"', "").replace(right, other))
        door.run("verify", door.path, door.out, code=1)
    return len(others)


def try_proof(wish: Wish, door: Door, _: Path) -> None:
    """What is claimed is shown, and more than that is refuted."""
    door.schedule(*wish.options)
    said = door.run("verify", door.path, door.out, "--proof", door.proof)
    assert "Not checked" not in said
    claims = json.loads(door.proof.read_text())
    text = door.proof.read_text()
    for name in ("weight", "held", "breaks", "waiting", "bound"):
        door.proof.write_text(json.dumps(claims | {name: claims[name] + 1}))
        assert door.proof.read_text() != text
        door.run("verify", door.path, door.out, "--proof", door.proof, code=1)
    door.proof.write_text(json.dumps(claims | {"bound": claims["bound"] - 1}))
    door.run("verify", door.path, door.out, "--proof", door.proof, code=1)


def try_why(wish: Wish, door: Door, _: Path) -> None:
    """Of a request that the wish alone leaves out, the wish is said to be why."""
    plain = TinyFair(wish.unsaid)
    door.schedule(*wish.options)
    timetable, _tables = door.read(door.out)
    left = set(range(len(door.fair.requests))) - set(timetable)
    assert left, "every request is held: the fair is too easy"
    printed = door.run("why", door.path, door.out, "--json")
    lines = [json.loads(line) for line in printed.splitlines()]
    said = {int(str(line["meeting"]).removeprefix("r")): line for line in lines}
    assert set(said) == left
    alone = {
        request
        for request in left
        if any(plain.is_right({**timetable, request: t}) for t in range(len(plain.day)))
    }
    assert {said[request]["why"] for request in alone or left} <= set(wish.why), lines
    assert all(line["words"] and line["remedy"] for line in lines)


def try_kept(wish: Wish, door: Door, _: Path) -> None:
    """Where nothing has changed, a replan changes nothing."""
    door.schedule(*wish.options)
    found = json.loads(door.run("replan", door.path, door.out, "--json"))
    kinds = ("moved", "cancelled", "added", "reseated")
    assert [found[kind] for kind in kinds] == [[], [], [], []]


def try_changed(wish: Wish, door: Door, folder: Path) -> None:
    """A timetable of before the wish is changed as little as any that keeps it best."""
    (folder / "before").mkdir()
    before = Door(wish.unsaid, door.form, folder / "before")
    before.schedule()
    released, _tables = before.read(before.out)
    assert not door.fair.is_right(released) or rank(wish, door.fair, released) < find_best(
        wish, door.fair
    )
    door.run("replan", door.path, before.out, "--json", "-o", door.out)
    now, _tables = door.read(door.out)
    assert door.fair.is_right(now)
    best = max(
        (rank(wish, door.fair, one), count_kept(released, one))
        for one in door.fair.list_timetables()
    )
    assert (rank(wish, door.fair, now), count_kept(released, now)) == best


TRIED = {
    "schedule": try_schedule,
    "verify": try_verify,
    "proof": try_proof,
    "why": try_why,
    "kept": try_kept,
    "changed": try_changed,
}


@pytest.mark.parametrize("name", WISHES)
def test_what_a_door_does_not_know_is_said_with_its_reason(name: str) -> None:
    wish = WISHES[name]
    assert set(TRIED) == set(DOORS)
    assert set(wish.without) <= {*FORMS, *DOORS}
    assert all(len(reason) > 20 for reason in wish.without.values())
    rows = [line for line in REFERENCE.read_text().splitlines() if line.startswith(f"| {name} |")]
    assert len(rows) == 1, f"expected one row of {name} in the table of the reference"
    for reason in {*wish.without.values()}:
        assert reason in REFERENCE.read_text()
    module, _, function = wish.office.partition(":")
    if module.startswith("tests."):
        assert callable(getattr(import_module(module), function))
    else:
        assert wish.office in rows[0]
