"""Who has a place at a session, who came, what they asked, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Account, Participation
from fairlead.folder import bounds


class SeatState(models.TextChoices):
    """How far somebody is from a place."""

    INVITED = "invited", _("invited")
    BOOKED = "booked", _("booked")
    WAITING = "waiting", _("waiting")


class Seat(models.Model):
    """A participant's place at a session, the wait for one, or the invitation to book it.

    One that is booked takes the participant's time, as speaking does, unless it is ``beside``
    meetings that were there already: then both stand in the agenda.
    """

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="seats", db_index=False
    )
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="seats")
    state = models.CharField(max_length=10, choices=SeatState)
    invited = models.BooleanField(default=False, db_default=False)
    beside = models.BooleanField(default=False, db_default=False)
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        """Once at a session. That places suffice is kept by the migration's SQL."""

        constraints = (
            models.UniqueConstraint(fields=("session", "participation"), name="seat_once"),
            require_one_of("state", SeatState, name="seat_state"),
        )
        indexes = (models.Index(fields=("session", "state", "asked_at"), name="seat_order"),)

    def __str__(self) -> str:
        """Return who and how."""
        return f"{self.participation_id} {self.state}"


class SeatCount(models.Model):
    """How many places of a session are taken; the database counts, nobody else writes it."""

    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, related_name="seat_count", primary_key=True
    )
    taken = models.PositiveIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.taken)


class Arrival(models.Model):
    """That a participant was seen at a session, to hear or to speak."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, related_name="arrivals", db_index=False
    )
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        """Once at a session."""

        constraints = (
            models.UniqueConstraint(fields=("session", "participation"), name="arrival_once"),
        )

    def __str__(self) -> str:
        """Return who arrived."""
        return str(self.participation_id)


class QuestionState(models.TextChoices):
    """What the moderator did with a question from the floor."""

    WAITING = "waiting", _("to be looked at")
    SHOWN = "shown", _("shown")
    ANSWERED = "answered", _("answered")
    HIDDEN = "hidden", _("hidden")


class FloorQuestion(models.Model):
    """A question to those who speak; others see it once the moderator shows it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="floor_questions")
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    text = models.CharField(max_length=bounds.TEXT_LENGTH)
    named = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=QuestionState, default=QuestionState.WAITING)
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        """What the database keeps."""

        constraints = (require_one_of("state", QuestionState, name="floor_question_state"),)

    def __str__(self) -> str:
        """Return the question."""
        return self.text


class QuestionVote(models.Model):
    """That somebody wants a question answered."""

    question = models.ForeignKey(
        FloorQuestion, on_delete=models.CASCADE, related_name="votes", db_index=False
    )
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """One vote of a person."""

        constraints = (
            models.UniqueConstraint(fields=("question", "participation"), name="vote_once"),
        )

    def __str__(self) -> str:
        """Return who voted."""
        return str(self.participation_id)


class SessionRecord(models.Model):
    """What came of a session: its summary, and what was agreed, a line each."""

    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, related_name="record", primary_key=True
    )
    summary = LocalizedTextField(blank=True, long=True)
    agreements = LocalizedTextField(blank=True, long=True)
    published_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        """Return the summary."""
        return str(self.summary)
