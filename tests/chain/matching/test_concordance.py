"""A user's concordance: read, checked, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from fairlead.chain.matching.concordance import read_concordance
from fairlead.chain.matching.makers import MakersChoice, find_makers
from fairlead.chain.matching.match import MatchParams, match
from fairlead.engines.matching.codebook import Link
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"


def written(folder: Path, *lines: str) -> Path:
    """Return a concordance file of the lines."""
    path = folder / "codes.csv"
    path.write_text("\n".join(["source,target,weight", *lines]) + "\n", encoding="utf-8")
    return path


def tendered() -> Fair:
    """Return the small fair with the need for bearings written as a code of tenders."""
    fair = read_fair(SMALL)
    column = [
        ["CPV:44440000-6"] if row["id"] == "n1" else row["products"]
        for row in fair.needs.to_pylist()
    ]
    place = fair.needs.column_names.index("products")
    kind = fair.needs.schema.field("products")
    needs = fair.needs.set_column(place, kind, pa.array(column, kind.type))
    return replace(fair, needs=needs)


def wide_sought() -> Fair:
    """Return the small fair with bearings sought, which one offers as a code of tenders."""
    fair = read_fair(SMALL)
    tables = {}
    for name, row_id, code in (("needs", "n1", "HS:8482"), ("offers", "o2", "CPV:44440000")):
        rows = fair.table(name).to_pylist()
        products = [[code] if row["id"] == row_id else row["products"] for row in rows]
        kind = fair.table(name).schema.field("products")
        place = fair.table(name).column_names.index("products")
        tables[name] = fair.table(name).set_column(place, kind, pa.array(products, kind.type))
    products = fair.products.slice(0, 0)
    return replace(fair, needs=tables["needs"], offers=tables["offers"], products=products)


def test_a_weight_left_out_is_one(tmp_path: Path) -> None:
    path = written(tmp_path, "CPV:44440000,HS:8482,", "ISIC4:2814,HS:8482,0.5")
    assert read_concordance(path) == (
        Link("CPV:44440000", "HS:8482", 1.0),
        Link("ISIC4:2814", "HS:8482", 0.5),
    )
    assert read_concordance(None) == ()


def test_codes_of_two_schemes_meet_by_the_concordance(tmp_path: Path) -> None:
    fair = tendered()
    path = written(tmp_path, "HS:8482,CPV:44440000,1")
    choice = MakersChoice.named("n1", top=5, concordance=path)
    assert (
        "bearing"
        not in find_makers(fair, choice=MakersChoice(need="n1")).makers["maker"].to_pylist()
    )
    assert find_makers(fair, choice=choice).makers["maker"].to_pylist()[0] == "bearing"


def test_lists_follow_the_concordance(tmp_path: Path) -> None:
    fair = tendered()
    links = MatchParams.chosen(concordance=written(tmp_path, "HS:8482,CPV:44440000,1"))

    def mutual(params: MatchParams) -> float:
        rows = match(fair, params=params).matches.to_pylist()
        listed = {(row["owner"], row["partner"]): float(row["mutual"]) for row in rows}
        return listed["v2", "bearing"]

    assert mutual(links) > 1.5 * mutual(MatchParams())


@pytest.mark.parametrize(
    ("links", "said"),
    [
        (["HS:848210,0.6", "HS:848220,0.4"], "{}, by the concordance"),
        (["HS:848210,", "HS:848220,"], "{}, by the concordance"),
        (["HS:848210,0.6", "HS:848340,0.4"], "{}, in part, by the concordance"),
        (["HS:848210,", "HS:848340,"], "{}, in part, by the concordance"),
        (["HS:8482,"], ", by the concordance"),
    ],
)
def test_what_a_concordance_says_of_a_part_is_said_of_a_part(
    tmp_path: Path, links: list[str], said: str
) -> None:
    """A code that stands for several is part of a wider one only when all of these are."""
    path = written(tmp_path, *(f"CPV:44440000,{link}" for link in links))
    rows = match(wide_sought(), params=MatchParams.chosen(concordance=path)).matches.to_pylist()
    [reason] = [
        row["reason"] for row in rows if (row["owner"], row["partner"]) == ("v2", "bearing")
    ]
    wide = "They offer CPV 44440000, which is part of what you seek: HS 8482"
    plain = "They offer CPV 44440000 and you seek HS 8482"
    whole = said.format(wide) if "{}" in said else plain + said
    assert reason.startswith(f"{whole}, supply"), reason


@pytest.mark.parametrize(
    ("weight", "basis", "said"),
    [
        ("0.02", "near", "of the same heading as what is sought: HS 8482, to 2% of it by the"),
        ("0.49", "near", "of the same heading as what is sought: HS 8482, to 49% of it by the"),
        ("0.5", "offers", "which is part of what is sought: HS 8482, in part, by the"),
    ],
)
def test_whom_a_concordance_joins_by_little_makes_something_near(
    tmp_path: Path, weight: str, basis: str, said: str
) -> None:
    """What the concordance says of less than half of a code is not what is sought."""
    path = written(tmp_path, f"CPV:44440000,HS:848210,{weight}")
    found = find_makers(wide_sought(), choice=MakersChoice.named("n1", top=9, concordance=path))
    [row] = [row for row in found.makers.to_pylist() if row["maker"] == "bearing"]
    assert row["basis"] == basis
    assert f"CPV 44440000, {said} concordance" in row["reason"]
    covered = [code for one in found.groups.to_pylist() for code in one["covers"]]
    assert ("HS:8482" in covered) == (basis == "offers")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("CPV:4444,HS:8482,1", 'codes.csv:2: source "CPV:4444": expected a product code'),
        ("NACE:28,HS:8482,1", 'codes.csv:2: source "NACE:28": expected a product code'),
        ("CPV:44440000,,1", "codes.csv:2: target: expected a value"),
        ("CPV:44440000,HS:8482,0", 'codes.csv:2: weight "0": expected a number'),
        ("CPV:44440000,HS:8482,1.5", 'codes.csv:2: weight "1.5": expected a number'),
        ("HS2022:848210,HS:848210,1", 'target "HS:848210": expected another code'),
        ("CPV:44440000,HS:8482,1\nHS:8482,CPV:44440000-6,1", "codes.csv:3: target"),
        ("CPV:44440000,HS:8482,1,more", "codes.csv:2: expected 3 cells, got 4"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_concordance(written(tmp_path, line))
    assert said in str(caught.value)


def test_an_absent_file_and_an_unknown_column_are_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"none\.txt.*missing"):
        read_concordance(tmp_path / "none.txt")
    path = tmp_path / "codes.txt"
    path.write_text("from,to\nHS:8482,CPV:44440000\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match=r"codes\.txt:1: header"):
        read_concordance(path)
