"""Opens published trade statistics as `Flows`, whatever their kind."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import pyarrow as pa

from fairlead.engines.dependency.backends.session import DuckSession, open_duckdb
from fairlead.engines.dependency.faults import bad
from fairlead.engines.dependency.flows import Flows, Lease, Part
from fairlead.engines.dependency.readers.baci import list_baci, read_baci
from fairlead.engines.dependency.readers.comtrade import VERSIONS, read_comtrade
from fairlead.engines.dependency.readers.concordance import Concordance, converted
from fairlead.engines.dependency.readers.reading import Names
from fairlead.engines.dependency.readers.table import read_table
from fairlead.engines.dependency.readers.tabular import column_names
from fairlead.engines.dependency.store.write import Written, write_years

Kind = Literal["table", "baci", "comtrade"]
KINDS: tuple[Kind, ...] = get_args(Kind)
DIGITS = 6
_NAME = re.compile(r"[A-Z][A-Za-z0-9.]{0,31}")


@dataclass(frozen=True, slots=True)
class Description:
    """What a source says of itself: kind, classification, release ("" where it says nothing)."""

    kind: Kind
    classification: str
    release: str


def describe(
    source: Path, *, kind: Kind | None = None, classification: str | None = None
) -> Description:
    """Return what the source is, looking into it where the caller does not say.

    Raises `BadFlows` when there is nothing at the path, its kind cannot be told, or the
    classification is no name of one.
    """
    check_classification(classification)
    if not source.exists():
        raise bad(str(source), "expected a file or folder of flows, there is none")
    found = kind or _kind(source)
    if found not in KINDS:
        raise bad(source.name, f"expected kind {', '.join(KINDS)}, got {found}")
    if found != "baci":
        return Description(found, classification or "HS", "")
    first = list_baci(source)[0]
    if classification not in (None, "HS", first.classification):
        raise bad(
            source.name,
            f"expected {classification}, the files are {first.classification}: leave the choice "
            "out, or give a --concordance that converts",
        )
    return Description(found, first.classification, first.version)


def check_classification(name: str | None) -> None:
    """Raise `BadFlows` for a name that is no classification's: it also names a folder."""
    if name is None:
        return
    hs = {"HS", *VERSIONS.values()}
    if _NAME.fullmatch(name) is None or (name.startswith("HS") and name not in hs):
        there = ", ".join(sorted(hs - {"HS", "HS2022"}))
        expected = f"expected a classification such as HS2022 (or {there})"
        raise bad("classification", expected, value=name)


def read_flows(
    source: Path, *, kind: Kind | None = None, names: Names, classification: str | None = None
) -> Flows:
    """Return the source's flows, written sorted into a temporary folder that goes with them.

    ``kind`` and ``classification`` are read from the source where they are None. Raises
    `BadFlows` with every fault of the source.
    """
    folder = Path(tempfile.mkdtemp(prefix="fairlead-flows-"))
    lease = Lease(folder)
    about = describe(source, kind=kind, classification=classification)
    written = write_source(source, about, folder, names=names)
    return Flows(
        parts=written.parts,
        classification=about.classification,
        digits=DIGITS,
        apart=written.apart,
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
) -> Written:
    """Write the source's years into the folder, sorted, totals beside; see `write_years`."""
    with open_duckdb(spill=folder) as session:
        if about.kind == "baci":
            return _write_baci(session, source, folder, names, years, concordance)
        if about.kind == "comtrade":
            rows = read_comtrade(session, source, names=names, version=about.classification)
        else:
            rows = read_table(session, source, names=names)
        if concordance is not None:
            rows = converted(session, rows, concordance)
        return write_years(session, rows, folder, file=source.name, years=years)


def _write_baci(
    session: DuckSession,
    source: Path,
    folder: Path,
    names: Names,
    years: Collection[int] | None,
    concordance: Concordance | None,
) -> Written:
    parts: list[Part] = []
    apart: list[pa.Table] = []
    for one, read in read_baci(session, source, names=names, years=years):
        rows = read if concordance is None else converted(session, read, concordance)
        written = write_years(session, rows, folder, file=f"{source.name}/{one.name}")
        parts += written.parts
        apart.append(written.apart)
        session.drop("raw")
    return Written(parts=tuple(parts), apart=pa.concat_tables(apart))


def _kind(source: Path) -> Kind:
    """Return the kind that the source looks like."""
    if source.is_dir() or source.suffix.casefold() == ".zip":
        return "baci"
    columns = {column.casefold() for column in column_names(source)}
    return "comtrade" if columns & {"reporterdesc", "reporteriso", "reportercode"} else "table"
