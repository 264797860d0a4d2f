"""A database that an earlier Fairlead left, with meetings, comes through every migration whole."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fairlead.config.embedded.layout import Layout
from fairlead.config.embedded.server import stop

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
OLD_ROWS = Path(__file__).with_name("old_database.sql")
SMALL = Path(__file__).parents[1] / "folder" / "small"
# As it was made: every table the superuser's, and no other role.
MAKE = """
import sys
from pathlib import Path
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
connection.settings_dict["OPTIONS"]["role"] = "superuser"
MigrationExecutor(connection).migrate([
    ("congress", "0003_watched"), ("cooperation", "0004_watched"), ("exhibition", "0003_watched"),
    ("fairs", "0003_watch_through"), ("meetings", "0004_stamp"), ("people", "0003_city_ru"),
    ("trade", "0009_maker_group_covers"), ("sessions", "0001_initial"),
])
with connection.cursor() as cursor:
    cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = "
                   "'public'::regnamespace")
    tables = [name for (name,) in cursor.fetchall()]
    # What the triggers write is among the rows.
    for name in tables:
        cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER ALL")
    cursor.execute(Path(sys.argv[1]).read_text())
    for name in tables:
        cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER ALL")
"""
ASK = """
import json
from fairlead.cli.database import open_database
with open_database():
    from django.db import connection
    from fairlead.apps.meetings.models import Booking, Meeting, MeetingRequest, Timetable
    from fairlead.apps.people.models import Account, Membership
    from fairlead.apps.trade.models import Matching
    print(json.dumps({
        "timetables": list(Timetable.objects.order_by("version").values_list("version", "state")),
        "lists": list(Matching.objects.order_by("version").values_list("version", "state")),
        "meetings": {
            str(one): sorted(Meeting.objects.filter(timetable__version=one).values_list(
                "request__code", "slot__number", "place"))
            for one in (0, 1, 2)
        },
        "bookings": sorted(Booking.objects.values_list(
            "meeting__request__code", "participation__code")),
        "states": dict(MeetingRequest.objects.values_list("code", "state")),
        "organisers": list(Membership.objects.values_list("account__email", "role")),
    }))
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Return a home with the old database."""
    folder = Path(tempfile.mkdtemp(prefix="fl-"))
    run(folder, "-c", MAKE, str(OLD_ROWS))
    # A Fairlead of then made no roles: the next start does.
    for made in (folder / "postgres").glob("roles-*"):
        made.unlink()
    yield folder
    layout = Layout(folder)
    if (layout.data / "postmaster.pid").exists():
        stop(layout)
    shutil.rmtree(folder)


def run(home: Path, *arguments: str) -> str:
    """Return what Python says with this home."""
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ
        | {"FAIRLEAD_HOME": str(home), "DJANGO_SETTINGS_MODULE": "fairlead.config.settings"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def found(home: Path) -> dict[str, Any]:
    """Return what is in the database once it is up to date."""
    found: dict[str, Any] = json.loads(run(home, "-c", ASK))
    return found


HELD = [
    ["r1", 1, "stand"], ["r2", 2, "stand"], ["r3", 1, "stand"], ["r4", 2, "table"],
    ["r5", 4, "online"], ["r6", 1, "stand"],
]  # fmt: skip


def test_versions_stay_and_what_was_released_holds(found: dict[str, Any]) -> None:
    assert found["timetables"] == [[0, "current"], [1, "released"], [2, "draft"]]
    assert found["lists"] == [[1, "released"], [2, "draft"]]
    assert found["meetings"] == {"0": HELD, "1": HELD, "2": HELD}


def test_everybody_of_the_released_version_is_booked_and_nobody_twice(
    found: dict[str, Any],
) -> None:
    booked: dict[str, set[str]] = {}
    for request, person in found["bookings"]:
        booked.setdefault(request, set()).add(person)
    assert len(found["bookings"]) == 12
    assert {request: len(people) for request, people in booked.items()} == {
        request: 2 for request, _, _ in HELD
    }


def test_what_is_held_was_granted_and_answers_stay(found: dict[str, Any]) -> None:
    assert found["states"] == {
        **{request: "accepted" for request, _, _ in HELD}, "r7": "declined",
    }  # fmt: skip


def test_who_organised_still_does(found: dict[str, Any]) -> None:
    assert [email for email, _ in found["organisers"]] == ["old@example.org"]


def test_the_fair_is_written_as_it_was_loaded(
    home: Path, found: dict[str, Any], tmp_path: Path
) -> None:
    assert found
    run(home, "-m", "fairlead", "export", "river-fair-2024", str(tmp_path / "back"))
    for name in ("people", "organisations", "offers", "needs", "stands", "products"):
        before, after = (read_ids(folder / f"{name}.csv") for folder in (SMALL, tmp_path / "back"))
        assert after == before
    run(home, "-m", "fairlead", "check", str(tmp_path / "back"))


def read_ids(path: Path) -> list[str]:
    """Return what the first column of a file holds."""
    with path.open(encoding="utf-8", newline="") as file:
        return sorted(row[0] for row in csv.reader(file))
