"""A profile and its participations are written into the history one after the other."""

from django.db import migrations

_HOLD = """
SELECT fairs_hold_in_history('people_person', 'people_participation', 'person_id');
"""


class Migration(migrations.Migration):
    """Makes the triggers anew; they work under the function of before as well."""

    dependencies = (("people", "0020_meeting_days"), ("fairs", "0039_history_of_parts"))
    operations = (migrations.RunSQL(_HOLD, migrations.RunSQL.noop),)
