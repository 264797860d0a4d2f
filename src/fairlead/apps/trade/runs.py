"""What the dependency and the matching engine found, into the database; and what pages ask."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from fairlead.apps.fairs.copying import Cursor, constant, copy_rows, refer, reserve_ids, text
from fairlead.apps.fairs.domain.release_version import next_draft
from fairlead.apps.fairs.models import Run
from fairlead.apps.trade.domain.note_shown import forget_shown_lists
from fairlead.apps.trade.lists import (
    Participants,
    write_makers,
    write_match_lists,
    write_measures,
    write_standings,
)
from fairlead.apps.trade.models import Matching
from fairlead.chain import ready_flows
from fairlead.chain.dependency import CriticalImports
from fairlead.chain.import_ranking import bought_from, nearer_together, nearest_critical
from fairlead.chain.import_study import MOST_MEMBERS, ImportStudy, study_imports
from fairlead.chain.matching import MatchTables
from fairlead.chain.matching_makers import MakerTables
from fairlead.chain.product_makers import Maker, Near, ProductMakers, product_makers
from fairlead.chain.ready_flows import ReadyFlows, is_ready
from fairlead.folder.fair import FlowsSource

__all__ = [
    "MOST_MEMBERS",
    "ImportStudy",
    "Maker",
    "Near",
    "ProductMakers",
    "ReadyFlows",
    "bought_from",
    "find_makers",
    "is_ready",
    "nearer_together",
    "nearest_critical",
    "open_flows_of",
    "record_dependencies",
    "record_matching",
    "sorted_flows",
    "study_members",
]

_SAME = ("critical", "hhi_imports", "first_share", "second_share", "imports_over_exports")
_TEXT = ("title", "title_ru", "first_supplier", "second_supplier", "reason")


def record_dependencies(run: Run, found: CriticalImports) -> None:
    """Write what economies depend on and which economies could supply it, in one transaction.

    The exhibitors that offer a product are not written: the catalogue knows them.
    """
    table = found.table
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        ids = reserve_ids(cursor, "trade_dependency", table.num_rows)
        columns = {
            "id": ids,
            "edition_id": constant(run.edition_id, table.num_rows),
            "run_id": constant(run.pk, table.num_rows),
            "economy": table["economy"],
            "product": table["product"],
            "imports_usd": table["imports_usd"],
            "exports_usd": table["exports_usd"],
            "hhi_world": table["hhi_world_exports"],
            **{name: table[name] for name in _SAME},
            **{name: text(table[name]) for name in _TEXT},
        }
        copy_rows(cursor, "trade_dependency", columns)
        economies = found.suppliers.filter(pc.equal(found.suppliers["kind"], "economy"))
        suppliers = {
            "dependency_id": refer(_key(economies), _key(table).combine_chunks(), ids),
            "rank": economies["rank"],
            "economy": economies["supplier"],
            **{name: economies[name] for name in ("exports_usd", "world_share", "share_now")},
        }
        copy_rows(cursor, "trade_supplier", suppliers)


def _key(table: pa.Table) -> pa.ChunkedArray:
    return pc.binary_join_element_wise(table["economy"], table["product"], " ")


def record_matching(run: Run, found: MatchTables, makers: MakerTables) -> Matching:
    """Return the new draft that holds all lists, written in one transaction.

    What was shown of versions so old that nobody will learn from it is forgotten on the way.
    """
    with transaction.atomic(), connection.cursor() as django_cursor:
        cursor = cast("Cursor", django_cursor)
        matching = next_draft(Matching, run)
        who = Participants.of(run.edition)
        write_match_lists(cursor, run, found.matches, who)
        write_makers(cursor, matching, makers.makers, makers.groups)
        write_standings(cursor, matching, found.participants, who)
        write_measures(cursor, matching, found.report, found.filters)
        cursor.execute("ANALYZE trade_makerlist, trade_makergroup, trade_standing")
        forget_shown_lists()
    return matching


def sorted_flows(source: FlowsSource, folder: Path) -> FlowsSource:
    """Return the source of the flows that were sorted when they were made ready, if they were."""
    return ready_flows.sorted_source(source, folder)


def open_flows_of(source: FlowsSource, folder: Path) -> ReadyFlows:
    """Return an edition's flows ready for questions, prepared now if they are not yet.

    Raises InvalidInput for flows that cannot be read or have no product space.
    """
    if not ready_flows.is_ready(folder):  # removed with its edition, perhaps, and loaded again
        _open_ready.cache_clear()
        ready_flows.prepare_flows(source, folder)
    return _open_ready(source, folder)


@lru_cache(maxsize=8)
def _open_ready(source: FlowsSource, folder: Path) -> ReadyFlows:
    return ready_flows.open_ready(source, folder)


@lru_cache(maxsize=32)
def study_members(
    source: FlowsSource, folder: Path, members: tuple[str, ...], *, concentration: float
) -> ImportStudy:
    """Return what economies that pool (or one) cannot do without; remembered by the process.

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
    return product_makers(open_flows_of(source, folder), product, members=members)
