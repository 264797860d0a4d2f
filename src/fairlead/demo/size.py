"""How large the synthetic fair is."""

from __future__ import annotations

from dataclasses import dataclass

CODE = "demo-2023"
"""The code of the synthetic fair, whatever its size."""


@dataclass(frozen=True, slots=True)
class Size:
    """Counts of what a fair holds; `FULL` has those that Innoprom 2023 reported."""

    exhibitors: int
    countries: int
    visitors: int
    buyers: int
    requests: int
    economies: int
    products: int
    sessions: int
    tables: int
    economy_needs: int
    hall_width: float
    hall_depth: float
    partner_area_m2: float


FULL = Size(
    exhibitors=1_000,
    countries=35,
    visitors=46_000,
    buyers=2_500,
    requests=100_000,
    economies=60,
    products=600,
    sessions=115,
    tables=300,
    economy_needs=60,
    hall_width=180.0,
    hall_depth=90.0,
    partner_area_m2=3_000.0,
)
SMALL = Size(
    exhibitors=50,
    countries=15,
    visitors=2_300,
    buyers=125,
    requests=5_000,
    economies=30,
    products=150,
    sessions=16,
    tables=15,
    economy_needs=15,
    hall_width=60.0,
    hall_depth=44.0,
    partner_area_m2=400.0,
)
SIZES = {"small": SMALL, "full": FULL}
