"""Puts a year of a store together from several imports: whose reports of what count.

An import adds the importers that a year lacks. One that is there already is replaced, unless the
two have other months, other products or other partners: then both count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ibis
import pyarrow as pa
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.flows import FLOW_SCHEMA, Part
from fairlead.engines.dependency.store.manifest import Share
from fairlead.engines.dependency.store.write import write_year


@dataclass(frozen=True, slots=True)
class StoredShare:
    """A share of a year and the file that holds its flows."""

    share: Share
    file: Path


@dataclass(frozen=True, slots=True)
class JoinedYear:
    """``part``: the year's files; ``given``: the shares that count; ``replaced``: by source key,
    how many importers of it the new import takes the place of."""

    part: Part
    given: tuple[StoredShare, ...]
    replaced: dict[str, int]


def list_reporters(session: DuckSession, file: Path) -> tuple[int, ...]:
    """Return the importers in a file of flows, ascending."""
    rows = session.scan("reporters_file", [file], FLOW_SCHEMA)
    found = session.fetch("read", rows.select("importer").distinct().order_by("importer"))
    session.forget("reporters_file")
    return tuple(found["importer"].to_pylist())


def join_year(
    session: DuckSession,
    year: int,
    held: Sequence[StoredShare],
    new: StoredShare,
    folder: Path,
    *,
    own_exports: pa.Table | None = None,
) -> JoinedYear:
    """Write the year of what is held and what is new into the folder, and say who counts.

    ``own_exports`` (economy, product, year, usd) is what reporters of either say of their exports.
    """
    replaced: dict[str, int] = {}
    kept = []
    for one in held:
        lost = _list_replaced(session, one, new)
        if lost:
            replaced[one.share.source] = len(lost)
        left = tuple(code for code in one.share.reporters if code not in lost)
        if left:
            kept.append(StoredShare(replace(one.share, reporters=left), one.file))
    given = (*kept, new)
    rows = ibis.union(*(_read_rows(session, one, f"share_{at}") for at, one in enumerate(given)))
    folder.mkdir(exist_ok=True)
    part = write_year(session, rows, year, folder, own_exports=own_exports)
    for at in range(len(given)):
        session.forget(f"share_{at}")
    return JoinedYear(part, given, replaced)


def _read_rows(session: DuckSession, one: StoredShare, name: str) -> Table:
    rows = session.scan(name, [one.file], FLOW_SCHEMA)
    return rows.filter(rows.importer.isin(list(one.share.reporters)))


def _list_replaced(session: DuckSession, old: StoredShare, new: StoredShare) -> frozenset[int]:
    """Return the importers of an older share whose place the new one takes."""
    common = frozenset(old.share.reporters) & frozenset(new.share.reporters)
    months = old.share.covered, new.share.covered
    if not common or (all(months) and not months[0] & months[1]):
        return frozenset()
    wanted = []
    for name, one in (("old_flows", old), ("new_flows", new)):
        rows = session.scan(name, [one.file], FLOW_SCHEMA)
        wanted.append(rows.filter(rows.importer.isin(sorted(common))))
    found = common
    for column in ("product", "exporter"):
        pairs = [rows.select("importer", column).distinct() for rows in wanted]
        both = pairs[0].inner_join(pairs[1], ["importer", column]).select("importer").distinct()
        found &= frozenset(session.fetch("read", both)["importer"].to_pylist())
    for name in ("old_flows", "new_flows"):
        session.forget(name)
    return found
