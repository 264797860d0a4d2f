"""Meeting requests, and the timetables that hold them."""

from __future__ import annotations

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.constraints import require_one_of, within
from fairlead.apps.fairs.models import Coded, Edition, Slot, Version
from fairlead.apps.people.models import Participation
from fairlead.folder import bounds


class Place(models.TextChoices):
    """Where a meeting is held."""

    STAND = "stand", _("stand")
    TABLE = "table", _("table")
    ONLINE = "online", _("online")


class Table(models.Model):
    """A shared table, by its number from 1."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="shared_tables", db_index=False
    )
    number = models.PositiveIntegerField()

    class Meta:
        """A number once in an edition."""

        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("edition", "number"), name="table_number"),)

    def __str__(self) -> str:
        """Return the number."""
        return str(self.number)


class RequestState(models.TextChoices):
    """How far the request has come."""

    PENDING = "pending", _("pending")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class MeetingRequest(Coded):
    """A participant's wish to meet an exhibitor."""

    requester = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="requests", db_index=False
    )
    recipient = models.ForeignKey(Exhibitor, on_delete=models.CASCADE, related_name="requests")
    weight = models.FloatField(default=1)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.PENDING)
    place = models.CharField(max_length=10, choices=Place, default=Place.STAND)
    locked = models.ForeignKey(
        Slot, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(Coded.Meta):
        """A participant asks an exhibitor once."""

        constraints = (
            *Coded.Meta.constraints,
            models.UniqueConstraint(fields=("requester", "recipient"), name="request_of_pair"),
            within("weight", bounds.REQUEST_WEIGHT, name="request_weight"),
            require_one_of("state", RequestState, name="request_state"),
            require_one_of("place", Place, name="request_place"),
        )


class Timetable(Version):
    """A version of the meetings of an edition; at most one is released.

    The database gives it a new ``stamp`` with every change of its meetings.
    """

    stamp = models.UUIDField(db_default=RandomUUID(), editable=False)

    class Meta(Version.Meta):
        """As every version."""


class Meeting(models.Model):
    """A request held in a slot of a timetable.

    At a stand it has a seat there (from 1) and, where the exhibitor's staff is known, the
    representative who sits on it; at a shared table it has the table; online neither.
    """

    timetable = models.ForeignKey(
        Timetable, on_delete=models.CASCADE, related_name="meetings", db_index=False
    )
    request = models.ForeignKey(MeetingRequest, on_delete=models.PROTECT, related_name="meetings")
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="meetings")
    representative = models.ForeignKey(
        Participation, on_delete=models.PROTECT, related_name="represents", null=True, blank=True
    )
    place = models.CharField(max_length=10, choices=Place)
    stand = models.ForeignKey(
        Stand, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    table = models.ForeignKey(
        Table, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True
    )

    class Meta:
        """A request is held once; a table and a seat at a stand are never booked twice."""

        constraints = (
            models.UniqueConstraint(fields=("timetable", "request"), name="meeting_of_request"),
            models.UniqueConstraint(
                fields=("timetable", "slot", "table"),
                condition=Q(table__isnull=False),
                name="meeting_table_once",
            ),
            models.UniqueConstraint(
                fields=("timetable", "slot", "stand", "seat"),
                condition=Q(stand__isnull=False),
                name="meeting_seat_once",
            ),
            models.CheckConstraint(
                condition=Q(place="stand", stand__isnull=False, seat__gte=1, table__isnull=True)
                | Q(place="table", stand__isnull=True, seat__isnull=True, table__isnull=False)
                | Q(place="online", stand__isnull=True, seat__isnull=True, table__isnull=True),
                name="meeting_place",
            ),
        )

    def __str__(self) -> str:
        """Return the request and the slot."""
        return f"{self.request_id} at {self.slot_id}"


class Unheld(models.Model):
    """An open request that a timetable does not hold, and why."""

    timetable = models.ForeignKey(
        Timetable, on_delete=models.CASCADE, related_name="unheld", db_index=False
    )
    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        """A request once in a timetable."""

        constraints = (
            models.UniqueConstraint(fields=("timetable", "request"), name="unheld_once"),
        )

    def __str__(self) -> str:
        """Return the request and the reason."""
        return f"{self.request_id}: {self.reason}"


class Booking(models.Model):
    """That a participant is taken in a slot: the primary key lets it happen once.

    The database writes these rows itself from the meetings, for requester and representative.
    """

    pk = models.CompositePrimaryKey("timetable_id", "slot_id", "participation_id")
    timetable = models.ForeignKey(Timetable, on_delete=models.CASCADE, db_index=False)
    slot = models.ForeignKey(Slot, on_delete=models.CASCADE, db_index=False)
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="bookings"
    )
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="bookings")

    def __str__(self) -> str:
        """Return who is taken when."""
        return f"{self.participation_id} at {self.slot_id}"
