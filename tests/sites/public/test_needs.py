"""A need's page and who seeks what an exhibitor offers: lists, reasons, and what stays hidden."""

from __future__ import annotations

import logging
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.sites import factories as make
from tests.sites.public.test_pages import text_of

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.trade.models import MakerList, Matching, Need, Offer, ShownList

NEEDS = "/river-2024/needs/"


@pytest.fixture
def matching(edition: Edition) -> Matching:
    """Return lists that everybody sees."""
    return make.matching(edition)


def offer_of(edition: Edition, name: str, **fields: object) -> Offer:
    """Return what a new exhibitor of that name offers."""
    firm = make.exhibitor(edition, organisation=make.organisation(edition, name=name)).organisation
    return make.offer(edition, organisation=firm, **fields)


@pytest.fixture
def served(edition: Edition, matching: Matching) -> tuple[Need, list[Offer]]:
    """Return a need of an organisation, with three makers and a group of two."""
    need = make.need(edition)
    offers = [offer_of(edition, name) for name in ("Gear Works", "Bearing House", "Axle Union")]
    make.makers(matching, need, offers)
    members = Exhibitor.objects.filter(organisation__in=[o.organisation_id for o in offers[:2]])
    make.group(matching, need, list(members.order_by("organisation__id")))
    return need, offers


def names_on(page: str) -> list[str]:
    """Return the names of the makers on a page, in order."""
    return re.findall(r'<b class="rank">\d+</b>.*?class="name"[^>]*>(.*?)</a>', page, re.DOTALL)


def test_makers_stand_in_order_with_reason_score_offer_country_and_stand(
    client: Client, edition: Edition, served: tuple[Need, list[Offer]]
) -> None:
    need, offers = served
    page = text_of(client, f"{NEEDS}{need.code}/")
    assert names_on(page) == ["Gear Works", "Bearing House", "Axle Union"]
    assert "Offers “Gearboxes”, which meets the need." in page
    assert "fit 90%" in page
    assert "Belarus, Minsk</p>" in page
    firm = offers[0].organisation
    assert f'href="/river-2024/exhibitors/{firm.code}/#{offers[0].code}"' in page
    assert f'halls/1/?stand={firm.exhibitor.stand.number}#here"' in page
    assert "version 1, engine 0.1.0" in page


def test_the_page_speaks_russian(client: Client, served: tuple[Need, list[Offer]]) -> None:
    need, _ = served
    page = text_of(client, f"/ru{NEEDS}{need.code}/")
    assert "Предлагает «Редукторы», что отвечает потребности." in page
    assert "Offers" not in page
    assert "соответствие 90\xa0%" in page
    assert "<h1" in page
    assert "Подшипники" in page


def test_a_group_says_who_covers_what_and_what_nobody_covers(
    client: Client, served: tuple[Need, list[Offer]]
) -> None:
    need, _ = served  # one product and two forms of cooperation, two members
    page = text_of(client, f"{NEEDS}{need.code}/")
    group = page[page.index('id="groups"') :]
    assert "2 makers together" in group
    assert "Covers 2 of 3 steps. No better group of these makers exists." in group
    assert re.findall(r'class="name"[^>]*>(.*?)</a>', group) == ["Gear Works", "Bearing House"]
    assert re.search(r"Nobody here covers:.*localisation", group, re.DOTALL)


def test_a_group_whose_member_has_gone_is_left_out_and_so_is_the_maker(
    client: Client, served: tuple[Need, list[Offer]]
) -> None:
    need, offers = served
    offers[1].organisation.exhibitor.delete()
    page = text_of(client, f"{NEEDS}{need.code}/")
    assert names_on(page) == ["Gear Works", "Axle Union"]
    assert re.findall(r'class="rank">(\d)', page) == ["1", "3"]
    assert "Bearing House" not in page
    assert 'id="groups"' not in page


def test_a_maker_whose_offer_was_withdrawn_is_left_out(
    client: Client, served: tuple[Need, list[Offer]]
) -> None:
    need, offers = served
    offers[0].delete()
    assert names_on(text_of(client, f"{NEEDS}{need.code}/")) == ["Bearing House", "Axle Union"]


def test_many_makers_are_folded(client: Client, edition: Edition, matching: Matching) -> None:
    need = make.need(edition)
    make.makers(matching, need, [offer_of(edition, f"Maker {n}") for n in range(12)])
    page = text_of(client, f"{NEEDS}{need.code}/")
    shown, folded = page.split('<details class="more"', 1)
    assert (len(names_on(shown)), len(names_on(folded))) == (10, 2)
    assert "2 more" in folded
    assert 'start="11"' in folded


