"""What changed on the day is only added to: nobody rewrites it or takes one change away."""

import django.db.models.deletion
from django.db import migrations, models

from fairlead.apps.fairs.constraints import revoke_changes


class Migration(migrations.Migration):
    """Adds the rule; a change goes with its session, and outlives the account that made it."""

    dependencies = (("congress", "0014_erased_speakers"), ("fairs", "0032_columns_withheld"))
    operations = (
        migrations.AlterField(
            model_name="livechange",
            name="session",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="live_changes",
                to="congress.session",
            ),
        ),
        revoke_changes("congress_livechange", forgettable=("account_id",), goes_with="session_id"),
    )
