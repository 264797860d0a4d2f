"""What each public page shows, in whose language, and what it keeps to itself."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.database import rewriting_the_past
from tests.sites import factories as make

from fairlead.apps.cooperation.models import Choice, Portfolio
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.domain.release_version import add_draft, release_version
from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.meetings.models import Timetable
from fairlead.apps.trade.models import Matching, Need, Offer
from fairlead.folder.localized_text import LocalizedText


def text_of(client: Client, address: str) -> str:
    """Return a page that must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def test_the_editions_are_listed_the_latest_first(client: Client, edition: Edition) -> None:
    make.edition(code="old", name="Old Fair", first_day=dt.date(2020, 1, 1))
    page = text_of(client, "/")
    assert page.index("River Fair 2024") < page.index("Old Fair")
    assert "8–11 July 2024" in page


def test_without_any_edition_the_way_to_one_is_shown(client: Client, db: None) -> None:
    assert "fairlead demo" in text_of(client, "/")


def test_a_page_speaks_the_language_of_its_address_and_leads_to_itself_in_the_other(
    client: Client, edition: Edition
) -> None:
    english = text_of(client, "/river-2024/exhibitors/?q=gear&country=BLR")
    assert '<html lang="en" dir="ltr">' in english
    assert 'href="/ru/river-2024/exhibitors/?q=gear&amp;country=BLR" lang="ru"' in english
    russian = text_of(client, "/ru/river-2024/exhibitors/?q=gear&country=BLR")
    assert '<html lang="ru" dir="ltr">' in russian
    assert 'href="/river-2024/exhibitors/?q=gear&amp;country=BLR" lang="en"' in russian
    assert "Речная ярмарка 2024" in russian
    assert "8–11 июля 2024" in russian
    assert "Приречный" in russian
    assert "Беларусь" in text_of(client, "/ru/river-2024/")


def test_the_home_and_the_needs_are_asked_as_of_a_day(client: Client, edition: Edition) -> None:
    make.exhibitor(edition)
    day = dt.datetime(2024, 2, 1, 12, tzinfo=dt.UTC)
    for number in range(3):
        posted = make.need(
            edition, title=f"Need {number}", posted_at=day + number * dt.timedelta(1)
        )
    Need.objects.filter(pk=posted.pk).update(hidden=True)
    over = make.need(edition, title="Over", expires_on=day.date(), posted_at=day, expired=True)
    for number in range(2):
        run = make.run(edition, released_at=day + number * dt.timedelta(1))
        for _ in range(number + 1):
            make.dependency(run, product=f"HS:84821{_}")
    make.project(edition)

    def count(query: str) -> list[str]:
        page = text_of(client, f"/river-2024/{query}")
        return re.findall(r"<strong>(\d+|–)</strong>", page)

    for query, critical in (("", 2), ("?as_of=2024-02-01", 1)):
        listed = text_of(client, f"/river-2024/critical-imports/{query}")
        assert f"{critical} critical import" in listed
        assert f'critical-imports/BLR/{query}"' in listed or f'"BLR/{query}"' in listed
        page = text_of(client, f"/river-2024/critical-imports/BLR/{query}")
        assert f"<dd>{critical}</dd>" in page
    assert client.get("/river-2024/critical-imports/BLR/?as_of=2024-01-31").status_code == 404
    assert count("") == ["2", "2", "1", "0", "1"]
    tomorrow = dt.datetime.now(edition.zone).date() + dt.timedelta(1)
    assert count(f"?as_of={tomorrow}") == ["2", "2", "1", "–", "1"]
    assert count("?as_of=2024-02-02") == ["2", "2", "–", "–", "1"]
    assert count("?as_of=2024-02-01") == ["1", "2", "–", "–", "1"]
    assert count("?known=2024-02-01T00:00Z") == ["0", "0", "–", "–", "0"]
    assert 'needs/?as_of=2024-02-01"' in text_of(client, "/river-2024/?as_of=2024-02-01")
    listed = text_of(client, "/river-2024/needs/?as_of=2024-02-01")
    assert [name in listed for name in ("Need 0", "Need 1", "Need 2", "Over")] == [1, 0, 0, 1]
    assert "?as_of=2024-02-01&amp;cooperation=supply" in listed
    now = text_of(client, "/river-2024/needs/")
    assert [name in now for name in ("Need 0", "Need 1", "Need 2", "Over")] == [1, 1, 0, 0]
    # A day of what was recorded ends by UTC; by then the fair has the next one.
    make.edition("east-2024", time_zone="Asia/Tokyo")
    make.need(
        Edition.objects.get(code="east-2024"), title="Ended", expires_on=day.date(), posted_at=day
    )
    east = "/east-2024/needs/?known=2024-02-01"
    assert "Ended" not in text_of(client, east)
    assert "Ended" in text_of(client, f"{east}T23:59")
    words = text_of(client, "/river-2024/needs/?as_of=2024-02-01&q=over")
    assert over.code in words
    assert "Need 0" not in words


