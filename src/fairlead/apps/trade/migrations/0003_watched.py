"""The catalogue's entries and the needs renew the stamp of their edition."""

from django.db import migrations

_TABLES = (
    "trade_catalogueentry",
    "trade_need",
)


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("trade", "0002_catalogue"), ("fairs", "0002_stamp")]
    operations = [
        migrations.RunSQL(
            f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
        )
        for table in _TABLES
    ]
