"""`fairlead programme` on a schedule: checked, converted, taken into a fair folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[1] / "folder" / "small"
SCHEDULE = """<schedule><version>1</version><conference><acronym>fair</acronym>
<title>River Fair</title><time_zone_name>Asia/Yekaterinburg</time_zone_name></conference>
<day index="0" date="2024-07-08" start="2024-07-08T06:00:00+05:00" end="2024-07-09T03:00:00+05:00">
<room name="One"><event id="1" guid="0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48">
<date>2024-07-08T23:30:00+05:00</date><start>23:30</start><duration>01:15</duration>
<room>One</room><title>Night shift</title><persons><person>Person Five</person></persons>
</event></room></day></schedule>"""


def run(*arguments: str | Path) -> tuple[int, str, str]:
    """Return the exit code and both outputs of the command."""
    command = [sys.executable, "-m", "fairlead", "programme", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def schedule(tmp_path: Path) -> Path:
    """Return a schedule whose day has a number that its format does not allow."""
    path = tmp_path / "schedule.xml"
    path.write_text(SCHEDULE, encoding="utf-8")
    return path


def test_from_a_schedule_to_a_fair_and_another_format(schedule: Path, tmp_path: Path) -> None:
    code, said, noted = run("check", schedule)
    assert (code, said) == (
        0, "River Fair: sessions 1, rooms 1, days 1; Asia/Yekaterinburg\n",
    )  # fmt: skip
    assert "expected the day's number, from 1" in noted

    assert run("convert", schedule, tmp_path / "again.json")[0] == 0
    code, said, noted = run("check", tmp_path / "again.json")
    assert (code, noted) == (0, "")
    assert "sessions 1, rooms 1" in said

    folder = tmp_path / "fair"
    shutil.copytree(SMALL, folder)
    assert run("take", schedule, folder)[0] == 0
    session = read_fair(folder).sessions.to_pylist()[0]
    assert (session["title"], session["speakers"]) == ("Night shift", ["c1"])


def test_a_draft_takes_what_a_programme_may_not_hold(schedule: Path, tmp_path: Path) -> None:
    """A room twice at a time, and a day that the fair has not."""
    body, end = SCHEDULE.split("</event>")
    event = body[body.index("<event") :] + "</event>"
    twice = event.replace('id="1" guid="0c8', 'id="2" guid="1c8').replace("Night", "Other")
    later = event.replace('id="1" guid="0c8', 'id="3" guid="2c8').replace("Night", "Later")
    late_day = SCHEDULE[SCHEDULE.index("<day") :].replace("2024-07-0", "2031-07-0")
    later = later.replace("2024-07-08", "2031-07-08")
    late_day = late_day[: late_day.index("<event")] + later + "</room></day></schedule>"
    whole = f"{body}</event>{twice}{end.replace('</schedule>', '')}{late_day}"
    schedule.write_text(whole, encoding="utf-8")
    folder = tmp_path / "fair"
    shutil.copytree(SMALL, folder)
    code, _, said = run("take", schedule, folder)
    assert code == 2
    assert "--draft" in said
    code, told, noted = run("take", schedule, folder, "--draft")
    assert code == 0, noted
    assert "draft 1 of" in told
    assert "3 sessions taken, 1 of all wait for a place" in told
    assert "2031-07-08 23:30, One" in noted
    fair = read_fair(folder)
    assert fair.sessions.num_rows == read_fair(SMALL).sessions.num_rows
    rows = {row["title"]: row for row in fair.programme_sessions.to_pylist()}
    assert rows["Night shift"]["room"] == rows["Other shift"]["room"] == "One"
    assert (rows["Night shift"]["minutes"], rows["Later shift"]["room"]) == (75, None)
    assert len(rows) == fair.sessions.num_rows + 3, "what holds stays in the draft"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2024-07-0", "2031-07-0", "expected a day of the fair, 2024-07-08 to 2024-07-09"),
        ("Night shift", "N" * 501, "sessions.csv:2: title"),
        ("<title>Night", f"<description>{'N' * 20_001}</description><title>Night", "description"),
        ("Person Five", "P" * 501, "people.csv"),
    ],
    ids=["day", "title", "description", "name"],
)
def test_what_does_not_fit_leaves_the_folder_as_it_is(
    schedule: Path, tmp_path: Path, old: str, new: str, expected: str
) -> None:
    schedule.write_text(SCHEDULE.replace(old, new), encoding="utf-8")
    folder = tmp_path / "fair"
    shutil.copytree(SMALL, folder)
    before = (folder / "sessions.csv").read_bytes()
    code, _, said = run("take", schedule, folder)
    assert code == 2
    assert expected in said
    assert "Traceback" not in said
    assert (folder / "sessions.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.xml"), "nowhere.xml: expected this file, it is missing"),
        (("check", "SCHEDULE", "--zone", "Mars"), "expected an IANA time zone"),
        (("convert", "SCHEDULE", "out.pdf"), "expected a file that ends with .xml"),
    ],
)
def test_mistakes_are_named(schedule: Path, arguments: tuple[str, ...], said: str) -> None:
    code, _, told = run(*(schedule if one == "SCHEDULE" else one for one in arguments))
    assert code == 2
    assert said in told
    assert "Traceback" not in told
