"""A firm and its stand are written into the history one after the other."""

from django.db import migrations

_HOLD = """
SELECT fairs_hold_in_history('exhibition_exhibitor', 'people_organisation', 'id');
"""


class Migration(migrations.Migration):
    """Makes the triggers anew; they work under the function of before as well."""

    dependencies = (("exhibition", "0008_history_planned_once"), ("fairs", "0039_history_of_parts"))
    operations = (migrations.RunSQL(_HOLD, migrations.RunSQL.noop),)
