"""A run's sentences with their figures apart; runs of before keep their English summary alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the sentences."""

    dependencies = (("fairs", "0012_within_edition"),)
    operations = (migrations.AddField("run", "said", models.JSONField(blank=True, default=list)),)
