"""The exhibitors that could make what one need asks for, found by the engine."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.apps.standing_search.domain.tell_makers import MOST_TOLD, FoundMaker
from fairlead.apps.standing_search.models import ToldBasis
from fairlead.apps.trade.studies import use_sorted_flows
from fairlead.apps.transfer.gather import gather_fair
from fairlead.chain.localized_columns import name_reason_columns
from fairlead.chain.matching.makers import MakersChoice, find_makers


def find_makers_of(edition: Edition, need: str) -> list[FoundMaker]:
    """Return who offers what a need seeks, or makes something near, the best first.

    None for a need that is no longer there. Raises InvalidInput for flows that cannot be read.
    """
    fair = use_sorted_flows(edition, gather_fair(edition, lived=False))
    if need not in fair.needs["id"].to_pylist():
        return []
    tables = find_makers(fair, choice=MakersChoice.named(need, top=MOST_TOLD))
    columns = name_reason_columns(fair.settings.languages)
    return [
        FoundMaker(
            organisation=row["maker"],
            basis=row["basis"],
            score=float(row["score"]),
            reason={tag: row[column] for tag, column in columns.items() if row[column]},
        )
        for row in tables.makers.to_pylist()
        if row["basis"] in ToldBasis.values
    ]
