"""A code is its scheme, version and digits: what meets, what is told, what is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fairlead.chain.fair.offers import Offers, find_product_titles
from fairlead.chain.matching.code_notes import note_codes
from fairlead.chain.matching.makers import MakersChoice, find_makers
from fairlead.engines.matching.codebook import Link
from fairlead.folder.codes import parse_product
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


def build_fair(offers: dict[str, str], need: str) -> Fair:
    """Return the small fair with these offers by exhibitor and one need of the buyer's."""
    rows = [
        {"id": f"o-{firm}", "organisation": firm, "title": firm, "products": code.split("|"),
         "cooperation": ["supply"]}
        for firm, code in offers.items()
    ]  # fmt: skip
    needs: list[dict[str, Any]] = [
        {"id": "n", "economy": "KAZ", "title": "n", "products": need.split("|"),
         "cooperation": ["supply"]}
    ]  # fmt: skip
    return replace(
        SMALL,
        offers=build_table_of_rows("offers", rows),
        needs=build_table_of_rows("needs", needs),
        products=SMALL.products.slice(0, 0),
        flows=None,
    )


def list_makers(fair: Fair, **choice: Any) -> dict[str, tuple[str, str]]:
    """Return basis and nearness by maker."""
    rows = find_makers(fair, choice=MakersChoice(**choice)).makers.to_pylist()
    return {row["maker"]: (row["basis"], row["product_nearness"]) for row in rows}


def test_a_number_that_meant_something_else_is_no_offer() -> None:
    """848510 was a ship's propeller until 2006, since 2022 it is a metal 3D printer."""
    fair = build_fair({"gear": "HS2002:848510", "pump": "HS:848510"}, "HS:848510")
    assert list_makers(fair) == {"pump": ("offers", "same")}
    old = build_fair({"gear": "HS2002:848510", "pump": "HS:848510"}, "HS2002:848510")
    assert list_makers(old) == {"gear": ("offers", "same")}


@pytest.mark.parametrize(
    ("offered", "sought", "found"),
    [
        ("HS2017:841370", "HS:841370", ("offers", "same")),  # described alike in both
        ("HS2017:854140", "HS:854143", ("near", "heading")),  # split in 2022
        ("HS2017:880220", "HS:8806", None),  # drones got their own heading
        ("HS2012:841370", "HS:841370", ("offers", "same")),  # by the number, which is said
        ("HS2017:8413", "HS:841370", ("offers", "holds")),
        ("HS1996:848510", "HS2002:848510", ("offers", "same")),  # neither 2017 nor 2022 knows it
        ("HS2012:854140", "HS2017:854140", ("offers", "same")),  # 2022 has split it
        ("HS2012:854140", "HS:854143", ("near", "heading")),
        ("HS1996:848510", "HS:848510", None),
        ("HS2028:300241", "HS:300241", ("offers", "same")),  # came with 2022, and may have stayed
        ("HS2028:880699", "HS:880622", ("near", "heading")),
        ("HS2028:8806", "HS2017:880220", None),
    ],
)
def test_versions_meet_where_their_lists_say_so(
    offered: str, sought: str, found: tuple[str, str] | None
) -> None:
    assert list_makers(build_fair({"pump": offered}, sought)).get("pump") == found


def test_a_concordance_goes_before_the_number() -> None:
    fair = build_fair({"pump": "HS2012:841370"}, "HS:841370")
    link = Link("HS2012:841370", "HS:841381")
    assert list_makers(fair, concordance=(link,)) == {"pump": ("near", "heading")}


