"""The synthetic fair as a folder."""

from __future__ import annotations

import datetime as dt
import filecmp
import math
from collections import Counter, defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from fairlead.chain.scheduling.timetable import schedule_meetings
from fairlead.demo.fair import write_demo
from fairlead.demo.projects import BUDGET_YEARS, COMMITTED_STAGES, FIRST_YEAR, YUAN_IN_ROUBLES
from fairlead.demo.size import FULL, SMALL, Size
from fairlead.engines.scheduling import Progress, Stop
from fairlead.folder.fair import Fair
from fairlead.folder.read import read_fair


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small synthetic fair."""
    place = tmp_path_factory.mktemp("demo") / "fair"
    write_demo(place, size=SMALL, seed=1)
    return place


@pytest.fixture(scope="module")
def fair(folder: Path) -> Fair:
    """Return the small synthetic fair, read back: so the folder check found nothing wrong."""
    return read_fair(folder)


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_demo(tmp_path / "again", size=SMALL, seed=1)
    write_demo(tmp_path / "other", size=SMALL, seed=2)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 20
    assert filecmp.cmpfiles(folder, tmp_path / "again", names, shallow=False) == (names, [], [])
    _, different, _ = filecmp.cmpfiles(folder, tmp_path / "other", names, shallow=False)
    assert {"flows.parquet", "organisations.csv", "requests.csv"} <= set(different)


def test_what_is_written_is_what_was_made(fair: Fair, tmp_path: Path) -> None:
    assert write_demo(tmp_path / "fair", size=SMALL, seed=1) == fair


def test_it_has_the_promised_size(fair: Fair) -> None:
    _has_size(fair, SMALL)


@pytest.mark.slow
def test_the_whole_fair_has_the_promised_size(tmp_path: Path) -> None:
    write_demo(tmp_path / "fair", size=FULL, seed=1)
    _has_size(read_fair(tmp_path / "fair"), FULL)


def _has_size(fair: Fair, size: Size) -> None:
    firms = fair.organisations.to_pylist()
    exhibitors = [firm for firm in firms if firm["stand"]]
    roles = Counter(fair.people["role"].to_pylist())
    assert len(exhibitors) == size.exhibitors == fair.stands.num_rows
    assert len({firm["country"] for firm in exhibitors}) == size.countries
    assert roles["visitor"] == size.visitors
    assert 1.5 * size.exhibitors < roles["exhibitor"] < 3 * size.exhibitors
    assert fair.requests.num_rows == size.requests
    assert fair.sessions.num_rows == size.sessions
    assert fair.expositions.num_rows == 8  # the partner country's and seven national ones
    assert fair.settings.edition == 13
    assert fair.flows is not None
    flows = pq.read_table(fair.flows.path)
    assert len(set(flows["product"].to_pylist())) == size.products
    assert len(set(flows["importer"].to_pylist())) == size.economies
    assert set(flows["year"].to_pylist()) == {2020, 2021, 2022}


def test_the_partner_country_has_the_largest_exposition(fair: Fair) -> None:
    areas = {row["country"]: row["area_m2"] for row in fair.expositions.to_pylist()}
    assert max(areas, key=lambda code: areas[code]) == fair.settings.partner_country


def test_twenty_six_projects_are_worth_160_billion(fair: Fair) -> None:
    projects = fair.projects.to_pylist()
    assert len(projects) == 26
    for project in projects:
        if project["currency"] == "CNY":
            project["amount"] *= YUAN_IN_ROUBLES
    assert sum(project["amount"] for project in projects) == 160e9
    assert fair.settings.currency == "RUB"
    for project in projects:
        assert -sum(flow for flow in project["cash_flows"] if flow < 0) == project["amount"]


def test_the_budgets_pay_for_what_is_signed_but_not_for_everything(fair: Fair) -> None:
    portfolio = fair.settings.portfolio
    assert portfolio is not None
    projects = fair.projects.to_pylist()
    assert portfolio.first_year == FIRST_YEAR

    def cost(economy: str, year: int, *, signed_only: bool) -> float:
        return math.fsum(
            dict(project["partners"]).get(economy, 0.0) * -float(flow)
            for project in projects
            if project["stage"] in COMMITTED_STAGES or not signed_only
            for at, flow in enumerate(project["cash_flows"], start=project["start_year"])
            if at == year and flow < 0
        )

    short = 0
    for economy, budget in portfolio.budgets.items():
        assert len(budget) == BUDGET_YEARS
        for year, amount in enumerate(budget, start=FIRST_YEAR):
            assert cost(economy, year, signed_only=True) <= amount
            short += cost(economy, year, signed_only=False) > amount
    assert short > 3


def test_a_few_exhibitors_are_asked_by_many(fair: Fair) -> None:
    asked = Counter(fair.requests["recipient"].to_pylist())
    most = sum(count for _, count in asked.most_common(SMALL.exhibitors // 10))
    assert most > 0.2 * SMALL.requests
    asking = Counter(fair.requests["requester"].to_pylist())
    assert max(asking.values()) > 10
    assert Counter(asking.values())[1] > 0.2 * len(asking)


def test_locked_meetings_can_all_be_held(fair: Fair) -> None:
    windowed = set(fair.availability["person"].to_pylist())
    locked = [row for row in fair.requests.to_pylist() if row["locked_slot"] is not None]
    assert len(locked) >= 2
    assert len({row["requester"] for row in locked}) == len(locked)
    assert len({row["recipient"] for row in locked}) == len(locked)
    assert all(row["state"] == "accepted" for row in locked)
    people = fair.people.to_pylist()
    away = {row["organisation"] for row in people if row["id"] in windowed}
    role = {row["id"]: row["role"] for row in people}
    assert all(row["requester"] not in windowed for row in locked)
    assert all(row["recipient"] not in away for row in locked)
    assert all(role[row["requester"]] == "visitor" for row in locked)


def test_its_timetable_is_proved_before_a_linear_program_is_needed(fair: Fair) -> None:
    """The program takes a second and a half, which a newcomer would wait for."""
    stages = set()

    def note(now: Progress) -> bool:
        stages.add(now.stage)
        return False

    timetable = schedule_meetings(fair, seed=0, stop=Stop(callback=note))
    assert timetable.step.status == "optimal"
    assert "annealing" in stages
    assert "pricing" not in stages


def test_every_exhibitor_has_somebody_on_the_stand(fair: Fair) -> None:
    asking = set(fair.requests["requester"].to_pylist())
    staff: dict[str, set[str]] = defaultdict(set)
    for person in fair.people.to_pylist():
        if person["role"] == "exhibitor":
            staff[person["organisation"]].add(person["id"])
    assert len(staff) == SMALL.exhibitors
    assert all(persons - asking for persons in staff.values())
    assert any(persons & asking for persons in staff.values())


def test_nobody_speaks_in_two_rooms_at_once(fair: Fair) -> None:
    at: set[tuple[str, dt.date, dt.time]] = set()
    for session in fair.sessions.to_pylist():
        for speaker in session["speakers"]:
            assert (speaker, session["date"], session["start"]) not in at
            at.add((speaker, session["date"], session["start"]))


def test_nothing_in_it_could_be_taken_for_real(fair: Fair) -> None:
    assert all(m.endswith("example.org") for m in fair.organisations["email"].to_pylist())
    assert all(w.endswith(".example.org/") for w in fair.organisations["website"].to_pylist())
    assert all(m.endswith("@example.org") for m in fair.people["email"].to_pylist())
    assert all(name.split()[-1].isdigit() for name in fair.people["name"].to_pylist())
    names = fair.organisations["name"].to_pylist()
    assert len(set(names)) == len(names)
    assert all("nvented firm" in d for d in fair.organisations["description"].to_pylist())


def test_the_fair_is_called_in_four_languages(fair: Fair) -> None:
    settings = fair.settings
    assert settings.languages == ("en", "ru", "zh", "ar")
    for text in (settings.name, settings.city, *(hall.name for hall in settings.halls)):
        assert set(text) == set(settings.languages)
    for name, field in (
        ("expositions", "name"), ("sessions", "title"), ("sessions", "room"),
        ("projects", "title"), ("projects", "description"),
    ):  # fmt: skip
        assert all(set(text) == set(settings.languages) for text in fair.localized(name, field))
    scripts = fair.organisations.select(["name_zh", "name_ar"]).to_pylist()
    assert any("示例" in (row["name_zh"] or "") for row in scripts)
    assert any("مثال" in (row["name_ar"] or "") for row in scripts)


def test_everything_to_read_is_there_in_both_languages(fair: Fair) -> None:
    for table, columns in (
        (fair.organisations, ("name", "description")),
        (fair.offers, ("title", "description")),
        (fair.needs, ("title", "description")),
        (fair.projects, ("title", "description")),
        (fair.sessions, ("title",)),
        (fair.products, ("title",)),
    ):
        for column in columns:
            assert table[column].null_count == 0
            assert all(
                any("а" <= letter.lower() <= "я" for letter in text)
                for text in table[f"{column}_ru"].to_pylist()
            )


def test_exhibitors_offer_what_their_sector_makes(fair: Fair) -> None:
    sector = {row["id"]: row["sector"] for row in fair.organisations.to_pylist()}
    offers = [
        (sector[row["organisation"]], code[3:5])
        for row in fair.offers.to_pylist()
        for code in row["products"]
    ]
    vehicles = {chapter for of, chapter in offers if of == "ISIC4:29"}
    assert vehicles <= {"87"}
    assert {chapter for of, chapter in offers if of == "ISIC4:28"} == {"84"}
