"""Headlines opened to their projects, worked out again, and compared project by project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Headline, HeadlineRow, Project
from fairlead.apps.cooperation.queries.answers import (
    Answer,
    Question,
    Row,
    answer_question,
    fix_projects,
)
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.models import Edition


def list_headlines(edition: Edition, as_of: AsOf = NOW) -> list[Headline]:
    """Return the headlines of the edition's projects, the newest first; one query.

    As of a day and a moment they are those of days until then, saved by the moment.
    """
    rows = Headline.objects.filter(ledger__code=edition.code)
    if as_of.day is not None:
        rows = rows.filter(day__lte=as_of.day)
    if as_of.moment is not None:
        rows = rows.filter(made_at__lte=as_of.moment)
    return list(rows.order_by("-number"))


def find_headline(edition: Edition, number: int) -> Headline:
    """Return a headline with its ledger; raises Http404."""
    try:
        return Headline.objects.select_related("ledger").get(
            ledger__code=edition.code, number=number
        )
    except Headline.DoesNotExist:
        raise Http404(_("No such headline")) from None


def list_rows(headline: Headline) -> list[HeadlineRow]:
    """Return the projects of a headline, the largest figure first; one query."""
    rows = headline.rows.select_related("project")
    return sorted(rows, key=lambda row: (-(row.converted or 0), row.project.code))


def recompute(headline: Headline, *, question: Question | None = None) -> Answer:
    """Return what a headline's question, or another one, is answered for its day and moment."""
    return answer_question(
        headline.ledger,
        question or Question.read(headline.question),
        day=headline.day,
        moment=headline.moment,
    )


def find_drift(headline: Headline, rows: Iterable[HeadlineRow]) -> list[str]:
    """Return the codes of projects whose figure is another one than in the headline's rows.

    There is none unless somebody changed the database by hand.
    """
    now = {row.code: _list_figures(row) for row in recompute(headline).rows}
    saved = {row.project.code: _list_figures(row) for row in rows}
    return sorted(code for code in now | saved if now.get(code) != saved.get(code))


def _list_figures(row: Row | HeadlineRow) -> tuple[object, ...]:
    return row.stage, row.kind, row.amount, row.currency, row.converted, row.in_approval


class Cause(StrEnum):
    """Why a project's part in a headline is another one than in an earlier headline."""

    ENTERED = "entered"
    LEFT = "left"
    AMOUNT = "amount"
    KIND = "kind"
    RATE = "rate"
    STAGE = "stage"
    DEFINITION = "definition"


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a project from one headline to the next.

    ``amount``, ``rate`` and ``definition`` are the parts of ``difference`` that each of them
    makes, and sum to it.
    """

    project: Project
    causes: tuple[Cause, ...]
    before: Row | None
    after: Row | None
    amount: Decimal
    rate: Decimal
    definition: Decimal

    @property
    def difference(self) -> Decimal:
        """Return by how much more the project counts."""
        return self.amount + self.rate + self.definition

    @property
    def unconverted(self) -> bool:
        """Return whether an amount of it has no rate: it is in no sum, so in no difference."""
        return _lacks_rate(self.before) or _lacks_rate(self.after)


def compare_headlines(first: Headline, second: Headline) -> list[Change]:
    """Return every project that changed, the largest difference first.

    The first question is asked of the second day too: what it says differently is a change of
    the projects, what only the second question says differently is one of definition: so is a
    project that makes something else by then. All is worked out in the currency of the first.
    """
    asked = Question.read(first.question)
    meant = replace(Question.read(second.question), currency=asked.currency)
    early = {row.code: row for row in recompute(first).rows}
    asked = _ask_later(asked, meant, first, second)
    between = {row.code: row for row in recompute(second, question=asked).rows}
    late = between
    if meant != asked:
        late = {row.code: row for row in recompute(second, question=meant).rows}
    projects = {
        project.code: project for project in Project.objects.filter(ledger=second.ledger_id)
    }
    found = [
        change
        for code in early | late
        if (change := _compare(projects[code], early.get(code), between.get(code), late.get(code)))
        is not None
    ]
    return sorted(found, key=lambda one: (-abs(one.difference), one.project.code))


def _ask_later(asked: Question, meant: Question, first: Headline, second: Headline) -> Question:
    """Return the first question as it is asked of the second day.

    It means the projects that it named, and those the second one saw that were not there before.
    """
    if asked.projects is None:
        return asked
    same = (asked.products, asked.economies) == (meant.products, meant.economies)
    late = replace(asked, projects=None)
    now = meant if same else fix_projects(second.ledger, late, day=second.day, moment=second.moment)
    others = Project.objects.filter(ledger=second.ledger_id, code__in=now.projects or ())
    fresh = others.exclude(entries__number__lte=first.size).values_list("code", flat=True)
    return replace(asked, projects=tuple(sorted({*asked.projects, *fresh})))


def _compare(
    project: Project, early: Row | None, between: Row | None, late: Row | None
) -> Change | None:
    amount, rate = _split(early, between)
    definition = _find_worth(late) - _find_worth(between)
    causes: list[Cause] = []
    if early is None:
        causes.append(Cause.ENTERED)
    if late is None:
        causes.append(Cause.LEFT)
    if early is not None and between is not None:
        if early.stage != between.stage:
            causes.append(Cause.STAGE)
        if early.kind != between.kind:
            causes.append(Cause.KIND)
    elif (early or between) is not None and early is not None and late is not None:
        causes.append(Cause.STAGE)
    if early is not None and late is not None:
        restated = _lacks_rate(early) and _lacks_rate(late) and _state(early) != _state(late)
        causes += [Cause.AMOUNT] if amount or restated else []
        causes += [Cause.RATE] if rate else []
    if definition or (between is None) != (late is None):
        causes.append(Cause.DEFINITION)
    if not causes:
        return None
    return Change(project, tuple(causes), early, late, amount, rate, definition)


def _split(early: Row | None, between: Row | None) -> tuple[Decimal, Decimal]:
    """Return which part of a difference the amount makes, and which the rate."""
    whole = _find_worth(between) - _find_worth(early)
    if early is None or between is None or early.currency != between.currency:
        return whole, Decimal()
    if early.amount == between.amount:
        return Decimal(), whole
    if early.rate == between.rate or between.amount is None or early.rate is None:
        return whole, Decimal()
    at_old_rate = (between.amount * early.rate).quantize(Decimal("0.0001"))
    amount = at_old_rate - _find_worth(early)
    return amount, whole - amount


def _lacks_rate(row: Row | None) -> bool:
    return row is not None and row.amount is not None and row.converted is None


def _state(row: Row) -> tuple[Decimal | None, str]:
    return row.amount, row.currency


def _find_worth(row: Row | None) -> Decimal:
    return row.converted if row is not None and row.converted is not None else Decimal()