def test_the_home_counts_the_chain(client: Client, edition: Edition) -> None:
    exhibitor = make.exhibitor(edition)
    make.need(edition)
    run = make.run(edition)
    make.dependency(run)
    make.dependency(run, critical=False)
    make.dependency(run, economy="FRA")  # not what the fair is about
    make.project(edition)
    released = make.timetable(edition, state="released")
    make.meeting(released, exhibitor, make.slot(edition))
    page = text_of(client, "/river-2024/")
    figures = [int(n) for n in re.findall(r"<strong>(\d+)</strong>", page)]
    assert figures == [1, 1, 1, 1, 1]
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    assert data["@type"] == "ExhibitionEvent"
    assert data["startDate"] == "2024-07-08"


def test_an_exhibitor_shows_offers_needs_and_the_stand_on_the_plan(
    client: Client, edition: Edition
) -> None:
    exhibitor = make.exhibitor(
        edition,
        organisation=make.organisation(
            edition,
            name="Gear Works",
            name_ru="Завод передач",
            website="https://g.example.org",
        ),
    )
    make.offer(edition, organisation=exhibitor.organisation)
    make.need(edition, organisation=exhibitor.organisation, economy="")
    page = text_of(client, f"/river-2024/exhibitors/{exhibitor.organisation.code}/")
    assert "Gearboxes" in page
    assert "Bearings" in page
    assert page.count('id="here"') == 1
    assert f"halls/1/?stand={exhibitor.stand.number}#here" in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page)[1])  # type: ignore[index]
    assert data["name"] == "Gear Works"
    assert data["makesOffer"][0]["itemOffered"]["name"] == "Gearboxes"
    russian = text_of(client, f"/ru/river-2024/exhibitors/{exhibitor.organisation.code}/")
    assert "Завод передач" in russian
    assert "Редукторы" in russian


def test_those_at_one_stand_know_of_each_other(client: Client, edition: Edition) -> None:
    stand = make.stand(edition)
    first, second = (make.exhibitor(edition, stand=stand) for _ in range(2))
    page = text_of(client, f"/river-2024/exhibitors/{first.organisation.code}/")
    assert f'href="../{second.organisation.code}/"' in page


def test_the_hall_marks_the_stand_of_the_address_and_no_other(
    client: Client, edition: Edition
) -> None:
    exhibitor = make.exhibitor(edition)
    make.exhibitor(edition)
    free = make.stand(edition)
    number = exhibitor.stand.number
    page = text_of(client, f"/river-2024/halls/1/?stand={number}")
    assert page.count('class="here"') == 1
    assert re.search(rf'id="here" class="here"><title>{number}:', page)
    assert f"<title>{free.number}: free" in page
    assert 'id="here"' not in text_of(client, "/river-2024/halls/1/?stand=nowhere")


