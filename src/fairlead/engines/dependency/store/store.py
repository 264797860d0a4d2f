"""The store of flows: a folder of Parquet files and a manifest that says where they are from."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import pyarrow as pa

from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import APART_SCHEMA, Flows, Part
from fairlead.engines.dependency.readers.concordance import Concordance, read_concordance
from fairlead.engines.dependency.readers.layouts import Kind
from fairlead.engines.dependency.readers.options import FileChoices
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.repeats import INCOMPLETE
from fairlead.engines.dependency.store.commit import commit, update_manifest
from fairlead.engines.dependency.store.entries import (
    build_entry,
    expect_same_digits,
    fill_entry,
    is_whole,
)
from fairlead.engines.dependency.store.incomplete_years import name_incomplete
from fairlead.engines.dependency.store.lock import STAGING, lock_store
from fairlead.engines.dependency.store.manifest import (
    Manifest,
    PartEntry,
    SourceEntry,
    is_store,
    read_manifest,
)
from fairlead.engines.dependency.store.merge_reporters import MergedYear, merge_year
from fairlead.engines.dependency.store.sources import describe, write_source
from fairlead.engines.dependency.store.write import WriteResult


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: ``status`` and the source's entry.

    By the names of other sources: ``replaced`` are the years whose place it took, ``joined`` those
    it stands beside, ``partly`` those (with how many importers) of which it took some.
    """

    status: Literal["imported", "already there"]
    source: SourceEntry
    split_products: int = 0
    replaced: tuple[tuple[str, tuple[int, ...]], ...] = ()
    joined: tuple[tuple[str, tuple[int, ...]], ...] = ()
    partly: tuple[tuple[str, int, int], ...] = ()


def open_store(store: Path, *, classification: str | None = None) -> Flows:
    """Return the store's flows in one classification.

    Raises `BadFlows` when the store has several and none is chosen, the chosen one is not there,
    or a file is missing.
    """
    manifest = read_manifest(store)
    there = manifest.classifications
    shown = ", ".join(there)
    if classification is None and len(there) > 1:
        raise report_fault(
            store.name,
            f"expected one classification, the store has {shown}: choose one with "
            "--classification; codes of different versions do not mean the same products",
        )
    chosen = classification or there[0]
    if chosen not in there:
        raise report_fault(store.name, f"expected a classification among {shown}, got {chosen}")
    parts = [part for part in manifest.parts if part.classification == chosen]
    for part in parts:
        for file in (part.flows, part.totals):
            if not (store / file).is_file():
                raise report_fault(store.name, f"expected {file}, it is missing: import it again")
    years = {(source, part.year) for part in parts for source in part.contributors}
    used = [one for one in manifest.sources if any(one.key == key for key, _ in years)]
    apart = [
        asdict(apart)
        for source in used
        for apart in source.apart
        if (source.key, apart.year) in years
    ]
    return Flows(
        parts=tuple(_build_part(store, part) for part in sorted(parts, key=lambda part: part.year)),
        classification=chosen,
        digits=used[-1].digits,
        apart=pa.Table.from_pylist(apart, schema=APART_SCHEMA),
        notes=(*_list_source_notes(used), *name_incomplete(store, parts)),
    )


def _list_source_notes(sources: list[SourceEntry]) -> Iterator[str]:
    """Yield what each source's import said; incomplete years are judged over all of them."""
    for source in sources:
        for note in source.notes:
            if not note.startswith(INCOMPLETE):
                yield f"{source.name}: {note}"


def import_flows(
    source: Path,
    store: Path,
    *,
    names: Names,
    kind: Kind | None = None,
    classification: str | None = None,
    years: Collection[int] | None = None,
    concordance: Path | None = None,
    choices: FileChoices | None = None,
) -> ImportResult:
    """Return what was imported into the store (made when it is not there).

    The same source with the same choices is not read twice. A year of a classification takes the
    reports of several sources: importers that are there already are replaced (see `shares`), a
    source of the whole world replaces the whole year. Nothing of the store changes until
    everything is written; then its manifest is replaced at once. With a ``concordance`` the flows
    are stored as ``classification``. Raises `BadFlows` with every fault of the source, the store
    untouched.
    """
    with lock_store(store):
        held = read_manifest(store) if is_store(store) else Manifest((), ())
        chosen = choices or FileChoices()
        entry = build_entry(source, kind, classification, years, concordance, chosen)
        before = next((one for one in held.sources if one.key == entry.key), None)
        if before is not None and is_whole(store, held, before):
            return ImportResult("already there", before)
        moves = None if concordance is None else read_concordance(concordance, entry.classification)
        staging = store / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            written = _write_source(source, entry, staging, names, years, moves, chosen)
            entry = fill_entry(entry, written)
            expect_same_digits(store, held, entry)
            with open_duckdb(spill=staging) as session:
                done = [
                    merge_year(session, store, held, entry, part, written) for part in written.parts
                ]
            entry = replace(entry, reporters=sum(one.imported for one in done))
            commit(store, update_manifest(held, entry, [one.part for one in done]))
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return ImportResult(
        "imported",
        entry,
        split_products=moves.split if moves else 0,
        replaced=_group_by_source(held, entry, done, "replaced"),
        joined=_group_by_source(held, entry, done, "joined"),
        partly=tuple(
            (_name_of(held, key), one.part.year, count)
            for one in done
            for key, count in one.partly.items()
        ),
    )


def find_damaged_files(store: Path) -> list[str]:
    """Return the store's files that are missing or are not what was imported."""
    manifest = read_manifest(store)
    parts = (_build_part(store, entry) for entry in manifest.parts)
    wrong = [str(file.relative_to(store)) for part in parts for file in part.damaged()]
    shares = (file for entry in manifest.parts for file in entry.files[2:])
    return wrong + [file for file in shares if not (store / file).is_file()]


def _build_part(store: Path, entry: PartEntry) -> Part:
    return Part(
        year=entry.year,
        flows=store / entry.flows,
        totals=store / entry.totals,
        rows=entry.rows,
        usd=entry.usd,
        sha256=entry.sha256,
        totals_sha256=entry.totals_sha256,
    )


def _write_source(
    source: Path,
    entry: SourceEntry,
    staging: Path,
    names: Names,
    years: Collection[int] | None,
    moves: Concordance | None,
    choices: FileChoices,
) -> WriteResult:
    asked = None if moves else entry.classification
    about = describe(source, kind=entry.kind, classification=asked)
    return write_source(
        source,
        about,
        staging,
        names=names,
        years=years,
        concordance=moves,
        target=entry.classification if moves else None,
        choices=choices,
    )


def _group_by_source(
    held: Manifest, entry: SourceEntry, done: list[MergedYear], kind: str
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the years of other sources that were replaced or joined, source by source."""
    found = []
    for source in held.sources:
        years = tuple(one.part.year for one in done if source.key in getattr(one, kind))
        if years and source.key != entry.key:
            found.append((source.name, years))
    return tuple(found)


def _name_of(held: Manifest, key: str) -> str:
    return next(one.name for one in held.sources if one.key == key)
