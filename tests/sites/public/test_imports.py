"""Critical imports of an economy and of a bloc chosen on the page: pictures, tables, files."""

from __future__ import annotations

import csv
import dataclasses
import io
import re
import shutil
from pathlib import Path

import pyarrow.compute as pc
import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.chain.trade import write_flows
from tests.database import rewriting_the_past
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.flow_files import (
    find_kept_flows,
    forget_flows,
    keep_flows,
    locate_prepared_flows,
)
from fairlead.apps.trade.models import Assessment
from fairlead.apps.trade.queries.imports import describe_period
from fairlead.apps.trade.runs import list_nearer_together
from fairlead.apps.trade.runs.flows import study_members
from fairlead.apps.trade.studies import (
    ask_ahead,
    open_edition_flows,
    prepare_edition,
    study_edition,
)
from fairlead.charts.import_figures import Head, drop_empty, paired
from fairlead.sites.public.imports.charts import build_charts
from fairlead.sites.public.imports.subject import CHOSEN, Subject

EAEU = "member=BLR&member=KAZ&member=RUS"


@pytest.fixture
def trading(edition: Edition, tmp_path: Path) -> Edition:
    """Return the edition with flows, Belarus's critical imports recorded."""
    source = write_flows(tmp_path / "flows.parquet")
    edition.flows_source = source.source
    edition.flows_digest = keep_flows(source)
    edition.flows_kind = source.kind
    edition.flows_classification = source.classification
    edition.save()
    study = study_edition(edition, ("BLR",))
    assert study is not None
    run = make.run(edition)
    for row in study.critical.to_pylist():
        found = make.dependency(
            run,
            product=f"HS:{row['product']}",
            title=f"Machines {row['product']}",
            imports_usd=row["imports_usd"],
        )
        make.supplier(found)
    return edition


def critical_of(edition: Edition, *members: str) -> list[str]:
    study = study_edition(edition, members)
    assert study is not None
    return [f"HS:{code}" for code in study.critical["product"].to_pylist()]


def _page(client: Client, address: str, *, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


def test_an_economys_page_has_every_picture_with_table_and_files(
    client: Client, trading: Edition
) -> None:
    home = f"/{trading.code}/critical-imports/BLR/"
    page = _page(client, home)
    for picture in ("fl-treemap", "fl-sankey", "fl-curve", "fl-space"):
        assert page.count(f'class="{picture}"') == 2, picture
    for name in ("suppliers", "threshold", "space"):
        assert f'href="{home}{name}.csv"' in page
        assert f'href="{home}{name}.png"' in page
    assert page.count("<table") == 4
    assert "style=" not in page
    assert "<script" not in page


@pytest.mark.parametrize("code", ["BLR", "bloc"])
def test_files_are_what_they_say(client: Client, trading: Edition, code: str) -> None:
    query = f"?{EAEU}" if code == "bloc" else ""
    home = f"/{trading.code}/critical-imports/{code}/"
    for name in ("imports", "suppliers", "threshold", "space"):
        table = client.get(f"{home}{name}.csv{query}")
        assert table["Content-Type"] == "text/csv"
        rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig"))))
        assert len(rows) > 5
        assert {len(row) for row in rows} == {len(rows[0])}
        picture = client.get(f"{home}{name}.png{query}")
        assert picture["Content-Type"] == "image/png"
        assert picture.content.startswith(b"\x89PNG")
        assert name in picture["Content-Disposition"]
    assert client.get(f"{home}nothing.png{query}").status_code == 404
    assert client.get(f"{home}nothing.csv{query}").status_code == 404


def test_a_bloc_is_chosen_in_the_address_and_its_trade_within_does_not_count(
    client: Client, trading: Edition
) -> None:
    home = f"/{trading.code}/critical-imports/bloc/"
    page = _page(client, f"{home}?{EAEU}")
    assert len(re.findall(r"<input[^>]*checked", page)) == 3
    assert 'id="together"' in page
    table = client.get(f"{home}suppliers.csv?{EAEU}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert {row["importer"] for row in rows} <= {"BLR", "KAZ", "RUS"}
    assert not {row["supplier"] for row in rows} & {"BLR", "KAZ", "RUS"}
    shown = set(re.findall(r"HS:\d{6}", page))
    assert set(critical_of(trading, "BLR", "KAZ", "RUS")) <= shown


def test_a_bloc_of_one_is_the_economy(client: Client, trading: Edition) -> None:
    home = f"/{trading.code}/critical-imports/"
    one = client.get(f"{home}bloc/imports.csv?member=BLR").content
    assert one == client.get(f"{home}BLR/imports.csv").content
    assert 'id="together"' not in _page(client, f"{home}bloc/?member=BLR")


def test_the_threshold_is_chosen_too(client: Client, trading: Edition) -> None:
    home = f"/{trading.code}/critical-imports/bloc/"
    strict = _page(client, f"{home}?{EAEU}&concentration=0.8")
    assert '<option value="0.8" selected>' in strict
    usual = _page(client, f"{home}?{EAEU}&concentration=nonsense")
    assert '<option value="0.4" selected>' in usual
    few, many = (
        len(list(csv.DictReader(io.StringIO(client.get(f"{home}imports.csv?{EAEU}{more}")
        .content.decode("utf-8-sig")))))
        for more in ("&concentration=0.8", "")
    )  # fmt: skip
    assert few == many, "every import is in the file, whatever counts as critical"
    assert strict.count('scope="row"') < usual.count('scope="row"')


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("member=BLR&member=FRA", "France"),
        ("member=" + "X" * 5000, "no imports of"),
        ("&".join(f"member=A{n:02d}" for n in range(61)), "at most 60"),
    ],
)
def test_members_that_cannot_be_asked_about_are_said(
    client: Client, trading: Edition, query: str, said: str
) -> None:
    page = _page(client, f"/{trading.code}/critical-imports/bloc/?{query}", status=400)
    assert said in page
    assert 'role="alert"' in page
    assert page.count('type="checkbox"') == 8
    assert (
        client.get(f"/{trading.code}/critical-imports/bloc/imports.csv?{query}").status_code == 404
    )


