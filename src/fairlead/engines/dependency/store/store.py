"""The store of flows: a folder of Parquet files and a manifest that says where they are from."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Literal

import pyarrow as pa

from fairlead.engines.dependency.backends.session import DuckSession, open_duckdb
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import APART_SCHEMA, Flows, Part, digest_file
from fairlead.engines.dependency.readers.baci import list_baci
from fairlead.engines.dependency.readers.concordance import Concordance, read_concordance
from fairlead.engines.dependency.readers.layouts import Kind
from fairlead.engines.dependency.readers.options import FileChoices
from fairlead.engines.dependency.readers.periods import QUARTERS
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.repeats import INCOMPLETE, NAMED
from fairlead.engines.dependency.store.manifest import (
    FORMAT,
    MANIFEST,
    Manifest,
    PartEntry,
    RowsApart,
    Share,
    SourceEntry,
    is_store,
    read_manifest,
)
from fairlead.engines.dependency.store.shares import Given, join_year, reporters_of
from fairlead.engines.dependency.store.sources import check_classification, describe, write_source
from fairlead.engines.dependency.store.write import WriteResult

STAGING = ".staging"
LOCK = ".lock"


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
        notes=(*_source_notes(used), *_incomplete(parts)),
    )


def _source_notes(sources: list[SourceEntry]) -> Iterator[str]:
    """Yield what each source's import said; incomplete years are judged over all of them."""
    for source in sources:
        for note in source.notes:
            if not note.startswith(INCOMPLETE):
                yield f"{source.name}: {note}"


