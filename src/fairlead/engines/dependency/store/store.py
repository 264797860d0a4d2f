"""The store of flows: a folder of Parquet files and a manifest that says where they are from."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

import pyarrow as pa

from fairlead.engines.dependency.faults import bad
from fairlead.engines.dependency.flows import APART_SCHEMA, Flows, Part, file_digest
from fairlead.engines.dependency.readers.baci import list_baci
from fairlead.engines.dependency.readers.concordance import Concordance, read_concordance
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.store.manifest import (
    FORMAT,
    MANIFEST,
    Apart,
    Manifest,
    PartEntry,
    SourceEntry,
    is_store,
    read_manifest,
)
from fairlead.engines.dependency.store.sources import (
    DIGITS,
    Kind,
    check_classification,
    describe,
    write_source,
)
from fairlead.engines.dependency.store.write import Written

STAGING = ".staging"
LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: ``status`` and the source's entry.

    ``replaced`` are the years of other sources whose place it took, by the source's name.
    """

    status: Literal["imported", "already there"]
    source: SourceEntry
    split_products: int = 0
    replaced: tuple[tuple[str, tuple[int, ...]], ...] = ()


def open_store(store: Path, *, classification: str | None = None) -> Flows:
    """Return the store's flows in one classification.

    Raises `BadFlows` when the store has several and none is chosen, the chosen one is not there,
    or a file is missing.
    """
    manifest = read_manifest(store)
    there = manifest.classifications
    shown = ", ".join(there)
    if classification is None and len(there) > 1:
        raise bad(
            store.name,
            f"expected one classification, the store has {shown}: choose one with "
            "--classification; codes of different versions do not mean the same products",
        )
    chosen = classification or there[0]
    if chosen not in there:
        raise bad(store.name, f"expected a classification among {shown}, got {chosen}")
    parts = [part for part in manifest.parts if part.classification == chosen]
    for part in parts:
        for file in (part.flows, part.totals):
            if not (store / file).is_file():
                raise bad(store.name, f"expected {file}, it is missing: import it again")
    years = {(part.source, part.year) for part in parts}
    apart = [
        asdict(apart)
        for source in manifest.sources
        for apart in source.apart
        if (source.key, apart.year) in years
    ]
    return Flows(
        parts=tuple(_part(store, part) for part in sorted(parts, key=lambda part: part.year)),
        classification=chosen,
        digits=DIGITS,
        apart=pa.Table.from_pylist(apart, schema=APART_SCHEMA),
    )


def import_flows(
    source: Path,
    store: Path,
    *,
    names: Names,
    kind: Kind | None = None,
    classification: str | None = None,
    years: Collection[int] | None = None,
    concordance: Path | None = None,
) -> Imported:
    """Return what was imported into the store (made when it is not there).

    The same source with the same choices is not read twice. Years of the same classification
    that are there already are replaced. Nothing of the store changes until everything is
    written; then its manifest is replaced at once. With a ``concordance`` the flows are stored
    as ``classification``. Raises `BadFlows` with every fault of the source, the store untouched.
    """
    with _locked(store):
        held = read_manifest(store) if is_store(store) else Manifest((), ())
        entry = _entry(source, kind, classification, years, concordance)
        before = next((one for one in held.sources if one.key == entry.key), None)
        if before is not None and _whole(store, held, before):
            return Imported("already there", before)
        moves = None if concordance is None else read_concordance(concordance)
        staging = store / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            written = _written(source, entry, staging, names, years, moves)
            entry = _filled(entry, written)
            parts = [_placed(store, part, entry) for part in written.parts]
            replaced = _replaced(held, entry, parts)
            _commit(store, _joined(held, entry, parts))
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return Imported(
        "imported", entry, split_products=moves.split if moves else 0, replaced=replaced
    )


def damaged(store: Path) -> list[str]:
    """Return the store's files that are missing or are not what was imported."""
    parts = (_part(store, entry) for entry in read_manifest(store).parts)
    return [str(file.relative_to(store)) for part in parts for file in part.damaged()]


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a BACI folder's yearly files with their names."""
    if path.is_dir():
        whole = hashlib.sha256()
        for one in list_baci(path):
            whole.update(f"{one.name} {digest(path / one.name)}\n".encode())
        return whole.hexdigest()
    return file_digest(path)


def _part(store: Path, entry: PartEntry) -> Part:
    return Part(
        year=entry.year,
        flows=store / entry.flows,
        totals=store / entry.totals,
        rows=entry.rows,
        usd=entry.usd,
        sha256=entry.sha256,
        totals_sha256=entry.totals_sha256,
    )


