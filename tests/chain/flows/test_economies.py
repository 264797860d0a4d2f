"""Every spelling of trade statistics leads to one economy."""

from __future__ import annotations

import csv
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fairlead.chain.flows.economies import (
    convert_to_iso3,
    find_economy,
    find_economy_code,
    find_economy_codes,
    find_economy_name,
    find_nearest_names,
    lookup,
)
from fairlead.folder.input_errors import InvalidInput


@pytest.mark.parametrize(
    "spelling",
    ["Germany", "germany ", "DEU", "de", "276", "Германия", "Federal Republic of Germany"],
)
def test_one_economy_has_many_spellings(spelling: str) -> None:
    assert find_economy_code(spelling) == 276


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("USA", 842),
        ("840", 842),
        ("United States", 842),
        ("France", 251),
        ("India", 699),
        ("Other Asia, nes", 490),
        ("S19", 490),
        ("TWN", 490),
        ("Türkiye", 792),
        ("Turkey", 792),
        ("Côte d'Ivoire", 384),
        ("Rep. of Korea", 410),
        ("004", 4),
        ("Sudan (...2011)", 736),
    ],
)
def test_trade_statistics_have_numbers_of_their_own(spelling: str, code: int) -> None:
    assert find_economy_code(spelling) == code


@pytest.mark.parametrize(
    ("spelling", "iso3"),
    [("UAE", "ARE"), ("U.K.", "GBR"), ("U.S.", "USA"), ("S. Korea", "KOR"), ("DPRK", "PRK"),
     ("KSA", "SAU"), ("DRC", "COD"), ("FYROM", "MKD"), ("Hong Kong SAR", "HKG"),
     ("Bosnia", "BIH"), ("中国", "CHN"), ("Allemagne", "DEU"), ("España", "ESP"),
     ("Қазақстан", "KAZ"), ("مصر", "EGY"), ("TMP", "TLS"), ("OAS", "TWN"), ("MNT", "MNE"),
     ("SER", "SRB"), ("Serbia, FR(Serbia/Montenegro)", "SRB"), ("SUD", "SDN"), ("SVU", "SUN"),
     ("Yugoslavia,FR(Serbia/Montenegr", "SCG"), ("ETF", "ETX"), ("BAT", "ATB")],
)  # fmt: skip
def test_short_names_and_those_of_other_languages_are_known(spelling: str, iso3: str) -> None:
    assert lookup([spelling])["code"].to_pylist() == lookup([iso3])["code"].to_pylist() != [None]


@pytest.mark.parametrize(
    ("spelling", "iso3"),
    [("Neth. Antilles", "ANT"), ("Neth. Antilles and Aruba", "AHX"), ("Kosovo, Rep. of", "XKX"),
     ("Fmr Zanzibar and Pemba Isd", "ZPX"), ("China, P.R.: Hong Kong", "HKG"),
     ("Occ. Palestinian Terr.", "PSE"), ("Korea, Republic of (South Korea)", "KOR"),
     ("Venezuela, Rep. Bolivariana de", "VEN"), ("Macedonia (Skopje)", "MKD"),
     ("Western Samoa", "WSM"), ("Turkey (Türkiye)", "TUR"), ("Russian Federation (Russia)", "RUS"),
     ("Wallis and Futura Isl.", "WLF"), ("ТАЙВАНЬ (КИТАЙ)", "TWN"), ("刚果民主共和国", "COD"),
     ("ОБЪЕДИНЕННЫЕ АРАБСКИЕ ЭМИРАТЫ", "ARE"), ("China (except from 1994: HK)", "CHN"),
     ("Belgium (incl. Luxembourg 'LU' -> 1998)", "BEL"),
     ("USA (before 1981)", "USA"), ("India, excl. Sikkim", "IND")],
)  # fmt: skip
def test_names_in_the_statistics_of_others_are_known(spelling: str, iso3: str) -> None:
    assert lookup([spelling])["code"].to_pylist() == [find_economy_code(iso3)]


def test_two_names_that_disagree_are_of_no_economy() -> None:
    assert lookup(["China (Japan)", "Niger (Nigeria)"])["code"].to_pylist() == [None, None]


def test_codes_come_back_as_alpha3_and_names() -> None:
    codes = pa.chunked_array([[842, None], [276, 842]], pa.int32())
    assert convert_to_iso3(codes).to_pylist() == ["USA", None, "DEU", "USA"]
    assert find_economy(276).name == "Germany"
    assert find_economy_name(276, language="ru") == "Германия"


def test_an_unknown_name_offers_the_nearest_and_all_are_named_at_once() -> None:
    assert find_nearest_names("Germny")[0] == "Germany (DEU)"
    with pytest.raises(InvalidInput) as caught:
        find_economy_codes(["Germny", "FRA", "Frnace"], field="importer")
    assert [problem.value for problem in caught.value.problems] == ["Germny", "Frnace"]
    assert "France (FRA)" in caught.value.problems[1].expected


def test_what_is_no_economy_is_kept_apart_or_unknown() -> None:
    found = {
        row["name"]: row
        for row in lookup(
            ["World", "Areas, nes", "Bunkers", "Secret countries", "Xyz", "欧盟"]
        ).to_pylist()
    }
    assert found["World"]["apart"] == "World total"
    for name in ("Areas, nes", "Bunkers", "Secret countries"):
        assert found[name]["apart"] == "partner not specified"
    assert found["欧盟"]["apart"] == "group of economies"
    assert found["Xyz"]["code"] is None
    assert found["Xyz"]["apart"] is None
    assert "expected" in found["Xyz"]["hint"]


@pytest.mark.parametrize(
    ("others", "iso3"),
    [(["DE", "CN"], "NAM"), ([], "NAM"), (["DEU", "CHN"], None), (["276"], None)],
)
def test_na_is_namibia_among_codes_of_two_letters(others: list[str], iso3: str | None) -> None:
    found = lookup([*others, "NA"]).to_pylist()[-1]
    assert found["code"] == (None if iso3 is None else find_economy_code(iso3))
    assert (found["hint"] is None) == (iso3 is not None)


def test_every_published_code_and_name_is_known(shared_data: Path) -> None:
    path = shared_data / "trade" / "baci_country_codes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        listed = list(csv.DictReader(file))
    assert {row["country_code"] for row in listed} == {
        str(find_economy_code(row["country_code"])) for row in listed
    }
    table = pq.read_table(shared_data / "trade" / "comtrade_hs6_2017_2023.parquet")
    spelled = {*table["reporterDesc"].to_pylist(), *table["partnerDesc"].to_pylist()}
    assert not [row["name"] for row in lookup(spelled).to_pylist() if row["hint"]]