def _incomplete(parts: list[PartEntry]) -> Iterator[str]:
    """Yield which importers' years are put together of fewer months than there are."""
    short = []
    for part in parts:
        months: dict[int, set[int]] = {}
        whole = {code for one in part.shares if not one.months for code in one.reporters}
        for one in part.shares:
            for code in one.reporters if one.months else ():
                months.setdefault(code, set()).update(one.months)
        for code, there in sorted(months.items()):
            of = 4 if min(there) > QUARTERS else 12
            if code not in whole and len(there) < of:
                short.append(f"{{economy:{code}}} {part.year} ({len(there)} of {of})")
    if short:
        more = f" and {len(short) - NAMED:,} more" if len(short) > NAMED else ""
        yield f"{INCOMPLETE}: {', '.join(short[:NAMED])}{more}"


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
    with _lock_store(store):
        held = read_manifest(store) if is_store(store) else Manifest((), ())
        chosen = choices or FileChoices()
        entry = _build_entry(source, kind, classification, years, concordance, chosen)
        before = next((one for one in held.sources if one.key == entry.key), None)
        if before is not None and _is_whole(store, held, before):
            return ImportResult("already there", before)
        moves = None if concordance is None else read_concordance(concordance, entry.classification)
        staging = store / STAGING
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        try:
            written = _write_source(source, entry, staging, names, years, moves, chosen)
            entry = _fill_entry(entry, written)
            _expect_same_digits(store, held, entry)
            with open_duckdb(spill=staging) as session:
                done = [_join(session, store, held, entry, part, written) for part in written.parts]
            entry = replace(entry, reporters=sum(one.imported for one in done))
            _commit(store, _join_manifest(held, entry, [one.part for one in done]))
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    return ImportResult(
        "imported",
        entry,
        split_products=moves.split if moves else 0,
        replaced=_by_source(held, entry, done, "replaced"),
        joined=_by_source(held, entry, done, "joined"),
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


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a BACI folder's yearly files with their names."""
    if path.is_dir():
        whole = hashlib.sha256()
        for one in list_baci(path):
            whole.update(f"{one.name} {digest(path / one.name)}\n".encode())
        return whole.hexdigest()
    return digest_file(path)


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


@contextmanager
def _lock_store(store: Path) -> Iterator[None]:
    """Hold the store for one import; a store made for an import that fails is removed again."""
    import fcntl

    new = not store.exists()
    if not new and not store.is_dir():
        raise report_fault(str(store), "expected a folder for the store, this is a file")
    if (
        not new
        and not is_store(store)
        and any(p.name not in (LOCK, STAGING) for p in store.iterdir())
    ):
        raise report_fault(str(store), "expected a store or an empty folder, other files are in it")
    try:
        store.mkdir(parents=True, exist_ok=True)
        opened = (store / LOCK).open("w")
    except OSError as error:
        raise report_fault(
            str(store), f"expected a place that can be written: {error.strerror}"
        ) from error
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise report_fault(
                str(store), "expected a free store, another import is running"
            ) from error
        try:
            yield
        except BaseException:
            if new:
                shutil.rmtree(store, ignore_errors=True)
            raise


def _build_entry(
    source: Path,
    kind: Kind | None,
    classification: str | None,
    years: Collection[int] | None,
    concordance: Path | None,
    choices: FileChoices,
) -> SourceEntry:
    """Return the source's entry as far as it is known before reading."""
    asked = None if concordance else classification
    about = describe(source, kind=kind, classification=asked)
    check_classification(classification)
    if concordance is not None and not concordance.is_file():
        raise report_fault(str(concordance), "expected a file, there is none")
    if concordance is not None and classification is None:
        raise report_fault(
            concordance.name,
            "expected the version that the concordance leads to: name it with --classification",
        )
    stored_as = classification if concordance and classification else about.classification
    sha256 = digest(source)
    concordance_sha256 = digest(concordance) if concordance else ""
    chosen = ",".join(map(str, sorted(years))) if years else "all"
    identity = "\n".join((sha256, about.kind, stored_as, chosen, concordance_sha256))
    if str(choices):
        identity += f"\n{choices}"
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


def _fill_entry(entry: SourceEntry, written: WriteResult) -> SourceEntry:
    return replace(
        entry,
        classification=written.classification or entry.classification,
        years=tuple(part.year for part in written.parts),
        rows=sum(part.rows for part in written.parts),
        usd=sum(part.usd for part in written.parts),
        apart=tuple(RowsApart(**row) for row in written.apart.to_pylist()),
        digits=written.digits,
        whole_years=written.whole_years,
        notes=written.notes,
    )


def _expect_same_digits(store: Path, held: Manifest, entry: SourceEntry) -> None:
    """Raise `BadFlows` when a classification's products would have codes of two levels."""
    kept = {part.source for part in held.parts if part.classification == entry.classification}
    for one in held.sources:
        if one.key in kept and one.key != entry.key and one.digits != entry.digits:
            raise report_fault(
                entry.name,
                f"expected products of {one.digits} digits as {store.name} has of "
                f"{one.classification}, got {entry.digits}: choose with --level, or another store",
            )


@dataclass(frozen=True, slots=True)
class _Done:
    """A year that was put together: ``imported`` importers are new, others by source key."""

    part: PartEntry
    imported: int
    replaced: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    partly: dict[str, int] = field(default_factory=dict)


def _join(
    session: DuckSession,
    store: Path,
    held: Manifest,
    entry: SourceEntry,
    part: Part,
    written: WriteResult,
) -> _Done:
    """Return one year of the import beside what the store has of it, in its place in the store."""
    reporters = reporters_of(session, part.flows)
    months = tuple(month for year, month in written.months if year == part.year)
    share = Share(entry.key, reporters, months)
    there = [
        one
        for one in held.parts
        if (one.classification, one.year) == (entry.classification, part.year)
    ]
    given = [one for old in there for one in _given(session, store, old)]
    others = [one for one in given if one.share.source != entry.key]
    whole = {one.key for one in held.sources if one.whole_years}
    if not others or entry.whole_years or any(one.share.source in whole for one in others):
        placed = _place_part(store, part, entry, (share,))
        return _Done(placed, len(reporters), replaced=tuple(one.share.source for one in others))
    new = Given(share, part.flows)
    joined = join_year(session, part.year, others, new, store / STAGING / "joined")
    kept = {one.share.source for one in joined.given}
    lost = tuple(one.share.source for one in others if one.share.source not in kept)
    if kept == {entry.key}:
        return _Done(_place_part(store, part, entry, (share,)), len(reporters), replaced=lost)
    shares = tuple(_share_placed(store, entry, part.year, one) for one in joined.given)
    return _Done(
        _place_part(store, joined.part, entry, shares),
        len(reporters),
        replaced=lost,
        joined=tuple(key for key in sorted(kept) if key not in (entry.key, *joined.replaced)),
        partly={key: count for key, count in joined.replaced.items() if key in kept},
    )


def _given(session: DuckSession, store: Path, part: PartEntry) -> Iterator[Given]:
    """Yield the shares of a year that the store has, each with the file of its flows."""
    if not part.shares:
        file = store / part.flows
        yield Given(Share(part.source, reporters_of(session, file)), file)
    for share in part.shares:
        yield Given(share, store / (share.flows or part.flows))


def _share_placed(store: Path, entry: SourceEntry, year: int, given: Given) -> Share:
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


def _by_source(
    held: Manifest, entry: SourceEntry, done: list[_Done], kind: str
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


def _join_manifest(held: Manifest, entry: SourceEntry, parts: list[PartEntry]) -> Manifest:
    """Return the manifest with the import in place of the years it replaces."""
    new = {(part.classification, part.year) for part in parts}
    kept = [part for part in held.parts if (part.classification, part.year) not in new]
    joined = sorted([*kept, *parts], key=lambda part: (part.classification, part.year))
    used = {source for part in joined for source in part.contributors}
    sources = [one for one in held.sources if one.key in used and one.key != entry.key]
    return Manifest((*sources, entry), tuple(joined))


def _is_whole(store: Path, held: Manifest, entry: SourceEntry) -> bool:
    """Return whether all that a source once gave is still there and still counts."""
    parts = [part for part in held.parts if entry.key in part.contributors]
    counted = sum(
        len(share.reporters) for part in parts for share in part.shares if share.source == entry.key
    )
    files = [file for part in parts for file in part.files]
    return (
        len(parts) == len(entry.years)
        and counted in (entry.reporters, 0)
        and all((store / file).is_file() for file in files)
    )


def _commit(store: Path, manifest: Manifest) -> None:
    """Replace the manifest at once, then remove what it no longer names."""
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False)
    fresh = store / STAGING / MANIFEST
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(store / MANIFEST)
    named = {store / file for part in manifest.parts for file in part.files}
    for old in store.glob("*/*.parquet"):
        if old not in named:
            old.unlink()
