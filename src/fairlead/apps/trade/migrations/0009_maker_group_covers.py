"""Each member of a group covers something."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("trade", "0008_watched"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="makergroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("members__len", models.Func("covers", function="jsonb_array_length"))
                ),
                name="maker_group_covers",
            ),
        ),
    ]
