"""Entries of editions in Chinese, Japanese or Korean are written anew, in simplified characters."""

from django.db import migrations

_AGAIN = """
SELECT trade_list(array(
    SELECT organisation.id FROM people_organisation organisation
    JOIN fairs_edition edition ON edition.id = organisation.edition_id
    WHERE EXISTS (SELECT FROM unnest(edition.languages) AS tag WHERE tag ~ '^(zh|yue|ja|ko)\\M')
));
SELECT trade_list_needs(array(
    SELECT need.id FROM trade_need need
    JOIN fairs_edition edition ON edition.id = need.edition_id
    WHERE EXISTS (SELECT FROM unnest(edition.languages) AS tag WHERE tag ~ '^(zh|yue|ja|ko)\\M')
));
"""


class Migration(migrations.Migration):
    """Writes the entries."""

    dependencies = (("trade", "0013_maker_bases"), ("fairs", "0016_search_han"))
    operations = (migrations.RunSQL(_AGAIN, migrations.RunSQL.noop),)
