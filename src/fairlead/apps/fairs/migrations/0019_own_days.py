"""Days of an edition may have slots of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fairs", "0018_stamp_slots")]

    operations = [
        migrations.AddField("edition", "own_days", models.JSONField(blank=True, default=list)),
    ]
