"""Answers to questions about the projects, for any day and as known at any moment."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from fairlead.apps.cooperation.models import Entry, Ledger, Rate, Stage
from fairlead.apps.cooperation.queries.past_projects import find_meant_projects
from fairlead.apps.cooperation.queries.states import AsOf, find_moment
from fairlead.apps.fairs.models import Edition
from fairlead.folder.figure_kinds import TEN_THOUSANDTH
from fairlead.folder.ledger_state import BINDING

MOST_DAYS = 31
"""How old a rate may be; an older one says nothing of the day, and nothing is converted."""
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Question:
    """Which projects are meant, and in what they are added up.

    ``stages`` are those that count, none for all; ``kind`` is the amount that is meant, "" for
    the one that binds most. ``products`` and ``economies`` keep the projects that make one of the
    products (a heading stands for what is below it) and have a partner of one of the economies.
    ``projects`` are the codes of those that did as of the day and moment for which the question was
    saved, at whatever stage. None for a question that is not saved yet.
    """

    currency: str
    stages: tuple[str, ...] = ()
    kind: str = ""
    products: tuple[str, ...] = ()
    economies: tuple[str, ...] = ()
    projects: tuple[str, ...] | None = None

    @property
    def chooses(self) -> bool:
        """Return whether it asks what projects make, or who takes part in them."""
        return bool(self.products or self.economies)

    def write(self) -> dict[str, Any]:
        """Return the question as it is recorded."""
        written: dict[str, Any] = {
            "currency": self.currency,
            "stages": list(self.stages),
            "kind": self.kind,
            "products": list(self.products),
            "economies": list(self.economies),
        }
        return written if self.projects is None else written | {"projects": list(self.projects)}

    @classmethod
    def read(cls, written: dict[str, Any]) -> Question:
        """Return the question that was recorded."""
        lists = {name: tuple(written[name]) for name in ("stages", "products", "economies")}
        projects = tuple(written["projects"]) if "projects" in written else None
        return cls(currency=written["currency"], kind=written["kind"], projects=projects, **lists)


class Row(NamedTuple):
    """A project of an answer: its figure, and the entries and the rate that it comes from."""

    project: int
    code: str
    stage: str
    stage_entry: int
    kind: str
    amount: Decimal | None
    currency: str
    amount_entry: int | None
    rate: Decimal | None
    rate_day: dt.date | None
    rate_source: str
    converted: Decimal | None
    in_approval: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The projects that are meant, in the order of their codes, and what they come to.

    ``size`` and ``head`` name the last entry that was known; ``unconverted`` are the amounts for
    which there is no rate, by currency: they are not in ``amount``.
    """

    question: Question
    day: dt.date
    moment: dt.datetime
    size: int
    head: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> int:
        """Return how many projects there are."""
        return len(self.rows)

    @property
    def in_approval(self) -> int:
        """Return how many wait for the decision of a party."""
        return sum(row.in_approval for row in self.rows)

    @property
    def amount(self) -> Decimal:
        """Return the sum of what is in the question's currency, or could be converted."""
        return sum((row.converted for row in self.rows if row.converted is not None), Decimal())

    @property
    def unconverted(self) -> tuple[tuple[str, Decimal], ...]:
        """Return the sums for which there is no rate, by currency."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for row in self.rows:
            if row.amount is not None and row.converted is None:
                sums[row.currency] += row.amount
        return tuple(sorted(sums.items()))


# What the entries up to a number say on a day: of each project the last move, and the first kind
# of amount in order of which there is any. One that is corrected by then says nothing. All but
# what is corrected is found in the indexes alone. The sum keeps the number from being looked up in
# them, for which PostgreSQL 18 expects to skip through them day by day, and takes another one.
_LIVE = "e.project_id = project.id AND e.day <= %(day)s AND e.number + 0 <= %(size)s AND {sound}"
# Few are corrected as a rule: their numbers are read first and looked up in memory.
_SOUND = "NOT (e.number = ANY(%(corrected)s::bigint[]))"
_SOUND_OF_MANY = """NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = %(ledger)s AND c.corrects = e.number AND c.number <= %(size)s
    )"""
_MOST_CORRECTED = 20_000
_CORRECTED = """
SELECT corrects FROM cooperation_entry
WHERE ledger_id = %(ledger)s AND corrects IS NOT NULL AND number <= %(size)s LIMIT %(most)s
"""
_AMOUNT = """(SELECT concat_ws(' ', e.kind, e.amount, e.currency, e.number)
    FROM cooperation_entry e
    WHERE e.act = 'amount' AND e.kind = '{kind}' AND {live}
    ORDER BY e.day DESC, e.number DESC LIMIT 1)"""
_STATEMENT = """
SELECT project.id, project.code, moved.stage, moved.number, {amount}, EXISTS (
        SELECT FROM cooperation_partner partner
        WHERE partner.project_id = project.id AND partner.role = 'body' AND (
            SELECT e.act FROM cooperation_entry e
            WHERE e.act IN ('ask', 'approve', 'condition', 'meet', 'refuse')
                AND e.party = partner.code AND {live}
            ORDER BY e.number DESC LIMIT 1
        ) IN ('ask', 'condition')
    )
