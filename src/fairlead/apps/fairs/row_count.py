"""How many rows a list has, as a column of another query."""

from __future__ import annotations

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class RowCount(Subquery):
    """The number of rows of a query, so that one statement counts several lists."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        """Count the rows of a query, whatever their order."""
        super().__init__(rows.order_by().values("pk"))
