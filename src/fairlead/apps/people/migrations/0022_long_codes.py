"""A code of ten digits is mailed where codes for an address were asked for too often."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds the column."""

    dependencies = (("people", "0021_history_held"),)
    operations = (
        migrations.AddField(
            model_name="signincode",
            name="is_long",
            field=models.BooleanField(db_default=False, default=False),
        ),
    )
