"""A participant may be kept off everybody's list."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="participation",
            name="hidden",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
