"""Who and what is taken when by the current timetable: rows that the database writes itself."""

from __future__ import annotations

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q

from fairlead.apps.exhibition.models import Stand
from fairlead.apps.fairs.models import Slot
from fairlead.apps.meetings.models.places import Table
from fairlead.apps.meetings.models.timetables import Meeting
from fairlead.apps.people.models import Participation


class Booking(models.Model):
    """That a participant is taken by a meeting of the current timetable, and from when to when.

    The database writes these rows itself from the meetings, their requests and attendees, and
    refuses them by anybody else's hand. Two of one person never overlap: see `PersonSlot`.
    """

    pk = models.CompositePrimaryKey("meeting_id", "participation_id")
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.DO_NOTHING,
        related_name="bookings",
        db_index=False,
        db_constraint=False,
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.DO_NOTHING, related_name="bookings", db_constraint=False
    )
    during = DateTimeRangeField()

    class Meta:
        """Its rows are written by the database from the meetings: see `PlaceSlot`."""

    def __str__(self) -> str:
        """Return who is taken when."""
        return f"{self.participation_id} during {self.during}"


class PlaceBooking(models.Model):
    """That a table, or a seat at a stand, is taken by a meeting of the current timetable."""

    meeting = models.OneToOneField(
        Meeting,
        on_delete=models.DO_NOTHING,
        related_name="place_booking",
        primary_key=True,
        db_constraint=False,
    )
    table = models.ForeignKey(
        Table, on_delete=models.DO_NOTHING, related_name="+", null=True, db_constraint=False
    )
    stand = models.ForeignKey(
        Stand, on_delete=models.DO_NOTHING, related_name="+", null=True, db_constraint=False
    )
    seat = models.PositiveSmallIntegerField(null=True)
    during = DateTimeRangeField()

    class Meta:
        """Its rows are written by the database from the meetings: see `PlaceSlot`."""

    def __str__(self) -> str:
        """Return what is taken when."""
        return f"{self.meeting_id} during {self.during}"


class PersonSlot(models.Model):
    """A slot in which a meeting of the current timetable has a participant: nobody has it twice.

    Written by the database, one row for each slot of a meeting and each who comes. The slots of
    an edition never overlap, so nobody is in two places at a time.
    """

    pk = models.CompositePrimaryKey("participation_id", "slot_id")
    participation = models.ForeignKey(
        Participation,
        on_delete=models.DO_NOTHING,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    slot = models.ForeignKey(
        Slot, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )

    def __str__(self) -> str:
        """Return who is taken when."""
        return f"{self.participation_id} in {self.slot_id}"


class PlaceSlot(models.Model):
    """A slot in which a meeting of the current timetable has a table, or a seat at a stand."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    slot = models.ForeignKey(
        Slot, on_delete=models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )
    table = models.ForeignKey(
        Table,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    stand = models.ForeignKey(
        Stand,
        on_delete=models.DO_NOTHING,
        related_name="+",
        null=True,
        db_index=False,
        db_constraint=False,
    )
    seat = models.PositiveSmallIntegerField(null=True)

    class Meta:
        """A place has one meeting in a slot."""

        constraints = (
            models.UniqueConstraint(
                fields=("table", "slot"),
                condition=Q(table__isnull=False),
                name="booking_table_once",
            ),
            models.UniqueConstraint(
                fields=("stand", "seat", "slot"),
                condition=Q(stand__isnull=False),
                name="booking_seat_once",
            ),
        )

    def __str__(self) -> str:
        """Return what is taken when."""
        return f"{self.meeting_id} in {self.slot_id}"
