"""The programme that holds now: rooms, sessions and who speaks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import MD5, Cast
from django.utils.translation import pgettext_lazy

from fairlead.apps.fairs.constraints import within
from fairlead.apps.fairs.models import CodedModel, Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds
from fairlead.folder.session_times import find_span

MOST_OF_A_FEATURE = 40


class Room(models.Model):
    """A room of the congress: where it is, how many it takes, and what it has.

    ``features`` are words that a session's ``needs`` are compared with. Without a place in order
    rooms come by their names.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="rooms", db_index=False
    )
    name = LocalizedTextField()
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    # The database empties it when the hall goes.
    hall = models.ForeignKey(
        "exhibition.Hall",
        on_delete=models.DO_NOTHING,
        related_name="rooms",
        null=True,
        blank=True,
        db_constraint=False,
    )
    features = ArrayField(
        models.CharField(max_length=MOST_OF_A_FEATURE), blank=True, default=list, db_default=[]
    )

    class Meta:
        """A name once in an edition."""

        ordering = ("position", "pk")
        # Of the name in all languages: an index has no place for the whole of it.
        constraints = (
            within("capacity", bounds.SEATS, name="room_capacity"),
            models.UniqueConstraint(
                F("edition"), MD5(Cast(F("name"), models.TextField())), name="room_name"
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return str(self.name)


class RoomHours(models.Model):
    """When a room is open, by the fair's own clock; one without rows is always open."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="hours", db_index=False)
    date = models.DateField()
    opens = models.TimeField()
    closes = models.TimeField()

    class Meta:
        """Once a day; it closes after it opens, past midnight if it is earlier on the clock."""

        ordering = ("date", "opens")
        constraints = (
            models.UniqueConstraint(fields=("room", "date", "opens"), name="room_hours_once"),
            models.CheckConstraint(condition=~Q(closes=F("opens")), name="room_hours_length"),
        )

    def __str__(self) -> str:
        """Return the day and the times."""
        return f"{self.date} {self.opens}-{self.closes}"


class SessionKind(models.TextChoices):
    """What kind of session it is."""

    PLENARY = "plenary", pgettext_lazy("session", "Plenary session")
    PANEL = "panel", pgettext_lazy("session", "Panel")
    PITCH = "pitch", pgettext_lazy("session", "Pitch")
    COUNCIL = "council", pgettext_lazy("session", "Council")
    SIGNING = "signing", pgettext_lazy("session", "Signing")
    TOUR = "tour", pgettext_lazy("session", "Guided tour")
    WORKSHOP = "workshop", pgettext_lazy("session", "Workshop")


class Level(models.TextChoices):
    """The level of a session's audience; empty where none is given."""

    EVERYONE = "everyone", pgettext_lazy("level of a session", "For everyone")
    INTRODUCTORY = "introductory", pgettext_lazy("level of a session", "Introductory")
    INTERMEDIATE = "intermediate", pgettext_lazy("level of a session", "Intermediate")
    ADVANCED = "advanced", pgettext_lazy("level of a session", "Advanced")


class Access(models.TextChoices):
    """Who may attend; everyone where none is given."""

    INVITATION = "invitation", pgettext_lazy("session", "By invitation")
    DELEGATES = "delegates", pgettext_lazy("session", "For delegates")


def _build_list(length: int) -> ArrayField[list[str], list[str]]:
    """Return a column of a list of texts."""
    base = models.CharField(max_length=length)
    return ArrayField(base, blank=True, default=list, db_default=[])


class SessionText(models.Model):
    """The content of a session, shared by the current programme and every version of it.

    ``expected`` is how many are expected to come, ``needs`` what the room must have. Partners, and
    the needs, projects and practices it is about, are named by their codes in the fair's folder:
    one that is there no more is shown nowhere. ``speakers_as`` says how speakers are presented on
    that day, a line each; ``extras`` what another system says besides, for exports.
    """

    title = LocalizedTextField()
    subtitle = LocalizedTextField(blank=True)
    track = LocalizedTextField(blank=True)
    kind = models.CharField(max_length=16, choices=SessionKind, blank=True)
    level = models.CharField(max_length=12, choices=Level, blank=True, default="", db_default="")
    language = models.CharField(max_length=2, blank=True)
    interpretation = ArrayField(models.CharField(max_length=2), blank=True, default=list)
    capacity = models.PositiveIntegerField(null=True, blank=True)
    access = models.CharField(max_length=16, choices=Access, blank=True)
    guid = models.UUIDField(null=True, blank=True)
    stream = models.URLField(max_length=500, blank=True)
    abstract = LocalizedTextField(blank=True, long=True)
    description = LocalizedTextField(blank=True, long=True)
    expected = models.PositiveIntegerField(null=True, blank=True)
    needs = ArrayField(
        models.CharField(max_length=MOST_OF_A_FEATURE), blank=True, default=list, db_default=[]
    )
    speakers_as = LocalizedTextField(blank=True, long=True)
    economies = _build_list(3)
    booking = models.BooleanField(default=False, db_default=False)
    partners = _build_list(bounds.CODE_LENGTH)
    links = _build_list(bounds.TEXT_LENGTH)
    materials = _build_list(bounds.TEXT_LENGTH)
    about_products = _build_list(bounds.CODE_LENGTH)
    about_needs = _build_list(bounds.CODE_LENGTH)
    about_projects = _build_list(bounds.CODE_LENGTH)
    about_practices = _build_list(bounds.CODE_LENGTH)
    extras = _build_list(bounds.TEXT_LENGTH)

    class Meta:
        """Without a table."""

        abstract = True


class Session(SessionText, CodedModel):
    """A session of the programme that holds now, by the fair's own clock.

    ``date`` is the day of the fair on which it begins; an ``end`` that is not later than ``start``
    is on the next day. On the day it may be late by ``delay`` minutes, or ``cancelled``.
    """

    date = models.DateField()
    start = models.TimeField()
    end = models.TimeField()
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="sessions")
    delay = models.PositiveSmallIntegerField(default=0, db_default=0)
    cancelled = models.BooleanField(default=False, db_default=False)
    speakers: models.ManyToManyField[Participation, Speaker] = models.ManyToManyField(
        Participation, through="Speaker", related_name="sessions"
    )

    class Meta(CodedModel.Meta):
        """That a room holds one session at a time is kept by the migration's SQL."""

        constraints = (
            *CodedModel.Meta.constraints,
            models.UniqueConstraint(fields=("edition", "guid"), name="session_guid"),
            models.CheckConstraint(condition=~Q(end=F("start")), name="session_length"),
            within("capacity", bounds.SEATS, name="session_capacity"),
            within("expected", bounds.SEATS, name="session_expected"),
            within("delay", bounds.DELAY_MINUTES, name="session_delay"),
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

    @property
    def begins_at(self) -> dt.datetime:
        """Return the moment it begins, late as it may be on the day."""
        return self.starts_at + dt.timedelta(minutes=self.delay)

    @property
    def late_start(self) -> dt.time:
        """Return when it begins by the fair's own clock, late as it may be on the day."""
        return self.begins_at.time()

    @property
    def is_over_at(self) -> dt.datetime:
        """Return the moment it ends, late as it may be on the day."""
        return self.ends_at + dt.timedelta(minutes=self.delay)

    @property
    def late_end(self) -> dt.time:
        """Return when it ends by the fair's own clock, late as it may be on the day."""
        return self.is_over_at.time()

    @property
    def moved_from(self) -> dict[str, Any] | None:
        """Return the place from which it was last moved on the day, of changes that were read."""
        moved = [one for one in self.live_changes.all() if one.kind == "moved"]
        return moved[-1].before if moved else None


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
