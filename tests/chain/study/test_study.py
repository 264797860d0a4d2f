"""The study of an economy's or a bloc's imports, against plain sums over the flows."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.chain.trade import ECONOMIES, PRODUCTS, YEARS, write_flows

from fairlead.chain.fair.offers import Offers
from fairlead.chain.flows.open import open_flows
from fairlead.chain.flows.prepared import (
    PreparedFlows,
    add_up_by_node,
    open_ready,
    prepare_flows,
    prepare_in_memory,
)
from fairlead.chain.study.producers import LEAST_PROXIMITY, find_near_offers, find_producers
from fairlead.chain.study.study import MOST_MEMBERS, ImportStudy, study_imports
from fairlead.folder.fair_settings import FlowsSource
from fairlead.folder.input_errors import InvalidInput
from fairlead.folder.read import read_fair

EAEU = ("ARM", "BLR", "KAZ", "KGZ", "RUS")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> FlowsSource:
    return write_flows(tmp_path_factory.mktemp("flows") / "flows.parquet")


@pytest.fixture(scope="module")
def known(source: FlowsSource, tmp_path_factory: pytest.TempPathFactory) -> PreparedFlows:
    folder = tmp_path_factory.mktemp("ready")
    prepare_flows(source, folder)
    return open_ready(source, folder)


@pytest.fixture(scope="module")
def rows(source: FlowsSource) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = pq.read_table(source.path).to_pylist()
    return listed


def bought(rows: list[dict[str, Any]], members: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """Return dollars by product and supplier that the members buy outside."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        if row["importer"] in members and row["exporter"] not in members:
            found[row["product"], row["exporter"]] += row["value_usd"]
    return found


@pytest.mark.parametrize("members", [("BLR",), ("KAZ", "RUS"), EAEU])
def test_figures_are_those_of_the_flows(
    known: PreparedFlows, rows: list[dict[str, Any]], members: tuple[str, ...]
) -> None:
    study = study_imports(known, members)
    expected = bought(rows, members)
    assert study.years == YEARS
    assert study.scheme == "HS"
    for row in study.table.to_pylist():
        sold = {one: usd for (product, one), usd in expected.items() if product == row["product"]}
        assert row["imports_usd"] == sum(sold.values())
        assert row["first_share"] == pytest.approx(max(sold.values()) / sum(sold.values()))
        shares = [usd / sum(sold.values()) for usd in sold.values()]
        assert row["hhi_imports"] == pytest.approx(sum(share**2 for share in shares))
    assert {row["product"] for row in study.table.to_pylist()} == {one for one, _ in expected}
    critical = set(study.critical["product"].to_pylist())
    supply: dict[tuple[str, str], int] = defaultdict(int)
    for row in study.supply.to_pylist():
        assert row["importer"] in members
        supply[row["product"], row["supplier"]] += row["usd"]
    assert supply == {key: usd for key, usd in expected.items() if key[0] in critical}


def test_some_imports_are_critical_or_the_tests_here_test_nothing(known: PreparedFlows) -> None:
    assert study_imports(known, EAEU).critical.num_rows > 0


def test_the_curve_passes_through_the_count(known: PreparedFlows) -> None:
    for concentration in (0.4, 0.6):
        study = study_imports(known, EAEU, concentration=concentration)
        at = dict(
            zip(study.curve["threshold"].to_pylist(), study.curve["products"].to_pylist(),
                strict=True)
        )  # fmt: skip
        assert at[concentration] == study.critical.num_rows
        counts = study.curve["products"].to_pylist()
        assert counts == sorted(counts, reverse=True)


def test_alternatives_are_the_largest_exporters_outside(
    known: PreparedFlows, rows: list[dict[str, Any]]
) -> None:
    study = study_imports(known, EAEU)
    world: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        world[row["product"], row["exporter"]] += row["value_usd"]
    for product in study.critical["product"].to_pylist():
        listed = [row for row in study.alternatives.to_pylist() if row["product"] == product]
        outside = [usd for (one, who), usd in world.items() if one == product and who not in EAEU]
        assert [row["usd"] for row in listed] == sorted(outside, reverse=True)[: len(listed)]
        whole = sum(usd for (one, _), usd in world.items() if one == product)
        assert listed[0]["world_share"] == pytest.approx(listed[0]["usd"] / whole)


