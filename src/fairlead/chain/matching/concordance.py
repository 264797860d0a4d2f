"""A concordance of product codes as a user gives it: a CSV file -> links for the engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from fairlead.engines.matching.codebook import Link
from fairlead.engines.matching.schemes import parse_code, trace_lineage
from fairlead.folder.bounds import Bound
from fairlead.folder.figure_kinds import build_decimal
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.kinds import PRODUCT
from fairlead.folder.rows import Rows, read_rows
from fairlead.folder.schema import Field, Schema

CONCORDANCE = Schema(
    name="concordance",
    doc="Codes of different schemes or versions that mean (partly) the same.",
    fields=(
        Field("source", PRODUCT, "A product code.", "CPV:42124000", required=True),
        Field("target", PRODUCT, "One that means the same.", "HS:8413", required=True),
        Field(
            "weight",
            build_decimal(Bound(0.01, 1)),
            "How much of the meaning they share.",
            "0.8",
            default="1",
        ),
    ),
    key=("source", "target"),
    required=True,
)


def read_concordance(path: Path | None) -> tuple[Link, ...]:
    """Return the links of a concordance file, none without a file.

    Raises InvalidInput with every bad cell, a pair given twice (in either order) and a code
    linked with itself.
    """
    if path is None:
        return ()
    rows, problems = read_rows(replace(CONCORDANCE, name=path.stem), path)
    if not problems:
        problems = list(_check(rows))
    if problems:
        raise InvalidInput(replace(problem, file=path.name) for problem in problems)
    columns = (rows.table[name].to_pylist() for name in ("source", "target", "weight"))
    return tuple(Link(*row) for row in zip(*columns, strict=True))


def _check(rows: Rows) -> Iterator[InputError]:
    first: dict[frozenset[str], int] = {}
    pairs = zip(rows.table["source"].to_pylist(), rows.table["target"].to_pylist(), strict=True)
    for line, (source, target) in zip(rows.lines.tolist(), pairs, strict=True):
        nodes = frozenset(trace_lineage(parse_code(code))[0][0] for code in (source, target))
        if len(nodes) == 1:
            expected = f"expected another code than {source}, which is the same"
        elif nodes in first:
            expected = f"expected each pair once, line {first[nodes]} has it"
        else:
            first[nodes] = line
            continue
        yield InputError("", expected, line=line, field="target", value=target)