@pytest.mark.parametrize(
    ("bases", "opened"),
    [
        (["offers", "offers", "offers", "near", "economy"], ["offers"]),
        (["offers", "near", "near", "near", "economy"], ["offers", "near", "economy"]),
        (["near"] * 5, ["near"]),
    ],
)
def test_who_only_might_make_it_stands_apart_and_is_folded_where_enough_offer_it(
    client: Client, edition: Edition, matching: Matching, bases: list[str], opened: list[str]
) -> None:
    need = make.need(edition)
    make.makers(matching, need, [offer_of(edition, f"Maker {n}") for n in range(5)], bases=bases)
    page = text_of(client, f"{NEEDS}{need.code}/")
    sections = re.findall(r'<details class="makers makers-(\w+)"( open)?>.*?<h3>(.*?)</h3>', page)
    titles = {
        "offers": "They offer it",
        "near": "They make something near",
        "economy": "Their economy could",
    }
    assert [(name, title) for name, _, title in sections] == [
        (name, title) for name, title in titles.items() if name in bases
    ]
    assert [name for name, is_open, _ in sections if is_open] == opened
    assert ("Nobody here offers it." in page) == ("offers" not in bases)
    count = bases.count("offers")
    listed = text_of(client, NEEDS)
    assert (f"{count} exhibitor" in listed) == (count > 0)
    assert "could make it" not in listed


def test_a_need_nobody_could_serve_and_a_fair_that_was_not_matched_say_so(
    client: Client, edition: Edition
) -> None:
    need = make.need(edition)
    assert "Not matched yet" in text_of(client, f"{NEEDS}{need.code}/")
    make.matching(edition)
    assert "Nobody here offers this" in text_of(client, f"{NEEDS}{need.code}/")
    assert client.get(f"{NEEDS}no-such/").status_code == 404


def test_only_released_lists_are_shown(client: Client, edition: Edition) -> None:
    need, offer = make.need(edition), offer_of(edition, "Gear Works")
    make.makers(make.matching(edition, state="draft", version=2), need, [offer])
    page = text_of(client, f"{NEEDS}{need.code}/")
    assert "Gear Works" not in page
    assert "Who seeks this" not in text_of(client, exhibitor_page(offer))


def exhibitor_page(offer: Offer) -> str:
    """Return the address where an offer is made."""
    return f"/river-2024/exhibitors/{offer.organisation.code}/"


def test_an_exhibitor_sees_who_seeks_what_it_offers_the_best_fit_first(
    client: Client, edition: Edition, matching: Matching
) -> None:
    offer, other = offer_of(edition, "Gear Works"), offer_of(edition, "Bearing House")
    second, first = make.need(edition, title="Second"), make.need(edition, title="First")
    make.makers(matching, second, [other, offer])
    make.makers(matching, first, [offer, other])
    page = text_of(client, exhibitor_page(offer))
    seekers = page[page.index('id="seekers"') :]
    assert re.findall(r'class="name"[^>]*>(.*?)</a>', seekers) == ["First", "Second"]
    assert re.findall(r"fit (\d+)%", seekers) == ["90", "80"]
    assert f'href="{NEEDS}{first.code}/"' in seekers
    assert "Offers “Gearboxes”, which meets the need." in seekers
    russian = text_of(client, f"/ru{exhibitor_page(offer)}")
    assert "Предлагает «Редукторы»" in russian[russian.index('id="seekers"') :]


@pytest.fixture(params=["anonymous", "somebody else"])
def second_user(request: pytest.FixtureRequest, db: None) -> Client:
    """Return a browser that may not see what is hidden."""
    client = Client()
    if request.param != "anonymous":
        client.force_login(Account.objects.create_user("second@example.org", "some password"))
    return client