FROM cooperation_project project
JOIN LATERAL (
    SELECT e.act, e.number, e.stage FROM cooperation_entry e
    WHERE e.act IN ('opening', 'move', 'override', 'end') AND {live}
    ORDER BY e.day DESC, e.number DESC LIMIT 1
) moved ON moved.act <> 'end'
WHERE project.ledger_id = %(ledger)s
    AND (%(stages)s::text[] = '{{}}' OR moved.stage = ANY(%(stages)s))
    AND (%(projects)s::text[] IS NULL OR project.code = ANY(%(projects)s))
ORDER BY project.code
"""


def answer_question(
    ledger: Ledger,
    question: Question,
    *,
    day: dt.date | None = None,
    moment: dt.datetime | None = None,
) -> Answer:
    """Return the answer for a day, by what was recorded up to a moment; both are now if not said.

    Five queries, however many entries there are, and two where it asks what projects make or who
    takes part. The same day and moment give the same answer
    for ever, because nothing that was recorded changes.
    """
    moment = moment or timezone.now()
    day = day or timezone.now().date()
    size, head = find_last(ledger, moment)
    asked = fix_projects(ledger, question, day=day, moment=moment)
    found = find_figures(ledger.pk, asked, day=day, size=size)
    rates = _Rates(ledger, question.currency, day, moment)
    return Answer(question, day, moment, size, head, tuple(_build_row(one, rates) for one in found))


def find_last(ledger: Ledger, moment: dt.datetime) -> tuple[int, str]:
    """Return number and digest of the last entry that was recorded by a moment; one query."""
    known = Entry.objects.filter(ledger=ledger, recorded_at__lte=moment)
    last = known.order_by("-recorded_at", "-number").values_list("number", "digest").first()
    return last or (0, "")


def find_figures(
    ledger: int, question: Question, *, day: dt.date, size: int
) -> list[tuple[Any, ...]]:
    """Return id, code, stage and its entry, amount and whether a party has still to decide.

    Of every project that is meant (`fix_projects`), by the entries up to the number ``size``; the
    amount is kind, amount, currency and entry as one text, or None. Two queries.
    """
    corrected = _list_corrected(ledger, size)
    few = len(corrected) <= _MOST_CORRECTED
    live = _LIVE.format(sound=_SOUND if few else _SOUND_OF_MANY)
    statement = _STATEMENT.format(
        live=live,
        amount=_write_amount(question.kind, live),
    )
    values: dict[str, Any] = {
        "ledger": ledger,
        "day": day,
        "size": size,
        "corrected": corrected if few else [],
        "stages": list(question.stages),
        "projects": None if question.projects is None else list(question.projects),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def fix_projects(
    ledger: Ledger,
    question: Question,
    *,
    day: dt.date | None = None,
    moment: dt.datetime | None = None,
) -> Question:
    """Return the question with the projects it means, if it asks what they make; two queries.

    They are those of then (`find_meant_projects`): it means the same ones ever after.
    """
    if not question.chooses or question.projects is not None:
        return question
    edition = Edition.objects.filter(code=ledger.code).only("time_zone").first()
    zone = dt.UTC if edition is None else edition.zone
    known = moment or timezone.now()
    then = find_moment(AsOf(day, known), zone) or known
    codes = find_meant_projects(
        ledger.code, then, products=question.products, economies=question.economies
    )
    return replace(question, projects=codes)


def _list_corrected(ledger: int, size: int) -> list[int]:
    """Return which entries were corrected by then; one more than `_MOST_CORRECTED` at most."""
    values = {"ledger": ledger, "size": size, "most": _MOST_CORRECTED + 1}
    with connection.cursor() as cursor:
        cursor.execute(_CORRECTED, values)
        return [number for (number,) in cursor.fetchall()]


def _write_amount(kind: str, live: str) -> str:
    """Return the SQL of the entry of the amount that is meant; ``kind`` is one of our constants."""
    if kind and kind not in (*BINDING, "disbursed"):
        raise ValueError(f"Expected a kind of amount, got {kind!r}.")
    kinds = (kind,) if kind else BINDING
    each = ", ".join(_AMOUNT.format(kind=one, live=live) for one in kinds)
    return f"COALESCE({each})"


def _build_row(found: Iterable[Any], rates: _Rates) -> Row:
    project, code, stage, stage_entry, figure, waiting = found
    if figure is None:
        return Row(
            project, code, stage, stage_entry, "", None, "", None, None, None, "", None, waiting
        )
    kind, written, currency, entry = figure.split(" ")
    amount, rate, converted = Decimal(written), rates.find(currency), None
    if rate is not None:
        converted = amount if rate.day is None else rate.convert(amount)
    return Row(
        project,
        code,
        stage,
        stage_entry,
        kind,
        amount,
        currency,
        int(entry),
        rate.rate if rate and rate.day else None,
        rate.day if rate else None,
        rate.source if rate else "",
        converted,
        waiting,
    )


@dataclass(frozen=True, slots=True)
class AppliedRate:
    """A rate that is used: its day and source are none for the currency itself."""

    rate: Decimal
    day: dt.date | None = None
    source: str = ""

    def convert(self, amount: Decimal) -> Decimal:
        """Return what an amount is worth, to a ten-thousandth."""
        return _EXACT.multiply(amount, self.rate).quantize(TEN_THOUSANDTH, context=_EXACT)


class _Rates:
    """The rates into one currency that hold on a day, each read when it is needed first."""

    def __init__(self, ledger: Ledger, into: str, day: dt.date, moment: dt.datetime) -> None:
        self._into = into
        self._found: dict[str, AppliedRate | None] = {into: AppliedRate(Decimal(1))}
        first = max(day.toordinal() - MOST_DAYS, 0) + 1
        self._rates = Rate.objects.filter(
            ledger=ledger,
            day__range=(dt.date.fromordinal(first), day),
            recorded_at__lte=moment,
        ).order_by("-day", "source")

    def find(self, currency: str) -> AppliedRate | None:
        """Return the newest rate, or the inverse of the other way round; None if there is none."""
        if currency not in self._found:
            self._found[currency] = self._read(currency)
        return self._found[currency]

    def _read(self, currency: str) -> AppliedRate | None:
        there = self._rates.filter(currency=currency, against=self._into).first()
        if there is not None:
            return AppliedRate(there.rate, there.day, there.source)
        back = self._rates.filter(currency=self._into, against=currency).first()
        if back is None:
            return None
        inverse = _EXACT.divide(Decimal(1), back.rate).quantize(Decimal("1e-18"), context=_EXACT)
        return AppliedRate(inverse, back.day, back.source)


def reach(stage: Stage) -> tuple[str, ...]:
    """Return the stages from one on."""
    every = [one.value for one in Stage]
    return tuple(every[every.index(stage.value) :])
