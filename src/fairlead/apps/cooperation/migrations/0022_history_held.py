"""The parts of a project are written into its history one after the other."""

from django.db import migrations

_HOLD = """
SELECT fairs_hold_in_history('cooperation_partner', 'cooperation_project', 'id');
SELECT fairs_hold_in_history('cooperation_share', 'cooperation_project', 'id');
SELECT fairs_hold_in_history('cooperation_tie', 'cooperation_project', 'id');
"""


class Migration(migrations.Migration):
    """Makes the triggers anew; they work under the function of before as well."""

    dependencies = (("cooperation", "0021_least_rate"), ("fairs", "0039_history_of_parts"))
    operations = (migrations.RunSQL(_HOLD, migrations.RunSQL.noop),)