@contextmanager
def _locked(store: Path) -> Iterator[None]:
    """Hold the store for one import; a store made for an import that fails is removed again."""
    import fcntl

    new = not store.exists()
    if not new and not store.is_dir():
        raise bad(str(store), "expected a folder for the store, this is a file")
    if (
        not new
        and not is_store(store)
        and any(p.name not in (LOCK, STAGING) for p in store.iterdir())
    ):
        raise bad(str(store), "expected a store or an empty folder, other files are in it")
    try:
        store.mkdir(parents=True, exist_ok=True)
        opened = (store / LOCK).open("w")
    except OSError as error:
        raise bad(str(store), f"expected a place that can be written: {error.strerror}") from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise bad(str(store), "expected a free store, another import is running") from error
        try:
            yield
        except BaseException:
            if new:
                shutil.rmtree(store, ignore_errors=True)
            raise


def _entry(
    source: Path,
    kind: Kind | None,
    classification: str | None,
    years: Collection[int] | None,
    concordance: Path | None,
) -> SourceEntry:
    """Return the source's entry as far as it is known before reading."""
    asked = None if concordance else classification
    about = describe(source, kind=kind, classification=asked)
    check_classification(classification)
    if concordance is not None and not concordance.is_file():
        raise bad(str(concordance), "expected a file, there is none")
    if concordance is not None and classification is None:
        raise bad(
            concordance.name,
            "expected the version that the concordance leads to: name it with --classification",
        )
    stored_as = classification if concordance and classification else about.classification
    sha256 = digest(source)
    concordance_sha256 = digest(concordance) if concordance else ""
    chosen = ",".join(map(str, sorted(years))) if years else "all"
    identity = "\n".join((sha256, about.kind, stored_as, chosen, concordance_sha256))
    return SourceEntry(
        key=hashlib.sha256(identity.encode()).hexdigest()[:16],
        name=source.name,
        kind=about.kind,
        classification=stored_as,
        release=about.release,
        sha256=sha256,
        concordance=concordance.name if concordance else "",
        concordance_sha256=concordance_sha256,
        years=(),
        rows=0,
        usd=0,
        apart=(),
    )


def _written(
    source: Path,
    entry: SourceEntry,
    staging: Path,
    names: Names,
    years: Collection[int] | None,
    moves: Concordance | None,
) -> Written:
    asked = None if moves else entry.classification
    about = describe(source, kind=entry.kind, classification=asked)
    return write_source(source, about, staging, names=names, years=years, concordance=moves)


def _filled(entry: SourceEntry, written: Written) -> SourceEntry:
    return replace(
        entry,
        years=tuple(part.year for part in written.parts),
        rows=sum(part.rows for part in written.parts),
        usd=sum(part.usd for part in written.parts),
        apart=tuple(Apart(**row) for row in written.apart.to_pylist()),
    )


def _placed(store: Path, part: Part, entry: SourceEntry) -> PartEntry:
    """Move a written part to its place; the name carries the import, so nothing is replaced."""
    folder = store / entry.classification
    folder.mkdir(exist_ok=True)
    flows = folder / f"{part.year}-{entry.key}.flows.parquet"
    totals = folder / f"{part.year}-{entry.key}.totals.parquet"
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
    )


def _replaced(
    held: Manifest, entry: SourceEntry, parts: list[PartEntry]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the years that other sources had and the import has now, source by source."""
    new = {(part.classification, part.year) for part in parts}
    found = []
    for source in held.sources:
        years = tuple(
            part.year
            for part in held.parts
            if part.source == source.key and (part.classification, part.year) in new
        )
        if years and source.key != entry.key:
            found.append((source.name, years))
    return tuple(found)


def _joined(held: Manifest, entry: SourceEntry, parts: list[PartEntry]) -> Manifest:
    """Return the manifest with the import in place of the years it replaces."""
    new = {(part.classification, part.year) for part in parts}
    kept = [part for part in held.parts if (part.classification, part.year) not in new]
    joined = sorted([*kept, *parts], key=lambda part: (part.classification, part.year))
    used = {part.source for part in joined}
    sources = [one for one in held.sources if one.key in used and one.key != entry.key]
    return Manifest((*sources, entry), tuple(joined))


def _whole(store: Path, held: Manifest, entry: SourceEntry) -> bool:
    parts = [part for part in held.parts if part.source == entry.key]
    files = [file for part in parts for file in (part.flows, part.totals)]
    return len(parts) == len(entry.years) and all((store / file).is_file() for file in files)


def _commit(store: Path, manifest: Manifest) -> None:
    """Replace the manifest at once, then remove what it no longer names."""
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False)
    fresh = store / STAGING / MANIFEST
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(store / MANIFEST)
    named = {store / file for part in manifest.parts for file in (part.flows, part.totals)}
    for old in store.glob("*/*.parquet"):
        if old not in named:
            old.unlink()
