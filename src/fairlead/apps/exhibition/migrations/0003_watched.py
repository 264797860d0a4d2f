"""Halls, stands and exhibitors renew the stamp of their edition."""

from django.db import migrations

_TABLES = (
    "exhibition_hall",
    "exhibition_exposition",
    "exhibition_stand",
    "exhibition_exhibitor",
)


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("exhibition", "0002_stands_apart"), ("fairs", "0002_stamp")]
    operations = [
        migrations.RunSQL(
            f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
        )
        for table in _TABLES
    ]
