"""Versions of the Harmonized System that rows say they are of: one is used."""

from __future__ import annotations

import re
from collections.abc import Mapping

import ibis
from ibis.expr.types import Table

from fairlead.engines.dependency.backends.session import DuckSession
from fairlead.engines.dependency.faults import report_fault
from fairlead.engines.dependency.readers.apart import is_service
from fairlead.engines.dependency.readers.reasons import (
    OTHER_VERSION,
    SAME_REPORTER,
)

VERSIONS = {
    "H0": "HS1992",
    "H1": "HS1996",
    "H2": "HS2002",
    "H3": "HS2007",
    "H4": "HS2012",
    "H5": "HS2017",
    "H6": "HS2022",
    "H7": "HS2028",
}


_AS_REPORTED = {"HS", "H"}
_HARMONIZED_NAME = re.compile(r"HS?\d*", re.IGNORECASE)


def pick_version(
    session: DuckSession, rows: Table, version: str | None, file: str, *, convertible: bool
) -> tuple[Table, str | None, list[str]]:
    """Return the rows of the wanted HS version, the version they are of, and what was left out.

    Raises `BadFlows` when several are mixed and none is chosen, or the file is of another one.
    """
    # Services have classifications of their own, and are kept apart.
    imports = rows.filter(rows.is_import & ~is_service(rows))
    codes = session.fetch("read", imports.select(code=imports.version_cell).distinct())
    listed = sorted(code for code in codes["code"].to_pylist() if code)
    versions = {code: _name_version(code) for code in listed}
    names = set(versions.values())
    other = [name for name in names if not _HARMONIZED_NAME.fullmatch(name)]
    harmonized = version is None or version.startswith("HS")
    if other and harmonized and (convertible or version not in names):
        raise report_fault(
            file,
            f"expected codes of the Harmonized System, rows say {', '.join(sorted(set(other)))}: "
            "download them by HS, or choose one classification of the file with --classification "
            f"(it has {', '.join(sorted(names))}); codes of no HS version are "
            "taken as they stand",
            field="classification",
        )
    told = {code: name for code, name in versions.items() if code.upper() not in _AS_REPORTED}
    chosen = [code for code, name in versions.items() if version in (code, name)]
    if convertible or len(versions) == 0:
        return rows.mutate(left_out=ibis.null("string")), _find_only(told), []
    if len(names) > 1 and not chosen:
        mixed = ", ".join(sorted(names))
        raise report_fault(
            file,
            f"expected one HS version, the file mixes {mixed}: choose one "
            "with --classification, or bring them together with --concordance",
            field="classification",
        )
    if len(names) == 1:
        found = _find_only(told)
        if version not in (None, "HS", found) and found is not None:
            raise report_fault(
                file,
                f"expected {version}, its rows say {found}: leave the choice out, or give a "
                "--concordance that converts",
                field="classification",
            )
        return rows.mutate(left_out=ibis.null("string")), found, []
    other = rows.version_cell.notin(chosen).fill_null(ibis.literal(False))
    left = session.fetch("read", rows.filter(other & rows.is_import).agg(rows=ibis._.count()))[
        "rows"
    ][0].as_py()
    note = f"{left:,} rows of {', '.join(n for c, n in versions.items() if c not in chosen)} "
    note += f"left out: {version} was chosen (a --concordance at import brings them together)"
    marked = rows.mutate(left_out=ibis.ifelse(other, OTHER_VERSION, None))
    return marked, version, [note]


def _name_version(code: str) -> str:
    """Return a version's name as ours: H5, HS-17 and 2017 are HS2017; others as they stand."""
    plain = re.sub(r"[\W_]+", "", code.upper())
    if f"HS{plain}" in VERSIONS.values():
        return f"HS{plain}"
    short = re.fullmatch(r"HS(\d\d)", plain)
    if short:
        plain = f"HS{1900 + int(short[1]) if int(short[1]) > 80 else 2000 + int(short[1])}"
    return VERSIONS.get(plain, plain if plain in VERSIONS.values() else code)


def _find_only(versions: Mapping[str, str]) -> str | None:
    names = set(versions.values())
    return names.pop() if len(names) == 1 else None


def split_by_version(session: DuckSession, rows: Table, target: str) -> tuple[Table, Table]:
    """Return the rows already in the target version, and those to be converted to it.

    Rows of a reporter and year that is there in the target version are kept apart among the
    others. ``rows`` have a column version, as the file writes it.
    """
    codes = session.fetch("read", rows.select(code=rows.version).distinct())["code"].to_pylist()
    spelled = [code for code in codes if code and _name_version(code) == target]
    is_target = rows.version.isin(spelled).fill_null(ibis.literal(False))
    there = rows.filter(is_target)
    reporters = there.filter(there.apart.isnull()).select("importer", "year").distinct()
    others = rows.filter(~is_target)
    marked = others.left_join(
        reporters.mutate(also=ibis.literal(True)), ["importer", "year"]
    ).select(others, also=ibis._.also)
    doubled = marked.also.fill_null(ibis.literal(False)) & marked.apart.isnull()
    kept = marked.mutate(apart=ibis.ifelse(doubled, SAME_REPORTER, marked.apart)).drop("also")
    return there, kept
