"""How the demo's projects came to where they stand: a ledger in which three statements are true.

"17 projects for more than 80 billion" at the fair; "17, 127 billion, 12 in approval" a month
later; "26, 160 billion" a year later. The figures are synthetic, the story is one that happens.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from fairlead.demo.market import Columns
from fairlead.folder.choices import STAGES
from fairlead.folder.ledger_chain import COLUMNS, digest_entry

FIRST_DAY = dt.date(2023, 7, 3)
STATEMENTS = (dt.date(2023, 7, 10), dt.date(2023, 8, 14), dt.date(2024, 7, 8))
IN_APPROVAL = 12
_WHO = "Office of the demonstration fair"
_APPROVED_STAGE = STAGES.index("approved")
_AT_FIRST = STAGES.index("feasibility")
_RATES = ((FIRST_DAY, "12.3"), (dt.date(2023, 8, 7), "13.4"), (dt.date(2024, 7, 1), "12.0"))


@dataclass(frozen=True, slots=True)
class StoryProject:
    """A project as the story needs it; ``first_amount`` is what was announced at the fair."""

    id: str
    stage: str
    parties: tuple[str, ...]
    amount: Decimal
    currency: str
    first_amount: Decimal | None


@dataclass(slots=True)
class _Story:
    entries: list[dict[str, Any]] = field(default_factory=list)

    def tell(self, project: str, act: str, day: dt.date, **said: object) -> None:
        """Add what was recorded on the day it is from."""
        blank = dict.fromkeys(COLUMNS, "") | {"amount": None, "due": None, "corrects": None}
        entry = blank | {"project": project, "act": act, "day": day, "person": _WHO} | said
        self.entries.append(entry)

    def move(self, project: str, stage: str, day: dt.date) -> None:
        """Add a move on a document."""
        name = f"{project}-{stage}.pdf"
        digest = hashlib.sha256(f"The demo's document {name}".encode()).hexdigest()
        self.tell(project, "move", day, stage=stage, document=name, sha256=digest)

    def amount(
        self, told: StoryProject, day: dt.date, amount: Decimal, kind: str, source: str
    ) -> None:
        """Add an amount."""
        self.tell(
            told.id, "amount", day, kind=kind, amount=amount, currency=told.currency, source=source
        )

    def chain(self) -> Columns:
        """Return the entries in the order of their days, chained, as columns of ledger.csv."""
        before = ""
        listed = sorted(self.entries, key=lambda entry: entry["day"])
        for number, entry in enumerate(listed, start=1):
            morning = dt.datetime.combine(entry["day"], dt.time(6), dt.UTC)
            entry |= {"number": number, "recorded_at": morning, "previous": before}
            before = entry["digest"] = digest_entry(entry)
        return {name: [entry[name] for entry in listed] for name in (*COLUMNS, "digest")}


def tell_story(projects: Sequence[StoryProject]) -> Columns:
    """Return the ledger: early projects were announced at the fair, others within a year."""
    story = _Story()
    early = [told for told in projects if told.first_amount is not None]
    for place, told in enumerate(early):
        _tell_early(story, told, place)
    for place, told in enumerate(one for one in projects if one.first_amount is None):
        _tell_late(story, told, dt.date(2023, 11, 6) + dt.timedelta(days=21 * place))
    return story.chain()


def _tell_early(story: _Story, told: StoryProject, place: int) -> None:
    final = STAGES.index(told.stage)
    begin = min(final, _AT_FIRST)
    story.tell(told.id, "opening", FIRST_DAY, stage=STAGES[begin])
    said = "Statement at the fair"
    story.amount(told, FIRST_DAY, told.first_amount or Decimal(), "announced", said)
    if told.amount != told.first_amount:
        day = dt.date(2023, 8, 1) + dt.timedelta(days=place % 10)
        story.amount(told, day, told.amount, "announced", "Statement of the ministry")
    asked = place < IN_APPROVAL
    if asked or final >= _APPROVED_STAGE:
        # Anyone who was not asked by the second statement is asked after it.
        day = dt.date(2023, 7, 24 if asked else 31) + dt.timedelta(days=place if asked else 28)
        for party in told.parties:
            story.tell(told.id, "ask", day, party=party, due=day + dt.timedelta(days=90))
    if final >= _APPROVED_STAGE:
        _approve(story, told, final, dt.date(2023, 9, 4) + dt.timedelta(days=3 * place))


def _approve(story: _Story, told: StoryProject, final: int, day: dt.date) -> None:
    for place, party in enumerate(told.parties):
        day += dt.timedelta(days=7)
        if place == 1:
            said = "The share of local content is reported every year."
            story.tell(told.id, "condition", day, party=party, reason=said)
            day += dt.timedelta(days=7)
            name = f"{told.id}-local-content.pdf"
            digest = hashlib.sha256(f"The demo's document {name}".encode()).hexdigest()
            story.tell(told.id, "meet", day, party=party, document=name, sha256=digest)
        else:
            story.tell(told.id, "approve", day, party=party)
    for stage in STAGES[_APPROVED_STAGE : final + 1]:
        day += dt.timedelta(days=14)
        story.move(told.id, stage, day)
        if stage in ("approved", "financed", "signed"):
            story.amount(told, day, told.amount, stage, f"Document of the stage {stage}")


def _tell_late(story: _Story, told: StoryProject, day: dt.date) -> None:
    story.tell(told.id, "opening", day, stage="idea")
    story.amount(told, day, told.amount, "announced", "Letter of the partners")
    for stage in STAGES[1 : STAGES.index(told.stage) + 1]:
        day += dt.timedelta(days=10)
        story.move(told.id, stage, day)


def make_rates() -> Columns:
    """Return synthetic rates of the yuan around the days of the statements."""
    return {
        "currency": ["CNY"] * len(_RATES),
        "against": ["RUB"] * len(_RATES),
        "day": [day for day, _ in _RATES],
        "rate": [float(rate) for _, rate in _RATES],
        "source": ["Synthetic rate of the demonstration"] * len(_RATES),
        "recorded_at": [dt.datetime.combine(day, dt.time(5), dt.UTC) for day, _ in _RATES],
    }
