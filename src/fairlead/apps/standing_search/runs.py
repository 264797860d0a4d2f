"""Months of the standing search judged by the engine, and kept in the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.apps.fairs.models import Edition
from fairlead.apps.standing_search.models import (
    Difference,
    MonthFigures,
    MonthTable,
    SearchedMonth,
)
from fairlead.chain.standing_search.differences import CRITERIA, RULE, WORSE
from fairlead.chain.standing_search.history import sum_up
from fairlead.chain.standing_search.months import (
    MonthJudgement,
    MonthSeen,
    Note,
    check_month,
    is_month,
    judge_flows,
    keep_month,
)

__all__ = [
    "CRITERIA",
    "WORSE",
    "DatabaseStore",
    "MonthJudgement",
    "MonthSeen",
    "check_month",
    "is_month",
    "judge_flows",
    "keep_month",
]


@dataclass(frozen=True, slots=True)
class DatabaseStore:
    """An edition's months; `keep` is called in a transaction that holds the edition."""

    edition: Edition

    def _current(self, month: str) -> SearchedMonth:
        return SearchedMonth.objects.get(edition=self.edition, month=month, current=True)

    def list_months(self) -> Sequence[str]:
        """Return the months that are kept, in order."""
        rows = SearchedMonth.objects.filter(edition=self.edition, current=True)
        return list(rows.order_by("month").values_list("month", flat=True))

    def read_note(self, month: str) -> Note:
        """Return by what a month counts."""
        row = self._current(month)
        return Note(
            month=row.month,
            digest=row.digest,
            source=row.source,
            scheme=row.scheme,
            digits=row.digits,
            importers=tuple(row.economies),
            silent=tuple(row.silent),
            before=row.before,
            revision=row.revision,
            years=tuple(row.years),
        )

    def read_table(self, month: str) -> pa.Table:
        """Return what was found of a month."""
        return _unpack(MonthTable.objects.get(searched=self._current(month)).content)

    def read_changes(self, month: str) -> pa.Table:
        """Return what differed."""
        return _unpack(MonthTable.objects.get(searched=self._current(month)).changes)

    def keep(self, note: Note, table: pa.Table, changes: pa.Table) -> None:
        """Keep a revision of a month; those before stay, without their tables."""
        held = SearchedMonth.objects.filter(edition=self.edition, month=note.month)
        MonthTable.objects.filter(searched__in=held).delete()
        held.filter(current=True).update(current=False)
        row = SearchedMonth.objects.create(
            edition=self.edition,
            month=note.month,
            revision=note.revision,
            digest=note.digest,
            source=note.source,
            scheme=note.scheme,
            digits=note.digits,
            economies=list(note.importers),
            silent=list(note.silent),
            before=note.before,
            years=list(note.years),
            rule=dict(RULE),
            engine_version=version("fairlead"),
        )
        MonthTable.objects.create(searched=row, content=_pack(table), changes=_pack(changes))
        MonthFigures.objects.bulk_create(
            MonthFigures(searched=row, **{k: v for k, v in one.items() if k != "month"})
            for one in sum_up(note.month, table, changes).to_pylist()
        )
        Difference.objects.bulk_create(
            (_read_difference(row, one) for one in changes.to_pylist()), batch_size=2000
        )


_SAME = ("economy", "title", "change", "compared_with", "imports_before", "imports_after",
         "hhi_before", "hhi_after", "share_before", "share_after")  # fmt: skip


def _read_difference(searched: SearchedMonth, one: dict[str, Any]) -> Difference:
    return Difference(
        searched=searched,
        product=f"{searched.scheme}:{one['product']}",
        gained=one["criteria_gained"].split(),
        lost=one["criteria_lost"].split(),
        first_before=one["first_before"] or "",
        first_after=one["first_after"] or "",
        **{name: one[name] for name in _SAME},
    )


def _pack(table: pa.Table) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd")
    return bytes(out.getvalue())


def _unpack(content: bytes | memoryview) -> pa.Table:
    return pq.read_table(pa.BufferReader(bytes(content)))
