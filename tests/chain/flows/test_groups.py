"""Groups by name, with their members by year; areas that ISO does not have."""

from __future__ import annotations

import pytest

from fairlead.chain.dependency.analysis import SubjectChoice, open_analysis
from fairlead.chain.dependency.blocs import expand_bloc
from fairlead.chain.flows.areas import FORMER, TRADE_CODES
from fairlead.chain.flows.economies import (
    describe_expected_economy,
    find_economy,
    find_economy_code,
    lookup,
)
from fairlead.chain.flows.groups import GROUPS, group_of, list_members_of
from fairlead.cli.repeated_options import split_names
from fairlead.engines.dependency.flows import CODES
from fairlead.folder.codes import list_economies
from fairlead.folder.input_errors import InvalidInput

TABLE = """exporter,importer,product,year,value_usd
CHN,DEU,850760,2022,60
EU27,DEU,850760,2022,50
CHN,FRA,850760,2022,10
DEU,FRA,850760,2022,5
"""


def test_members_are_economies_and_follow_the_years() -> None:
    for group in GROUPS:
        for year in (1960, 1996, 2005, 2024, 2030):
            assert set(group.members(year)) <= list_economies()
    sizes = {2000: 15, 2005: 25, 2010: 27, 2015: 28, 2022: 27}
    for year, size in sizes.items():
        found = list_members_of("EU", [year])
        assert found is not None
        assert len(found.members) == size
    older, newer = list_members_of("EU-27", [2010]), list_members_of("EU27", [2019, 2022])
    assert older is not None
    assert newer is not None
    assert ("GBR" in older.members, "GBR" in newer.members) == (True, False)
    changing = list_members_of("EU", [2019, 2022])
    assert changing is not None
    assert changing.note == "European Union: its 27 members in 2022; other members in 2019"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("EAEU", "EAEU"),
        ("Eurasian Economic Union", "EAEU"),
        ("asean", "ASEAN"),
        ("975", "ASEAN"),
        ("European Union", "EU"),
        ("97", "EU"),
        ("EU27_2020", "EU27_2020"),
        ("MERCOSUR", "MERCOSUR"),
        ("БРИКС", "BRICS"),
    ],
)
def test_a_group_has_several_names(text: str, name: str) -> None:
    group = group_of(text)
    assert group is not None
    assert group.name == name


def test_a_group_is_no_partner_and_no_importer_but_a_bloc() -> None:
    rows = lookup(
        ["EU27", "Extra-EU27", "ASEAN", "Sub-Saharan Africa", "Canada", "CAN"]
    ).to_pylist()
    assert [row["apart"] for row in rows] == ["group of economies"] * 4 + [None, None]
    assert "judge it with --bloc EU27_2020" in describe_expected_economy("EU27_2020")
    assert expand_bloc(("EAEU", "CHN"), [2022]).codes == tuple(
        map(find_economy_code, ("CHN", "ARM", "BLR", "KAZ", "KGZ", "RUS"))
    )
    with pytest.raises(InvalidInput, match="did you mean France"):
        expand_bloc(("EU27", "Frnace"), None)


def test_members_that_do_not_trade_are_left_out_and_said(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    path = tmp_path_factory.mktemp("flows") / "flows.csv"
    path.write_text(TABLE)
    found = open_analysis(path, SubjectChoice(bloc=("EU27",)))
    notes = " ".join(found.notes(found.assess()))
    assert found.subject == "the bloc of Germany, France"
    assert "its 27 members in 2022" in notes
    assert "members without imports in the flows: Austria" in notes
    assert "kept apart: group of economies: 1 rows" in notes
    assert "taken for a plain table, text in UTF-8 separated by commas" in notes


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("381", 380),
        ("841", 842),
        ("356", 699),
        ("0251.0", 251),
        ("EL", 300),
        ("UK", 826),
        ("XI", 826),
        ("XS", 688),
        ("XK", 412),
        ("Egypt, Arab Rep.", 818),
        ("Viet Nam", 704),
        ("Korea, Rep.", 410),
        ("Gambia, The", 270),
        ("Hong Kong, China", 344),
        ("Belgium-Luxembourg (...1998)", 58),
        ("Fmr Fed. Rep. of Germany", 280),
        ("Serbia and Montenegro (...2005)", 891),
        ("Fmr USSR", 810),
    ],
)
def test_spellings_of_statistics_lead_to_one_economy(spelling: str, code: int) -> None:
    assert find_economy_code(spelling) == code


@pytest.mark.parametrize(
    "text",
    ["492", "Europe EU, nes", "568", "Other Europe, nes", "697", "839", "899", "_X", "Bunkers",
     "LAIA, nes", "473.0", "QW", "Areas, not elsewhere specified"],
)  # fmt: skip
def test_what_is_not_specified_is_the_same_as_number_and_name(text: str) -> None:
    (row,) = lookup([text]).to_pylist()
    assert (row["code"], row["apart"]) == (None, "partner not specified")


def test_codes_of_areas_fit_and_are_nobody_elses() -> None:
    codes = [area.code for area in FORMER]
    letters = [area.iso3 for area in FORMER]
    assert len(set(codes)) == len(codes)
    assert len(set(letters)) == len(letters)
    assert not set(letters) & list_economies()
    assert max(*codes, *TRADE_CODES.values()) < CODES
    for area in FORMER:
        assert find_economy(area.code).iso3 == area.iso3
        assert find_economy_code(area.iso3) == area.code


def test_hints_name_what_is_near_and_nothing_for_a_number() -> None:
    assert "did you mean Germany (DEU)" in describe_expected_economy("Germny")
    assert "no economy has this number" in describe_expected_economy("999")
    assert "partner not specified" in describe_expected_economy("Areas, nes")
    assert "Georgia (GEO)" in describe_expected_economy("GEM")


def test_a_comma_in_a_name_is_the_names() -> None:
    assert split_names("--importer", ["Korea, Rep.", "DEU,FRA"]) == ("Korea, Rep.", "DEU", "FRA")
