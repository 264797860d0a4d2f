"""Flows as the engine reads them: Parquet files by year, sorted, with totals beside."""

from __future__ import annotations

import hashlib
import shutil
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyarrow as pa

FLOW_SCHEMA = pa.schema(
    [
        ("exporter", pa.int32()),
        ("importer", pa.int32()),
        ("product", pa.int32()),
        ("year", pa.int32()),
        ("value", pa.int64()),
    ]
)
TOTAL_SCHEMA = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("year", pa.int32()),
        ("imports", pa.int64()),
        ("exports", pa.int64()),
        ("imports_sq", pa.decimal128(38, 0)),
        ("exports_sq", pa.decimal128(38, 0)),
    ]
)
OWN_EXPORTS_SAID = "its exports are its own report, others report too little of them"
"""What the reason of a figure says where an economy's own report stands for its exports."""
LEAST_COVERED = 0.95
"""What part of the exports that an economy reports importers have to report for theirs to count."""
OWN_REPORT = "exports_reported"
"""A column that totals may have: exports as the economy itself reports them, less what others
report of them, where others report too little of the year; null elsewhere."""
APART_SCHEMA = pa.schema(
    [("year", pa.int32()), ("reason", pa.string()), ("rows", pa.int64()), ("usd", pa.int64())]
)
# A first supplier is the largest of value * CODES + (CODES - 1 - code), in 64 bits: codes of trade
# statistics have three digits, and 90 years of the largest product fit (so do their squares
# times a threshold's denominator in 38 digits).
CODE_BITS = 10
CODES = 1 << CODE_BITS
LARGEST = 10**14


@dataclass(frozen=True, slots=True)
class Part:
    """One year of one classification: ``flows`` and ``totals`` are Parquet files.

    The SHA-256 are those of a store's files, empty for files of this process alone.
    """

    year: int
    flows: Path
    totals: Path
    rows: int
    usd: int
    sha256: str = ""
    totals_sha256: str = ""

    def damaged(self) -> list[Path]:
        """Return the files that are missing or are not what was imported."""
        told = ((self.flows, self.sha256), (self.totals, self.totals_sha256))
        return [
            file
            for file, sha256 in told
            if not file.is_file() or (sha256 and digest_file(file) != sha256)
        ]


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class Lease:
    """A folder that lives as long as somebody holds this: removed afterwards, or at exit."""

    def __init__(self, folder: Path) -> None:
        """Take charge of the folder."""
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Flows:
    """Flows between economies in one product classification, one `Part` per year.

    The files of ``flows`` have `FLOW_SCHEMA` (value in dollars, one row per exporter, importer
    and product, sorted by importer, product, exporter, no economy trading with itself); those of
    ``totals`` have `TOTAL_SCHEMA`: what an economy trades of a product in a year with everybody,
    and the sum over partners of its squares. Product codes are numbers of ``digits`` digits
    (30349 is HS 030349). ``apart`` (`APART_SCHEMA`) is what the reader kept out, by year and
    reason. ``notes`` say how the sources were read; economies stand in them as
    ``{economy:CODE}``.
    """

    parts: tuple[Part, ...]
    classification: str
    digits: int
    apart: pa.Table
    notes: tuple[str, ...] = ()
    lease: Lease | None = field(default=None, compare=False, repr=False)

    @property
    def years(self) -> tuple[int, ...]:
        """Return the years there are, ascending."""
        return tuple(part.year for part in self.parts)

    @property
    def rows(self) -> int:
        """Return the number of flows."""
        return sum(part.rows for part in self.parts)

    def during(self, years: Iterable[int] | None) -> Flows:
        """Return the flows of the chosen years only (all for None).

        Raises `ValueError` naming the years there are when one is absent.
        """
        if years is None:
            return self
        wanted = sorted(set(years))
        absent = [year for year in wanted if year not in self.years]
        if absent or not wanted:
            shown = ", ".join(map(str, absent)) or "none"
            there = ", ".join(map(str, self.years))
            raise ValueError(f"Expected years among {there}, got {shown}: choose from those.")
        chosen = tuple(part for part in self.parts if part.year in wanted)
        return replace(self, parts=chosen)

    def product_code(self, product: int) -> str:
        """Return a product as its classification writes it, leading zeros included."""
        return f"{product:0{self.digits}d}"
