"""An organisation changes its profile, pictures, offers and needs; nothing is lost silently.

Where the edition is moderated, what is saved waits beside what everybody sees until the organiser
approves it.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import CharField, Count, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Organisation, Revision
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import MarketRules, Proposal, ProposalState
from fairlead.apps.trade.own_texts import PROFILE, Values, put_values, read_values

__all__ = [
    "PROFILE",
    "EditConflict",
    "NothingToUndo",
    "SaveOutcome",
    "find_number",
    "read_numbered",
    "read_to_edit",
    "read_values",
    "remove_entry",
    "renew_entry",
    "save_values",
    "undo",
    "withdraw_proposal",
]
# Fields that a form does not have stay as they are.
_STAY = ("expires_on", "economy", "figures", "hidden")


class EditConflict(Exception):
    """Somebody else saved since the form was opened; ``now`` are the stored values."""

    def __init__(self, now: Values | None, number: int) -> None:
        """Keep the stored values, and the number of the save that wrote them."""
        super().__init__("changed meanwhile")
        self.now, self.number = now, number


class NothingToUndo(Exception):
    """There is no saving before."""


@dataclass(frozen=True, slots=True)
class SaveOutcome:
    """What was saved; whether it waits for the organiser."""

    about: str
    waits: bool


def find_number(organisation: Organisation, about: str) -> int:
    """Return the number of saves so far, with those that waited; 0 where nobody saved yet."""
    return _read_last(organisation, about)[1]


def _read_last(organisation: Organisation, about: str) -> tuple[Mapping[str, Any], int]:
    """Return what was last proposed of a text, and the number of savings so far; a query."""
    found: Any = _LAST.read(organisation=organisation.pk, about=about)[0]
    return found.proposed or {}, found.number


def _build_last() -> QuerySet[Organisation]:
    text = {"organisation": OuterRef("pk"), "about": Parameter("about", CharField())}
    revisions, proposals = Revision.objects.filter(**text), Proposal.objects.filter(**text)
    last = revisions.order_by().values("organisation").annotate(last=Max("number"))
    proposed = proposals.order_by().values("organisation").annotate(many=Count("pk"))
    newest = proposals.order_by("-pk").values(
        row=JSONObject(values="values", state="state", reason="reason")
    )
    rows = Organisation.objects.filter(pk=Parameter("organisation")).only("pk")
    return rows.annotate(
        proposed=Subquery(newest[:1]),
        number=Coalesce(Subquery(last.values("last")), 0)
        + Coalesce(Subquery(proposed.values("many")), 0),
    )


_LAST = PreparedQuery(_build_last)


def read_numbered(organisation: Organisation, about: str) -> tuple[Values | None, int]:
    """Return what `read_newest` does, with the number of savings so far; a query, or two."""
    proposed, number = _read_last(organisation, about)
    if proposed.get("state") == ProposalState.WAITING:
        return proposed["values"], number
    return read_values(organisation, about), number


def read_to_edit(organisation: Organisation, about: str) -> tuple[Values | None, int, str]:
    """Return what a form begins with, the number of savings so far, and why it was refused.

    What the organiser refused is what its people go on from, not what everybody sees.
    """
    proposed, number = _read_last(organisation, about)
    state = proposed.get("state")
    if state in (ProposalState.WAITING, ProposalState.REJECTED):
        return proposed["values"], number, proposed["reason"]
    return read_values(organisation, about), number, ""


def _find_revision(organisation: Organisation, about: str) -> int:
    found = Revision.objects.filter(organisation=organisation, about=about)
    return found.aggregate(Max("number"))["number__max"] or 0


def find_waiting(organisation: Organisation, about: str) -> Proposal | None:
    """Return what of a text waits for the organiser."""
    waiting = Proposal.objects.filter(organisation=organisation, state=ProposalState.WAITING)
    return waiting.filter(about=about).first()


def read_newest(organisation: Organisation, about: str) -> Values | None:
    """Return what its own people last said: what waits, or else what everybody sees."""
    waiting = find_waiting(organisation, about)
    return read_values(organisation, about) if waiting is None else dict(waiting.values)


def is_moderated(organisation: Organisation, by: Doer) -> bool:
    """Return whether what somebody saves for an organisation is to be looked at first."""
    edition = organisation.edition
    if by.account is None or may(by.account, Act.MODERATE, edition=edition):
        return False
    return MarketRules.objects.filter(edition=edition, moderated=True).exists()


def save_values(
    organisation: Organisation, about: str, values: Mapping[str, Any], *, seen: int, by: Doer
) -> SaveOutcome:
    """Let a text say this from now on; ``offer/`` is a new offer.

    ``seen`` is the number of the saving that the form was opened with. Raises EditConflict
    where another came in between.
    """
    if about.endswith("/"):
        about = f"{about}d-{secrets.token_hex(6)}"
    with transaction.atomic():
        _check_seen(organisation, about, seen)
        before = read_newest(organisation, about) or {}
        said = {**{name: before[name] for name in _STAY if name in before}, **values}
        waits = is_moderated(organisation, by)
        if waits:
            _propose(organisation, about, said, by=by)
        else:
            _end_waiting(organisation, about, ProposalState.REPLACED)
            _end_refused(organisation, about, ProposalState.REPLACED)
            set_values(organisation, about, said, act="edit", by=by)
    return SaveOutcome(about, waits)


def remove_entry(organisation: Organisation, about: str, *, seen: int, by: Doer) -> None:
    """Remove an offer or a need; undoing brings it back."""
    with transaction.atomic():
        _check_seen(organisation, about, seen)
        _end_waiting(organisation, about, ProposalState.WITHDRAWN)
        _end_refused(organisation, about, ProposalState.WITHDRAWN)
        if read_values(organisation, about) is not None:
            set_values(organisation, about, None, act="remove", by=by)


def renew_entry(organisation: Organisation, about: str, until: dt.date, *, by: Doer) -> None:
    """Let an entry be seen until a day, again where it had ended; raises NothingToUndo for none."""
    with transaction.atomic():
        _lock(organisation)
        values = read_values(organisation, about)
        if values is None:
            raise NothingToUndo
        values["expires_on"] = until.isoformat()
        set_values(organisation, about, values, act="renew", by=by)


def undo(organisation: Organisation, about: str, *, by: Doer) -> bool:
    """Let a text say what it said before the last saving: this is a saving too, undone likewise.

    What waits for the organiser is withdrawn first. Returns whether the text of before waits now.
    Raises NothingToUndo.
    """
    with transaction.atomic():
        _lock(organisation)
        if _end_waiting(organisation, about, ProposalState.WITHDRAWN):
            _record("withdraw", organisation, about, by=by)
            return False
        number = _find_revision(organisation, about)
        before = Revision.objects.filter(
            organisation=organisation, about=about, number=number - 1
        ).first()
        if before is None:
            raise NothingToUndo
        if before.values is not None and is_moderated(organisation, by):
            _propose(organisation, about, before.values, by=by)
            return True
        _end_refused(organisation, about, ProposalState.REPLACED)
        set_values(organisation, about, before.values, act="undo", by=by)
    return False


def withdraw_proposal(organisation: Organisation, about: str, *, by: Doer) -> None:
    """Take back what waits for the organiser; raises NothingToUndo where nothing does."""
    with transaction.atomic():
        _lock(organisation)
        if not _end_waiting(organisation, about, ProposalState.WITHDRAWN):
            raise NothingToUndo
        _record("withdraw", organisation, about, by=by)


def set_values(
    organisation: Organisation, about: str, values: Values | None, *, act: str, by: Doer
) -> None:
    """Let a text say this at once; the organisation's row is locked by the caller."""
    number, before = _find_revision(organisation, about), read_values(organisation, about)
    if number == 0:
        number = 1
        _keep(organisation, about, number, before, None)
    put_values(organisation, about, values)
    account = by.account.pk if by.account is not None else None
    _keep(organisation, about, number + 1, values, account)
    record_change(
        f"{act}_{about.partition('/')[0]}",
        organisation,
        by=by,
        edition=organisation.edition,
        before={"revision": number},
        after={"revision": number + 1, "about": about},
    )


