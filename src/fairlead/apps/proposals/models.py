"""Calls for sessions, what is proposed, by whom, and what reviewers say of it."""

from __future__ import annotations

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models import Level, SessionKind
from fairlead.apps.fairs.constraints import require_between, require_one_of
from fairlead.apps.fairs.models import CodedModel
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Account
from fairlead.folder import bounds

HIGHEST = int(bounds.SCORE.high)  # score; 0 is the lowest
MOST_OF_ADDRESS = 254  # characters


class Call(CodedModel):
    """A call for sessions of some kinds, open from one moment to another."""

    title = LocalizedTextField()
    text = LocalizedTextField(blank=True, long=True)
    kinds = ArrayField(models.CharField(max_length=16, choices=SessionKind), default=list)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta(CodedModel.Meta):
        """In the order of closing; it closes after it opens."""

        ordering = ("closes_at", "pk")
        constraints = (
            *CodedModel.Meta.constraints,
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="call_times"),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=SessionKind.values), name="call_kinds"
            ),
        )

    @property
    def is_open(self) -> bool:
        """Return whether one may propose now."""
        return self.opens_at <= timezone.now() < self.closes_at


class CallQuestion(models.Model):
    """Something a call asks, answered in words."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    text = LocalizedTextField()
    required = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the organiser's order."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("call", "position"), name="call_question_position"),
        )

    def __str__(self) -> str:
        """Return the question."""
        return str(self.text)


class Criterion(models.Model):
    """What reviewers score, from 0 to `HIGHEST`."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    name = LocalizedTextField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        """In the organiser's order."""

        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(fields=("call", "position"), name="criterion_position"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


class ProposalState(models.TextChoices):
    """How far a proposal is."""

    DRAFT = "draft", _("draft")
    SUBMITTED = "submitted", _("submitted")
    ACCEPTED = "accepted", _("accepted")
    WAITING = "waiting", _("on the waiting list")
    REJECTED = "rejected", _("not accepted")
    WITHDRAWN = "withdrawn", _("withdrawn")


# In these states its author changes it, while the call is open.
EDITABLE = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.WITHDRAWN)
# In these states reviewers see and score it, ...
UNDER_REVIEW = (ProposalState.SUBMITTED, ProposalState.WAITING)
# ... and in these it may be decided, again where it was not accepted.
OPEN_TO_DECISION = (ProposalState.SUBMITTED, ProposalState.WAITING, ProposalState.REJECTED)


class Proposal(CodedModel):
    """A session that somebody proposes; ``answers`` are by the question's place in the call.

    ``words`` are what the decision was told with, ``session`` the code of the session it became.
    """

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="proposals")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="proposals")
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.DRAFT)
    title = LocalizedTextField(blank=True)
    text = LocalizedTextField(blank=True, long=True)
    kind = models.CharField(max_length=16, choices=SessionKind, blank=True)
    level = models.CharField(max_length=12, choices=Level, blank=True, default="", db_default="")
    language = models.CharField(max_length=2, blank=True)
    minutes = models.PositiveSmallIntegerField(default=60)
    answers = models.JSONField(default=dict, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    words = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, default="")
    session = models.CharField(max_length=bounds.CODE_LENGTH, blank=True, default="")
    saved_at = models.DateTimeField(auto_now=True)

    class Meta(CodedModel.Meta):
        """What is submitted has a title."""

        constraints = (
            *CodedModel.Meta.constraints,
            require_one_of("state", ProposalState, name="proposal_how_far"),
            require_between(
                "minutes",
                bounds.SESSION_MINUTES.low,
                bounds.SESSION_MINUTES.high,
                name="proposal_minutes",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(submitted_at__isnull=False),
                name="proposal_submitted_at",
            ),
        )
        indexes = (models.Index(fields=("call", "state"), name="proposal_of_call"),)


def draw_token() -> str:
    """Return a word nobody can guess."""
    return secrets.token_urlsafe(24)


class SpeakerState(models.TextChoices):
    """What somebody invited to speak says."""

    INVITED = "invited", _("asked")
    CONFIRMED = "confirmed", _("comes")
    DECLINED = "declined", _("does not come")


class ProposalSpeaker(models.Model):
    """Somebody who is to speak at what is proposed, asked by mail; ``email`` in small letters."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(max_length=bounds.TEXT_LENGTH)
    email = models.EmailField(max_length=MOST_OF_ADDRESS)
    account = models.ForeignKey(
        Account, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    state = models.CharField(max_length=10, choices=SpeakerState, default=SpeakerState.INVITED)
    token = models.CharField(max_length=64, unique=True, default=draw_token)
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        """An address once."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("proposal", "email"), name="proposal_speaker_once"),
            require_one_of("state", SpeakerState, name="proposal_speaker_state"),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Reviewer(models.Model):
    """Somebody who reviews the proposals of a call."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="reviewers")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once."""

        constraints = (models.UniqueConstraint(fields=("call", "account"), name="reviewer_once"),)

    def __str__(self) -> str:
        """Return the account's number."""
        return str(self.account_id)


class Review(models.Model):
    """What a reviewer says of a proposal: a score for each criterion, by its place; and words.

    One who says ``conflicted`` has no scores, and sees none. ``account`` is empty where a folder
    brought the review of somebody who had been erased.
    """

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="reviews", db_index=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    scores = models.JSONField(default=dict, blank=True)
    mean = models.FloatField(null=True, blank=True)
    comment = models.CharField(max_length=bounds.MESSAGE_LENGTH, blank=True, default="")
    conflicted = models.BooleanField(default=False)
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        """One of a reviewer; with a mean, or with a conflict."""

        constraints = (
            models.UniqueConstraint(fields=("proposal", "account"), name="review_once"),
            models.CheckConstraint(
                condition=Q(conflicted=True, mean__isnull=True)
                | Q(conflicted=False, mean__gte=0, mean__lte=HIGHEST),
                name="review_mean",
            ),
        )

    @property
    def reviewer(self) -> str:
        """Return the reviewer's address; empty where nobody is known any more."""
        return "" if self.account is None or self.account.is_erased else self.account.email

    def __str__(self) -> str:
        """Return the mean."""
        return str(self.mean)
