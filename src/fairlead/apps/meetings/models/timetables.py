"""Timetables: the versions that were drafted and released, and the one that holds now."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.constraints import index_given, require_one_of, within
from fairlead.apps.fairs.models import Run, Slot, Version
from fairlead.apps.meetings.models.places import Place, Table
from fairlead.apps.meetings.models.requests import MeetingRequest
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds


class TimetableState(models.TextChoices):
    """Who goes by a timetable: of the current ones there is one in an edition."""

    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")
    CURRENT = "current", _("current")


class Origin(models.TextChoices):
    """How a version came to be."""

    PLANNED = "planned", _("planned")
    REPLANNED = "replanned", _("replanned, close to another version")
    RESTORED = "restored", _("made of another version")


class Timetable(Version):
    """A version of the meetings of an edition, or, as version 0, those that hold now.

    A version is drafted by a run, or ``made_from`` another version (0: what held then), and
    released once; from then on it stays as it was. Releasing brings the current timetable to what
    the version holds, and every change after that is made to the current one. The database gives
    a draft a new ``stamp`` with every change of its meetings; the current one's is made of
    ``meetings_lane``, so that two who book do not wait.
    """

    state = models.CharField(max_length=10, choices=TimetableState, default=TimetableState.DRAFT)
    run = models.OneToOneField(  # type: ignore[assignment]  # the current one has none
        Run, on_delete=models.PROTECT, related_name="timetable", null=True, blank=True
    )
    stamp = models.UUIDField(db_default=RandomUUID(), editable=False)
    origin = models.CharField(
        max_length=10, choices=Origin, default=Origin.PLANNED, db_default=Origin.PLANNED
    )
    made_from = models.PositiveIntegerField(null=True, blank=True)

    class Meta(Version.Meta):
        """One released and one current timetable in an edition; a planned version has its run."""

        constraints = (
            models.UniqueConstraint(fields=("edition", "version"), name="timetable_version"),
            models.UniqueConstraint(
                fields=("edition",), condition=Q(state="released"), name="timetable_one_released"
            ),
            require_one_of("state", TimetableState, name="timetable_state"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "current"), released_at__isnull=True)
                | Q(state__in=("released", "superseded"), released_at__isnull=False),
                name="timetable_released_at",
            ),
            models.CheckConstraint(
                condition=Q(state="current", version=0, run__isnull=True)
                | (~Q(state="current") & Q(version__gte=1)),
                name="timetable_current",
            ),
            models.CheckConstraint(
                condition=Q(state="current")
                | Q(origin="planned", run__isnull=False, made_from__isnull=True)
                | (~Q(origin="planned") & Q(made_from__isnull=False)),
                name="timetable_origin",
            ),
        )


class Lane(models.Model):
    """A part of the current timetable's stamp, which the database renews with every change."""

    pk = models.CompositePrimaryKey("timetable_id", "lane")
    timetable = models.ForeignKey(
        Timetable, on_delete=models.DO_NOTHING, related_name="+", db_index=False
    )
    lane = models.PositiveSmallIntegerField()
    stamp = models.UUIDField(db_default=RandomUUID(), editable=False)

    def __str__(self) -> str:
        """Return whose lane it is."""
        return f"{self.timetable_id}: {self.lane}"


