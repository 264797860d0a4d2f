"""Stating an amount of a project."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor, record_under_lock
from fairlead.apps.cooperation.models import Act, AmountKind, Entry, Project
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.folder.bounds import MONEY
from fairlead.folder.codes import find_successor, parse_currency


def state_amount(
    project: Project,
    kind: AmountKind,
    amount: Decimal,
    currency: str,
    *,
    by: EntryAuthor,
    source: str,
    day: dt.date | None = None,
    document: Document | None = None,
) -> Entry:
    """Return the entry of an amount; an earlier one of its kind holds until its day.

    Raises Refusal for a currency that is none, an amount out of bounds or finer than a
    ten-thousandth, and one without a source.
    """
    check_amount(amount)
    try:
        parse_currency(currency)
    except ValueError:
        now = find_successor(currency)
        if now is None:
            raise Refusal(_("Expected the code of a currency, such as RUB.")) from None
        said = _("%(units)s %(old)s became 1 %(new)s in %(year)s: state the amount in %(new)s.")
        names = {"units": now.units, "old": currency, "new": now.code, "year": now.year}
        raise Refusal(said % names) from None
    source = " ".join(source.split())
    if not source:
        raise Refusal(_("Expected where the amount was published."))
    with record_under_lock(project) as recording:
        recording.note(
            Act.AMOUNT,
            by=by,
            day=day,
            kind=kind,
            amount=amount,
            currency=currency,
            source=source,
            document=document.name if document else "",
            sha256=document.sha256 if document else "",
        )
    return recording.entries[0]


def check_amount(amount: Decimal) -> None:
    """Raise Refusal for an amount out of bounds or finer than a ten-thousandth."""
    if not amount.is_finite() or amount not in MONEY or amount != round(amount, 4):
        raise Refusal(_("Expected an amount from 0 to 1e18, with four decimals at most."))
