"""Flows drawn in text, and the two ways to judge them side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from fairlead.engines.dependency import Flows, assess
from fairlead.engines.dependency.backends.open_session import Engine
from fairlead.engines.dependency.backends.session import open_duckdb
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.flows import Lease
from fairlead.engines.dependency.store.write import write_years
from fairlead.engines.dependency.verification._reference import Flow, Row, judge_slowly

ROWS = pa.schema(
    [
        ("exporter", pa.int32()),
        ("importer", pa.int32()),
        ("product", pa.int32()),
        ("year", pa.int32()),
        ("value", pa.int64()),
        ("apart", pa.string()),
    ]
)


def code(letter: str) -> int:
    """Return the code of an economy drawn as a letter: A is 1."""
    return ord(letter) - ord("A") + 1


def drawn(text: str, *, year: int = 2020, product: int = 1) -> list[Flow]:
    """Return the flows of lines ``A>B 60``, with ``product`` and ``year`` after it if they vary.

    ``A>B 60 2 2021`` is 60 dollars of product 2 from A to B in 2021.
    """
    flows = []
    for line in filter(None, map(str.strip, text.splitlines())):
        route, value, *rest = line.split()
        which = int(rest[0]) if rest else product
        when = int(rest[1]) if len(rest) > 1 else year
        flows.append(Flow(code(route[0]), code(route[2]), which, when, int(value)))
    return flows


def written(flows: Iterable[Flow]) -> Flows:
    """Return the flows as the engine reads them, in a folder that goes with them."""
    folder = Path(tempfile.mkdtemp(prefix="fairlead-drawn-"))
    lease = Lease(folder)
    rows = [
        {
            "exporter": flow.exporter,
            "importer": flow.importer,
            "product": flow.product,
            "year": flow.year,
            "value": flow.value,
            "apart": "self" if flow.exporter == flow.importer else None,
        }
        for flow in flows
    ]
    with open_duckdb() as session:
        relation = session.register("drawn", pa.Table.from_pylist(rows, schema=ROWS))
        parts = write_years(session, relation, folder, file="drawn")
    return Flows(parts.parts, "HS2022", 6, parts.apart, lease=lease)


def rows_of(result_table: pa.Table) -> dict[tuple[int, int], dict[str, object]]:
    """Return a result's rows by economy and product."""
    return {(row["economy"], row["product"]): row for row in result_table.to_pylist()}


def assert_agrees(
    flows: list[Flow],
    *,
    members: tuple[int, ...],
    bloc: bool,
    side: Side = "import",
    criteria: Criteria | None = None,
    engine: Engine = "duckdb",
) -> None:
    """Fail unless the fast path says the same as the reference, row by row."""
    expected = judge_slowly(flows, members=members, bloc=bloc, side=side, criteria=criteria)
    result = assess(
        written(flows),
        importers=None if bloc else members,
        bloc=members if bloc else None,
        side=side,
        criteria=criteria,
        engine=engine,
    )
    found = rows_of(result.table)
    assert set(found) == set(expected)
    for pair, row in expected.items():
        _same(found[pair], row, side)


def _same(found: dict[str, object], row: Row, side: Side) -> None:
    own, other = ("imports", "exports") if side == "import" else ("exports", "imports")
    partner = "supplier" if side == "import" else "customer"
    assert found[f"{own}_usd"] == row.own
    assert found[f"{other}_usd"] == row.counter
    assert found[f"first_{partner}"] == row.first
    assert found["reporters"] == row.reporters
    for name, share in (
        (f"hhi_{own}", row.hhi),
        ("first_share", row.first_share),
        (f"hhi_world_{other}", row.hhi_world),
    ):
        shown = found[name]
        if share is None:
            assert shown is None
        else:
            assert isinstance(shown, float)
            assert abs(shown - float(share)) <= 1e-12
    flags = ("c1", "c2", "c3", "c4", "commission", "critical", "years_held")
    assert {name: found[name] for name in flags} == {name: getattr(row, name) for name in flags}
