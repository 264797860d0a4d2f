"""Bookings by slot go: bookings by time, of the current timetable alone, come after this."""

from importlib import import_module

from django.db import migrations

_OLD = import_module("fairlead.apps.meetings.migrations.0002_bookings")


class Migration(migrations.Migration):
    """Removes the triggers and the table they wrote."""

    dependencies = [("meetings", "0005_within_edition")]
    operations = [
        migrations.RunSQL(_OLD._BOOK_NO_MORE, _OLD._BOOK),
        migrations.DeleteModel("Booking"),
    ]
