"""Pages remove nobody who takes part; that an entry was erased is noted for good.

Who has an entry is held by it; a person who is left without one, because it turned out to be
somebody else's, goes.
"""

from django.db import migrations

from fairlead.apps.fairs.constraints import keep_rows, revoke_changes


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("people", "0022_long_codes"), ("fairs", "0042_removed_by_the_owner"))
    operations = (
        keep_rows("people_participation"),
        keep_rows("people_organisation"),
        revoke_changes("people_erasedentry"),
    )