def test_empty_members_are_none_and_spellings_of_a_code_are_one(
    client: Client, trading: Edition
) -> None:
    home = f"/{trading.code}/critical-imports/bloc/"
    assert "no imports of" not in _page(client, f"{home}?member=&member=%20")
    page = _page(client, f"{home}?member=&member=ZZZ", status=400)
    assert "no imports of: ZZZ. They" in page
    assert len(re.findall(r"<input[^>]*checked", _page(client, f"{home}?member=blr"))) == 1


def test_members_may_share_one_value_and_be_said_twice(client: Client, trading: Edition) -> None:
    home = f"/{trading.code}/critical-imports/bloc/imports.csv"
    spelt = ("?member=RUS,blr,KAZ", "?member=BLR&member=KAZ,RUS,BLR", f"?{EAEU}&{EAEU}")
    assert len({client.get(f"{home}{query}").content for query in spelt}) == 1
    page = _page(client, f"/{trading.code}/critical-imports/bloc/?{EAEU}&concentration=0.3")
    assert "suppliers.csv?member=BLR,KAZ,RUS&amp;concentration=0.3" in page


def test_a_bloc_some_of_whose_members_do_not_trade_leads_to_those_that_do(
    client: Client, trading: Edition
) -> None:
    Edition.objects.filter(pk=trading.pk).update(bloc=["BLR", "FRA", "KAZ"])
    make.dependency(make.run(trading), economy="BLOC")
    page = _page(client, f"/{trading.code}/critical-imports/BLOC/")
    address = re.search(r'href="([^"]+)">Pool with other economies', page)
    assert address is not None
    assert 'id="together"' in _page(client, address[1])


@pytest.mark.parametrize(
    ("members", "name"),
    [
        (("RUS", "BLR"), "Belarus, Russia"),
        (("ARM", "BLR", "KAZ", "KGZ", "RUS"), "Eurasian Economic Union"),
        (("ARM", "BLR", "CHN", "DEU", "KAZ", "KGZ"), "Armenia, Belarus, China, Germany, "
         "Kazakhstan, Kyrgyzstan"),
        (("ARM", "BLR", "CHN", "DEU", "KAZ", "KGZ", "RUS"), "Armenia, Belarus, China, Germany, "
         "Kazakhstan, Kyrgyzstan and 1 other"),
    ],
)  # fmt: skip
def test_a_bloc_is_called_by_its_name_or_its_members(
    edition: Edition, members: tuple[str, ...], name: str
) -> None:
    assert Subject(edition, CHOSEN, members).name == name


