"""Questions from the floor: asked, voted for, shown, answered, hidden."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import FloorQuestion, QuestionState, QuestionVote
from fairlead.apps.attendance.queries.seats import find_bar_to_content
from fairlead.apps.congress.models import Session
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.folder.controls import write_line

_EARLY = dt.timedelta(days=1)
_ASKABLE_AFTER = dt.timedelta(minutes=30)
MOST = 5  # questions of one person at a session


def is_open(session: Session, now: dt.datetime | None = None) -> bool:
    """Return whether questions are taken: from a day before a session until it is over.

    One that is late on the day is over later, and one that is cancelled takes none.
    """
    moment = now or timezone.now()
    return (
        not session.cancelled
        and session.starts_at - _EARLY <= moment <= session.is_over_at + _ASKABLE_AFTER
    )


def ask_question(
    session: Session, who: Participation, text: str, *, named: bool = True
) -> FloorQuestion:
    """Return the question, which the moderator looks at before others see it."""
    text = write_line(text)
    _refuse_outsiders(session, who)
    if not 0 < len(text) <= bounds.TEXT_LENGTH:
        raise Refusal("question_empty")
    with transaction.atomic():
        # One question of a person at a time: they are counted.
        Participation.objects.select_for_update(no_key=True).get(pk=who.pk)
        asked = FloorQuestion.objects.filter(session=session, participation=who)
        same = asked.filter(text=text).first()
        if same is not None:
            return same  # sent twice
        if asked.count() >= MOST:
            raise Refusal("question_many")
        return FloorQuestion.objects.create(
            session=session, participation=who, text=text, named=named
        )


def _refuse_outsiders(session: Session, who: Participation) -> None:
    if bar := find_bar_to_content(session, who):
        raise Refusal(bar)
    if not is_open(session):
        raise Refusal("question_closed")


def vote(question: FloorQuestion, who: Participation, *, wants: bool) -> None:
    """Say that somebody wants a question answered, or no longer; one vote of a person."""
    _refuse_outsiders(question.session, who)
    if question.state != QuestionState.SHOWN:
        raise Refusal("question_hidden")
    if wants:
        QuestionVote.objects.get_or_create(question=question, participation=who)
    else:
        QuestionVote.objects.filter(question=question, participation=who).delete()


def moderate(question: FloorQuestion, state: QuestionState, *, by: Doer) -> None:
    """Show a question, hide it, or say that it was answered."""
    with transaction.atomic():
        held = FloorQuestion.objects.select_for_update().get(pk=question.pk)
        before, held.state = str(held.state), state
        held.save(update_fields=["state"])
        record_change(
            "moderate_question",
            held,
            by=by,
            edition=question.session.edition,
            before={"state": before},
            after={"state": str(state)},
        )
