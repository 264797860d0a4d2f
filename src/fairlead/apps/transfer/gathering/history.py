"""What things of an edition were, out of the database."""

from __future__ import annotations

import pyarrow as pa
from django.db.models import Count, Q

from fairlead.apps.fairs.models import Edition, History
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.folder.json_kind import write_json

FROM_FOLDER = 0
"""What stands for the transaction of a row that a folder brought."""


def gather_history(edition: Edition) -> pa.Table:
    """Return the history of the kinds of things of which any has changed; two queries.

    Until then it says only when the folder was loaded.
    """
    of = History.objects.filter(edition=edition.code)
    kinds = (
        of.values("kind")
        .annotate(
            times=Count("written_by", distinct=True), told=Count("pk", Q(written_by=FROM_FOLDER)),
            begun=Count("pk", Q(written_by=None)),
        )
        .filter(Q(told__gt=0) | Q(times__gt=1) | Q(times__gt=0, begun__gt=0))
        .values("kind")
    )  # fmt: skip
    columns = ("kind", "key", "since", "state")
    rows = of.filter(kind__in=[one["kind"] for one in kinds]).order_by("kind", "key", "since")
    told = [
        (*row[:3], None if row[3] is None else write_json(row[3]))
        for row in rows.values_list(*columns)
    ]
    return tabulate("history", columns, told, edition.languages)
