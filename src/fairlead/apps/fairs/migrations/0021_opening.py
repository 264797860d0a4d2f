"""A fair may say when it is open."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fairs", "0020_together")]

    operations = [
        migrations.AddField(
            "edition", "opening", models.JSONField(blank=True, db_default=[], default=list)
        ),
    ]