@pytest.mark.parametrize(
    ("years", "said"),
    [([], "US dollars"), ([2022], "US dollars, 2022"),
     ([2022, 2020, 2021], "US dollars, 2020–2022 together")],
)  # fmt: skip
def test_the_years_of_the_figures_are_said(
    client: Client, trading: Edition, years: list[int], said: str
) -> None:
    assert describe_period(years) == said
    assert "US dollars." in _page(client, f"/{trading.code}/critical-imports/BLR/")


def test_figures_keep_the_years_of_their_flows(client: Client, trading: Edition) -> None:
    """Other flows that come in change nothing of what is said of figures there are."""
    made = Assessment.objects.get(edition=trading)
    made.years, made.flows_digest = [2019, 2020], trading.flows_digest
    with rewriting_the_past():
        made.save()
    page = f"/{trading.code}/critical-imports/BLR/"
    newer = "Other trade flows came in since"
    assert newer not in _page(client, page)
    Edition.objects.update(flows_years=[2030], flows_digest="0" * 64)
    for address in (page, f"/{trading.code}/critical-imports/", f"{page}?as_of=2199-01-01"):
        said = _page(client, address)
        assert "2019–2020 together" in said
        assert "2030" not in said
    assert newer in _page(client, page)


def test_what_was_not_recorded_by_then_leads_to_today(client: Client, trading: Edition) -> None:
    page = f"/{trading.code}/critical-imports/BLR/"
    then = client.get(f"{page}?as_of=2001-01-01")
    assert then.status_code == 404
    assert 'href="?">Show today</a>' in then.content.decode()  # this address without its query
    assert "Show today" not in client.get(f"/{trading.code}/nowhere/").content.decode()


def test_every_product_that_a_bloc_page_links_has_its_page(
    client: Client, trading: Edition
) -> None:
    known = open_edition_flows(trading)
    assert known is not None
    members = ("BLR", "KAZ", "RUS")
    unbought = study_edition(trading, members)
    assert unbought is not None
    near = [row["product"] for row in list_nearer_together(unbought).to_pylist()]
    bought = pc.field("product") != near[0]
    study = dataclasses.replace(unbought, table=unbought.table.filter(bought))
    subject = Subject(trading, CHOSEN, members)
    rows = build_charts(subject, known, study).together().rows
    linked = ["<a href" in row[0][1] for row in rows]
    assert linked == [False] + [True] * (len(near) - 1)
    for product in near:
        assert client.get(subject.address(f"HS:{product}")).status_code == 200


def test_a_column_in_which_nothing_stands_is_not_shown() -> None:
    heads = (Head("a"), Head("b"), Head("c"))
    rows = drop_empty(paired(heads, [("1", "", ""), ("2", "", "3")]))
    assert rows == [[(heads[0], "1"), (heads[2], "")], [(heads[0], "2"), (heads[2], "3")]]
    assert drop_empty([]) == []


def test_the_page_says_how_many_reporters_figures_rest_on(client: Client, trading: Edition) -> None:
    known = open_edition_flows(trading)
    assert known is not None
    for page in ("BLR/", "bloc/?member=BLR&member=KAZ"):
        html = _page(client, f"/{trading.code}/critical-imports/{page}")
        assert f"the world&#x27;s figures rest on: {len(known.importers)}." in html
        assert "Unknown, because nobody else reports" not in html


def test_every_tile_leads_to_who_could_make_it(client: Client, trading: Edition) -> None:
    page = _page(client, f"/{trading.code}/critical-imports/BLR/")
    picture = page[
        page.index('class="fl-treemap"') : page.index("</svg>", page.index("fl-treemap"))
    ]
    led = set(re.findall(r'<a href="[^"]*/(HS:\d+)/"', picture))
    assert led == set(critical_of(trading, "BLR"))
    assert 'role="group"' in picture, "an image would hide its links"


def test_members_of_a_known_bloc_that_do_not_trade_here_are_named(
    client: Client, trading: Edition
) -> None:
    home = f"/{trading.code}/critical-imports/bloc/"
    choice = _page(client, home)
    address = re.search(r'href="(\?[^"]+)">Shanghai Cooperation Organisation<', choice)
    assert address is not None
    page = _page(client, home + address[1].replace("&amp;", "&"))
    said = re.search(r"Cooperation Organisation without ([^:]+): these flows", page)
    assert said is not None
    assert said[1] == "India, Iran, Pakistan, Tajikistan, Uzbekistan"
    assert "these flows have no" not in _page(client, f"{home}?member=BLR&member=KAZ")


