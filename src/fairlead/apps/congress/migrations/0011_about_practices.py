"""Sessions may be about practices."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("congress", "0010_more_of_sessions")]

    operations = [
        migrations.AddField(
            model_name=model,
            name="about_practices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=64),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        )
        for model in ("plannedsession", "session")
    ]