def test_reached_is_what_half_of_the_makers_reach_and_no_member_does(known: PreparedFlows) -> None:
    """The definition, said again in loops."""
    study = study_imports(known, EAEU)
    space = known.space
    made = np.asarray(space.complexity.made)
    proximity = np.asarray(space.proximity, dtype=np.float64)
    exports = space.complexity.exports

    def near(own: Any, column: int) -> float:
        others = [q for q in range(len(PRODUCTS)) if q != column]
        whole = sum(proximity[column, q] for q in others)
        return float(sum(proximity[column, q] for q in others if own[q]) / max(whole, 1e-9))

    pooled = np.array(study.standing["made"].to_pylist())
    members = [exports.economies.index(member) for member in EAEU]
    for column, row in enumerate(study.standing.to_pylist()):
        makers = [near(made[c], column) for c in range(len(ECONOMIES)) if made[c, column]]
        if not makers:
            assert not row["reached"]
            continue
        bar = float(np.median(makers))
        alone = max(near(made[c], column) for c in members)
        together = near(pooled, column)
        if min(abs(alone - bar), abs(together - bar)) < 1e-5:
            continue  # single precision decides
        anybody = any(made[c, column] for c in members) or pooled[column]
        assert row["reached"] == (not anybody and alone < bar <= together), row


def test_one_alone_gains_nothing(known: PreparedFlows) -> None:
    standing = study_imports(known, ("BLR",)).standing
    assert set(standing["gain"].to_pylist()) == {0.0}
    assert not any(standing["reached"].to_pylist())


def test_what_is_prepared_is_what_is_computed(known: PreparedFlows, source: FlowsSource) -> None:
    fresh = prepare_in_memory(open_flows(source.path, classification="HS2022"), name="flows")
    assert fresh.importers == known.importers == ECONOMIES
    assert fresh.nodes == known.nodes == PRODUCTS
    assert np.array_equal(fresh.space.proximity, known.space.proximity)
    assert np.array_equal(fresh.drawing.places, known.drawing.places, equal_nan=True)
    one, other = study_imports(fresh, EAEU), study_imports(known, EAEU)
    for name in ("table", "supply", "alternatives", "curve", "standing", "nodes"):
        assert getattr(one, name).equals(getattr(other, name)), name


def test_preparing_twice_changes_nothing(source: FlowsSource, tmp_path: Path) -> None:
    prepare_flows(source, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    prepare_flows(source, tmp_path)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    assert {path for path in before if ".lock" not in path.name} <= set(after)
    assert all(after[path] == was for path, was in before.items() if ".lock" not in path.name)


def test_an_interrupted_preparation_is_done_again(source: FlowsSource, tmp_path: Path) -> None:
    (tmp_path / "space.draft").mkdir()
    (tmp_path / "space.draft" / "values.npy").write_bytes(b"half")
    prepare_flows(source, tmp_path)
    assert open_ready(source, tmp_path).nodes == PRODUCTS


def test_many_products_are_drawn_by_their_headings(
    known: PreparedFlows, monkeypatch: pytest.MonkeyPatch, source: FlowsSource
) -> None:
    monkeypatch.setattr("fairlead.chain.flows.prepared.DRAWN", 8)
    coarse = prepare_in_memory(open_flows(source.path, classification="HS2022"), name="flows")
    assert coarse.nodes == tuple(f"84{heading:02d}" for heading in range(1, 7))
    assert coarse.digits == 4
    exports = add_up_by_node(known.space.complexity.exports, coarse.nodes).values
    fine = np.asarray(known.space.complexity.exports.values)
    assert np.array_equal(exports, fine[:, 0::2] + fine[:, 1::2])
    nodes = study_imports(coarse, EAEU).nodes
    critical = study_imports(known, EAEU).critical.to_pylist()
    lacking = dict(zip(nodes["code"].to_pylist(), nodes["critical_usd"].to_pylist(), strict=True))
    for code, usd in lacking.items():
        assert usd == sum(row["imports_usd"] for row in critical if row["product"][:4] == code)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ((), "at least one"),
        (("BLR", "BLR"), "every economy once"),
        (("BLR", "XYZ"), "XYZ"),
        (("BLR", "FRA"), "France"),
        (("BLR",) * (MOST_MEMBERS + 1), f"at most {MOST_MEMBERS}"),
    ],
)
def test_members_that_cannot_be_asked_about_are_said(
    known: PreparedFlows, members: tuple[str, ...], said: str
) -> None:
    with pytest.raises(InvalidInput, match=said):
        study_imports(known, members)