def test_a_hidden_need_is_on_no_page_of_a_second_user(
    second_user: Client, edition: Edition, matching: Matching
) -> None:
    asker = make.exhibitor(edition, organisation=make.organisation(edition, name="Quiet Firm"))
    offer = offer_of(edition, "Gear Works")
    open_need = make.need(edition, title="Open bearings", economy="BLR")
    hidden = make.need(
        edition,
        title="Secret turbine",
        title_ru="Тайная турбина",
        organisation=asker.organisation,
        economy="",
        products=["HS:841182"],
        hidden=True,
    )
    for need in (open_need, hidden):
        make.makers(matching, need, [offer])
    assert second_user.get(f"{NEEDS}{hidden.code}/").status_code == 404
    for language in ("", "/ru"):
        for address in (
            "/river-2024/",
            NEEDS,
            f"{NEEDS}?q=turbine",
            f"{NEEDS}?group=HS:84",
            f"{NEEDS}{open_need.code}/",
            exhibitor_page(offer),
            f"/river-2024/exhibitors/{asker.organisation.code}/",
            "/river-2024/countries/",
        ):
            page = text_of(second_user, language + address)
            for trace in ("Secret turbine", "Тайная турбина", "841182", hidden.code):
                assert trace not in page, address
    assert "1 need</span>" in text_of(second_user, NEEDS)
    assert "Open bearings" in text_of(second_user, exhibitor_page(offer))


def test_a_need_hidden_later_goes_at_once(
    client: Client, edition: Edition, served: tuple[Need, list[Offer]]
) -> None:
    need, offers = served
    assert need.title["en"] in text_of(client, NEEDS)
    assert 'id="seekers"' in text_of(client, exhibitor_page(offers[0]))
    need.hidden = True
    need.save()
    assert need.code not in text_of(client, NEEDS)
    assert 'id="seekers"' not in text_of(client, exhibitor_page(offers[0]))
    assert client.get(f"{NEEDS}{need.code}/").status_code == 404


def test_what_a_page_shows_is_what_is_kept(
    client: Client, edition: Edition, matching: Matching, served: tuple[Need, list[Offer]]
) -> None:
    need, offers = served
    firms = [offer.organisation_id for offer in offers]
    for _ in range(2):
        text_of(client, f"{NEEDS}{need.code}/")
        text_of(client, exhibitor_page(offers[1]))
        client.head(f"{NEEDS}{need.code}/")
    rows: list[tuple[Any, ...]] = list(
        ShownList.objects.order_by("id").values_list(
            "matching", "surface", "owner", "viewer", "targets", "ranks"
        )
    )
    assert rows == [
        (matching.pk, "need_makers", need.pk, None, firms, [1, 2, 3]),
        (matching.pk, "need_groups", need.pk, None, firms[:2], [1, 1]),
        (matching.pk, "exhibitor_needs", firms[1], None, [need.pk], [1]),
    ]
    listed = MakerList.objects.get(need=need)
    assert ShownList.objects.get(surface="need_makers").scores == listed.scores


def test_a_page_is_shown_though_it_cannot_be_kept(
    client: Client, served: tuple[Need, list[Offer]], caplog: pytest.LogCaptureFixture
) -> None:
    need, _ = served
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE trade_shownlist RENAME TO elsewhere")
        with caplog.at_level(logging.WARNING):
            page = text_of(client, f"{NEEDS}{need.code}/")
        cursor.execute("ALTER TABLE elsewhere RENAME TO trade_shownlist")
    assert "Gear Works" in page
    assert "were not kept" in caplog.text


def test_the_list_of_needs_says_how_many_offer_each(
    client: Client, edition: Edition, served: tuple[Need, list[Offer]]
) -> None:
    need, _ = served
    page = text_of(client, NEEDS)
    assert f'<a href="{need.code}/#makers">3 exhibitors offer it</a>' in page


def test_a_critical_import_is_named_on_the_need_of_its_economy(
    client: Client, edition: Edition
) -> None:
    run = make.run(edition)
    make.dependency(run, economy="RUS", product="HS:848220")
    need = make.need(edition, economy="RUS", products=["HS:848220", "HS:848210"])
    page = text_of(client, f"{NEEDS}{need.code}/")
    assert page.count("critical import</span>") == 1
    assert 'href="/river-2024/critical-imports/RUS/"' in page


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_needs_page_do_not_grow(
    client: Client,
    edition: Edition,
    matching: Matching,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    need = make.need(edition, economy="RUS")
    offers = [offer_of(edition, f"Maker {n}") for n in range(count)]
    make.makers(matching, need, offers)
    for offer in offers:
        make.group(matching, need, [offer.organisation.exhibitor])
    with django_assert_num_queries(14):  # three of them keep what was shown
        text_of(client, f"{NEEDS}{need.code}/")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_an_exhibitors_page_do_not_grow_with_its_seekers(
    client: Client,
    edition: Edition,
    matching: Matching,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    offer = offer_of(edition, "Gear Works")
    for _ in range(count):
        make.makers(matching, make.need(edition), [offer])
    with django_assert_num_queries(14):  # three of them keep what was shown
        text_of(client, exhibitor_page(offer))
