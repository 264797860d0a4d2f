"""Opens a product's figures to the flows behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from fairlead.engines.dependency.answer import answer_question, find_subjects
from fairlead.engines.dependency.backends.open_session import Engine, open_session
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.question import ask
from fairlead.engines.dependency.relations.partners import list_flows_behind, list_sellers
from fairlead.engines.dependency.relations.shared import find_reports, find_shape, lay_ground
from fairlead.engines.dependency.result import name_columns


@dataclass(frozen=True, slots=True)
class Explanation:
    """One product's figures and what they are made of.

    ``table``: its row per economy, as `assess` returns it. ``by_year``: its figures of each year
    (None for one year). ``flows``: economy, partner, year, value, what was bought, largest
    first. ``world``: partner, value, share, everyone who sells it, largest first.
    """

    product: int
    table: pa.Table
    by_year: pa.Table | None
    flows: pa.Table
    world: pa.Table


def explain(
    flows: Flows,
    *,
    product: int,
    importers: Sequence[int] | None = None,
    bloc: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    side: Side = "import",
    criteria: Criteria | None = None,
    engine: Engine = "duckdb",
) -> Explanation:
    """Return the figures of one product and the flows behind them.

    Raises `ValueError` as `assess` does, and for a product nobody trades in the chosen years,
    naming the nearest codes that are traded.
    """
    chosen = flows.during(years)
    question = ask(importers=importers, bloc=bloc, side=side, criteria=criteria, years=chosen.years)
    if question.everyone:
        raise ValueError("Expected importers or a bloc, got neither: name whose figures to open.")
    with open_session(engine, chosen, shape=find_shape(chosen, question, "explain")) as session:
        ground = lay_ground(session, chosen, question)
        reporting = find_reports(session, ground, question)
        asked = session.register("asked", pa.table({"product": pa.array([product], pa.int32())}))
        world = session.fetch("sellers", lambda: list_sellers(ground.positions, asked))
        if world.num_rows == 0:
            codes = session.fetch("codes", lambda: ground.positions.select("product").distinct())
            raise ValueError(_describe_unknown(flows, product, codes["product"].to_pylist()))
        answer = answer_question(session, ground, question, reporting, partners=2)
        trade = find_subjects(session, ground, question)
        behind = session.fetch("behind", lambda: list_flows_behind(trade.beyond, asked))
    total = sum(world["value"].to_pylist())
    shares = pa.array([value / total for value in world["value"].to_pylist()])
    by_year = answer.by_year
    return Explanation(
        product=product,
        table=name_columns(_select_only(answer.table, product), side),
        by_year=None if by_year is None else name_columns(_select_only(by_year, product), side),
        flows=name_columns(
            behind.sort_by(
                [
                    ("economy", "ascending"),
                    ("year", "ascending"),
                    ("value", "descending"),
                    ("partner", "ascending"),
                ]
            ),
            side,
        ),
        world=name_columns(
            world.append_column("share", shares).sort_by(
                [("value", "descending"), ("partner", "ascending")]
            ),
            side,
        ),
    )


def _select_only(table: pa.Table, product: int) -> pa.Table:
    import pyarrow.compute as pc

    return table.filter(pc.field("product") == product)


def _describe_unknown(flows: Flows, product: int, codes: list[int]) -> str:
    near = sorted(codes, key=lambda code: (abs(code - product), code))[:3]
    shown = ", ".join(flows.product_code(code) for code in near)
    return (
        f"Expected a product that is traded in these years, got {flows.product_code(product)}: "
        f"the nearest codes are {shown}."
    )
