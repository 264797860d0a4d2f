"""What a store writes down of a source: what it is, how it was read, what was chosen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import digest_file
from fairlead.engines.dependency.readers.baci import list_baci
from fairlead.engines.dependency.readers.layouts import Kind
from fairlead.engines.dependency.readers.options import FileChoices
from fairlead.engines.dependency.store.manifest import (
    Manifest,
    RowsApart,
    SourceEntry,
)
from fairlead.engines.dependency.store.sources import check_classification, describe
from fairlead.engines.dependency.store.write import WriteResult


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, or of a BACI folder's yearly files with their names."""
    if path.is_dir():
        whole = hashlib.sha256()
        for one in list_baci(path):
            whole.update(f"{one.name} {digest(path / one.name)}\n".encode())
        return whole.hexdigest()
    return digest_file(path)


def build_entry(
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


def fill_entry(entry: SourceEntry, written: WriteResult) -> SourceEntry:
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


def expect_same_digits(store: Path, held: Manifest, entry: SourceEntry) -> None:
    """Raise `BadFlows` when a classification's products would have codes of two levels."""
    kept = {part.source for part in held.parts if part.classification == entry.classification}
    for one in held.sources:
        if one.key in kept and one.key != entry.key and one.digits != entry.digits:
            raise report_fault(
                entry.name,
                f"expected products of {one.digits} digits as {store.name} has of "
                f"{one.classification}, got {entry.digits}: choose with --level, or another store",
            )


def is_whole(store: Path, held: Manifest, entry: SourceEntry) -> bool:
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
