"""Who watches a product, or a heading above it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from fairlead.apps.fairs.models import Edition
from fairlead.apps.market.models import Watch
from fairlead.apps.people.models import Participation, ParticipationState


def find_watchers(
    edition: Edition, products: Iterable[str], *, kind: Literal["offer", "need"]
) -> list[Participation]:
    """Return who watches one of the products or a heading above it, each once; one query."""
    above = {code[:length] for code in products for length in range(1, len(code) + 1)}
    rows = Watch.objects.filter(
        participation__edition=edition,
        participation__state=ParticipationState.APPROVED,
        product__in=above,
    )
    rows = rows.filter(offers=True) if kind == "offer" else rows.filter(needs=True)
    found = {one.participation_id: one.participation for one in
             rows.select_related("participation__person").order_by("pk")}  # fmt: skip
    return list(found.values())
