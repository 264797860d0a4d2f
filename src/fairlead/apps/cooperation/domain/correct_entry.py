"""Correcting the ledger: a new entry that stands in place of an old one, which stays."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.state_amount import check_amount
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor, record_under_lock
from fairlead.apps.cooperation.models import Act, AmountKind, Entry, Stage
from fairlead.apps.fairs.domain.refusal import Refusal


def correct_amount(
    entry: Entry, amount: Decimal, *, by: EntryAuthor, reason: str, day: dt.date | None = None
) -> Entry:
    """Return the entry that corrects an amount, of the same kind, currency and source.

    It holds from the day of the corrected one, unless that was wrong too. Raises Refusal for an
    entry of no amount, an amount out of bounds, one that is corrected already, and without a
    reason.
    """
    if entry.act != Act.AMOUNT:
        raise Refusal(_("Expected an entry of an amount."))
    check_amount(amount)
    return _record(
        entry,
        Act.AMOUNT,
        by=by,
        day=day or entry.day,
        kind=AmountKind(entry.kind),
        amount=amount,
        currency=entry.currency,
        source=entry.source,
        reason=_require(reason),
    )


def correct_move(entry: Entry, stage: Stage, *, by: EntryAuthor, reason: str) -> Entry:
    """Return the entry that gives the corrected stage of a move, without new evidence.

    Raises Refusal for an entry of no move, one that is corrected already, and without a reason.
    """
    if entry.act not in (Act.OPENING, Act.MOVE, Act.OVERRIDE):
        raise Refusal(_("Expected an entry of a move."))
    return _record(entry, Act.OVERRIDE, by=by, day=entry.day, stage=stage, reason=_require(reason))


def take_back(entry: Entry, *, by: EntryAuthor, reason: str) -> Entry:
    """Return the entry that takes another one back, so that it no longer counts.

    The one with which a project was taken up is corrected and not taken back: raises Refusal for
    it, for one that is corrected already, and without a reason.
    """
    if entry.act == Act.OPENING:
        raise Refusal(_("Expected another entry than the one with which the project began."))
    return _record(entry, Act.VOID, by=by, day=entry.day, reason=_require(reason))


def _require(reason: str) -> str:
    if not reason.strip():
        raise Refusal(_("Expected a reason."))
    return reason.strip()


def _record(entry: Entry, act: Act, *, by: EntryAuthor, day: dt.date, **said: Any) -> Entry:
    with record_under_lock(entry.project) as recording:
        if Entry.objects.filter(ledger=entry.ledger_id, corrects=entry.number).exists():
            raise Refusal(_("This entry is corrected already: correct the newer one."))
        recording.note(act, by=by, day=day, corrects=entry.number, party=entry.party, **said)
    return recording.entries[0]
