"""Pages remove nobody; that an entry was erased is noted for good."""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows, revoke_changes


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("people", "0022_long_codes"), ("fairs", "0042_removed_by_the_owner"))
    operations = (
        keep_rows("people_person"),
        keep_rows("people_participation"),
        keep_rows("people_organisation"),
        revoke_changes("people_erasedentry"),
    )
