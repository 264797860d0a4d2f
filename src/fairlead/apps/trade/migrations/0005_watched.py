"""The runs, and what economies depend on, renew the stamp of their edition."""

from django.db import migrations

_TABLES = ("fairs_run", "trade_dependency")


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("trade", "0004_matching"), ("fairs", "0002_stamp")]
    operations = [
        migrations.RunSQL(
            f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
        )
        for table in _TABLES
    ]
