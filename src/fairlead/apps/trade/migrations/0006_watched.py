"""Products and the lists, with their release, renew the stamp of their edition."""

from django.db import migrations

_TABLES = ("trade_product", "trade_matching")
_LISTS = ("trade_makerlist", "trade_makergroup")


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("trade", "0005_watched"), ("fairs", "0003_watch_through")]
    operations = [
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
            )
            for table in _TABLES
        ),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch_through('{table}', 'trade_matching', 'matching_id')",
                f"SELECT fairs_watch_no_more('{table}')",
            )
            for table in _LISTS
        ),
    ]
