"""A month that was searched stays with what it found; a need is proposed in its own edition."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows

_MIXED = (
    "SELECT EXISTS (SELECT FROM new_rows proposed JOIN standing_search_difference difference"
    " ON difference.id = proposed.difference_id JOIN standing_search_searchedmonth searched"
    " ON searched.id = difference.searched_id WHERE searched.edition_id <> proposed.edition_id)"
)
_WITHIN = f"""
CREATE TRIGGER fairs_mixed_inserted AFTER INSERT ON standing_search_proposedneed
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION fairs_refuse_mixed('{_MIXED}');
CREATE TRIGGER fairs_mixed_updated AFTER UPDATE ON standing_search_proposedneed
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION fairs_refuse_mixed('{_MIXED}');
SELECT fairs_keep_edition('standing_search_searchedmonth');
"""
_WITHIN_NO_MORE = """
DROP TRIGGER fairs_edition_stays ON standing_search_searchedmonth;
DROP TRIGGER fairs_mixed_updated ON standing_search_proposedneed;
DROP TRIGGER fairs_mixed_inserted ON standing_search_proposedneed;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (
        ("standing_search", "0003_years"),
        ("fairs", "0042_removed_by_the_owner"),
    )
    operations = (
        keep_rows("standing_search_searchedmonth"),
        migrations.RunSQL(_WITHIN, _WITHIN_NO_MORE),
    )
