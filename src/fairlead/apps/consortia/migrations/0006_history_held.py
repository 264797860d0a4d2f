"""A consortium and its members are written into the history one after the other."""

from django.db import migrations

_HOLD = """
SELECT fairs_hold_in_history('consortia_member', 'consortia_consortium', 'id');
"""


class Migration(migrations.Migration):
    """Makes the triggers anew; they work under the function of before as well."""

    dependencies = (("consortia", "0005_signatory_texts"), ("fairs", "0039_history_of_parts"))
    operations = (migrations.RunSQL(_HOLD, migrations.RunSQL.noop),)
