"""Deciding on many registrations, as background work."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from fairlead.apps.work.kinds import Result, background
from fairlead.apps.work.sentences import say_count

if TYPE_CHECKING:
    from fairlead.apps.fairs.models import Edition
    from fairlead.apps.people.models import Account
    from fairlead.apps.work.hold import Hold
    from fairlead.apps.work.models import Work


def queue_decisions(
    edition: Edition, chosen: Sequence[int], *, approve: bool, reason: str, account: Account
) -> Work:
    """Return the work that decides on those chosen; the same decision waits or runs once."""
    from fairlead.apps.people.domain.decide_registration import list_undecided
    from fairlead.apps.work.domain.queue_work import queue_work

    undecided = list_undecided(edition, chosen, approve=approve)
    given = {
        "approve": approve,
        "reason": reason,
        "chosen": list(undecided.values_list("pk", flat=True)),
    }
    same = hashlib.sha256(json.dumps([given, account.pk]).encode()).hexdigest()
    return queue_work(
        "decide_registrations",
        edition=edition,
        account=account,
        parameters=given,
        key=f"decide_registrations {same}",
    )


# Many short transactions, each of which may meet changes of others: it may be begun often.
@background("decide_registrations", _("Decisions on registrations"), attempts=20)
def decide(hold: Hold) -> Result:
    """Approve or reject those chosen, in parts; begun again, it does what is left."""
    from fairlead.apps.people.domain.decide_registration import (
        decide_in_parts,
        list_decided,
        list_undecided,
    )
    from fairlead.apps.people.domain.record_change import Doer

    edition, given = hold.work.edition, hold.work.parameters
    if edition is None:
        raise ValueError("Expected work on an edition.")
    chosen, approve = given["chosen"], bool(given["approve"])
    left = list_undecided(edition, chosen, approve=approve).values_list("pk", flat=True)
    remaining = list(left)
    looked_at = len(chosen) - len(remaining)
    by = Doer(hold.work.account)
    for count in decide_in_parts(
        edition, remaining, approve=approve, reason=given["reason"], by=by
    ):
        looked_at += count
        words = say_count("%(count)s looked at", "%(count)s looked at", looked_at)
        hold.tell("deciding", words, looked_at / len(chosen))
    refused = list_undecided(edition, chosen, approve=approve).count()
    decided = list_decided(edition, chosen, approve=approve).count()
    said = say_count("%(count)s registration decided.", "%(count)s registrations decided.", decided)
    if refused:
        said += say_count(
            "%(count)s could not be approved: there is no place left.",
            "%(count)s could not be approved: there is no place left.",
            refused,
        )
    hold.tell("deciding", said, 1.0)
    return {"decided": decided, "refused": refused}
