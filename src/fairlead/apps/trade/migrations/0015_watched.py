"""Offers, the entries of needs, and organisations as they change are counted by themselves.

An organisation that is added is seen with what it offers, needs or exhibits.
"""

from django.db import migrations

_ORGANISATIONS = """
CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON people_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION fairs_touch();
"""


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [
        ("trade", "0014_search_han"),
        ("fairs", "0017_stamps_by_part"),
        ("people", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_watch('trade_offer')", "SELECT fairs_watch_no_more('trade_offer')"
        ),
        migrations.RunSQL(
            "SELECT fairs_watch_through('trade_needentry', 'trade_need', 'need_id')",
            "SELECT fairs_watch_no_more('trade_needentry')",
        ),
        migrations.RunSQL(
            _ORGANISATIONS, "DROP TRIGGER fairs_touch_updated ON people_organisation"
        ),
    ]