def test_who_could_make_it_and_what_lies_near(known: PreparedFlows) -> None:
    study = study_imports(known, EAEU)
    product = study.critical["product"][0].as_py()
    found = find_producers(known, product, members=EAEU)
    column = PRODUCTS.index(product)
    makers = {maker.economy for maker in found.everybody if maker.reason == "makes_it"}
    made = np.asarray(known.space.complexity.made)[:, column]
    assert makers == {economy for economy, does in zip(ECONOMIES, made, strict=True) if does}
    assert found.ubiquity == made.sum()
    assert {maker.economy for maker in found.members} <= set(EAEU)
    shares = [one.proximity for one in found.near]
    assert shares == sorted(shares, reverse=True)
    assert all(share >= LEAST_PROXIMITY for share in shares)
    assert product not in {one.product for one in found.near}
    with pytest.raises(InvalidInput, match="somebody exports"):
        find_producers(known, "999999")


def test_a_study_is_the_same_twice(known: PreparedFlows) -> None:
    def told(study: ImportStudy) -> list[object]:
        return [study.table, study.supply, study.standing, study.nodes]

    assert told(study_imports(known, EAEU)) == told(study_imports(known, EAEU))


def test_exhibitors_near_are_those_of_near_products_each_once(known: PreparedFlows) -> None:
    small = read_fair(Path(__file__).parents[2] / "folder" / "small")
    found = find_producers(known, PRODUCTS[0])
    exhibits = small.organisations.filter(pc.is_valid(small.organisations["stand"]))
    owners = exhibits["id"].to_pylist()
    near = found.near[0].product
    rows = [
        {**small.offers.slice(0, 1).to_pylist()[0], "id": f"o{place}", "organisation": owner,
         "products": products}
        for place, (owner, products) in enumerate(
            [(owners[0], [f"HS:{PRODUCTS[0]}", f"HS:{near}"]), (owners[1], [f"HS:{near[:4]}"])]
        )
    ]  # fmt: skip
    offers = pa.Table.from_pylist(rows, schema=small.offers.schema)
    listed = find_near_offers(Offers(dataclasses.replace(small, offers=offers)), found)
    assert [one.exhibitor.organisation for one in listed] == [owners[1]]
    assert listed[0].near.product[:4] == near[:4]
    chapter = pa.Table.from_pylist([{**rows[0], "products": ["HS:84"]}], schema=offers.schema)
    assert find_near_offers(Offers(dataclasses.replace(small, offers=chapter)), found) == []


def test_an_economy_that_exports_nothing_is_studied_too(
    source: FlowsSource, tmp_path: Path
) -> None:
    table = pq.read_table(source.path)
    path = tmp_path / "flows.parquet"
    pq.write_table(table.filter(pc.not_equal(table["exporter"], "KGZ")), path)
    known = prepare_in_memory(open_flows(path, classification="HS2022"), name="flows")
    assert "KGZ" in known.importers
    study = study_imports(known, ["KGZ"])
    assert study.table.num_rows > 0
    assert not any(study.standing["made"].to_pylist())
    assert not any(study.nodes["made"].to_pylist())
    product = study.table["product"][0].as_py()
    assert find_producers(known, product, members=["KGZ"]).members == ()
    both = study_imports(known, ["ARM", "KGZ"]).standing
    assert (
        both["density"].to_pylist() == study_imports(known, ["ARM"]).standing["density"].to_pylist()
    )
