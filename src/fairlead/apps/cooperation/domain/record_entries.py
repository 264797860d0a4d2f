"""Adding to a ledger: the one way in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairlead.apps.cooperation.models import Act, Entry, Ledger, Project
from fairlead.folder.figure_kinds import to_money
from fairlead.folder.ledger_chain import digest_entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What an entry says of a project, as it is written into the ledger."""

    project: Project
    act: Act
    day: dt.date
    account: int | None = None
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


def open_ledger(code: str) -> Ledger:
    """Return the ledger of an edition's projects, a new one for the first of them."""
    return Ledger.objects.get_or_create(code=code)[0]


def lock_ledger(ledger: int) -> Ledger:
    """Return the ledger, which nobody else adds to before the transaction ends."""
    return Ledger.objects.select_for_update().get(pk=ledger)


def record_entries(
    ledger: Ledger, facts: Sequence[Facts], *, moment: dt.datetime | None = None
) -> list[Entry]:
    """Return the new entries, in order, each chained to the one before; in one transaction.

    ``moment`` is when they were recorded: now, unless a story is told after the fact. It is never
    earlier than the last entry's, however the clock was set meanwhile.
    """
    with transaction.atomic():
        held = lock_ledger(ledger.pk)
        last = Entry.objects.filter(ledger=held, number=held.size).first()
        recorded = moment or timezone.now()
        if last is not None:
            recorded = max(recorded, last.recorded_at)
        entries = list(_chain(held, facts, recorded))
        return Entry.objects.bulk_create(entries, batch_size=5_000)


def _chain(ledger: Ledger, facts: Iterable[Facts], recorded: dt.datetime) -> Iterable[Entry]:
    number, before = ledger.size, ledger.head
    for fact in facts:
        number += 1
        told = write_facts(fact) | {
            "number": number, "recorded_at": recorded, "previous": before,
        }  # fmt: skip
        before = digest_entry({**told, "project": fact.project.code})
        yield Entry(
            **{**told, "project": fact.project},
            ledger=ledger,
            account=fact.account,
            digest=before,
        )


def write_facts(fact: Facts) -> dict[str, Any]:
    """Return the columns of an entry but for its place in the ledger."""
    amount = None if fact.amount is None else to_money(fact.amount)
    return {
        "act": str(fact.act),
        "day": fact.day,
        "person": fact.person,
        "party": fact.party,
        "stage": str(fact.stage),
        "kind": str(fact.kind),
        "amount": amount,
        "currency": fact.currency,
        "document": fact.document,
        "sha256": fact.sha256,
        "source": fact.source,
        "reason": fact.reason,
        "due": fact.due,
        "corrects": fact.corrects,
    }
