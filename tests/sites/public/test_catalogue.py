"""The catalogue finds exhibitors, counts what each facet would leave, and shows nobody else."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote, urlencode

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sites import factories as make
from tests.texts import english

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.catalogue import (
    FACETS,
    FILTERS,
    PAGE,
    filter_catalogue,
    read_catalogue,
)
from fairlead.ui.lists.facet_counts import FilterResult
from fairlead.ui.lists.filters import read_filter

ADDRESS = "/river-2024/exhibitors/"


def firm(edition: Edition, name: str, **organisation: object) -> Exhibitor:
    """Return an exhibitor of that name with an offer of gearboxes."""
    exhibitor = make.exhibitor(
        edition,
        organisation=make.organisation(edition, name=name, **organisation),
    )
    make.offer(edition, organisation=exhibitor.organisation)
    return exhibitor


def names(page: str) -> list[str]:
    """Return the names of a catalogue page, in order."""
    found = re.findall(r'<a class="name"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]*>", "", name) for name in found]


def sifted(edition: Edition, query: str) -> FilterResult:
    """Return what an address leaves of the catalogue."""
    wanted = read_filter(QueryDict(query), facets=FILTERS)
    return filter_catalogue(edition, read_catalogue(edition), wanted)


@pytest.mark.django_db
def test_a_city_is_named_in_the_visitors_language(edition: Edition, client: Client) -> None:
    both = firm(edition, "Ant Gears", city="Minsk", city_ru="Минск")
    firm(edition, "Bee Pumps", city="Almaty")
    one = f"{ADDRESS}{both.organisation.code}/"
    for address in (ADDRESS, one):
        english, russian = (
            client.get(f"{start}{address}").content.decode() for start in ("", "/ru")
        )
        assert ", Minsk" in english
        assert ", Минск" in russian
        assert "Минск" not in english
        assert "Minsk" not in russian
        almaty = '<span lang="en" dir="ltr">Almaty</span>'
        assert (almaty in russian) == (address == ADDRESS)
    assert '"addressLocality": "Минск"' in client.get(f"/ru{one}").content.decode()
    found = client.get(f"/ru{ADDRESS}", {"q": "минск"}).content.decode()
    assert names(found) == ["Ant Gears"]


@pytest.fixture
def market(edition: Edition) -> Edition:
    """Return an edition with four exhibitors of three countries."""
    firm(edition, "Ant Gears", name_ru="Муравей", country="BLR", sector="ISIC4:28")
    firm(edition, "bee pumps", name_ru="Пчела", country="RUS", sector="ISIC4:26")
    pumps = firm(edition, "Élan Valves", country="RUS", sector="ISIC4:28")
    make.offer(
        edition,
        organisation=pumps.organisation,
        title="Centrifugal pumps",
        title_ru="Центробежные насосы",
        products=["HS:841370"],
        cooperation=["licence", "research"],
    )
    firm(edition, "«Zebra» Works", country="KAZ", sector="")
    return edition


def test_exhibitors_stand_in_alphabetical_order_whatever_marks_and_accents(
    client: Client, market: Edition
) -> None:
    page = client.get(ADDRESS).content.decode()
    assert names(page) == ["Ant Gears", "bee pumps", "Élan Valves", "«Zebra» Works"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("насос", ["Élan Valves"]),
        ("центробежными насосами", ["Élan Valves"]),
        ("pump centrifugal", ["Élan Valves"]),
        ("pumps", ["bee pumps", "Élan Valves"]),
        ("пчела", ["bee pumps"]),
        ("841370", ["Élan Valves"]),
        ("elephant", []),
        ('"centrifugal pumps" -valves', []),
        ("'; DROP TABLE people_organisation; --", []),
        ("& | ! ( : *", []),
    ],
)
def test_words_are_found_in_any_form_and_either_language(
    client: Client, market: Edition, *, words: str, found: list[str]
) -> None:
    assert names(client.get(ADDRESS, {"q": words}).content.decode()) == found


def test_a_facet_counts_what_every_other_filter_leaves(market: Edition) -> None:
    found = sifted(market, "country=RUS&sector=ISIC4:28")
    assert found.rows.bit_count() == 1
    assert found.counts == {
        "country": {"BLR": 1, "RUS": 1},  # what the sector leaves
        "hall": {"1": 1},
        "sector": {"ISIC4:26": 1, "ISIC4:28": 1},  # what the country leaves
        "group": {"HS:84": 1},
        "cooperation": {"supply": 1, "licence": 1, "research": 1},
        "letter": {"E": 1},
    }


def test_two_values_of_a_facet_widen_and_two_facets_narrow(client: Client, market: Edition) -> None:
    wide = client.get(f"{ADDRESS}?country=KAZ&country=BLR").content.decode()
    assert names(wide) == ["Ant Gears", "«Zebra» Works"]
    narrow = client.get(f"{ADDRESS}?country=RUS&cooperation=licence").content.decode()
    assert names(narrow) == ["Élan Valves"]


def test_a_product_is_offered_by_who_states_it_or_its_heading(
    client: Client, edition: Edition
) -> None:
    exact = firm(edition, "Exact")
    make.offer(edition, organisation=exact.organisation, products=["HS:841370"])
    wide = firm(edition, "Wide")
    make.offer(edition, organisation=wide.organisation, products=["HS:8413"])
    other = firm(edition, "Other")
    make.offer(edition, organisation=other.organisation, products=["HS:841381"])
    assert names(client.get(f"{ADDRESS}?product=HS:841370").content.decode()) == ["Exact", "Wide"]


def test_a_pill_takes_its_filter_away(client: Client, market: Edition) -> None:
    page = client.get(f"{ADDRESS}?q=pumps&country=RUS&letter=B").content.decode()
    pills = re.findall(r'<a class="pill" href="([^"]*)"', page)
    assert pills == [
        "?country=RUS&amp;letter=B",
        "?q=pumps&amp;letter=B",
        "?q=pumps&amp;country=RUS",
    ]


def test_letters_follow_the_language(client: Client, market: Edition) -> None:
    english = client.get(f"{ADDRESS}?letter=E").content.decode()
    assert names(english) == ["Élan Valves"]
    russian = client.get(f"/ru{ADDRESS}", {"letter": "П"}).content.decode()
    assert names(russian) == ["Пчела"]


def test_chinese_names_stand_by_their_reading(client: Client, edition: Edition) -> None:
    for name in ("中机", "Zeta", "北方", "安钢", "廣州機械", "Alfa", "上海泵业"):
        firm(edition, name)
    page = client.get(f"/zh-hans{ADDRESS}").content.decode()
    assert names(page) == ["Alfa", "安钢", "北方", "廣州機械", "上海泵业", "Zeta", "中机"]
    assert names(client.get(f"/zh-hans{ADDRESS}?letter=Z").content.decode()) == ["Zeta", "中机"]
    assert names(client.get(f"/zh-hans{ADDRESS}?q=广州机械").content.decode()) == ["廣州機械"]


def test_pages_hold_each_exhibitor_once(client: Client, edition: Edition) -> None:
    for number in range(PAGE + 3):
        firm(edition, f"Same name {number % 2}")
    pages = [
        re.findall(
            r'<a class="name" href="([^"]*)"', client.get(f"{ADDRESS}?page={n}").content.decode()
        )
        for n in (1, 2)
    ]
    assert [len(page) for page in pages] == [PAGE, 3]
    assert len({*pages[0], *pages[1]}) == PAGE + 3


@pytest.mark.parametrize("page", ["0", "-1", "999999", "x", "٣", "1e9", ""])
def test_a_page_that_is_not_there_is_the_nearest(
    client: Client, market: Edition, *, page: str
) -> None:
    assert len(names(client.get(ADDRESS, {"page": page}).content.decode())) == 4


def test_organisations_without_a_stand_and_of_other_editions_are_not_shown(
    client: Client, market: Edition
) -> None:
    make.organisation(market, name="Visitor only")
    other = make.edition(code="other-2024")
    firm(other, "Elsewhere")
    page = client.get(ADDRESS).content.decode()
    assert "Visitor only" not in page
    assert "Elsewhere" not in page
    assert client.get("/river-2024/exhibitors.csv").content.decode().count("\r\n") == 5


def test_the_file_holds_the_filtered_list_and_runs_no_formula(
    client: Client, market: Edition
) -> None:
    firm(market, "=HYPERLINK(1)", country="RUS")
    response = client.get("/river-2024/exhibitors.csv?country=RUS")
    assert response["Content-Type"] == "text/csv"
    assert response.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [row[1] for row in rows] == ["name", "'=HYPERLINK(1)", "bee pumps", "Élan Valves"]


def test_texts_are_escaped(client: Client, edition: Edition) -> None:
    bad = "<script>alert(1)</script>\"'&"
    exhibitor = firm(edition, bad, city=bad, description=bad)
    offer = exhibitor.organisation.offers.get()
    offer.title = english(bad)
    offer.save()
    for address in (
        ADDRESS,
        f"{ADDRESS}?q={quote(bad)}&letter=%3C",
        f"{ADDRESS}{exhibitor.organisation.code}/",
        "/river-2024/halls/1/?stand=%22%3E%3Cscript%3E",
    ):
        page = client.get(address).content.decode()
        assert "<script>" not in page, address


def test_an_empty_list_says_so_and_leads_back(client: Client, edition: Edition) -> None:
    page = client.get(f"{ADDRESS}?q=nothing").content.decode()
    assert "No exhibitor fits" in page
    assert f'href="{ADDRESS}"' in page


@given(
    query=st.lists(
        st.tuples(
            st.sampled_from(("q", "country", "letter", "page", "group", "product", "x")),
            st.text(max_size=20),
        ),
        max_size=6,
    )
)
@example([("letter", "ß")])
def test_any_address_makes_a_filter_that_its_own_address_gives_again(
    query: list[tuple[str, str]],
) -> None:
    wanted = read_filter(QueryDict(urlencode(query)), facets=FILTERS)
    again = read_filter(QueryDict(wanted.query(page=str(wanted.page))[1:]), facets=FILTERS)
    assert again == wanted


@pytest.mark.parametrize("facet", FACETS)
def test_a_value_toggled_twice_is_gone(facet: str) -> None:
    wanted = read_filter(QueryDict("q=a b&country=RUS&letter=Я"), facets=FILTERS)
    once = read_filter(QueryDict(wanted.toggles(facet)("XX:1")[1:]), facets=FILTERS)
    assert once.chosen[facet][-1] == "XX:1"
    assert read_filter(QueryDict(once.toggles(facet)("XX:1")[1:]), facets=FILTERS) == wanted
