"""Headlines: what was said of the projects, opened to them, and two of them compared."""

from __future__ import annotations

from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from fairlead.apps.cooperation.models import AmountKind, Stage
from fairlead.apps.cooperation.queries.answers import Question, Row
from fairlead.apps.cooperation.queries.headlines import (
    Cause,
    compare_headlines,
    find_headline,
    list_headlines,
    list_rows,
)
from fairlead.apps.fairs.models import Edition
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show

CAUSES = {
    Cause.ENTERED: _("entered"),
    Cause.LEFT: _("left"),
    Cause.AMOUNT: _("amount"),
    Cause.KIND: _("kind of amount"),
    Cause.RATE: _("rate"),
    Cause.STAGE: _("stage"),
    Cause.DEFINITION: _("definition"),
}


@serve_edition_page()
def show_headlines(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show what was said of the projects, the newest first."""
    context: dict[str, object] = {"headlines": list_headlines(edition)}
    return show(request, "headlines", context, edition=edition, section="projects")


@serve_edition_page()
def show_headline(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """Show a headline with its question and its projects."""
    headline = find_headline(edition, number)
    rows = list_rows(headline)
    question = Question.read(headline.question)
    others = [one for one in list_headlines(edition) if one.number != number]
    context: dict[str, object] = {
        "headline": headline,
        "question": question,
        "stages": [Stage(stage).label for stage in question.stages],
        "kind": AmountKind(question.kind).label if question.kind else "",
        "rows": [
            (row, Stage(row.stage).label, AmountKind(row.kind).label if row.kind else "")
            for row in rows
        ],
        "others": others,
        "unconverted": [(currency, Decimal(amount)) for currency, amount in headline.unconverted],
    }
    return show(request, "headline", context, edition=edition, section="projects")


@serve_edition_page()
def compare(request: HttpRequest, edition: Edition, number: int, other: int) -> HttpResponse:
    """Show which projects changed from one headline to another, by how much and why."""
    first, second = find_headline(edition, number), find_headline(edition, other)
    if (first.day, first.moment) > (second.day, second.moment):
        first, second = second, first
    changes = [
        (
            change,
            [CAUSES[cause] for cause in change.causes],
            _say_standing(change.before),
            _say_standing(change.after),
        )
        for change in compare_headlines(first, second)
    ]
    sums = {
        name: sum(getattr(change, name) for change, *_said in changes)
        for name in ("amount", "rate", "definition", "difference")
    }
    context: dict[str, object] = {
        "first": first,
        "second": second,
        "pair": (first, second),
        "changes": changes,
        "unconverted": sum(change.unconverted for change, *_said in changes),
        "parts": [
            (gettext("By amounts and projects"), sums["amount"]),
            (gettext("By rates"), sums["rate"]),
            (gettext("By definition"), sums["definition"]),
            (gettext("Together"), sums["difference"]),
        ],
    }
    return show(request, "comparison", context, edition=edition, section="projects")


def _say_standing(row: Row | None) -> list[str]:
    """Return the words of the stage a project stood at, and of what its amount said."""
    if row is None:
        return []
    said = [str(Stage(row.stage).label)] if row.stage else []
    return said + ([str(AmountKind(row.kind).label)] if row.kind else [])
