"""From a need to its makers: who, why, and in which group."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fairlead.chain.matching.makers import (
    MakersChoice,
    ProductSpace,
    build_makers_schema,
    find_makers,
)
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.fixture(scope="module")
def fair() -> Fair:
    return read_fair(SMALL)


def test_the_exact_code_comes_before_the_heading(fair: Fair) -> None:
    rows = find_makers(fair, choice=MakersChoice(need="n1")).makers.to_pylist()
    assert [row["maker"] for row in rows] == ["bearing", "gear"]
    assert rows[0]["offer"] == "o2"
    assert "Offers “Ball bearings”" in rows[0]["reason"]
    assert rows[0]["reason_ru"].startswith("Предлагает «Шарикоподшипники»")


def test_two_makers_cover_a_need_of_two_products_together(fair: Fair) -> None:
    groups = find_makers(fair, choice=MakersChoice(need="n1")).groups.to_pylist()
    first = {row["maker"]: row["covers"] for row in groups if row["group"] == 1}
    assert first == {"bearing": ["HS:848210", "supply"], "gear": ["HS:8483", "supply"]}
    assert all(row["proved"] and row["missing"] == [] for row in groups if row["group"] == 1)


def test_a_member_covers_a_product_in_a_form_that_is_sought(fair: Fair) -> None:
    """Gear supplies gears alone, bearings by licence: it does not supply both by itself."""
    bearings, gears = "HS:848210", "HS:848340"
    rows = [
        {"id": f"o{place}", "organisation": firm, "title": "o", "products": [code],
         "cooperation": [form]}
        for place, (firm, code, form) in enumerate(
            [("bearing", bearings, "supply"), ("gear", gears, "supply"),
             ("gear", bearings, "licence")]
        )
    ]  # fmt: skip

    def list_covered(*forms: str) -> dict[str, list[str]]:
        need = {"id": "n", "economy": "KAZ", "title": "n", "products": [bearings, gears],
                "cooperation": forms}  # fmt: skip
        stated = replace(
            fair,
            offers=build_table_of_rows("offers", rows),
            needs=build_table_of_rows("needs", [need]),
        )
        groups = find_makers(stated).groups.to_pylist()
        return {row["maker"]: row["covers"] for row in groups if row["group"] == 1}

    assert list_covered("supply") == {"bearing": [bearings, "supply"], "gear": [gears, "supply"]}
    assert list_covered("supply", "licence") == {"gear": [bearings, gears, "supply", "licence"]}
    assert list_covered("research") == {"gear": [bearings, gears]}


def test_an_asker_is_never_its_own_maker(fair: Fair) -> None:
    rows = find_makers(fair).makers.to_pylist()
    own = {row["id"]: row["organisation"] for row in fair.needs.to_pylist()}
    assert rows
    assert all(row["maker"] != own[row["need"]] for row in rows)


def test_the_product_space_brings_makers_of_near_products(fair: Fair) -> None:
    products = ("841381", "848210", "848340", "854129")
    near = np.eye(4, dtype=np.float32)
    near[0, 3] = near[3, 0] = 0.8  # pumps and transistors, for the sake of the test
    space = ProductSpace(
        products=products,
        economies=("KAZ",),
        proximity=near,
        could_make=np.array([[0.1, 0, 0, 0.9]], dtype=np.float32),
    )
    without = find_makers(fair, choice=MakersChoice(need="n2")).makers.to_pylist()
    assert "pump" not in [row["maker"] for row in without]
    rows = find_makers(fair, choice=MakersChoice(need="n2"), space=space).makers.to_pylist()
    pump = next(row for row in rows if row["maker"] == "pump")
    assert pump["offer"] is None
    assert pump["term_near"] == pytest.approx(0.8)
    assert pump["near"] == "841381"
    assert pump["basis"] == "near"
    assert (
        "HS 841381), which economies that export what is sought often export too"
        in (pump["reason"])
    )
    assert "(proximity 80%)" in pump["reason"]
    assert "its economy" not in pump["reason"]  # which comes close to it, and no more


def with_flows(fair: Fair, folder: Path) -> Fair:
    """Return the fair with flows in which pumps and transistors are always made together."""
    makers = {
        "841381": ("KAZ", "DEU", "CHN"), "854129": ("KAZ", "DEU", "CHN"),
        "848210": ("RUS", "BLR"), "848340": ("RUS", "TUR"),
    }  # fmt: skip
    rows = [(maker, product) for product, those in makers.items() for maker in those]
    table = pa.table(
        {
            "exporter": [maker for maker, _ in rows],
            "importer": ["IND"] * len(rows),
            "product": [product for _, product in rows],
            "year": pa.array([2022] * len(rows), pa.int32()),
            "value_usd": pa.array([1_000_000] * len(rows), pa.int64()),
        }
    )
    pq.write_table(table, folder / "flows.parquet")
    source = FlowsSource("flows.parquet", folder / "flows.parquet", "table", "HS2022")
    return replace(fair, flows=source)


def test_the_fairs_own_flows_bring_makers_of_near_products(fair: Fair, tmp_path: Path) -> None:
    rich = with_flows(fair, tmp_path)
    rows = find_makers(rich, choice=MakersChoice(need="n2")).makers.to_pylist()
    pump = next(row for row in rows if row["maker"] == "pump")
    assert pump["near"] == "841381"
    assert pump["term_near"] == pytest.approx(1.0)
    plain = find_makers(rich, choice=MakersChoice(need="n2", from_flows=False)).makers
    assert "pump" not in plain["maker"].to_pylist()


def test_a_chapter_or_heading_offered_is_no_product_in_the_space(
    fair: Fair, tmp_path: Path
) -> None:
    """Who offers machines of chapter 84 is not known to make bearings, nor pumps."""
    offers = [
        {"id": code, "organisation": firm, "title": code, "products": [f"HS:{code}"],
         "cooperation": ["supply"]}
        for firm, code in (("pump", "8413"), ("gear", "84"), ("bearing", "841381"))
    ]  # fmt: skip
    rich = with_flows(replace(fair, offers=build_table_of_rows("offers", offers)), tmp_path)
    rows = find_makers(rich, choice=MakersChoice(need="n2")).makers.to_pylist()
    found = {row["maker"]: (row["basis"], row["near"]) for row in rows}
    assert found == {"bearing": ("near", "841381"), "chip": ("economy", None)}


def test_flows_that_cannot_be_read_are_named(fair: Fair, tmp_path: Path) -> None:
    (tmp_path / "flows.parquet").write_bytes(b"nothing of use")
    source = FlowsSource("flows.parquet", tmp_path / "flows.parquet", "table", "HS2022")
    with pytest.raises(InvalidInput, match=r"flows\.parquet"):
        find_makers(replace(fair, flows=source), choice=MakersChoice(need="n2"))


def test_an_unknown_need_is_named(fair: Fair) -> None:
    with pytest.raises(InvalidInput, match=r"needs\.csv: id \"zz\""):
        find_makers(fair, choice=MakersChoice(need="zz"))


def test_a_fair_without_offers_gives_empty_tables(fair: Fair) -> None:
    bare = Fair(
        settings=fair.settings, organisations=fair.organisations, needs=fair.needs,
        stands=fair.stands,
    )  # fmt: skip
    tables = find_makers(bare)
    assert tables.makers.schema == build_makers_schema(("en", "ru"))
    assert tables.makers.num_rows == 0
    assert tables.groups.num_rows == 0
