"""An edition's flows made ready: what the chain finds in them is what it finds in the folder's."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.chain.trade import write_flows

from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.studies import (
    find_makers_in,
    open_edition_flows,
    prepare_edition,
    study_edition,
    use_sorted_flows,
)
from fairlead.apps.transfer.gather import gather_fair
from fairlead.apps.transfer.load import load_fair
from fairlead.chain.dependency.assess import assess_imports
from fairlead.folder.fair import Fair
from fairlead.folder.input_errors import InvalidInput


@pytest.fixture
def trading(small: Fair, tmp_path: Path) -> Fair:
    """Return the small fair with flows."""
    return dataclasses.replace(small, flows=write_flows(tmp_path / "flows.parquet"))


@pytest.mark.parametrize("unit", [None, "thousand"])
@pytest.mark.django_db
def test_sorted_once_the_chain_finds_the_same(trading: Fair, unit: str | None) -> None:
    assert trading.flows is not None
    trading = dataclasses.replace(trading, flows=dataclasses.replace(trading.flows, unit=unit))
    edition = load_fair(trading)
    assert use_sorted_flows(edition, trading).flows == trading.flows
    prepare_edition(edition)
    ready = use_sorted_flows(edition, gather_fair(edition))
    assert ready.flows is not None
    assert ready.flows.path.name == "store"
    expected, found = assess_imports(trading), assess_imports(ready)
    assert found.table.num_rows > 0
    assert found.table.equals(expected.table)
    assert found.suppliers.equals(expected.suppliers)


@pytest.mark.django_db
def test_an_export_still_has_the_flows_as_they_came(trading: Fair) -> None:
    edition = load_fair(trading)
    prepare_edition(edition)
    gathered = gather_fair(edition).flows
    assert trading.flows is not None
    assert gathered is not None
    assert gathered.path.read_bytes() == trading.flows.path.read_bytes()


def test_without_flows_there_is_nothing_to_ask(edition: Edition) -> None:
    prepare_edition(edition)
    assert open_edition_flows(edition) is None
    assert study_edition(edition, ["BLR"]) is None
    assert find_makers_in(edition, "840110", members=["BLR"]) is None


@pytest.mark.django_db
def test_flows_without_a_product_space_are_loaded_all_the_same(small: Fair, tmp_path: Path) -> None:
    source = write_flows(tmp_path / "flows.parquet")
    table = pq.read_table(source.path)
    two = table.filter(pc.is_in(table["exporter"], pc.unique(table["exporter"])[:2]))
    pq.write_table(two, source.path)
    edition = load_fair(dataclasses.replace(small, flows=source))
    prepare_edition(edition)
    with pytest.raises(InvalidInput, match="3 economies"):
        open_edition_flows(edition)