def test_only_the_released_timetable_is_shown_and_no_name_on_it(
    client: Client, edition: Edition
) -> None:
    exhibitor = make.exhibitor(edition)
    draft = make.timetable(edition, state="draft", version=3)
    make.meeting(draft, exhibitor, make.slot(edition, number=4))
    old = make.timetable(edition, state="draft", version=1)
    make.meeting(old, exhibitor, make.slot(edition, number=7))
    for change in ({"state": "released", "released_at": timezone.now()}, {"state": "superseded"}):
        Timetable.objects.filter(pk=old.pk).update(**change)
    page = text_of(client, "/river-2024/meetings/")
    assert "not released yet" in page
    assert "11:00" not in page

    released = make.timetable(edition, state="released", version=2)
    make.meeting(released, exhibitor, make.slot(edition, number=1))
    make.table_meeting(released, exhibitor, make.slot(edition, number=2))
    make.meeting(released, exhibitor, make.slot(edition, day=1, number=10))
    page = text_of(client, "/river-2024/meetings/")
    assert re.findall(r"<td[^>]*>(?:<strong>)?(\d+)", page) == [
        "1",
        "0",
        "1",
        "1",
        "0",
        "1",
        "2",
        "0",
        "2",
    ]
    assert "Visitor p-" not in page
    assert "99.00%" in page
    other = text_of(client, "/river-2024/meetings/?day=2024-07-09")
    assert re.findall(r"<td[^>]*>(?:<strong>)?(\d+)", other) == ["0", "1", "1"]
    assert "No meeting on this day" in text_of(client, "/river-2024/meetings/?day=2024-07-10")


def test_hours_are_those_of_the_fairs_own_clock(client: Client, edition: Edition) -> None:
    released = make.timetable(edition, state="released")
    make.meeting(released, make.exhibitor(edition), make.slot(edition))
    assert '<th class="num">10:00</th>' in text_of(client, "/river-2024/meetings/")


def test_critical_imports_come_from_the_latest_run_alone(client: Client, edition: Edition) -> None:
    old = make.run(edition)
    make.dependency(old, title="Long gone")
    run = make.run(edition)
    make.supplier(make.dependency(run, product="HS:848220", title="Roller bearings"))
    make.dependency(run, title="Harmless", critical=False)
    make.dependency(
        run,
        title="Unknown",
        critical=None,
        hhi_imports=None,
        reason="no world flows",
    )
    exhibitor = make.exhibitor(edition)
    make.offer(edition, organisation=exhibitor.organisation, products=["HS:8482"])
    page = text_of(client, "/river-2024/critical-imports/BLR/")
    assert "Roller bearings" in page
    assert "India" in page
    assert not {"Long gone", "Harmless", "Unknown"} & set(
        re.findall(r"[A-Z][a-z]+(?: [a-z]+)?", page)
    )
    assert 'exhibitors/?product=HS%3A848220">1</a>' in page
    assert "<svg" in page
    rows = list(
        csv.reader(
            io.StringIO(
                client.get("/river-2024/critical-imports/BLR.csv").content.decode("utf-8-sig")
            )
        )
    )
    assert sorted(row[1] for row in rows[1:]) == ["Harmless", "Roller bearings", "Unknown"]
    unknown = next(row for row in rows if row[1] == "Unknown")
    assert unknown[2] == ""
    assert unknown[4] == ""
    assert unknown[rows[0].index("what is undefined")] == "no world flows"


def test_the_bloc_stands_as_one_with_its_members(client: Client, edition: Edition) -> None:
    make.dependency(make.run(edition), economy="BLOC")
    page = text_of(client, "/river-2024/critical-imports/BLOC/")
    assert "<h1> Bloc</h1>" in page
    assert "Kazakhstan" in page


def test_needs_are_narrowed_by_word_and_facet(client: Client, edition: Edition) -> None:
    make.need(edition, economy="RUS")
    make.need(
        edition, economy="KAZ", title="Pumps", title_ru="Насосы", products=["HS:841370"],
        cooperation=["licence"],
    )  # fmt: skip
    assert "2 needs" in text_of(client, "/river-2024/needs/")
    for query in ("q=насос", "country=KAZ", "cooperation=licence"):
        page = text_of(client, f"/river-2024/needs/?{query}")
        assert "1 need<" in page
        assert "Pumps" in page
        assert "Bearings" not in page


def test_a_search_of_letters_and_of_very_many_words(client: Client, edition: Edition) -> None:
    make.need(edition, title="b c d e f g h i j k l m n o p", title_ru="")
    for words, found in (("b c b", "1 need"), ("b z", "0 needs"), ("b " * 100, "1 need")):
        assert found in text_of(client, f"/river-2024/needs/?q={words}")


def test_projects_are_summed_by_stage(client: Client, edition: Edition) -> None:
    for stage, amount in (("idea", 1e6), ("signed", 2e6), ("signed", 3e6)):
        project = make.project(edition, stage=stage, amount=amount, title=f"At {stage}")
        make.share(project, "BLR", 1.0)
    page = text_of(client, "/river-2024/projects/")
    assert "3 joint projects, US$6M together" in page
    assert "2 · US$5M" in page
    signed = text_of(client, "/river-2024/projects/?stage=signed")
    assert "At signed" in signed
    assert "At idea" not in signed