def test_a_code_in_lower_case_leads_to_the_economy(client: Client, trading: Edition) -> None:
    home = f"/{trading.code}/critical-imports"
    for asked, there in (
        ("blr/", "BLR/"),
        ("Blr/?page=2", "BLR/?page=2"),
        ("blr/HS:854231/", "BLR/HS:854231/"),
        ("blr.csv", "BLR.csv"),
        ("bloc.csv", "BLOC.csv"),
        ("blr/suppliers.csv?concentration=0.5", "BLR/suppliers.csv?concentration=0.5"),
    ):
        answer = client.get(f"{home}/{asked}")
        assert (answer.status_code, answer["Location"]) == (301, f"{home}/{there}")
    answer = client.get(f"/ru{home}/blr/")
    assert answer["Location"] == f"/ru{home}/BLR/"
    assert client.get(f"{home}/bloc/nothing/").status_code == 404
    assert client.get(f"{home}/blrxx/").status_code == 404


def test_without_members_there_is_only_the_choice(client: Client, trading: Edition) -> None:
    page = _page(client, f"/{trading.code}/critical-imports/bloc/")
    assert page.count('type="checkbox"') == 8
    assert "<svg class=" not in page
    assert "Eurasian Economic Union" in page
    assert "MERCOSUR" not in page, "none of its members trade here"


def test_without_flows_pages_say_so(client: Client, edition: Edition) -> None:
    page = _page(client, f"/{edition.code}/critical-imports/bloc/")
    assert "No flows yet" in page
    assert (
        client.get(f"/{edition.code}/critical-imports/bloc/imports.csv?{EAEU}").status_code == 404
    )
    make.dependency(make.run(edition))
    page = _page(client, f"/{edition.code}/critical-imports/BLR/")
    assert "fl-treemap" in page
    assert "fl-sankey" not in page


def test_flows_that_are_gone_from_this_machine_are_said(client: Client, trading: Edition) -> None:
    digest = trading.flows_digest
    Edition.objects.filter(pk=trading.pk).update(flows_digest="f" * 64)
    page = _page(client, f"/{trading.code}/critical-imports/BLR/")
    assert "cannot be read at present" in page
    assert "fl-treemap" in page
    assert "cannot be read" in _page(client, f"/{trading.code}/critical-imports/bloc/?{EAEU}")
    Edition.objects.filter(pk=trading.pk).update(flows_digest=digest)


def test_who_could_make_it_names_economies_and_exhibitors_near(
    client: Client, trading: Edition
) -> None:
    product = critical_of(trading, "BLR")[0]
    known = open_edition_flows(trading)
    assert known is not None
    products = known.space.complexity.exports.products
    column = products.index(product[3:])
    proximity = known.space.proximity[column].copy()
    proximity[column] = 0
    near = products[int(proximity.argmax())]
    offering, beside, far = (make.exhibitor(trading) for _ in range(3))
    make.offer(trading, organisation=offering.organisation, products=[product])
    make.offer(trading, organisation=beside.organisation, products=[f"HS:{near}"])
    make.offer(trading, organisation=far.organisation, products=["HS:010121"])
    page = _page(client, f"/{trading.code}/critical-imports/BLR/{product}/")
    own, nearby = page.split("They offer what lies near")
    assert f"/exhibitors/{offering.organisation.code}/" in own
    assert f"/exhibitors/{beside.organisation.code}/" in nearby
    assert f"/exhibitors/{far.organisation.code}/" not in page
    assert "makes it" in page
    assert client.get(f"/{trading.code}/critical-imports/BLR/HS:010121/").status_code == 404
    assert client.get(f"/{trading.code}/critical-imports/XYZ/{product}/").status_code == 404
    bloc = _page(client, f"/{trading.code}/critical-imports/bloc/{product}/?{EAEU}")
    assert "Among the members" in bloc


def test_nobody_here_is_said(client: Client, trading: Edition) -> None:
    product = critical_of(trading, "BLR")[0]
    page = _page(client, f"/{trading.code}/critical-imports/BLR/{product}/")
    assert "Nobody here yet" in page


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("critical-imports/bloc/?" + EAEU, 4),
        ("critical-imports/bloc/imports.csv?" + EAEU, 2),
        ("critical-imports/bloc/suppliers.png?" + EAEU, 2),
        ("critical-imports/BLR/", 10),
        ("critical-imports/BLR/{product}/", 4),
    ],
)
def test_queries_do_not_grow(
    client: Client,
    trading: Edition,
    django_assert_num_queries: DjangoAssertNumQueries,
    *,
    address: str,
    queries: int,
    count: int,
) -> None:
    products = critical_of(trading, "BLR")
    for _ in range(count):
        firm = make.exhibitor(trading)
        make.offer(trading, organisation=firm.organisation, products=[products[0]])
    with django_assert_num_queries(queries):
        response = client.get(f"/{trading.code}/{address.format(product=products[0])}")
    assert response.status_code == 200


