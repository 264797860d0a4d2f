"""A store's manifest: which files it has, of which sources, and what was kept apart."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.layouts import Kind
from fairlead.engines.dependency.readers.periods import list_months

MANIFEST = "manifest.json"
FORMAT = "fairlead-flows/1"


@dataclass(frozen=True, slots=True)
class RowsApart:
    """Rows of one source kept out: in which year, why, how many, how many dollars."""

    year: int
    reason: str
    rows: int
    usd: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one import gives to a year: the importers whose reports count, and its own flows.

    ``months`` are those it has of the year, none for a whole one. ``flows`` is empty where the
    year's file holds nothing else.
    """

    source: str
    reporters: tuple[int, ...]
    months: tuple[int, ...] = ()
    flows: str = ""

    @property
    def covered(self) -> frozenset[int]:
        """Return the months of the year that it has, those of its quarters too; none for all."""
        return frozenset(month for part in self.months for month in list_months(part))


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One import as the manifest keeps it; ``key`` identifies source and choices together.

    ``reporters`` is how many importers it has, over all years; ``whole_years``: its years are the
    whole world's, to be replaced as a whole. ``notes`` say how it was read.
    """

    key: str
    name: str
    kind: Kind
    classification: str
    release: str
    sha256: str
    concordance: str
    concordance_sha256: str
    years: tuple[int, ...]
    rows: int
    usd: int
    apart: tuple[RowsApart, ...]
    digits: int = 6
    reporters: int = 0
    whole_years: bool = False
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartEntry:
    """One year of one classification as the manifest keeps it; paths are within the store.

    ``source`` is the last import that gave to it; ``shares`` are all (none in stores of older
    versions: that one alone).
    """

    classification: str
    year: int
    flows: str
    totals: str
    rows: int
    usd: int
    sha256: str
    totals_sha256: str
    source: str
    shares: tuple[Share, ...] = ()

    @property
    def contributors(self) -> tuple[str, ...]:
        """Return the keys of the imports that the year is of."""
        return tuple(share.source for share in self.shares) or (self.source,)

    @property
    def files(self) -> tuple[str, ...]:
        """Return every file of the year."""
        return (self.flows, self.totals, *(one.flows for one in self.shares if one.flows))


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a store holds: its parts by classification and year, and the imports they are of."""

    sources: tuple[SourceEntry, ...]
    parts: tuple[PartEntry, ...]

    @property
    def classifications(self) -> tuple[str, ...]:
        """Return the classifications there are."""
        return tuple(sorted({part.classification for part in self.parts}))


def is_store(path: Path) -> bool:
    """Return whether the path is a store of flows."""
    return (path / MANIFEST).is_file()


def read_manifest(store: Path) -> Manifest:
    """Return what the store holds; raises `BadFlows` when it is none or cannot be read."""
    if not is_store(store):
        raise report_fault(
            str(store),
            "expected a store of flows, there is none: make one with fairlead flows import "
            "SOURCE -o STORE",
        )
    try:
        found = json.loads((store / MANIFEST).read_text(encoding="utf-8"))
        if found["format"] != FORMAT:
            raise report_fault(MANIFEST, f"expected format {FORMAT}, got {found['format']}")
        sources = tuple(
            SourceEntry(
                **{
                    **source,
                    "years": tuple(source["years"]),
                    "apart": tuple(RowsApart(**apart) for apart in source["apart"]),
                    "notes": tuple(source.get("notes", ())),
                }
            )
            for source in found["sources"]
        )
        return Manifest(sources, tuple(_read_part(part) for part in found["parts"]))
    except (OSError, KeyError, TypeError, json.JSONDecodeError, UnicodeDecodeError) as error:
        raise report_fault(
            str(store / MANIFEST),
            "expected what fairlead flows import wrote, it is damaged: import into a new store",
        ) from error


def _read_part(found: dict[str, Any]) -> PartEntry:
    shares = tuple(
        Share(
            **{
                **share,
                "reporters": tuple(share["reporters"]),
                "months": tuple(share["months"]),
            }
        )
        for share in found.get("shares", ())
    )
    return PartEntry(**{**found, "shares": shares})
