"""Questions that pages and loads ask of an edition's flows."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fairlead.chain.dependency.options import parse_file_choices
from fairlead.chain.flows import prepared
from fairlead.chain.flows.prepared import PreparedFlows
from fairlead.chain.study.producers import ProductMakers, find_producers
from fairlead.chain.study.study import ImportStudy, study_imports
from fairlead.folder.fair_settings import FlowsSource


def check_unit(unit: str) -> None:
    """Raise InvalidInput for an unknown unit of a file's values; "" states none."""
    parse_file_choices(unit=unit or None, level=None, decimal=None)


def find_sorted_flows(source: FlowsSource, folder: Path) -> FlowsSource:
    """Return the source of the flows that were sorted when they were made ready, if they were."""
    return prepared.find_sorted_source(source, folder)


def open_flows_of(source: FlowsSource, folder: Path) -> PreparedFlows:
    """Return an edition's flows ready for questions, prepared now if they are not yet.

    Raises InvalidInput for flows that cannot be read or have no product space.
    """
    if not prepared.is_ready(folder):  # removed with its edition, perhaps, and loaded again
        _open_ready.cache_clear()
        prepared.prepare_flows(source, folder)
    return _open_ready(source, folder)


@lru_cache(maxsize=8)
def _open_ready(source: FlowsSource, folder: Path) -> PreparedFlows:
    return prepared.open_ready(source, folder)


@lru_cache(maxsize=32)
def study_members(
    source: FlowsSource, folder: Path, members: tuple[str, ...], *, concentration: float
) -> ImportStudy:
    """Return the import study of economies that pool, or of one; cached by the process.

    ``folder`` is named by the digest of the flows, so an answer never outlives them. Raises
    InvalidInput as `study_imports` does.
    """
    known = open_flows_of(source, folder)
    return study_imports(known, members, concentration=concentration, name=source.source)


@lru_cache(maxsize=256)
def find_makers(
    source: FlowsSource, folder: Path, product: str, *, members: tuple[str, ...]
) -> ProductMakers:
    """Return who makes a product (bare code) or could; remembered by the process.

    Raises InvalidInput for a product that the flows do not have.
    """
    return find_producers(open_flows_of(source, folder), product, members=members)
