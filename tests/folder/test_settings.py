"""fair.toml: what is said of bad settings, and the flows inside the folder."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from fairlead.folder.fair_settings import OpeningHours
from fairlead.folder.read import read_fair
from fairlead.folder.settings import read_settings, write_settings

Complain = Callable[[], list[str]]
Edit = Callable[[str, str, str], None]
TINY_SLOTS = "first = 00:00:00\nminutes = 5\nper_day = 288"
FLOWS = '\n[flows]\nsource = "{source}"\nkind = "table"\n'


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'format = "fairlead-fair/1"',
            "",
            'fair.toml: format: expected format = "fairlead-fair/1"',
        ),
        ('code = "river-fair-2024"', 'code = "office"', "none of the site's own addresses"),
        ("days = 2", "dyas = 2", "fair.toml:12: fair.dyas: unknown name: did you mean days?"),
        ("days = 2", "", "fair.toml:3: fair.days: expected a value (whole number, 1 to 60)"),
        ("days = 2", 'days = "2"', 'fair.toml:12: fair.days "2": expected a whole number'),
        ("days = 2", "days = true", 'fair.toml:12: fair.days "true": expected a whole number'),
        ("days = 2", "days = 0", 'fair.toml:12: fair.days "0": expected a whole number'),
        ("days = 2", "days = 61", "at least 1 and at most 60"),
        ("2024-07-08", "2024-07-08T10:00:00", "expected a date"),
        ("Asia/Yekaterinburg", "../../etc/passwd", "expected an IANA time zone"),
        ('currency = "USD"', 'currency = "DOLLAR"', "expected an ISO 4217 currency"),
        ('["BLR", "KAZ", "RUS"]', '["BLR", 3]', "fair.bloc"),
        ("per_day = 6", "per_day = 30", "expected the last slot to end by midnight"),
        (
            "minutes = 30\nper_day = 6",
            "minutes = 5\nper_day = 200",
            "expected the last slot to end",
        ),
        ('code = "2"', 'code = "1"', "expected each hall's code once"),
        ("[slots]", "[slot]", "fair.toml:18: slot: unknown name: did you mean slots?"),
        ("BLR = [60.0, 60.0]", "XXX = [60.0]", "fair.toml:45: portfolio.budgets.XXX"),
        ("BLR = [60.0, 60.0]", "BLR = [60.0, -1.0]", "fair.toml:45: portfolio.budgets.BLR"),
        ("BLR = [60.0, 60.0]", "BLR = []", "expected one value at least"),
        ("BLR = [60.0, 60.0]", "BLR = 60.0", "fair.toml:45: portfolio.budgets.BLR"),
        ("days = 2", "days = = 2", "fair.toml:12: expected TOML"),
        ('city = "Example City"', "city = " + "[" * 5_000, "expected TOML: nested too deeply"),
        ("days = 2", ".".join(["a"] * 20_000) + " = 2", "expected TOML: nested too deeply"),
        ("days = 2", "days = {" + 'a . "b".' * 9_000 + "c = 2}", "nested too deeply"),
        ("[slots]", "[" + "a." * 20_000 + "b]", "expected TOML: nested too deeply"),
        ("days = 2", "days = 0x" + "f" * 6_000, "a whole number has too many digits"),
        ("days = 2", "days = [[" + "9" * 4_000 + "]]", "a whole number has too many digits"),
    ],
)
def test_bad_settings(edit: Edit, problems: Complain, old: str, new: str, said: str) -> None:
    edit("fair.toml", old, new)
    assert any(said in line for line in problems()), problems()
    assert all(line.startswith("fair.toml") for line in problems())


def own_days(*days: str) -> str:
    return "".join(f"[[own_days]]\n{day}\n\n" for day in days) + "[meetings]"


DAY = "date = 2024-07-09\nslots = "


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([DAY + '["10:00-10:20", "10:15-10:30"]'], "that begins when 10:00-10:20 is over"),
        ([DAY + '["10:20-10:00"]'], "the end later than the begin"),
        ([DAY + '["10-11"]'], "expected a time from-until HH:MM-HH:MM"),
        ([DAY + "[]"], "own_days.slots"),
        ([DAY + '["10:00-11:00"]'] * 2, "expected each day once"),
        (['date = 2024-07-10\nslots = ["10:00-11:00"]'], "expected a day of the fair"),
    ],
)
def test_bad_days_of_their_own(edit: Edit, problems: Complain, days: list[str], said: str) -> None:
    edit("fair.toml", "[meetings]", own_days(*days))
    assert any(said in line for line in problems()), problems()


def test_a_day_has_slots_of_its_own(edit: Edit, folder: Path) -> None:
    edit("fair.toml", "[meetings]", own_days(DAY + '["10:00-10:20", "10:20-11:00", "13:00-14:00"]'))
    settings = read_fair(folder).settings
    assert settings.slots_by_day == (6, 3)
    assert settings.slot_count == 9
    assert settings.find_slot(dt.date(2024, 7, 9), 3) == 8
    assert settings.find_place(8) == (dt.date(2024, 7, 9), 3)
    assert f"{settings.slot_start(8):%H:%M}-{settings.slot_end(8):%H:%M}" == "13:00-14:00"
    assert settings.are_one_after_another(6, 7)
    assert not settings.are_one_after_another(7, 8), "there is a pause"
    assert not settings.are_one_after_another(5, 6), "there is a night"


OPEN = "date = 2024-07-09\nopens = 10:00:00\ncloses = "


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([OPEN + "10:00:00"], "expected another time than it opens at"),
        ([OPEN + '"late"'], "opening.closes"),
        ([OPEN + "18:00:00"] * 2, "expected each day once"),
        ([OPEN.replace("09", "10") + "18:00:00"], "expected a day of the fair"),
    ],
)
def test_bad_opening_hours(edit: Edit, problems: Complain, days: list[str], said: str) -> None:
    edit("fair.toml", "[meetings]", own_days(*days).replace("own_days", "opening"))
    assert any(said in line for line in problems()), problems()


def test_a_fair_says_when_it_is_open(edit: Edit, folder: Path) -> None:
    edit("fair.toml", "[meetings]", own_days(OPEN + "01:00:00").replace("own_days", "opening"))
    settings = read_fair(folder).settings
    assert settings.opening == (OpeningHours(dt.date(2024, 7, 9), dt.time(10), dt.time(1)),)
    (folder / "fair.toml").write_text(write_settings(settings, None), encoding="utf-8")
    assert read_settings(folder).settings == settings


def test_more_slots_than_can_be_planned(edit: Edit, problems: Complain) -> None:
    edit("fair.toml", "days = 2", "days = 60")
    edit("fair.toml", "first = 10:00:00\nminutes = 30\nper_day = 6", TINY_SLOTS)
    assert "expected at most 10,000 slots over all days" in problems()[0]


def test_sections_of_the_wrong_form(folder: Path, problems: Complain) -> None:
    (folder / "fair.toml").write_text(
        'format = "fairlead-fair/1"\nfair = 3\nhalls = [1, 2]\nslots = []\n'
        "portfolio = 1\nmeetings = []\n",
        encoding="utf-8",
    )
    assert len(problems()) >= 5


@pytest.mark.parametrize(
    "source", ["../secret.parquet", "/etc/passwd", "a/../../x", "C:/x", "..\\\\x", ".", "link"]
)
def test_flows_outside_the_folder(folder: Path, problems: Complain, source: str) -> None:
    (folder.parent / "secret.parquet").write_bytes(b"secret")
    (folder / "link").symlink_to(folder.parent / "secret.parquet")
    toml = folder / "fair.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + FLOWS.format(source=source), "utf-8")
    assert [line for line in problems() if "expected a path inside the folder" in line]


def test_flows_folder_with_a_link_out(folder: Path, problems: Complain) -> None:
    (folder / "baci").mkdir()
    (folder / "baci" / "2020.csv").symlink_to("/etc/passwd")
    toml = folder / "fair.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + FLOWS.format(source="baci"), "utf-8")
    assert "without links that lead out" in problems()[0]


def test_flows_are_found(folder: Path, problems: Callable[[], list[str]]) -> None:
    toml = folder / "fair.toml"
    text = toml.read_text(encoding="utf-8") + FLOWS.format(source="data/flows.parquet")
    toml.write_text(text + "years = [2020, 2021]\n", encoding="utf-8")
    assert "expected a file or folder that exists" in problems()[0]
    (folder / "data").mkdir()
    (folder / "data" / "flows.parquet").write_bytes(b"")
    assert "expected flows, the file is empty" in problems()[0]
    (folder / "data" / "flows.parquet").write_bytes(b"PAR1")
    flows = read_fair(folder).flows
    assert flows is not None
    assert (flows.years, flows.classification) == ((2020, 2021), "HS2022")
    assert flows.path == (folder / "data" / "flows.parquet").resolve()


def test_an_empty_list_says_nothing(edit: Edit, folder: Path) -> None:
    edit("fair.toml", '["BLR", "KAZ", "RUS"]', "[]")
    settings = read_settings(folder).settings
    assert settings is not None
    assert settings.bloc is None
