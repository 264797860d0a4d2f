"""Months of the standing search and the needs that they proposed, out of the database."""

from __future__ import annotations

from functools import partial
from typing import Any

import pyarrow as pa
from django.db.models import F, Func, Q, TextField, Value

from fairlead.apps.fairs.models import Edition
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
from fairlead.apps.transfer.gathering.columns import copy_table, tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.json_kind import write_json
from fairlead.folder.month_files import ReadMonth

_OF_MONTH = {"month": "searched__month", "revision": "searched__revision"}


def _digest(path: str) -> Func:
    """Return the expression of the SHA-256 of bytes."""
    template = "encode(sha256(%(expressions)s), 'hex')"
    return Func(F(path), template=template, output_field=TextField())


def gather_months(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; seven queries."""
    languages = edition.languages
    judged = list_columns("months", current=say_yes("current"))
    judged |= {"table": _digest("table__content"), "changes": _digest("table__changes")}
    rows = SearchedMonth.objects.filter(edition=edition).order_by("pk")
    place = list(judged).index("rule")
    months = [
        [*row[:place], write_json(row[place]) if row[place] else None, *row[place + 1 :]]
        for row in rows.values_list(*judged.values())
    ]
    summed = list_columns("month_figures", **_OF_MONTH)
    figures = MonthFigures.objects.filter(searched__edition=edition).order_by("pk")
    differs = list_columns("month_differences", **_OF_MONTH)
    differences = Difference.objects.filter(searched__edition=edition).order_by("pk")
    came = list_columns(
        "proposed_needs", revision="difference__searched__revision", delegation="delegation__code"
    )
    proposed = ProposedNeed.objects.filter(edition=edition).order_by("pk")
    cause = {name: f"proposal__{name}" for name in ("economy", "product", "month")}
    heard = list_columns("told_makers", organisation="organisation__code", **cause)
    told = ToldMaker.objects.filter(proposal__edition=edition).order_by("pk")
    rules = SearchRules.objects.filter(edition=edition)
    asked = list_columns("search_rules", rules=Value("standing_search"), public=say_yes("public"))
    watched = list_columns(
        "watches",
        person="participation__code",
        offers=say_yes("offers"),
        needs=say_yes("needs"),
    )
    watches = Watch.objects.filter(participation__edition=edition).order_by("pk")
    return {
        "search_rules": tabulate(
            "search_rules", list(asked), rules.values_list(*asked.values()), languages
        ),
        "watches": tabulate(
            "watches", list(watched), watches.values_list(*watched.values()), languages
        ),
        "months": tabulate("months", list(judged), months, languages),
        "month_figures": tabulate(
            "month_figures", list(summed), figures.values_list(*summed.values()), languages
        ),
        "month_differences": copy_table(
            "month_differences",
            list(differs),
            differences.values_list(*differs.values()),
            languages,
        ),
        "proposed_needs": tabulate(
            "proposed_needs", list(came), proposed.values_list(*came.values()), languages
        ),
        "told_makers": tabulate(
            "told_makers", list(heard), told.values_list(*heard.values()), languages
        ),
    }


def list_tables(edition: Edition) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the SHA-256 of what was found of each month that counts, and of what differed."""
    rows = MonthTable.objects.filter(searched__edition=edition).values_list(
        "searched__month", "searched__revision", _digest("content"), _digest("changes")
    )
    return {(month, revision): (found, changes) for month, revision, found, changes in rows}


def find_kept_months(edition: Edition) -> ReadMonth:
    """Return what reads the months' tables of an edition by their SHA-256."""
    return partial(_read_kept_month, edition.pk)


def _read_kept_month(edition: int, digest: str) -> bytes:
    rows = MonthTable.objects.filter(searched__edition=edition).annotate(
        found=_digest("content"), differed=_digest("changes")
    )
    row: Any = rows.filter(Q(found=digest) | Q(differed=digest)).first()
    if row is None:
        raise ValueError("expected a month that is kept here, it was judged again meanwhile")
    return bytes(row.content if row.found == digest else row.changes)
