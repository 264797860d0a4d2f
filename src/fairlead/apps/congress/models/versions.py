"""Versions of the programme: drafted on the side, released once, readable ever after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.congress.models.sessions import Room, SessionText
from fairlead.apps.fairs.constraints import require_one_of, within
from fairlead.apps.fairs.journal import JournalEntry
from fairlead.apps.fairs.models import Run, Version
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds


class ProgrammeOrigin(models.TextChoices):
    """How a version came to be."""

    DRAFTED = "drafted", _("drafted")
    RESTORED = "restored", _("made of another version")
    RECORDED = "recorded", _("recorded as it held")


class Programme(Version):
    """A version of the programme of an edition.

    What everybody goes by, and what the database's rules are about, are the rows of `Session`.
    A draft is changed on the side and brings them to what it says when it is released. What came
    into them otherwise, by a folder or on the day, is recorded as a version before the next draft
    is made and before the next release, so that nothing that held is lost.

    ``made_from`` is the version that a draft began as. ``taken`` is the stamp of the programme
    that held when the draft was last brought up to it.
    """

    run = models.ForeignKey(  # type: ignore[assignment]  # several drafts may be proposed by one
        Run, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    origin = models.CharField(
        max_length=10, choices=ProgrammeOrigin, default=ProgrammeOrigin.DRAFTED
    )
    made_from = models.PositiveIntegerField(null=True, blank=True)
    stamp = models.UUIDField(db_default=RandomUUID(), editable=False)
    taken = models.CharField(max_length=200, blank=True, default="")

    class Meta(Version.Meta):
        """One released in an edition."""

        constraints = (
            *Version.Meta.constraints,
            require_one_of("origin", ProgrammeOrigin, name="programme_origin"),
        )


class PlannedSession(SessionText):
    """A session as a version has it; in one without a place it is still to be scheduled.

    ``base`` is what the programme that held said of it when the draft was brought up to that, as
    `fairlead.apps.congress.content` writes it; null for one that is new in the draft. One that is
    ``locked`` stays where it is when the engine proposes places.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="sessions", db_index=False
    )
    code = models.CharField(max_length=64)
    date = models.DateField(null=True, blank=True)
    start = models.TimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    room = models.ForeignKey(
        Room, on_delete=models.PROTECT, related_name="planned", null=True, blank=True
    )
    base = models.JSONField(null=True, blank=True)
    locked = models.BooleanField(default=False, db_default=False)
    speakers: models.ManyToManyField[Participation, PlannedSpeaker] = models.ManyToManyField(
        Participation, through="PlannedSpeaker", related_name="planned_sessions"
    )

    class Meta:
        """A session once in a version; a place is a day, a time and a room."""

        constraints = (
            models.UniqueConstraint(fields=("programme", "code"), name="planned_session_code"),
            models.CheckConstraint(
                condition=Q(date__isnull=True, start__isnull=True, room__isnull=True)
                | Q(date__isnull=False, start__isnull=False, room__isnull=False),
                name="planned_session_place",
            ),
            within("minutes", bounds.SESSION_MINUTES, name="planned_session_minutes"),
            within("capacity", bounds.SEATS, name="planned_session_capacity"),
            within("expected", bounds.SEATS, name="planned_session_expected"),
        )

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class PlannedSpeaker(models.Model):
    """Who speaks at a session, or moderates it, as a version has it: see `Speaker`."""

    session = models.ForeignKey(PlannedSession, on_delete=models.CASCADE, db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    moderates = models.BooleanField(default=False)

    class Meta:
        """A participant speaks once at a session."""

        ordering = ("session", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("session", "participation"), name="planned_speaker_once"
            ),
            models.UniqueConstraint(
                fields=("session", "position"), name="planned_speaker_position"
            ),
        )

    def __str__(self) -> str:
        """Return the participant's number."""
        return str(self.participation_id)


class ProgrammeStepKind(models.TextChoices):
    """What was done to sessions of a draft."""

    MOVED = "moved", _("moved")
    UNPLACED = "unplaced", _("taken out")
    EDITED = "edited", _("changed")
    ADDED = "added", _("added")
    REMOVED = "removed", _("removed")
    LOCKED = "locked", _("locked")
    PROPOSED = "proposed", _("placed by the engine")


class ProgrammeStep(JournalEntry):
    """A change of a draft, with what it said before and after of each session that it is about.

    Both are by code; null stands for a session that the draft does not have.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="steps", db_index=False
    )
    kind = models.CharField(max_length=10, choices=ProgrammeStepKind)

    class Meta:
        """Numbered in a draft."""

        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("programme", "number"), name="programme_step_number"),
            require_one_of("kind", ProgrammeStepKind, name="programme_step_kind"),
        )

    def __str__(self) -> str:
        """Return the number and what was done."""
        return f"{self.number}: {self.kind}"

    @property
    def subjects(self) -> frozenset[str]:
        """Return the codes of the sessions that it is about."""
        return frozenset(self.before)

    @staticmethod
    def match_subjects(subjects: Iterable[Any]) -> models.Q:
        """Return the condition by which changes about sessions are found."""
        return models.Q(before__has_any_keys=list(subjects))
