"""What a load may set aside, only a role that may change the rules sets aside.

A load says by a setting of its transaction that it brings states and versions as they were. Every
role can make such a setting: the application's, with which pages work, is not believed.
"""

from django.db import migrations

_READ = """
CREATE FUNCTION fairs_read_load_setting(what text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN has_table_privilege('public.fairs_edition', 'TRIGGER')
        THEN current_setting('fairlead.' || what, true) END
$$;
"""


class Migration(migrations.Migration):
    """Adds the function by which the rules ask."""

    dependencies = (("fairs", "0029_search_order_numbers"),)
    operations = (migrations.RunSQL(_READ, "DROP FUNCTION fairs_read_load_setting(text)"),)
