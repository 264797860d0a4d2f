"""Brings a year of an import together with the reports that the store has of it."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import Part
from fairlead.engines.dependency.store.entries import digest
from fairlead.engines.dependency.store.lock import STAGING
from fairlead.engines.dependency.store.manifest import (
    Manifest,
    PartEntry,
    Share,
    SourceEntry,
)
from fairlead.engines.dependency.store.own_reports import merge_own_exports, read_own_exports
from fairlead.engines.dependency.store.shares import StoredShare, join_year, list_reporters
from fairlead.engines.dependency.store.write import WriteResult

_ALL = frozenset(range(1, 13))


@dataclass(frozen=True, slots=True)
class MergedYear:
    """A year that was put together: ``imported`` importers are new, others by source key."""

    part: PartEntry
    imported: int
    replaced: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    partly: dict[str, int] = field(default_factory=dict)


def merge_year(
    session: DuckSession,
    store: Path,
    held: Manifest,
    entry: SourceEntry,
    part: Part,
    written: WriteResult,
) -> MergedYear:
    """Return one year of the import beside what the store has of it, in its place in the store."""
    reporters = list_reporters(session, part.flows)
    months = tuple(month for year, month in written.months if year == part.year)
    share = Share(entry.key, reporters, months)
    there = [
        one
        for one in held.parts
        if (one.classification, one.year) == (entry.classification, part.year)
    ]
    given = [one for old in there for one in _list_given(session, store, old)]
    others = [one for one in given if one.share.source != entry.key]
    whole = {one.key for one in held.sources if one.whole_years}
    if not others or entry.whole_years or any(one.share.source in whole for one in others):
        placed = _place_part(store, part, entry, (share,))
        return MergedYear(
            placed, len(reporters), replaced=tuple(one.share.source for one in others)
        )
    new = StoredShare(share, part.flows)
    joined = join_year(
        session,
        part.year,
        others,
        new,
        store / STAGING / "joined",
        own_exports=merge_own_exports(
            [read_own_exports(store / old.totals) for old in there],
            read_own_exports(part.totals),
            add_up=bool(months)
            and all(one.share.months and not one.share.covered & share.covered for one in others),
        ),
    )
    _expect_no_month_lost(held, entry, share, others, joined.replaced, part.year)
    kept = {one.share.source for one in joined.given}
    lost = tuple(one.share.source for one in others if one.share.source not in kept)
    if kept == {entry.key}:
        return MergedYear(_place_part(store, part, entry, (share,)), len(reporters), replaced=lost)
    shares = tuple(_place_share(store, entry, part.year, one) for one in joined.given)
    return MergedYear(
        _place_part(store, joined.part, entry, shares),
        len(reporters),
        replaced=lost,
        joined=tuple(key for key in sorted(kept) if key not in (entry.key, *joined.replaced)),
        partly={key: count for key, count in joined.replaced.items() if key in kept},
    )


def _expect_no_month_lost(
    held: Manifest,
    entry: SourceEntry,
    new: Share,
    others: Sequence[StoredShare],
    replaced: Mapping[str, int],
    year: int,
) -> None:
    """Refuse some months where more of the year would be lost than they are."""
    names = {one.key: one.name for one in held.sources}
    for one in others:
        there = one.share.covered or _ALL
        if one.share.source in replaced and not (new.covered or _ALL) >= there:
            raise report_fault(
                entry.name,
                f"expected the months of {year} that are there from {names[one.share.source]} "
                f"({_list_months(there)}), got {_list_months(new.covered)}: these would take "
                f"their place; leave months that are in both out of one, or {year} out with "
                "--years",
            )


def _list_months(months: frozenset[int]) -> str:
    return ", ".join(map(str, sorted(months))) if months != _ALL else "all"


def _list_given(session: DuckSession, store: Path, part: PartEntry) -> Iterator[StoredShare]:
    """Yield the shares of a year that the store has, each with the file of its flows."""
    if not part.shares:
        file = store / part.flows
        yield StoredShare(Share(part.source, list_reporters(session, file)), file)
    for share in part.shares:
        yield StoredShare(share, store / (share.flows or part.flows))


def _place_share(store: Path, entry: SourceEntry, year: int, given: StoredShare) -> Share:
    """Return a share with its file in the store: moved there when new, as it is when not."""
    name = f"{year}-{given.share.source}.share.parquet"
    place = store / entry.classification / name
    if given.file != place:
        place.parent.mkdir(exist_ok=True)
        if given.share.source == entry.key:
            given.file.replace(place)
        else:  # The year's file of a store that it was alone in; the old manifest still names it.
            shutil.copyfile(given.file, place)
    return replace(given.share, flows=str(place.relative_to(store)))


def _place_part(
    store: Path, part: Part, entry: SourceEntry, shares: tuple[Share, ...]
) -> PartEntry:
    """Move a written part to its place; the name carries the import, so nothing is replaced."""
    folder = store / entry.classification
    folder.mkdir(exist_ok=True)
    name = f"{part.year}-{entry.key}"
    if len(shares) > 1:
        told = repr(tuple((one.source, one.reporters) for one in shares))
        name += f"-{hashlib.sha256(told.encode()).hexdigest()[:8]}"
    flows, totals = folder / f"{name}.flows.parquet", folder / f"{name}.totals.parquet"
    sha256, totals_sha256 = digest(part.flows), digest(part.totals)
    part.flows.replace(flows)
    part.totals.replace(totals)
    return PartEntry(
        classification=entry.classification,
        year=part.year,
        flows=str(flows.relative_to(store)),
        totals=str(totals.relative_to(store)),
        rows=part.rows,
        usd=part.usd,
        sha256=sha256,
        totals_sha256=totals_sha256,
        source=entry.key,
        shares=shares,
    )
