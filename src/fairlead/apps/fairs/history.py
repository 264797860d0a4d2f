"""What things of an edition were as of a moment, as the database keeps it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from django.db import connection
from django.db.models import Min

from fairlead.apps.fairs.models import History

Kind = Literal["project", "consortium", "organisation", "participation"]


@dataclass(frozen=True, slots=True)
class PastState:
    """The state that a thing had, None for one that was gone, and since when it had it.

    ``is_known`` is false where its history begins later than what is asked for: then it is the
    first state that is known.
    """

    state: dict[str, Any] | None
    since: dt.datetime
    is_known: bool


# Of each thing the last state by the moment, else its first one.
_STATEMENT = """
SELECT DISTINCT ON (key) key, state::text, since, since <= %(at)s FROM fairs_history
WHERE edition = %(edition)s AND kind = %(kind)s
    AND (%(keys)s::text[] IS NULL OR key = ANY(%(keys)s))
ORDER BY key, since > %(at)s, CASE WHEN since <= %(at)s THEN since END DESC, since
"""


def read_history(
    edition: str, kind: Kind, *, moment: dt.datetime, keys: Collection[str] | None = None
) -> dict[str, PastState]:
    """Return what the things of a kind were at a moment, by their keys; one query.

    ``keys`` are all of them where None. One without any history is not among them.
    """
    asked = None if keys is None else list(keys)
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"edition": edition, "kind": kind, "at": moment, "keys": asked})
        rows = cursor.fetchall()
    return {
        key: PastState(None if state is None else json.loads(state), since, is_known)
        for key, state, since, is_known in rows
    }


def find_beginning(edition: str, kind: Kind, moment: dt.datetime) -> dt.datetime | None:
    """Return when the history of a kind begins where that is after a moment; one query."""
    rows = History.objects.filter(edition=edition, kind=kind)
    first = rows.aggregate(first=Min("since"))["first"]
    return first if first is not None and first > moment else None
