"""The organiser lets a practice be seen, or not; who wrote it is told."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.messages.domain.queue_message import queue_message
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.practices.models import Practice, PracticeState
from fairlead.apps.practices.practice_texts import put_values
from fairlead.folder import bounds
from fairlead.ui.forms.lengths import check_line


def decide_practice(
    practice: Practice, *, approve: bool, seen: int, reason: str = "", by: Doer
) -> Practice:
    """Return the practice after the decision about what waits of it.

    What was published before stays when a change of it is refused. ``seen`` is the number of the
    saving that was looked at: nobody approves what they have not read. Raises Refusal where
    nothing waits, where it was rewritten meanwhile, and for a refusal without a reason; TooLong.
    """
    why = check_line(reason, bounds.TEXT_LENGTH)
    if not approve and not why:
        raise Refusal(_("Please say why it is refused."))
    with transaction.atomic():
        held = Practice.objects.select_for_update(no_key=True).get(pk=practice.pk)
        if held.state != PracticeState.WAITING and held.proposed is None:
            raise Refusal(_("This was decided already."))
        if held.number != seen:
            raise Refusal(_("It was changed meanwhile. Please look at it again."))
        values, held.proposed, held.reason = held.proposed, None, why
        if approve:
            held.state, held.reason = PracticeState.PUBLISHED, ""
            if values is not None:
                put_values(held, values)
        elif values is None:
            held.state = PracticeState.REFUSED
        held.save()
        act = "approve_practice" if approve else "refuse_practice"
        record_change(act, held, by=by, edition=practice.edition, after={"number": held.number})
        _tell(held, approve=approve)
    return held


def _tell(practice: Practice, *, approve: bool) -> None:
    writer = practice.written_by
    if writer is None:
        return
    queue_message(
        person=writer.person,
        edition=practice.edition,
        purpose="team",
        key=f"practice:{practice.pk}:{practice.number}",
        template="practice",
        context={
            "approved": approve,
            "title": practice.title,
            "reason": practice.reason,
            "fair": practice.edition.name,
        },
        link=reverse("desk:practices", args=(practice.edition.code,)),
    )
