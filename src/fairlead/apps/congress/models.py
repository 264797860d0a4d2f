"""The programme: rooms, sessions and who speaks."""

from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast
from django.utils.translation import pgettext_lazy

from fairlead.apps.fairs.models import Coded, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.folder.session_times import find_span


class Room(models.Model):
    """A room of the congress."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="rooms", db_index=False
    )
    name = LocalizedTextField()

    class Meta:
        """A name once in an edition."""

        # Of the name in all languages: an index has no place for the whole of it.
        constraints = (
            models.UniqueConstraint(
                F("edition"), MD5(Cast(F("name"), models.TextField())), name="room_name"
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


class SessionKind(models.TextChoices):
    """What kind of session it is."""

    PLENARY = "plenary", pgettext_lazy("session", "Plenary session")
    PANEL = "panel", pgettext_lazy("session", "Panel")
    PITCH = "pitch", pgettext_lazy("session", "Pitch")
    COUNCIL = "council", pgettext_lazy("session", "Council")
    SIGNING = "signing", pgettext_lazy("session", "Signing")
    TOUR = "tour", pgettext_lazy("session", "Guided tour")
    WORKSHOP = "workshop", pgettext_lazy("session", "Workshop")


class Access(models.TextChoices):
    """Who may attend; everyone where none is given."""

    INVITATION = "invitation", pgettext_lazy("session", "By invitation")
    DELEGATES = "delegates", pgettext_lazy("session", "For delegates")


class Session(Coded):
    """A session of the programme, by the fair's own clock.

    ``date`` is the day of the fair on which it begins; an ``end`` that is not later than ``start``
    is on the next day.
    """

    title = LocalizedTextField()
    date = models.DateField()
    start = models.TimeField()
    end = models.TimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sessions")
    track = LocalizedTextField(blank=True)
    kind = models.CharField(max_length=16, choices=SessionKind, blank=True)
    language = models.CharField(max_length=2, blank=True)
    interpretation = ArrayField(models.CharField(max_length=2), blank=True, default=list)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    access = models.CharField(max_length=16, choices=Access, blank=True)
    guid = models.UUIDField(null=True, blank=True)
    stream = models.URLField(max_length=500, blank=True)
    description = LocalizedTextField(blank=True, long=True)
    speakers: models.ManyToManyField[Participation, Speaker] = models.ManyToManyField(
        Participation, through="Speaker", related_name="sessions"
    )

    class Meta(Coded.Meta):
        """That a room holds one session at a time is kept by the migration's SQL."""

        constraints = (
            *Coded.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "guid"), name="session_guid"),
            models.CheckConstraint(condition=~Q(end=F("start")), name="session_length"),
            models.CheckConstraint(
                condition=Q(capacity__range=(bounds.SEATS.low, bounds.SEATS.high)),
                name="session_capacity",
            ),
        )

    @property
    def starts_at(self) -> dt.datetime:
        """Return the moment it begins, in the fair's time zone."""
        begins, _ = find_span(self.date, self.start, self.end)
        return begins.replace(tzinfo=self.edition.zone)

    @property
    def ends_at(self) -> dt.datetime:
        """Return the moment it ends, in the fair's time zone."""
        _, ends = find_span(self.date, self.start, self.end)
        return ends.replace(tzinfo=self.edition.zone)


class Speaker(models.Model):
    """A participant who speaks at a session or ``moderates`` it.

    ``position`` is the order of protocol, from 0; those who moderate come first.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()
    moderates = models.BooleanField(default=False)

    class Meta:
        """A participant speaks once at a session."""

        ordering = ("session", "position")
        constraints = (
            models.UniqueConstraint(fields=("session", "participation"), name="speaker_once"),
            models.UniqueConstraint(fields=("session", "position"), name="speaker_position"),
        )

    def __str__(self) -> str:
        """Return the participant's code."""
        return self.participation.code