def _propose(organisation: Organisation, about: str, values: Values, *, by: Doer) -> None:
    _end_waiting(organisation, about, ProposalState.REPLACED)
    account = by.account.pk if by.account is not None else None
    Proposal.objects.create(
        organisation=organisation, about=about, values=values, account_id=account
    )
    _record("propose", organisation, about, by=by)


def _end_waiting(organisation: Organisation, about: str, state: ProposalState) -> bool:
    """Return whether something waited; it does not any more."""
    waiting = Proposal.objects.filter(
        organisation=organisation, about=about, state=ProposalState.WAITING
    )
    return waiting.update(state=state) > 0


def _end_refused(organisation: Organisation, about: str, state: ProposalState) -> None:
    """Give refused proposals of a text a state: the text has been changed since."""
    refused = Proposal.objects.filter(
        organisation=organisation, about=about, state=ProposalState.REJECTED
    )
    refused.update(state=state)


def _record(act: str, organisation: Organisation, about: str, *, by: Doer) -> None:
    record_change(
        f"{act}_{about.partition('/')[0]}",
        organisation,
        by=by,
        edition=organisation.edition,
        after={"about": about},
    )


def _check_seen(organisation: Organisation, about: str, seen: int) -> None:
    _lock(organisation)
    number = find_number(organisation, about)
    if number != seen:
        raise EditConflict(read_newest(organisation, about), number)


def _lock(organisation: Organisation) -> None:
    """Let others who save for the same organisation wait."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    organisation.refresh_from_db()


def _keep(
    organisation: Organisation, about: str, number: int, values: Values | None, account: int | None
) -> None:
    Revision.objects.create(
        organisation=organisation, about=about, number=number, values=values, account_id=account
    )