def test_a_page_that_missed_the_flows_is_sent_again_once_they_are_there(
    client: Client, trading: Edition
) -> None:
    source = find_kept_flows(trading)
    assert source is not None
    away = source.path.with_name("away")
    for address in ("BLR/", f"bloc/?{EAEU}"):
        page = f"/{trading.code}/critical-imports/{address}"
        source.path.rename(away)
        without = client.get(page)
        away.rename(source.path)
        assert b"cannot be read" in without.content
        again = client.get(page, headers={"if-none-match": without["ETag"]})
        assert again.status_code == 200
        assert b"fl-sankey" in again.content
        assert client.get(page, headers={"if-none-match": again["ETag"]}).status_code == 304


def test_an_economy_asked_for_again_costs_one_query(
    client: Client, trading: Edition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page = f"/{trading.code}/critical-imports/BLR/"
    first = client.get(page)
    with django_assert_num_queries(1):
        again = client.get(page)
    assert again.content == first.content


def test_of_many_rows_the_first_are_shown_and_it_is_said(
    client: Client, trading: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(critical_of(trading, "BLR"))
    assert count > 1
    assert "the file has all" not in _page(client, f"/{trading.code}/critical-imports/BLR/")
    monkeypatch.setattr("fairlead.sites.public.imports.charts.MOST_ROWS", 1)
    page = _page(client, f"/{trading.code}/critical-imports/bloc/?member=BLR")
    assert page.count(f"The first 1 of {count}; the file has all of them.") == 2
    assert page.count("<table") == 4


def test_the_file_of_what_pooling_gains_has_what_the_page_counts(
    client: Client, trading: Edition
) -> None:
    home = f"/{trading.code}/critical-imports/bloc/"
    page = _page(client, f"{home}?{EAEU}")
    counted = re.search(r"than the nearest alone</dt><dd>(\d+)</dd>", page)
    assert counted is not None
    text = client.get(f"{home}together.csv?{EAEU}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == int(counted[1]) > 0
    assert all(float(row["gain by pooling"]) > 0 and row["made"] == "no" for row in rows)


def test_what_pages_ask_first_is_asked_ahead(client: Client, trading: Edition) -> None:
    Edition.objects.filter(pk=trading.pk).update(bloc=["RUS", "FRA", "KAZ"], partner_country="CHN")
    trading.refresh_from_db()
    make.dependency(make.run(trading), economy="BLOC")
    assert ask_ahead(trading) == 3, "the partner country, the host, and the bloc's members here"
    before = study_members.cache_info().misses
    assert "fl-sankey" in _page(client, f"/{trading.code}/critical-imports/BLOC/")
    assert study_members.cache_info().misses == before


def test_nothing_is_made_ready_in_order_to_ask_ahead(trading: Edition) -> None:
    shutil.rmtree(locate_prepared_flows(trading))
    assert ask_ahead(trading) == 0
    assert not locate_prepared_flows(trading).exists()
    trading.flows_source = ""
    assert ask_ahead(trading) == 0


def test_what_is_prepared_goes_with_the_flows(trading: Edition) -> None:
    prepare_edition(trading)
    place = locate_prepared_flows(trading)
    assert (place / "space").is_dir()
    digest = trading.flows_digest
    forget_flows(digest)
    assert place.exists(), "an edition still uses them"
    Edition.objects.filter(pk=trading.pk).update(flows_source="", flows_digest="")
    forget_flows(digest)
    assert not place.exists()
    assert not place.parent.exists()
    trading.refresh_from_db()
    assert find_kept_flows(trading) is None
    prepare_edition(trading)


def test_nothing_critical_is_said_and_drawn_without_suppliers(
    client: Client, trading: Edition
) -> None:
    query = "member=CHN&concentration=0.8"
    home = f"/{trading.code}/critical-imports/bloc/"
    page = _page(client, f"{home}?{query}")
    assert "Nothing is critical" in page
    assert "fl-sankey" not in page
    assert "fl-space" in page
    assert client.get(f"{home}suppliers.png?{query}").status_code == 404
    assert client.get(f"{home}suppliers.csv?{query}").status_code == 200
