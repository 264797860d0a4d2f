"""CEPII's BACI: the published zip read in place, or the folder it unpacks to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import ibis
import pyarrow as pa
import pyarrow.csv as csv
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.archive import (
    is_hidden,
    list_file_members,
    open_archive,
    open_member,
)
from fairlead.engines.dependency.readers.digits import MISSING
from fairlead.engines.dependency.readers.reading import (
    Names,
    add_codes,
    read_dollars,
    read_key,
    read_whole,
    refuse_broken,
)
from fairlead.engines.dependency.readers.reasons import NO_PRODUCT, NO_VALUE, OWN, TINY
from fairlead.engines.dependency.readers.tabular import take_first_line

FILE = re.compile(r"BACI_HS(?P<hs>\d\d)_Y(?P<year>\d{4})_V(?P<version>\w+)\.csv$", re.IGNORECASE)
THOUSANDS = 1000
# How BACI and older Comtrade write 999999, products not specified.
UNSPECIFIED = "9999AA"
SCHEMA = pa.schema(
    [
        ("t", pa.int32()),
        ("i", pa.int32()),
        ("j", pa.int32()),
        ("k", pa.int32()),
        ("v", pa.float64()),
    ]
)
BLOCK = 16 * 2**20


@dataclass(frozen=True, slots=True)
class YearFile:
    """One year of BACI: where it is, its HS version and BACI's own version."""

    name: str
    year: int
    classification: str
    version: str


def list_baci(source: Path) -> list[YearFile]:
    """Return the yearly files of a BACI folder or zip, by year.

    Raises `BadFlows` when there is none, a year has several, or several HS versions or releases
    are mixed.
    """
    with _open_names(source) as names:
        found = sorted(
            (find_year_file(match) for name in names if (match := FILE.search(name))),
            key=lambda one: one.year,
        )
    if not found:
        raise report_fault(
            source.name, "expected files named like BACI_HS22_Y2022_V202401.csv, got none"
        )
    for kind in ("classification", "version"):
        several = sorted({getattr(one, kind) for one in found})
        if len(several) > 1:
            raise report_fault(source.name, f"expected one {kind}, got {', '.join(several)} mixed")
    years = [one.year for one in found]
    twice = sorted({year for year in years if years.count(year) > 1})
    if twice:
        shown = ", ".join(map(str, twice))
        raise report_fault(source.name, f"expected one file for each year, got several for {shown}")
    return found


def read_baci(
    session: DuckSession, source: Path, *, names: Names, years: Collection[int] | None = None
) -> Iterator[tuple[YearFile, Table]]:
    """Yield each chosen year's flows: exporter, importer, product, year, value, apart.

    ``v`` is thousands of dollars and becomes whole dollars. Raises `BadFlows` for years that
    are not there, a damaged zip, columns other than t,i,j,k,v and broken rows by line.
    """
    files = list_baci(source)
    absent = sorted(set(years or ()) - {one.year for one in files})
    if absent:
        there = ", ".join(str(one.year) for one in files)
        raise report_fault(source.name, f"expected years among {there}, got {absent}")
    for one in files:
        if years is None or one.year in years:
            yield one, _read_year_rows(session, source, one, names)


def is_yearly(source: Path) -> bool:
    """Return whether the source is a folder or zip with a file of BACI for each year, or one."""
    if source.is_dir():
        return True
    if FILE.fullmatch(source.name):
        with source.open("rb") as file:
            head = file.readline(80).replace(b'"', b"")
            return head.strip().lower().startswith(b"t,i,j,k,v")
    if source.suffix.casefold() != ".zip":
        return False
    with _open_names(source) as names:
        return any(FILE.search(name) for name in names)


def find_year_file(match: re.Match[str]) -> YearFile:
    """Return what the name of a yearly file says."""
    short = int(match["hs"])
    return YearFile(
        name=match.string,
        year=int(match["year"]),
        classification=f"HS{1900 + short if short > 80 else 2000 + short}",
        version=match["version"],
    )


@contextmanager
def _open_names(source: Path) -> Iterator[list[str]]:
    if source.is_dir():
        yield [file.name for file in source.iterdir() if not is_hidden(file.name)]
        return
    if FILE.fullmatch(source.name):
        yield [source.name]
        return
    with open_archive(source) as archive:
        yield [member.filename for member in list_file_members(archive)]


@contextmanager
def _stream(source: Path, one: YearFile) -> Iterator[IO[bytes]]:
    if source.is_dir():
        with (source / one.name).open("rb") as file:
            yield file
        return
    if source.name == one.name:
        with source.open("rb") as file:
            yield file
        return
    with (
        open_archive(source) as archive,
        open_member(archive, archive.getinfo(one.name), file=f"{source.name}/{one.name}") as file,
    ):
        yield file


def _read_year_rows(session: DuckSession, source: Path, one: YearFile, names: Names) -> Table:
    file = one.name if one.name == source.name else f"{source.name}/{one.name}"
    with _stream(source, one) as stream:
        loaded = session.load("raw", SCHEMA, _read_batches(stream, file))
    raw = loaded.mutate(line=ibis.row_number() + 2)
    rows = raw.select(
        line=raw.line,
        exporter_key=read_key(raw.i),
        importer_key=read_key(raw.j),
        product_cell=raw.k,
        year_cell=raw.t,
        value_cell=raw.v,
        product=read_whole(raw.k),
        year=ibis.ifelse(raw.t == one.year, read_whole(raw.t), None),
        value=read_dollars(raw.v, unit=THOUSANDS),
    )
    refuse_broken(session, rows, file=file, year=f"expected {one.year}, as the file's name says")
    named = add_codes(session, rows, names=names, file=file)
    unspecified = (named["product"] // 10_000) == 99
    apart = ibis.coalesce(
        named.apart_exporter,
        named.apart_importer,
        ibis.ifelse(unspecified, NO_PRODUCT, None),
        ibis.ifelse(named.exporter == named.importer, OWN, None),
        ibis.ifelse(named.value.isnull(), NO_VALUE, None),
        ibis.ifelse(named.value == 0, TINY, None),
    )
    return named.select("exporter", "importer", "product", "year", "value", apart=apart)


def _read_batches(stream: IO[bytes], file: str) -> Iterator[pa.RecordBatch]:
    """Yield the file's rows as they come; never the whole file at once."""
    kinds = {one.name: one.type for one in SCHEMA}
    kinds["k"] = pa.dictionary(pa.int32(), pa.string())
    try:
        reader = csv.open_csv(
            stream,
            read_options=csv.ReadOptions(block_size=BLOCK),
            convert_options=csv.ConvertOptions(
                column_types=kinds,
                include_columns=SCHEMA.names,
                auto_dict_encode=False,
                null_values=MISSING,
            ),
        )
        for batch in reader:
            yield _read_numbers(batch)
    except pa.ArrowException as error:
        raise report_fault(
            file, f"expected the columns t,i,j,k,v with numbers: {take_first_line(error)}"
        ) from error


def _read_numbers(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return a block of rows with product codes as numbers, of which it has few different ones."""
    codes = batch.column(SCHEMA.get_field_index("k"))
    texts = [
        "999999" if text.strip().upper() == UNSPECIFIED else text
        for text in codes.dictionary.to_pylist()
    ]
    numbers = pa.array(texts, pa.string()).cast(pa.int32()).take(codes.indices)
    columns = [numbers if name == "k" else batch.column(name) for name in SCHEMA.names]
    return pa.RecordBatch.from_arrays(columns, schema=SCHEMA)
