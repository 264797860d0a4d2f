"""The programme: rooms, sessions and who speaks."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast

from fairlead.apps.fairs.models import Coded, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Participation


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


class Session(Coded):
    """A session of the programme, by the fair's own clock."""

    title = LocalizedTextField()
    date = models.DateField()
    start = models.TimeField()
    end = models.TimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sessions")
    track = LocalizedTextField(blank=True)
    description = LocalizedTextField(blank=True, long=True)
    speakers: models.ManyToManyField[Participation, Speaker] = models.ManyToManyField(
        Participation, through="Speaker", related_name="sessions"
    )

    class Meta(Coded.Meta):
        """That a room holds one session at a time is kept by the migration's SQL."""

        constraints = (
            *Coded.Meta.constraints,
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="session_length"),
        )

    @property
    def starts_at(self) -> dt.datetime:
        """Return the moment it begins, in the fair's time zone."""
        return dt.datetime.combine(self.date, self.start, self.edition.zone)

    @property
    def ends_at(self) -> dt.datetime:
        """Return the moment it ends, in the fair's time zone."""
        return dt.datetime.combine(self.date, self.end, self.edition.zone)


class Speaker(models.Model):
    """A participant who speaks at a session; ``position`` orders the speakers, from 0."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, db_index=False)
    participation = models.ForeignKey(Participation, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField()

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
