"""A person walks along the frontier in the office: settings, points, reasons, fair shares."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from django.utils.translation import override
from tests.database import rewriting_the_past
from tests.folder.partnership import join_partnership
from tests.sites.office.test_projects import read, sign_in

from fairlead.apps.cooperation.models import Entry, Project, Tie
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.people.roles import MemberRole
from fairlead.apps.pipeline.runs.portfolio_walk import walk_edition
from fairlead.apps.transfer.load import load_fair
from fairlead.apps.work.do_work import do_work
from fairlead.apps.work.models import Work
from fairlead.folder.read import read_fair
from fairlead.sites.office.portfolio import views
from fairlead.sites.office.portfolio.settings_input import read_asked
from fairlead.sites.office.portfolio.sharing import describe_sharing
from fairlead.sites.office.portfolio.walk_words import say_wider

pytestmark = pytest.mark.django_db
PAGE = "/office/river-fair-2024/portfolio/"


@pytest.fixture
def fair_edition() -> Edition:
    """Return the small fair in the database, with its budgets."""
    from tests.folder.conftest import SMALL

    return load_fair(join_partnership(read_fair(SMALL)))


@pytest.fixture
def officer(fair_edition: Edition) -> Client:
    """Return the browser of a project officer."""
    return sign_in("officer@example.org", MemberRole.PROJECT_OFFICER, fair_edition)


def test_the_walk_is_shown_with_reasons_and_fair_shares(officer: Client) -> None:
    assert 'aria-label="Belarus, 2025"' in officer.get(PAGE).content.decode()
    before = read(officer, PAGE)
    assert "The walk" not in before
    said = read(officer, PAGE + "?go=1&aim=jobs&points=5&fairest=yes")
    for words in ("The walk", "Fair (Shapley)", "Stable: of", "The fairest choice", "Gap"):
        assert words in said, words
    assert "excluded by" in said  # power devices and pumps exclude one another
    second = read(officer, PAGE + "?go=1&aim=cost&points=5&at=2")
    assert "Towards more worth" in second
    assert "Cost US$20 Gap" in second, "what is spent is money, as worth is"
    out = read(officer, PAGE + "?go=1&aim=jobs&outside=plant&inside=pumps")
    assert "the setting that keeps it out taken back" in out


def test_what_cannot_be_read_or_kept_is_said(officer: Client) -> None:
    for query, words in (
        ("budget_BLR=lots", "Budget of Belarus, year 2025: expected a number, not “lots”"),
        ("budget_BLR=1&budget_BLR=2,5,5", "Belarus, year 2026: expected a number, not “2,5,5”"),
        ("budget_BLR=1%202%203", "expected a number"),
        ("budget_BLR=1,234", "expected a number"),
        ("budget_BLR=-1", "expected a number"),
        ("budget_Nowhere=1", "Expected the code of an economy"),
        ("budget_BLR=1" + "&budget_BLR=1" * 100, "at most 100 years"),
        ("emissions=-1", "expected a number"),
        ("inside=plant&outside=plant", "In and out at once: plant"),
        ("inside=plant" + "&inside=pumps" * 200, "at most 200 codes"),
    ):
        answer = officer.get(f"{PAGE}?go=1&{query}")
        assert answer.status_code == 400
        assert words in answer.content.decode()
    none = read(officer, PAGE + "?go=1&inside=plant&budget_BLR=0&budget_RUS=0")
    assert "No choice keeps to all of these limits" in none
    assert "more in the budget of Belarus in" in none
    for limits, words in (
        ("outside=pumps&cover=HS:841381", "fewer projects that must be out"),
        ("budget_KAZ=0&cover=HS:841381", "HS:841381 not asked for"),
    ):
        none = read(officer, f"{PAGE}?go=1&{limits}")
        assert f"There is a choice with {words}." in none
    assert "No project makes HS:0101" in read(officer, PAGE + "?go=1&cover=HS:0101")


def test_amounts_of_reasons_are_written_as_the_language_writes_numbers(
    fair_edition: Edition,
) -> None:
    lacking = {"kind": "budget", "economy": "BLR", "year": 2026, "amount": 874_400_000.0}
    for language, words in (
        ("en", "874,400,000\u00a0USD"),
        ("ru", "874\u00a0400\u00a0000\u00a0USD"),
    ):
        with override(language):
            assert words in say_wider(lacking, fair_edition)
            # Never in powers of ten.
            assert "e+" not in say_wider({**lacking, "kind": "", "limit": ""}, fair_edition)


def test_a_budget_left_empty_is_no_limit(officer: Client, fair_edition: Edition) -> None:
    Edition.objects.filter(pk=fair_edition.pk).update(budgets=[["BLR", [0, 0]], ["RUS", [0]]])
    asked = PAGE + "?go=1&inside=plant"
    held = read(officer, asked + 2 * "&budget_BLR=0" + 2 * "&budget_RUS=0")
    assert "No choice keeps to all of these limits" in held
    lifted = read(officer, asked + 2 * "&budget_BLR=" + 2 * "&budget_RUS=")
    assert "The walk" in lifted


@pytest.mark.parametrize(
    ("beyond", "shown"), [("last", "1\u00a0234.50"), ("nothing", "0"), ("unlimited", "")]
)
def test_a_shorter_budget_shows_what_holds_after_it(
    officer: Client, fair_edition: Edition, beyond: str, shown: str
) -> None:
    budgets = [["BLR", [1234.5]], ["RUS", [5e9, 1e17]]]
    rows = Edition.objects.filter(pk=fair_edition.pk)
    rows.update(budgets=budgets, budgets_beyond=beyond, budgets_first_year=2030)
    page = officer.get(PAGE).content.decode()
    assert 'value="5\u00a0000\u00a0000\u00a0000" maxlength="40"' in page
    field = page.split('aria-label="Belarus, 2031"')[0].rsplit("<input", 1)[1]
    assert f'value="{shown}"' in field


@pytest.mark.django_db(transaction=True)
def test_many_projects_are_worked_out_in_the_background(
    officer: Client, fair_edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 1)
    asked = "aim=jobs&points=4"
    assert "worked out in the background" in read(officer, f"{PAGE}?go=1&{asked}")
    answer = officer.post(f"{PAGE}compute/", {"query": asked})
    assert "It is being worked out" in read(officer, answer["Location"])
    officer.post(f"{PAGE}compute/", {"query": asked})
    work = Work.objects.get(kind="walk_frontier")  # the same is worked out once
    do_work(work.pk)
    assert "Fair (Shapley)" in read(officer, answer["Location"])


def test_the_walk_is_of_the_projects_of_a_moment(officer: Client, fair_edition: Edition) -> None:
    plain = read(officer, PAGE + "?go=1&aim=jobs")
    moment = timezone.now()
    plant = Project.objects.get(edition=fair_edition, code="plant")
    with rewriting_the_past():  # in one transaction it would be one change
        History.objects.filter(edition=fair_edition.code).update(since=moment, written_by=None)
    Project.objects.filter(pk=plant.pk).update(
        title={"en": "Plant under another name"}, cash_flows=[Decimal(-10), Decimal(1)]
    )
    known = urlencode({"known": moment.isoformat()})
    now, then = (read(officer, f"{PAGE}?go=1&aim=jobs{also}") for also in ("", f"&{known}"))
    assert "Plant under another name" in now
    assert "Plant under another name" not in then
    worth = re.compile(r"This point.*? Worth (.*?) Gap")
    assert worth.findall(then) == worth.findall(plain) != worth.findall(now)
    assert "budgets those of now" in then
    nobody = read(officer, PAGE + "?go=1&as_of=2000-01-01")
    assert "The walk" not in nobody
    assert officer.get(PAGE + "?go=1&as_of=x").status_code == 400


def test_a_walk_of_then_knows_no_ties_to_projects_that_came_later(
    officer: Client, fair_edition: Edition
) -> None:
    tied = Tie.objects.filter(project__edition=fair_edition).values_list("other__code", flat=True)
    for code in set(tied):
        with rewriting_the_past():
            Entry.objects.filter(project__code=code).update(day=dt.date(2030, 1, 1))
        said = read(officer, PAGE + "?go=1&as_of=2029-01-01")
        assert "The walk" in said or "No choice keeps" in said, code
        with rewriting_the_past():
            Entry.objects.filter(project__code=code).update(day=dt.date(2024, 1, 1))


def test_small_shares_and_their_intervals_are_shown_to_the_coin() -> None:
    found: dict[str, Any] = {
        "parties": [
            {"economy": "BLR", "gets": 56, "fair": 5.191, "error": 0.0004, "transfer": 463},
            {"economy": "KAZ", "gets": 700, "fair": 2.37, "error": None, "transfer": -463},
        ],
        "blocking": ["BLR", "KAZ"], "lacks": 0.021, "checked": 3,
        "payments": [("KAZ", "BLR", 463)],
    }  # fmt: skip
    shown: dict[str, Any] = describe_sharing(found)
    first, second = shown["parties"]
    assert (first.fair, first.error, first.transfer) == tuple(
        map(Decimal, ("5.19", "0.01", "4.63"))
    )
    assert (second.error, first.transfer + second.transfer) == (0, 0)
    assert shown["blocking"] == ["Belarus", "Kazakhstan"]
    assert shown["lacks"] == Decimal("0.03")


def test_past_and_present_walks_of_many_projects_are_two_works(fair_edition: Edition) -> None:
    query = QueryDict("go=1&aim=jobs")
    now, then = (
        read_asked(query, first_year=2025, as_of=as_of)
        for as_of in (NOW, AsOf(dt.date(2024, 1, 1)))
    )
    assert now.key != then.key
    walk = walk_edition(fair_edition, then.settings | {"as_of": {"day": "2199-01-01"}}, seconds=5)
    assert walk["stands"] == walk_edition(fair_edition, now.settings, seconds=5)["stands"]
