"""Setting up a call: its texts, times, kinds, questions, criteria and reviewers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.proposals.domain.refusals import Refusal
from fairlead.apps.proposals.models import Call, CallQuestion, Criterion, Reviewer
from fairlead.folder.localized_text import LocalizedText


@dataclass(frozen=True, slots=True)
class CallText:
    """What a call says; questions come each with whether it has to be answered."""

    title: LocalizedText
    text: LocalizedText
    kinds: Sequence[str]
    opens_at: dt.datetime
    closes_at: dt.datetime
    questions: Sequence[tuple[LocalizedText, bool]] = ()
    criteria: Sequence[LocalizedText] = ()


def set_up_call(edition: Edition, said: CallText, *, by: Doer, held: Call | None = None) -> Call:
    """Return the call with the given values; questions and criteria are matched by position."""
    if said.closes_at <= said.opens_at:
        raise Refusal("times")
    if not said.title:
        raise Refusal("call_title")
    with transaction.atomic():
        call = held or Call(edition=edition, code=draw_code("call", length=8))
        before = {"opens_at": str(call.opens_at), "closes_at": str(call.closes_at)} if held else {}
        call.title, call.text, call.kinds = said.title, said.text, list(said.kinds)
        call.opens_at, call.closes_at = said.opens_at, said.closes_at
        call.save()
        call.questions.filter(position__gte=len(said.questions)).delete()
        for place, (text, required) in enumerate(said.questions):
            CallQuestion.objects.update_or_create(
                call=call, position=place, defaults={"text": text, "required": required}
            )
        call.criteria.filter(position__gte=len(said.criteria)).delete()
        for place, name in enumerate(said.criteria):
            Criterion.objects.update_or_create(call=call, position=place, defaults={"name": name})
        record_change(
            "set_up_call",
            call,
            by=by,
            edition=edition,
            before=before,
            after={"opens_at": str(call.opens_at), "closes_at": str(call.closes_at)},
        )
    return call


def set_reviewers(call: Call, accounts: Iterable[Account], *, by: Doer) -> None:
    """Let these accounts review a call, and no others; what others reviewed stays."""
    wanted = {one.pk for one in accounts}
    with transaction.atomic():
        before = set(call.reviewers.values_list("account", flat=True))
        call.reviewers.exclude(account__in=wanted).delete()
        Reviewer.objects.bulk_create(
            Reviewer(call=call, account_id=one) for one in sorted(wanted - before)
        )
        record_change(
            "set_reviewers",
            call,
            by=by,
            edition=call.edition,
            before={"reviewers": sorted(before)},
            after={"reviewers": sorted(wanted)},
        )
