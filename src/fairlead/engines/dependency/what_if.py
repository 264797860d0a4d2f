"""What if one supplier stops: what is lost, who else sells it, what becomes critical."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from fairlead.engines.dependency.answer import answer_question, find_subjects
from fairlead.engines.dependency.backends.open_session import Engine, open_session
from fairlead.engines.dependency.backends.session import Session
from fairlead.engines.dependency.criteria import Criteria, Side
from fairlead.engines.dependency.faults import NotAPartner
from fairlead.engines.dependency.flows import Flows
from fairlead.engines.dependency.question import Question, ask
from fairlead.engines.dependency.relations import relations as step
from fairlead.engines.dependency.relations.partners import find_trade_lost, rank_alternatives
from fairlead.engines.dependency.relations.shared import (
    SharedRelations,
    find_reports,
    find_shape,
    lay_ground,
)

LOSS_SCHEMA = pa.schema(
    [
        ("economy", pa.int32()),
        ("product", pa.int32()),
        ("need_usd", pa.int64()),
        ("lost_usd", pa.int64()),
        ("lost_share", pa.float64()),
        ("hhi_before", pa.float64()),
        ("hhi_after", pa.float64()),
        ("hhi_world_before", pa.float64()),
        ("hhi_world_after", pa.float64()),
        ("critical_before", pa.bool_()),
        ("critical_after", pa.bool_()),
        ("becomes_critical", pa.bool_()),
    ]
)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What changes when one partner stops trading.

    ``losses`` (`LOSS_SCHEMA`): one row per product bought from it, the largest loss first;
    ``hhi_after`` is null when nobody else is left, c1 then holds. ``alternatives``: economy,
    product, rank, partner, present_usd (sold to the economy already), elsewhere_usd (sold to
    others: what could be turned round), spare_share (elsewhere_usd over the dollars lost: 1
    covers the loss), by rank.
    """

    status: str
    partner: int
    losses: pa.Table
    alternatives: pa.Table
    runtime: float


def lose_partner(
    flows: Flows,
    *,
    partner: int,
    importers: Sequence[int] | None = None,
    bloc: Sequence[int] | None = None,
    years: Sequence[int] | None = None,
    side: Side = "import",
    criteria: Criteria | None = None,
    alternatives: int = 5,
    engine: Engine = "duckdb",
) -> WhatIf:
    """Return what the economies named (or the bloc) lose when ``partner`` stops trading.

    The partner leaves the world's supply too. What the economy needs stays what it bought
    before, so c3 compares that need with its own exports; concentration is of what is left.

    Raises `ValueError` as `assess` does, and when the partner is one of those asked for or
    trades none of it with them.
    """
    started = time.perf_counter()
    chosen = flows.during(years)
    question = ask(importers=importers, bloc=bloc, side=side, criteria=criteria, years=chosen.years)
    if question.everyone:
        raise ValueError("Expected importers or a bloc, got neither: name whose loss to count.")
    if partner in question.economies:
        raise ValueError(f"Expected a partner outside {question.economies}, got {partner}.")
    shape = find_shape(chosen, question, "what if", alternatives)
    with open_session(engine, chosen, shape=shape) as session:
        ground = lay_ground(session, chosen, question)
        reporting = find_reports(session, ground, question)
        before = answer_question(session, ground, question, reporting, partners=2).table
    with open_session(engine, chosen, shape=(shape, "without")) as session:
        ground = lay_ground(session, chosen, question, without=partner)
        after = answer_question(session, ground, question, reporting, partners=2).table
        others = _find_alternatives(session, ground, question, alternatives)
    losses = _find_losses(before, after, others.lost)
    if losses.num_rows == 0:
        raise NotAPartner(partner, years=chosen.years)
    return WhatIf(
        status="assessed",
        partner=partner,
        losses=losses,
        alternatives=others.ranked,
        runtime=time.perf_counter() - started,
    )


@dataclass(frozen=True, slots=True)
class _Others:
    lost: pa.Table
    ranked: pa.Table


def _find_alternatives(
    session: Session, ground: SharedRelations, question: Question, count: int
) -> _Others:
    """Return what is lost, and who else sells it."""
    trade = find_subjects(session, ground, question)
    needed, gone = trade.need, ground.gone
    if needed is None or gone is None:
        raise AssertionError("a what-if thinks a partner away")
    supply = session.keep("supply_now", lambda: step.pool_years(needed))
    lost, rows = session.fetch_kept("lost", lambda: find_trade_lost(supply, gone))
    ranked = session.fetch(
        "alternatives",
        lambda: rank_alternatives(
            supply, rows, ground.positions, gone=gone, members=ground.members, count=count
        ),
    )
    return _Others(lost=lost, ranked=ranked)


def _find_losses(before: pa.Table, after: pa.Table, lost: pa.Table) -> pa.Table:
    """Return the losses of each product, the largest first."""
    was = {(row["economy"], row["product"]): row for row in before.to_pylist()}
    now = {(row["economy"], row["product"]): row for row in after.to_pylist()}
    rows = []
    for loss in lost.to_pylist():
        pair = (loss["economy"], loss["product"])
        old, new = was[pair], now[pair]
        critical = old["critical"], new["critical"]
        rows.append(
            {
                "economy": loss["economy"],
                "product": loss["product"],
                "need_usd": old["own"],
                "lost_usd": loss["value"],
                "lost_share": loss["value"] / old["own"],
                "hhi_before": old["hhi"],
                "hhi_after": new["hhi"],
                "hhi_world_before": old["hhi_world"],
                "hhi_world_after": new["hhi_world"],
                "critical_before": critical[0],
                "critical_after": critical[1],
                "becomes_critical": _becomes(critical),
            }
        )
    rows.sort(key=lambda row: (-row["lost_usd"], row["economy"], row["product"]))
    return pa.Table.from_pylist(rows, schema=LOSS_SCHEMA)


def _becomes(critical: tuple[bool | None, bool | None]) -> bool | None:
    """Return whether a product becomes critical, by before and after; None for unknown."""
    before, after = critical
    if after is False or before is True:
        return False
    return None if before is None or after is None else True


__all__ = ["WhatIf", "lose_partner"]