def test_a_project_shows_its_shares_and_flows(client: Client, edition: Edition) -> None:
    lead = make.exhibitor(edition).organisation
    project = make.project(edition, lead=lead, products=["HS:848340"])
    make.share(project, "BLR", 0.4)
    make.share(project, "RUS", 0.6, position=1)
    page = text_of(client, f"/river-2024/projects/{project.code}/")
    assert "60%" in page
    assert f"/river-2024/exhibitors/{lead.code}/" in page
    assert page.count('class="gain"') == 3
    assert page.count('class="spend"') == 2
    rows = re.findall(r'<th scope="row">(\d+)</th><td class="num">([^<]*)</td>', page)
    assert rows[0] == ("2025", "-US$200M")
    assert [year for year, _ in rows] == ["2025", "2026", "2027", "2028", "2029"]


def test_a_project_shows_its_gross_costs(client: Client, edition: Edition) -> None:
    project = make.project(
        edition, cash_flows=[-5_000_000, 8_000_000], costs=[9_000_000, 1_000_000]
    )
    page = text_of(client, f"/river-2024/projects/{project.code}/")
    rows = re.findall(r'<th scope="row">(\d+)</th>((?:<td class="num">[^<]*</td>)+)', page)
    assert [re.findall(">([^<]+)<", cells) for _year, cells in rows] == [
        ["-US$5M", "US$9M"],
        ["US$8M", "US$1M"],
    ]
    assert "Gross costs" in page


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"irr": 0.1234, "irr_found": "one"}, "<dd>12.3%</dd>"),
        ({"irr": 0.05, "irr_found": "borrowing"}, "the rate of a loan"),
        ({"irr": None, "irr_found": "several"}, "<dd>several"),
        ({"irr": None, "irr_found": "none"}, "<dd>none"),
    ],
)
def test_a_project_says_how_many_rates_it_has(
    client: Client, edition: Edition, figures: dict[str, Any], said: str
) -> None:
    project = make.project(edition)
    portfolio = add_draft(Portfolio, make.run(edition, step="portfolio"))
    Choice.objects.create(portfolio=portfolio, project=project, **figures)
    release_version(portfolio)
    page = text_of(client, f"/river-2024/projects/{project.code}/")
    assert said in page


def test_a_project_without_budgets_is_neither_chosen_nor_left_out(
    client: Client, edition: Edition
) -> None:
    """Without [portfolio] nothing is discounted or chosen; what is undefined is not shown."""
    project = make.project(edition)

    def release(**figures: Any) -> None:
        portfolio = add_draft(Portfolio, make.run(edition, step="portfolio"))
        Choice.objects.create(portfolio=portfolio, project=project, **figures)
        release_version(portfolio)

    release(payback_years=4.0)
    address = f"/river-2024/projects/{project.code}/"
    page = text_of(client, address)
    assert "4.0 years" in page
    assert "NPV" not in page
    assert "Portfolio" not in page
    release(payback_years=4.0, chosen=False, npv=1e6)
    page = text_of(client, address)
    assert "NPV" in page
    assert "not chosen within the partners' budgets" in page


def test_the_programme_opens_on_its_first_day(client: Client, edition: Edition) -> None:
    session = make.session(edition, date=dt.date(2024, 7, 9))
    make.speaks(session, make.participation(edition, roles=["speaker"]))
    page = text_of(client, "/river-2024/programme/")
    assert "Tuesday 9 July" in page
    assert "Main strategic session" in page
    assert "Visitor p-" in page  # a speaker's name is public
    assert "No session on this day" in text_of(client, "/river-2024/programme/?day=2024-07-11")