@pytest.mark.parametrize(
    ("links", "offered", "sought", "found"),
    [
        ([("CPV:42122130", "HS:841370", 0.8), ("HS:841370", "ISIC4:2813", 0.7)],
         "ISIC4:2813", "CPV:42122130", ("offers", "same")),
        ([("CPV:42122130", "HS:841370", 0.8), ("HS:841370", "ISIC4:2813", 0.6)],
         "ISIC4:2813", "CPV:42122130", ("near", "heading")),  # .48 of it: less than half
        ([("HS2012:854140", "HS2017:854140", 1), ("HS2017:854140", "HS:854141", 0.6)],
         "HS2012:854140", "HS:854141", ("offers", "same")),
        ([("ISIC4:2813", "HS2017:841370", 1)],  # the same in 2022
         "ISIC4:2813", "HS:841370", ("offers", "same")),
        ([("ISIC4:2813", "HS2012:841370", 1)],  # the same number in 2022
         "ISIC4:2813", "HS:841370", ("offers", "same")),
        ([("HS2007:841370", "HS2017:841381", 1)],
         "HS2007:841370", "HS:841381", ("offers", "same")),
        ([("HS2012:841370", "HS:841381", 1), ("HS:841381", "HS2012:841382", 1)],
         "HS2012:841370", "HS2012:841382", ("near", "heading")),  # not back to its own version
        ([("CPV:42122130", "HS:8482", 1), ("CPV:42122130", "ISIC4:2813", 1),
          ("ISIC4:2813", "HS:841370", 1)],
         "HS:841370", "CPV:42122130", None),  # the link that names its version goes before
    ],
)  # fmt: skip
def test_links_are_followed_one_after_the_other(
    links: list[tuple[str, str, float]],
    offered: str,
    sought: str,
    found: tuple[str, str] | None,
) -> None:
    concordance = tuple(Link(*link) for link in links)
    there = list_makers(build_fair({"pump": offered}, sought), concordance=concordance)
    back = list_makers(build_fair({"pump": sought}, offered), concordance=concordance)
    assert there.get("pump") == back.get("pump") == found


def test_what_a_concordance_and_a_number_join_says_both() -> None:
    fair = build_fair({"pump": "HS:841370"}, "ISIC4:2813")
    choice = MakersChoice(concordance=(Link("ISIC4:2813", "HS2012:841370"),))
    assert note_codes(fair, concordance=choice.concordance) == ()
    assert find_makers(fair, choice=choice).makers["reason"].to_pylist() == [
        "Offers “pump”, HS 841370, and ISIC 2813 is sought, by the concordance, and by the number, "
        "which is of another version, supply sought and offered."
    ]


def test_suppliers_and_titles_go_by_the_version_of_the_flows() -> None:
    fair = build_fair({"gear": "HS2002:848510", "pump": "HS:848510|HS2017:841370"}, "HS:848510")
    assert [one.organisation for one in Offers(fair).of("848510", most=9, digits=4)] == ["pump"]
    assert [one.organisation for one in Offers(fair).of("841370", most=9, digits=4)] == ["pump"]
    named = [
        {"code": "HS2002:848510", "title": "Ships' propellers"},
        {"code": "HS2017:841370", "title": "Centrifugal pumps"},
    ]
    titles = find_product_titles(replace(fair, products=build_table_of_rows("products", named)))
    assert titles.choose("848510") == ""
    assert titles.choose("841370") == "Centrifugal pumps"


def test_what_cannot_meet_or_is_in_no_list_is_noted() -> None:
    fair = build_fair({"gear": "HS:848299|HS2017:841370", "pump": "ISIC4:2813"}, "CPV:42122130-0")
    said = [str(note) for note in note_codes(fair)]
    assert said == [
        "Needs in CPV and offers in HS cannot meet without a concordance.",
        "Needs in CPV and offers in ISIC cannot meet without a concordance.",
    ]
    joined = note_codes(fair, concordance=[Link("CPV:42122000", "HS:8413")])
    assert [str(note) for note in joined] == said[1:]
    odd = build_fair(
        {"gear": "HS:848200|HS2017:854143|HS1996:848299", "pump": "ISIC4:281|ISIC4:2834"},
        "CPV:42122199",
    )
    assert str(note_codes(odd)[0]) == (
        "4 product codes are not in the lists of their schemes: CPV2008:42122199, "
        "HS2017:854143, HS2022:848200, ISIC4:2834."
    )
    later = build_fair(
        {"gear": "HS2028:853932", "pump": "HS2012:8413|HS:84|HS1996:84"}, "HS2028:853932"
    )
    assert [str(note) for note in note_codes(later)] == [
        "2 product codes could not be looked up: no list of HS2012, HS2028 is kept."
    ]


def test_a_wrong_check_digit_is_refused() -> None:
    assert parse_product("CPV:42122130-0") == "CPV:42122130-0"
    with pytest.raises(ValueError, match="expected the check digit 0: CPV:42122130-0"):
        parse_product("CPV:42122130-5")
