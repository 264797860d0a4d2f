"""Words in cells that decide what a row is: direction, HS version, sum, not published."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engines.dependency.readers.test_downloads import HEAD, TWO, WHOLE, list_faults, read
from tests.engines.dependency.test_readers import rows

REPORTS = "reporter,partner,product,year,flow,value_usd"


@pytest.mark.parametrize(
    ("imports", "exports"),
    [
        ("Imports (CIF)", "Exports (FOB)"),
        ("Импорт", "Экспорт"),
        ("进口", "出口"),
        ("واردات", "صادرات"),
        ("Importación", "Exportación"),
    ],
)
@pytest.mark.parametrize("head", [REPORTS, f"{HEAD},flow"])
def test_a_direction_is_read_in_its_words(
    tmp_path: Path, head: str, imports: str, exports: str
) -> None:
    text = f"{head}\n"
    for flow, value in ((imports, 60_000_000), (exports, 7)):
        text += (
            f"DEU,CHN,854231,2022,{flow},{value}\n"
            if head == REPORTS
            else f"CHN,DEU,854231,2022,{value},{flow}\n"
        )
    assert rows(read(tmp_path, text)) == WHOLE[:1]


def test_directions_in_unknown_words_are_not_added_up(tmp_path: Path) -> None:
    text = f"{HEAD},flow\nCHN,DEU,854231,2022,6,Inward\nCHN,DEU,854231,2022,5,Outward\n"
    assert "flow that says Import or Export" in list_faults(tmp_path, text)
    assert rows(read(tmp_path, text.replace("Outward", "Inward"))) == [(156, 276, 854231, 2022, 11)]


@pytest.mark.parametrize("versions", [("HS 2022", "HS2022"), ("2022", "H6"), ("HS-22", "h6")])
def test_one_hs_version_may_be_spelled_in_several_ways(
    tmp_path: Path, versions: tuple[str, str]
) -> None:
    one, other = versions
    text = f"{HEAD},hs_version\nCHN,DEU,854231,2022,6,{one}\nKOR,DEU,854231,2022,4,{other}\n"
    found = read(tmp_path, text)
    assert (found.classification, len(rows(found))) == ("HS2022", 2)


def test_services_say_nothing_of_the_version_of_goods(tmp_path: Path) -> None:
    head = "typeCode,reporterISO,partnerISO,flowCode,period,classificationCode,cmdCode"
    text = (
        f"{head},primaryValue\nC,DEU,CHN,M,2022,H6,854231,60000000\nS,DEU,CHN,M,2022,EB10,205,9\n"
    )
    found = read(tmp_path, text)
    assert (found.classification, rows(found)) == ("HS2022", WHOLE[:1])


@pytest.mark.parametrize("word", ["All products", "all commodities", "Всего", "总计"])
def test_a_sum_over_products_is_kept_apart(tmp_path: Path, word: str) -> None:
    text = f"{HEAD}\n{TWO}CHN,DEU,{word},2022,60000000\n"
    assert rows(read(tmp_path, text)) == WHOLE


def test_what_eurostat_does_not_publish_has_no_value(tmp_path: Path) -> None:
    head = "reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG"
    flow = "854231,1,VALUE_IN_EUROS,2022"
    lines = [f"DE,CN,{flow},60000000,", f"DE,KR,{flow},:,c", f"DE,JP,{flow},: c,"]
    found = read(tmp_path, "\n".join([head, *lines, ""]), unit="1")
    assert rows(found) == WHOLE[:1]
    apart = {row["reason"]: row["rows"] for row in found.apart.to_pylist()}
    assert apart == {"no value published": 2}


def test_the_atlas_names_its_version_in_a_column(tmp_path: Path) -> None:
    head = "country_iso3_code,partner_iso3_code,product_hs12_code,year,export_value,import_value"
    found = read(tmp_path, f"{head}\nCHN,DEU,854231,2022,60000000,\n")
    assert (found.classification, rows(found)) == ("HS2012", WHOLE[:1])


def test_a_half_year_is_refused_with_what_is_read(tmp_path: Path) -> None:
    text = f"{HEAD}\nCHN,DEU,854231,2022H1,6\n"
    assert "a month or quarter of one such as 2022-01 or 2022Q1" in list_faults(tmp_path, text)


@pytest.mark.parametrize(
    "name",
    [
        "Other countries",
        "Прочие страны",
        "其他国家",
        "دول أخرى",
        "世界",
        "العالم",
        "合计",
        "Übrige Länder",
    ],
)
def test_partners_that_are_no_economies_are_known_in_other_languages(
    tmp_path: Path, name: str
) -> None:
    assert rows(read(tmp_path, f"{HEAD}\n{TWO}{name},DEU,854231,2022,9\n")) == WHOLE


def test_the_european_union_from_outside_and_inside_is_kept_apart(tmp_path: Path) -> None:
    text = "".join(
        f"{name},DEU,854231,2022,9\n"
        for name in ("EU27_2020_EXTRA", "EU27_2020_INTRA", "EXT_EU27_2020", "INT_EU27_2020")
    )
    found = read(tmp_path, f"{HEAD}\n{TWO}{text}")
    assert rows(found) == WHOLE
    assert [(row["reason"], row["rows"]) for row in found.apart.to_pylist()] == [
        ("group of economies", 4)
    ]


def test_codes_of_services_are_not_read_as_those_of_goods(tmp_path: Path) -> None:
    head = "typeCode,reporterISO,partnerISO,flowCode,period,classificationCode,cmdCode"
    text = (
        f"{head},primaryValue\nC,DEU,CHN,M,2022,H6,854231,60000000\nS,DEU,CHN,M,2022,EB10,SOX,9\n"
    )
    assert rows(read(tmp_path, text)) == WHOLE[:1]


def test_a_national_code_in_parts_stands_beside_one_that_is_whole(tmp_path: Path) -> None:
    lines = "CHN,DEU,85423111,2022,20,Kiel\nCHN,DEU,85423111,2022,15,Bremen\n"
    whole = "CHN,DEU,85423190,2022,25,All ports\nCHN,DEU,85423190,2022,25,Kiel\n"
    found = read(tmp_path, f"{HEAD},port\n{lines}{whole}")
    assert rows(found) == [(156, 276, 854231, 2022, 60)]
    six = "CHN,DEU,854231,2022,61,All ports\n"
    assert rows(read(tmp_path, f"{HEAD},port\n{lines}{whole}{six}")) == [
        (156, 276, 854231, 2022, 61)
    ]


def test_what_begins_with_a_nought_is_no_number_of_thousands(tmp_path: Path) -> None:
    text = "t;i;j;k;v;q\n2022;156;276;854231;0,060;1\n2022;410;276;854231;0,040;\n"
    assert [row[-1] for row in rows(read(tmp_path, text))] == [60, 40]


def test_a_code_may_stand_behind_the_letters_hs(tmp_path: Path) -> None:
    text = f"{HEAD}\n{TWO.replace('854231', 'HS854231')}"
    assert rows(read(tmp_path, text)) == WHOLE