@pytest.mark.parametrize(
    "address",
    [
        "/nothing/",
        "/river-2024/exhibitors/nobody/",
        "/river-2024/halls/9/",
        "/river-2024/critical-imports/FRA/",
        "/river-2024/critical-imports/FRA.csv",
        "/river-2024/projects/none/",
        "/ru/river-2024/projects/none/",
        "/river-2024/nowhere/",
    ],
)
def test_what_is_not_there_is_not_found(client: Client, edition: Edition, *, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    expected = "Такой страницы" if address.startswith("/ru/") else "not at the fair"
    assert expected in response.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00a", "letter=%00", "letter=%FF", "country=%00", "product=%00", "page=%00", "stand=%00",
        "day=%00", "stage=%00", "q=" + "a" * 5000, "q=%D1", "country=" + "A" * 100,
        "&".join(f"country=C{n}" for n in range(900)),
    ],
)  # fmt: skip
def test_a_hostile_address_gets_an_ordinary_page(
    client: Client, edition: Edition, *, query: str
) -> None:
    make.exhibitor(edition)
    for section in (
        "exhibitors/",
        "exhibitors.csv",
        "needs/",
        "halls/1/",
        "meetings/",
        "projects/",
    ):
        assert client.get(f"/river-2024/{section}?{query}").status_code == 200, section


@pytest.mark.parametrize("code", ["%00", "a%00b", "%2e%2e%2fx", "a b", "%D1%8F", "x" * 65, "'"])
def test_a_hostile_code_is_not_found(client: Client, edition: Edition, *, code: str) -> None:
    make.hall(edition)
    for section in ("exhibitors", "halls", "critical-imports", "projects"):
        assert client.get(f"/river-2024/{section}/{code}/").status_code == 404, section


@pytest.mark.parametrize(
    "section",
    ["", "exhibitors/", "needs/", "halls/", "countries/", "critical-imports/", "meetings/",
     "programme/", "projects/"],
)  # fmt: skip
@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_an_edition_with_nothing_in_it_has_every_page(
    client: Client, edition: Edition, *, section: str, prefix: str
) -> None:
    page = text_of(client, f"{prefix}/river-2024/{section}")
    assert page.count("<h1") == 1
    assert "{%" not in page
    assert "style=" not in page  # the policy of the site forbids it


def test_an_exhibitor_and_a_need_are_asked_as_of_a_day(client: Client, db: None) -> None:
    edition = make.edition("past-2024", languages=["en"])
    firm = make.organisation(edition, name="Old Works", code="works")
    host = make.exhibitor(edition, organisation=firm)
    offered = make.offer(edition, organisation=firm, title="Late offer")
    wanted = make.need(edition, title="Sought gears", economy="BLR")
    make.makers(make.matching(edition), wanted, [offered])
    day, later = dt.datetime(2024, 3, 1, tzinfo=dt.UTC), dt.datetime(2024, 4, 1, tzinfo=dt.UTC)
    with rewriting_the_past():
        History.objects.filter(edition=edition.code, kind="organisation").update(since=day)
        Matching.objects.update(released_at=day)
    Need.objects.update(posted_at=day)
    Offer.objects.update(posted_at=later)
    firm.name = LocalizedText({"en": "New Works"})
    firm.save()
    page = f"/{edition.code}/exhibitors/works/"
    now, then = text_of(client, page), text_of(client, f"{page}?as_of=2024-03-15")
    assert "New Works" in now
    assert "Old Works" not in now
    assert "Old Works" in then
    assert "Nothing is offered here yet" in then
    assert "Nothing is offered here yet" not in now
    assert "Sought gears" in then
    assert "Nothing is offered" not in text_of(client, f"{page}?as_of=2024-04-02")
    assert "Sought gears" not in text_of(client, f"{page}?as_of=2024-02-01")
    assert "begins on" in text_of(client, f"{page}?as_of=2024-02-01")
    assert client.get(f"{page}?as_of=2024-02-30").status_code == 400
    need = f"/{edition.code}/needs/{wanted.code}/"
    assert "New Works" in text_of(client, f"{need}?as_of=2024-03-15")
    assert client.get(f"{need}?as_of=2024-02-01").status_code == 404
    host.delete()
    with rewriting_the_past():
        History.objects.filter(kind="organisation", state__stand=None).update(since=later)
    Exhibitor.objects.create(organisation=firm, edition=edition, stand=host.stand)
    assert "It did not exhibit then" in text_of(client, f"{page}?as_of=2024-04-02")
    assert "It did not exhibit then" not in text_of(client, f"{page}?as_of=2024-03-15")
    assert host.stand.number in text_of(client, page)
