"""Who could supply a critical import renews the stamp of its edition."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [("trade", "0007_search_city_ru")]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_watch_through('trade_supplier', 'trade_dependency', 'dependency_id')",
            "SELECT fairs_watch_no_more('trade_supplier')",
        )
    ]
