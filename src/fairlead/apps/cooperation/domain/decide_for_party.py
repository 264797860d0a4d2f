"""What each party decides of a project, apart from the others and in any order.

A party is a body of an economy among the partners, with its own approvers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.domain.under_lock import Document, EntryAuthor, record_under_lock
from fairlead.apps.cooperation.models import Act, Approver, Entry, Partner, PartnerRole
from fairlead.apps.cooperation.queries.approvals import Decision, find_party_state
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.fairs.today import find_today
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.ui.formats import join_items


def ask_approval(party: Partner, *, by: EntryAuthor, due: dt.date | None = None) -> Entry:
    """Return the entry that asks a party to decide, again after it refused.

    Raises Refusal for a partner that is no body of an economy, one that is asked already or has
    approved, and a day that is over.
    """
    if party.role != PartnerRole.BODY:
        raise Refusal(_("Expected a body of an economy: others approve nothing."))
    if due is not None and due < find_today(party.project.edition):
        raise Refusal(_("Expected a day to decide by that is still to come."))
    return _record(party, Act.ASK, (Decision.NONE, Decision.REFUSED), by=by, due=due)


def approve_project(party: Partner, *, account: Account, conditions: str = "") -> Entry:
    """Return the entry by which a party approves, on conditions if there are any.

    Raises Refusal for an account that does not decide for this party, and for a party that was
    not asked or has decided.
    """
    _require_approver(party, account)
    act = Act.CONDITION if conditions.strip() else Act.APPROVE
    return _record(
        party, act, (Decision.ASKED,), by=EntryAuthor.of(account), reason=conditions.strip()
    )


def meet_conditions(party: Partner, *, account: Account, document: Document) -> Entry:
    """Return the entry by which the party says its conditions are met, on a document.

    Raises Refusal for an account that does not decide for this party, and for a party that has
    not approved on conditions.
    """
    _require_approver(party, account)
    return _record(
        party,
        Act.MEET,
        (Decision.ON_CONDITIONS,),
        by=EntryAuthor.of(account),
        document=document.name,
        sha256=document.sha256,
    )


def refuse_project(party: Partner, *, account: Account, reason: str) -> Entry:
    """Return the entry by which a party refuses, or takes its approval back, with its reason.

    A party may leave after everybody has signed: what it approved stays in the ledger, and the
    project goes no further until it approves again (`move_project`). Raises Refusal for an account
    that does not decide for this party, a party that was not asked or has refused, and without a
    reason.
    """
    _require_approver(party, account)
    if not reason.strip():
        raise Refusal(_("Expected a reason."))
    before = (Decision.ASKED, Decision.ON_CONDITIONS, Decision.APPROVED)
    return _record(party, Act.REFUSE, before, by=EntryAuthor.of(account), reason=reason.strip())


def delegate_decision(party: Partner, *, account: Account, to: Account, until: dt.date) -> Entry:
    """Return the entry by which an approver lets another account decide, until a day.

    Nobody gives more than they have: who decides until a day delegates until then at most. Who
    decides for longer anyway goes on doing so. Raises Refusal for an account that does not decide
    for this party, and a day that is over.
    """
    _require_approver(party, account)
    if until < find_today(party.project.edition):
        raise Refusal(_("Expected a day that is still to come."))
    with record_under_lock(party.project) as recording:
        own, held = (party.approvers.filter(account=one).first() for one in (account, to))
        if own is not None and own.until is not None:
            until = min(until, own.until)
        if held is None or (held.until is not None and held.until < until):
            name_approver(party, to, by=Doer(account), until=until)
        recording.note(
            Act.DELEGATE,
            by=EntryAuthor.of(account),
            party=party.code,
            reason=EntryAuthor.of(to).name,
            due=until,
        )
    return recording.entries[0]


def name_approver(
    party: Partner, account: Account, *, by: Doer, until: dt.date | None = None
) -> Approver:
    """Return the approver: the account decides for a party, until a day or for good.

    Raises Refusal for a partner that is no body of an economy, an account that is not active, and
    a day that is over.
    """
    if party.role != PartnerRole.BODY:
        raise Refusal(_("Expected a body of an economy: others approve nothing."))
    if not account.is_active:
        raise Refusal(_("Expected an account that is active."))
    if until is not None and until < find_today(party.project.edition):
        raise Refusal(_("Expected a day that is still to come."))
    with transaction.atomic():
        made, _new = Approver.objects.update_or_create(
            partner=party, account=account, defaults={"until": until}
        )
        record_change(
            "name_approver",
            party,
            by=by,
            edition=party.project.edition,
            after={"account": account.pk, "until": until.isoformat() if until else None},
        )
    return made


def end_approver(party: Partner, account: Account, *, by: Doer) -> None:
    """Let an account decide for a party no longer; what it decided stays as it is.

    Raises Refusal for an account that decides nothing for it.
    """
    with transaction.atomic():
        held = party.approvers.filter(account=account).first()
        if held is None:
            raise Refusal(_("Expected an approver of this party."))
        record_change(
            "end_approver",
            party,
            by=by,
            edition=party.project.edition,
            before={"account": account.pk, "until": str(held.until or "")},
        )
        held.delete()


def may_decide(party: Partner, account: Account) -> bool:
    """Return whether an account decides for a party today."""
    today = find_today(party.project.edition)
    return (
        account.is_active
        and party.approvers.filter(account=account)
        .filter(Q(until=None) | Q(until__gte=today))
        .exists()
    )


def _require_approver(party: Partner, account: Account) -> None:
    if not may_decide(party, account):
        raise Refusal(_("Expected an approver of this party."))


def _record(
    party: Partner, act: Act, after: Collection[Decision], *, by: EntryAuthor, **said: Any
) -> Entry:
    """Return the entry of an act that is allowed after some decisions of the party only."""
    with record_under_lock(party.project) as recording:
        state = find_party_state(party)
        if state.decision not in after:
            expected = _("Expected a party that is: %(expected)s; it is: %(now)s.")
            words = join_items(str(one.label) for one in after)
            raise Refusal(expected % {"expected": words, "now": state.decision.label})
        recording.note(act, by=by, party=party.code, **said)
    return recording.entries[0]
