"""What the engine found out: typed tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.evidence import Evidence

# `own` and `counter` in the words of each side.
WORDS: dict[Side, dict[str, str]] = {
    "import": {
        "own": "imports_usd",
        "counter": "exports_usd",
        "hhi": "hhi_imports",
        "hhi_world": "hhi_world_exports",
        "own_over_counter": "imports_over_exports",
        "partners": "suppliers",
        "first_partner": "first_supplier",
        "second_partner": "second_supplier",
        "partner": "supplier",
    },
    "export": {
        "own": "exports_usd",
        "counter": "imports_usd",
        "hhi": "hhi_exports",
        "hhi_world": "hhi_world_imports",
        "own_over_counter": "exports_over_imports",
        "partners": "customers",
        "first_partner": "first_customer",
        "second_partner": "second_customer",
        "partner": "customer",
    },
}


def name_columns(table: pa.Table, side: Side) -> pa.Table:
    """Return the table with the columns named for its side."""
    words = WORDS[side]
    return table.rename_columns([words.get(name, name) for name in table.column_names])


@dataclass(frozen=True, slots=True)
class DependencyResult:
    """What economies or a bloc depend on; one row per economy and product in ``table``.

    Columns of ``table`` on the import side (dollars int64, shares and indices between 0 and 1):
    economy (int32, 0 for a bloc), product, imports_usd, hhi_imports, first_supplier,
    first_share, second_supplier, second_share, suppliers, hhi_world_exports, exports_usd,
    imports_over_exports, reporters (how many report imports of the product: exports and the
    world's figures rest on them), c1, c2, c3, c4, cdi1, cdi2, cdi3, commission (the three
    together), years_held, years_judged (of the years of C4), reexport_warning, critical, reason.
    Undefined and unknown are null and ``reason`` says why. On the export side customers stand
    for suppliers and so on.

    ``partners``: economy, product, rank, supplier, value, share of the largest partners;
    ``by_year``: each year judged by itself, when economies or a bloc were named: its figures, C1
    to C3, C4 over the years that end with it, critical. ``reported``: economy, years_judged (in
    how many of the chosen years it has such trade). ``reporters``: how many economies report
    imports in each year; ``lone``: who does where that is one alone (None: several do, or it
    changes); ``silent``: which members of a bloc report none in years in which others of it do.
    ``evidence`` is what it was judged on (None: every economy).
    """

    status: str
    table: pa.Table
    partners: pa.Table
    by_year: pa.Table | None
    reported: pa.Table
    years: tuple[int, ...]
    members: tuple[int, ...]
    side: Side
    criteria: Criteria
    runtime: float
    reporters: Mapping[int, int] = field(default_factory=dict)
    lone: int | None = None
    silent: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    evidence: Evidence | None = field(default=None, repr=False, compare=False)

    @property
    def critical(self) -> pa.Table:
        """Return the rows of ``table`` that are critical."""
        return self.table.filter(pc.field("critical"))
