"""Opens published trade statistics as `Flows`, whatever their kind."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa

from fairlead.engines.dependency.backends.session import DuckSession, open_duckdb
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.flows import Flows, Lease, Part
from fairlead.engines.dependency.readers.baci import (
    FILE,
    find_year_file,
    is_yearly,
    list_baci,
    read_baci,
)
from fairlead.engines.dependency.readers.concordance import Concordance, convert_rows
from fairlead.engines.dependency.readers.conversion import convert_read
from fairlead.engines.dependency.readers.layouts import (
    KINDS,
    Kind,
    find_layout,
    is_header,
)
from fairlead.engines.dependency.readers.options import FileChoices
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.reports import read_report
from fairlead.engines.dependency.readers.tabular import read_column_names
from fairlead.engines.dependency.readers.versions import VERSIONS
from fairlead.engines.dependency.store.write import WriteResult, write_years

DIGITS = 6
# Sources whose years are the whole world's, worked out together.
WHOLE_YEARS = ("baci", "atlas")
_NAME = re.compile(r"[A-Z][A-Za-z0-9.]{0,31}")


@dataclass(frozen=True, slots=True)
class Description:
    """What a source says of itself: kind, classification, release ("" where it says nothing).

    ``yearly``: BACI's files of one year each, not one table.
    """

    kind: Kind
    classification: str
    release: str
    yearly: bool = False


def describe(
    source: Path, *, kind: Kind | None = None, classification: str | None = None
) -> Description:
    """Return what the source is, looking into it where the caller does not say.

    Raises `BadFlows` when there is nothing at the path, its kind cannot be told, or the
    classification is no name of one.
    """
    check_classification(classification)
    if not source.exists():
        raise report_fault(str(source), "expected a file or folder of flows, there is none")
    found = kind or _guess_kind(source)
    if found not in KINDS:
        raise report_fault(source.name, f"expected kind {', '.join(KINDS)}, got {found}")
    if found != "baci" or not is_yearly(source):
        name = FILE.search(source.name) if found == "baci" else None
        hs, release = (find_year_file(name).classification, name["version"]) if name else ("HS", "")
        if name and classification not in (None, "HS", hs):
            raise report_fault(source.name, _find_other_version(classification or "", hs))
        return Description(found, classification or hs, release)
    first = list_baci(source)[0]
    if classification not in (None, "HS", first.classification):
        raise report_fault(
            source.name, _find_other_version(classification or "", first.classification)
        )
    return Description(found, first.classification, first.version, yearly=True)


def _find_other_version(wanted: str, there: str) -> str:
    return (
        f"expected {wanted}, the files are {there}: leave the choice out, or give a "
        "--concordance that converts"
    )


def check_classification(name: str | None) -> None:
    """Raise `BadFlows` for a name that is no classification's: it also names a folder."""
    if name is None:
        return
    hs = {"HS", *VERSIONS.values()}
    if _NAME.fullmatch(name) is None or (name.startswith("HS") and name not in hs):
        there = ", ".join(sorted(hs - {"HS", "HS2022"}))
        expected = f"expected a classification such as HS2022 (or {there})"
        raise report_fault("classification", expected, value=name)


def read_flows(
    source: Path,
    *,
    kind: Kind | None = None,
    names: Names,
    classification: str | None = None,
    choices: FileChoices | None = None,
) -> Flows:
    """Return the source's flows, written sorted into a temporary folder that goes with them.

    ``kind`` and ``classification`` are read from the source where they are None. Raises
    `BadFlows` with every fault of the source.
    """
    folder = Path(tempfile.mkdtemp(prefix="fairlead-flows-"))
    lease = Lease(folder)
    about = describe(source, kind=kind, classification=classification)
    written = write_source(source, about, folder, names=names, choices=choices)
    return Flows(
        parts=written.parts,
        classification=written.classification or about.classification,
        digits=written.digits,
        apart=written.apart,
        notes=written.notes,
        lease=lease,
    )


def write_source(
    source: Path,
    about: Description,
    folder: Path,
    *,
    names: Names,
    years: Collection[int] | None = None,
    concordance: Concordance | None = None,
    target: str | None = None,
    choices: FileChoices | None = None,
) -> WriteResult:
    """Write the source's years into the folder, sorted, totals beside; see `write_years`.

    With a ``concordance`` rows are converted to the ``target`` version, those that are in it
    already left as they are.
    """
    chosen = choices or FileChoices()
    with open_duckdb(spill=folder) as session:
        if about.yearly:
            _expect_no_choices(source, chosen)
            return _write_baci(session, source, folder, names, years, concordance)
        read = read_report(
            session,
            source,
            names=names,
            kind=about.kind,
            version=None if about.classification == "HS" else about.classification,
            choices=chosen,
            convertible=concordance is not None,
        )
        if concordance is not None:
            read = convert_read(session, read, concordance, target)
        written = write_years(
            session,
            read.rows,
            folder,
            file=source.name,
            years=years,
            own_exports=read.own_exports,
        )
        return replace(
            written,
            notes=read.notes,
            digits=read.digits,
            classification=read.classification,
            whole_years=about.kind in WHOLE_YEARS,
            months=read.months,
        )


def _expect_no_choices(source: Path, chosen: FileChoices) -> None:
    """Raise `BadFlows` for a unit, level or decimal sign of files that are known in all of them."""
    for option, value in (
        ("--unit", chosen.unit),
        ("--level", chosen.level),
        ("--decimal", chosen.decimal),
    ):
        if value not in (None, DIGITS):
            raise report_fault(
                source.name, f"expected no {option} with BACI's yearly files: leave it out"
            )


def _write_baci(
    session: DuckSession,
    source: Path,
    folder: Path,
    names: Names,
    years: Collection[int] | None,
    concordance: Concordance | None,
) -> WriteResult:
    parts: list[Part] = []
    apart: list[pa.Table] = []
    for one, read in read_baci(session, source, names=names, years=years):
        rows = read if concordance is None else convert_rows(session, read, concordance)
        written = write_years(session, rows, folder, file=f"{source.name}/{one.name}")
        parts += written.parts
        apart.append(written.apart)
        session.drop("raw")
    first = list_baci(source)[0]
    taken = f"taken for CEPII's BACI, release {first.version}, {first.classification}"
    return WriteResult(
        parts=tuple(parts),
        apart=pa.concat_tables(apart),
        notes=(f"{taken}; thousands of dollars",),
        whole_years=True,
    )


def is_table_file(source: Path) -> bool:
    """Return whether the source is one file with a table, not files of one year each."""
    return source.is_file() and not is_yearly(source)


def _guess_kind(source: Path) -> Kind:
    """Return the kind that the source looks like."""
    if is_yearly(source):
        return "baci"
    return find_layout(read_column_names(source, fits=is_header)).kind
