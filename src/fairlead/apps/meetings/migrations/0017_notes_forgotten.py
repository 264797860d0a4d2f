"""What somebody wrote when a request was answered can be forgotten, and nothing else of it."""

from django.db import migrations, models

from fairlead.apps.fairs.constraints import revoke_changes


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0016_encounters"),
    ]

    operations = [
        migrations.AlterField(
            model_name="requestevent",
            name="note",
            field=models.CharField(blank=True, db_default="", max_length=500, null=True),
        ),
        migrations.RunSQL(
            "DROP TRIGGER fairs_kept ON meetings_requestevent",
            "SELECT fairs_revoke_changes('meetings_requestevent', '{by_id}', 'request_id')",
        ),
        revoke_changes(
            "meetings_requestevent", forgettable=("by_id", "note"), goes_with="request_id"
        ),
    ]
