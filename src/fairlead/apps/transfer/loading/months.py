"""Months of the standing search and the needs that they proposed, into the database."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.fairs.copy_rows import Column, write_array_column
from fairlead.apps.market.models import Watch
from fairlead.apps.standing_search.models import (
    Difference,
    MonthFigures,
    MonthTable,
    ProposedNeed,
    SearchedMonth,
    SearchRules,
    ToldMaker,
)
from fairlead.apps.transfer.gathering.months import list_tables
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain, lay_out_words
from fairlead.apps.transfer.loading.sheets import Key, Sheet, load_sheet
from fairlead.folder.choices import CHANGE_KINDS
from fairlead.folder.input_errors import InputError, InvalidInput
from fairlead.folder.month_files import TABLES, check_month_table, name_file
from fairlead.folder.picture_files import check_digest

_MONTH = ("month", "revision")
_OF_MONTH = ("searched__month", "searched__revision", "economy")
_CAUSE = ("economy", "product", "month")


def _lay_out_months(load: Load) -> dict[str, Column]:
    rows = load.fair.months
    return {
        **lay_out_plain(
            rows, *_MONTH, "digest", "source", "scheme", "digits", "engine_version", "searched_at"
        ),
        "current": rows["current"].is_valid(),
        **lay_out_words(rows, "before"),
        "rule": pc.fill_null(rows["rule"], "{}"),
        **{name: write_array_column(rows[name]) for name in ("economies", "silent", "years")},
    }


def _find_rows(load: Load, name: str, columns: tuple[str, ...], found: dict[Key, int]) -> pa.Array:
    """Return the ids of what rows of a file refer to by some of their columns."""
    rows = load.fair.table(name)
    keys = zip(*(rows[column].to_pylist() for column in columns), strict=True)
    return pa.array([found[key] for key in keys], pa.int64())


def _find_months(load: Load, name: str) -> pa.Array:
    known = SearchedMonth.objects.filter(edition=load.edition).values_list("pk", *_MONTH)
    return _find_rows(load, name, _MONTH, {(*key,): pk for pk, *key in known})


def _lay_out_figures(load: Load) -> dict[str, Column]:
    return {
        "searched_id": _find_months(load, "month_figures"),
        **lay_out_plain(
            load.fair.month_figures, "economy", "products", "critical", "imports_usd",
            "critical_usd", "concentration", *CHANGE_KINDS,
        ),
    }  # fmt: skip


def _lay_out_differences(load: Load) -> dict[str, Column]:
    rows = load.fair.month_differences
    return {
        "searched_id": _find_months(load, "month_differences"),
        **lay_out_plain(
            rows, "economy", "product", "change", "compared_with", "imports_before",
            "imports_after", "hhi_before", "hhi_after", "share_before", "share_after",
        ),
        **lay_out_words(rows, "title", "first_before", "first_after"),
        **{name: write_array_column(rows[name]) for name in ("gained", "lost")},
    }  # fmt: skip


def _lay_out_proposed(load: Load) -> dict[str, Column]:
    rows = load.fair.proposed_needs
    known = Difference.objects.filter(searched__edition=load.edition)
    found = known.values_list("pk", *_OF_MONTH, "product")
    columns = (*_MONTH, "economy", "product")
    return {
        "difference_id": _find_rows(
            load, "proposed_needs", columns, {(*key,): pk for pk, *key in found}
        ),
        "delegation_id": load.refer(rows["delegation"], "organisations"),
        **lay_out_plain(rows, *_CAUSE, "state", "proposed_at", "decided_at", "told_at"),
        **lay_out_words(rows, "need", "reason"),
    }


def _lay_out_told(load: Load) -> dict[str, Column]:
    rows = load.fair.told_makers
    known = ProposedNeed.objects.filter(edition=load.edition).values_list("pk", *_CAUSE)
    return {
        "proposal_id": _find_rows(load, "told_makers", _CAUSE, {(*key,): pk for pk, *key in known}),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        **lay_out_plain(rows, "basis", "score"),
        **load.texts("told_makers", "reason"),
    }


def _lay_out_watches(load: Load) -> dict[str, Column]:
    rows = load.fair.watches
    return {
        "participation_id": load.refer(rows["person"], "people"),
        **lay_out_plain(rows, "product", "since"),
        **{name: rows[name].is_valid() for name in ("offers", "needs")},
    }


def _load_rules(load: Load) -> None:
    """Write what the edition asks of its standing search; nothing where no row says it."""
    rows = load.fair.search_rules.to_pylist()
    if not rows:
        SearchRules.objects.filter(edition=load.edition).delete()
    for row in rows:
        said = {"economies": row["economies"] or [], "public": row["public"] is not None}
        SearchRules.objects.update_or_create(edition=load.edition, defaults=said)


MONTHS = Sheet("months", SearchedMonth, _MONTH, _lay_out_months, of_edition=True)
RECORDED_SHEETS = (
    Sheet("month_figures", MonthFigures, _OF_MONTH, _lay_out_figures,
          edition="searched__edition", is_recorded=True),
    Sheet("month_differences", Difference, (*_OF_MONTH, "product"), _lay_out_differences,
          edition="searched__edition", is_recorded=True),
)  # fmt: skip
PROPOSED_SHEETS = (
    Sheet("proposed_needs", ProposedNeed, _CAUSE, _lay_out_proposed, of_edition=True,
          free={"state": "withdrawn"}),
    Sheet("told_makers", ToldMaker,
          (*(f"proposal__{one}" for one in _CAUSE), "organisation__code"), _lay_out_told,
          edition="proposal__edition", gives_way=True),
)  # fmt: skip


WATCHES = Sheet(
    "watches",
    Watch,
    ("participation__code", "product"),
    _lay_out_watches,
    edition="participation__edition",
)


def load_months(load: Load) -> None:
    """Write the rules of the search and its watches, months with what they found, and needs."""
    _load_rules(load)
    load_sheet(load, WATCHES)
    load_sheet(load, MONTHS)
    _keep_tables(load)
    for sheet in (*RECORDED_SHEETS, *PROPOSED_SHEETS):
        load_sheet(load, sheet)


def _keep_tables(load: Load) -> None:
    """Keep what was found of the revisions that count, and of no others."""
    held = list_tables(load.edition)
    rows = load.fair.months.to_pylist()
    wanted = {
        (row["month"], row["revision"]): (line, row)
        for line, row in enumerate(rows, 2)
        if row["current"]
    }
    stays = {
        key
        for key, (_, row) in wanted.items()
        if held.get(key) == tuple(row[name] for name in TABLES)
    }
    months = SearchedMonth.objects.filter(edition=load.edition)
    ids = {(month, revision): pk for pk, month, revision in months.values_list("pk", *_MONTH)}
    gone = [ids[key] for key in held if key in ids and key not in stays]
    MonthTable.objects.filter(searched__in=gone).delete()
    for key, (line, row) in wanted.items():
        if key not in stays:
            content, changes = (_read_table(load, line, name, row[name]) for name in TABLES)
            MonthTable.objects.create(searched_id=ids[key], content=content, changes=changes)


def _read_table(load: Load, line: int, name: str, digest: Any) -> bytes:
    try:
        if load.fair.read_month is None:
            raise ValueError("expected the table, it is not there")
        content = load.fair.read_month(digest)
        check_digest(content, digest)
        check_month_table(content, TABLES[name])
    except ValueError as error:
        expected = f"{name_file(digest)}: {error}"
        problem = InputError("months.csv", expected, line=line, field=name, value=digest)
        raise InvalidInput([problem]) from None
    return content
