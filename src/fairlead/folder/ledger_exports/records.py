"""What is published of a ledger: its projects with their parties and entries, as plain records."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from fairlead.folder.ledger_state import MOVES, State, find_state
from fairlead.folder.localized_text import LocalizedText

DECISIONS = ("ask", "approve", "condition", "meet", "refuse")


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry; ``person`` is empty where the reader is not to learn who recorded it."""

    number: int
    act: str
    day: dt.date
    recorded_at: dt.datetime
    person: str = ""
    party: str = ""
    stage: str = ""
    kind: str = ""
    amount: Decimal | None = None
    currency: str = ""
    document: str = ""
    sha256: str = ""
    source: str = ""
    reason: str = ""
    due: dt.date | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """An organisation or an economy's body with its shares, None where it has none of that kind."""

    code: str
    name: LocalizedText
    economy: str
    role: str
    cost: Decimal | None = None
    benefit: Decimal | None = None


@dataclass(frozen=True)
class ProjectRecord:
    """A project with its entries in the order they were recorded."""

    code: str
    title: LocalizedText
    description: LocalizedText
    start_year: int
    end_year: int
    products: tuple[str, ...] = ()
    lead: LocalizedText = field(default_factory=LocalizedText)
    parties: tuple[PartyRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()

    @cached_property
    def live(self) -> tuple[EntryRecord, ...]:
        """Return the entries that no other stands in the place of, by day."""
        corrected = {entry.corrects for entry in self.entries if entry.corrects is not None}
        kept = [one for one in self.entries if one.number not in corrected and one.act != "void"]
        return tuple(sorted(kept, key=lambda one: (one.day, one.number)))

    @cached_property
    def state(self) -> State:
        """Return what the entries come to."""
        return find_state(map(_map_entry, self.entries))

    @property
    def moves(self) -> list[EntryRecord]:
        """Return the entries that moved the project from stage to stage, by day."""
        return [entry for entry in self.live if entry.act in MOVES]

    def list_amounts(self, kind: str) -> list[EntryRecord]:
        """Return the amounts of a kind, by day: each stands in the place of the one before."""
        return [entry for entry in self.live if entry.act == "amount" and entry.kind == kind]

    def find_amount(self, kind: str) -> EntryRecord | None:
        """Return the amount of a kind that holds."""
        return next(iter(reversed(self.list_amounts(kind))), None)

    def list_decisions(self) -> dict[str, EntryRecord]:
        """Return the last that each party said or was asked, as it was recorded."""
        ordered = sorted(self.live, key=lambda entry: entry.number)
        return {entry.party: entry for entry in ordered if entry.act in DECISIONS}

    def find_due(self, party: str) -> dt.date | None:
        """Return the day a party is to decide by."""
        asked = [one for one in self.live if one.act == "ask" and one.party == party]
        return max(asked, key=lambda one: one.number).due if asked else None

    @cached_property
    def departures(self) -> dict[str, EntryRecord]:
        """Return by which entry each party that is in the project no more has left it."""
        return {entry.party: entry for entry in self.live if entry.act == "leave"}

    @property
    def public_money(self) -> bool:
        """Return whether the body of an economy bears a part of the cost."""
        return any(one.role == "body" and (one.cost or 0) > 0 for one in self.parties)

    @property
    def economies(self) -> dict[str, Decimal]:
        """Return each economy with its share of the benefit, or of the cost where they are one."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        benefits = any(one.benefit is not None for one in self.parties)
        for one in self.parties:
            share = one.benefit if benefits else one.cost
            sums[one.economy] += share or Decimal()
        return dict(sums)


def _map_entry(entry: EntryRecord) -> dict[str, Any]:
    return {
        "number": entry.number,
        "act": entry.act,
        "day": entry.day,
        "stage": entry.stage,
        "kind": entry.kind,
        "amount": entry.amount,
        "currency": entry.currency,
        "corrects": entry.corrects,
    }


@dataclass(frozen=True, slots=True)
class ProjectPackage:
    """The projects of one ledger.

    ``site`` is the address of the site, ``home`` that of the page of the projects, ``address``
    that of the package itself.
    """

    ledger: str
    publisher: LocalizedText
    currency: str
    updated: dt.datetime
    site: str
    home: str
    address: str
    projects: tuple[ProjectRecord, ...]

    @property
    def prefix(self) -> str:
        """Return the prefix that makes a project's code unique worldwide: site and ledger."""
        return f"{urlsplit(self.site).netloc.replace(':', '-')}:{self.ledger}"

    def identify(self, project: ProjectRecord) -> str:
        """Return the project's identifier in every export."""
        return f"{self.prefix}:{project.code}"


def list_increments(entries: list[EntryRecord]) -> Iterator[tuple[EntryRecord, Decimal, str]]:
    """Yield each amount as what it adds to the one before, so that the sum is the last one.

    A currency that changes takes the whole amount before away again.
    """
    before, currency = Decimal(), ""
    for entry in entries:
        amount = entry.amount or Decimal()
        if currency and entry.currency != currency:
            if before:
                yield entry, -before, currency
            before = Decimal()
        if amount != before:
            yield entry, amount - before, entry.currency
        before, currency = amount, entry.currency


def write_decimal(value: Decimal) -> str:
    """Return an exact number without an exponent or zeros at its end."""
    written = format(value, "f")
    return (written.rstrip("0").rstrip(".") if "." in written else written) or "0"