class Meeting(models.Model):
    """A request held in a slot of a timetable, and in those after it when it has several.

    At a stand it has a seat there (from 1) and, where the exhibitor's staff is known, the
    representative who sits on it; at a shared table it has the table; online neither. The
    representative of a meeting of two persons is the one who was asked. One that is ``locked``
    in a draft stays where it is while the rest is planned.
    """

    timetable = models.ForeignKey(
        Timetable, on_delete=models.CASCADE, related_name="meetings", db_index=False
    )
    request = models.ForeignKey(MeetingRequest, on_delete=models.PROTECT, related_name="meetings")
    # Without an index: one that moves is written in place. See the migration.
    slot = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="meetings", db_index=False
    )
    slots = models.PositiveSmallIntegerField(default=1, db_default=1)
    representative = models.ForeignKey(
        Participation,
        on_delete=models.PROTECT,
        related_name="represents",
        null=True,
        blank=True,
        db_index=False,
    )
    place = models.CharField(max_length=10, choices=Place)
    stand = models.ForeignKey(
        Stand,
        on_delete=models.PROTECT,
        related_name="meetings",
        null=True,
        blank=True,
        db_index=False,
    )
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    table = models.ForeignKey(
        Table,
        on_delete=models.PROTECT,
        related_name="meetings",
        null=True,
        blank=True,
        db_index=False,
    )
    locked = models.BooleanField(default=False, db_default=False)

    class Meta:
        """A request is held once. Nobody and no place is taken twice: the migrations' SQL."""

        indexes = (
            index_given("representative", name="meeting_representative_given"),
            index_given("stand", name="meeting_stand_given"),
            index_given("table", name="meeting_table_given"),
        )
        constraints = (
            models.UniqueConstraint(fields=("timetable", "request"), name="meeting_of_request"),
            models.CheckConstraint(
                condition=Q(place="stand", stand__isnull=False, seat__gte=1, table__isnull=True)
                | Q(place="table", stand__isnull=True, seat__isnull=True, table__isnull=False)
                | Q(place="online", stand__isnull=True, seat__isnull=True, table__isnull=True),
                name="meeting_place",
            ),
            within("slots", bounds.MEETING_SLOTS, name="meeting_slots"),
        )

    def __str__(self) -> str:
        """Return the request and the slot."""
        return f"{self.request_id} at {self.slot_id}"


class Attendee(models.Model):
    """Who comes to a meeting for a third or further party."""

    meeting = models.ForeignKey(Meeting, on_delete=models.DO_NOTHING, related_name="attendees")
    participation = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="attends"
    )

    class Meta:
        """A person once in a meeting."""

        constraints = (
            models.UniqueConstraint(fields=("meeting", "participation"), name="attendee_once"),
        )

    def __str__(self) -> str:
        """Return who attends what."""
        return f"{self.participation_id} at {self.meeting_id}"


class Unheld(models.Model):
    """An open request that a timetable does not hold, and why.

    ``said`` are the engine's sentences: what stands against it, and what would make it possible.
    """

    timetable = models.ForeignKey(
        Timetable, on_delete=models.CASCADE, related_name="unheld", db_index=False
    )
    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)
    said = models.JSONField(default=list, db_default=Value([], models.JSONField()))

    class Meta:
        """A request once in a timetable."""

        constraints = (
            models.UniqueConstraint(fields=("timetable", "request"), name="unheld_once"),
        )

    def __str__(self) -> str:
        """Return the request and the reason."""
        return f"{self.request_id}: {self.reason}"


class ChangeKind(models.TextChoices):
    """What happened to a meeting of the current timetable."""

    BOOKED = "booked", _("booked")
    CHANGED = "changed", _("changed")
    CANCELLED = "cancelled", _("cancelled")


class Change(models.Model):
    """A change of the current timetable, written by the database; rows are only added.

    ``sequence`` counts the changes of one request from 0, as calendars do. ``people`` are those
    who meet from then on, or, of what was cancelled, those who were to; ``gone`` are those who no
    longer do. Time and place are those that hold from then on, or held; ``before`` is the time
    that held before.
    """

    request = models.ForeignKey(
        MeetingRequest, on_delete=models.DO_NOTHING, related_name="changes", db_index=False
    )
    sequence = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=10, choices=ChangeKind)
    during = DateTimeRangeField()
    before = DateTimeRangeField(null=True)
    place = models.CharField(max_length=10, choices=Place)
    stand = models.ForeignKey(
        Stand,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    table = models.ForeignKey(
        Table,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_constraint=False,
        db_index=False,
    )
    people = ArrayField(models.BigIntegerField())
    gone = ArrayField(models.BigIntegerField())

    class Meta:
        """Counted for each request."""

        constraints = (
            models.UniqueConstraint(fields=("request", "sequence"), name="change_sequence"),
            require_one_of("kind", ChangeKind, name="change_kind"),
        )

    def __str__(self) -> str:
        """Return what happened to which request."""
        return f"{self.request_id}: {self.kind}"
