"""Remembering which lists were shown, so that later ones can be learned from what came of them."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from fairlead.apps.people.models import Participation
from fairlead.apps.trade.models import Matching, ShownList, Surface

RETENTION = dt.timedelta(days=400)  # one edition is learned from until after the next
logger = logging.getLogger(__name__)
_NOTE = """
INSERT INTO trade_shownlist
    (matching_id, surface, owner, viewer_id, first_rank, hour, targets, ranks, scores)
VALUES (%s, %s, %s, %s, %s, date_trunc('hour', now()), %s, %s, %s)
ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class ListImpression:
    """A list as it was shown: whose, and of each entry the target's id, its rank and score."""

    surface: Surface
    owner: int
    entries: Sequence[tuple[int, int, float]]


def note_shown(
    shown: Sequence[ListImpression],
    *,
    matching: Matching | None,
    viewer: Participation | None = None,
) -> None:
    """Keep that lists of a version were shown; of an anonymous viewer (None) nothing is kept.

    One row for a list, a viewer and an hour: what is looked at again within it adds nothing. Empty
    lists are not kept. A page is worth more than its trace: when the database refuses, a warning
    is logged and the page goes on.
    """
    rows = [
        (
            matching.pk,
            one.surface.value,
            one.owner,
            viewer.pk if viewer else None,
            min(rank for _, rank, _ in one.entries),
            *(list(column) for column in zip(*one.entries, strict=True)),
        )
        for one in shown
        if matching is not None and one.entries
    ]
    if not rows:
        return
    try:
        # Each row stands for itself; only a transaction that is open must not end by a refusal.
        guarded = transaction.atomic() if connection.in_atomic_block else nullcontext()
        with guarded, connection.cursor() as cursor:
            cursor.executemany(_NOTE, rows)
    except DatabaseError as error:
        logger.warning("%d shown lists were not kept: %s", len(rows), error)


def forget_shown_lists(*, now: dt.datetime | None = None) -> int:
    """Return how many shown lists were removed because they were older than `RETENTION`."""
    before = (now or timezone.now()) - RETENTION
    return ShownList.objects.filter(hour__lt=before).delete()[0]
