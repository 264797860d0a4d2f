"""When a person was erased."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_passes"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="erased_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
