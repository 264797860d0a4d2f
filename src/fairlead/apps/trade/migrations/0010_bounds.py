"""The volume of a need has a bound."""

from django.db import migrations, models

# A figure beyond its bound could be loaded once, but never shown.
_TO_THE_BOUNDS = """
UPDATE trade_need SET volume_usd = 1e15 WHERE volume_usd > 1e15;
"""


class Migration(migrations.Migration):
    """Brings old figures to the bounds, and keeps new ones there."""

    dependencies = [
        ("fairs", "0004_bounds"),
        ("people", "0003_city_ru"),
        ("trade", "0009_maker_group_covers"),
    ]

    operations = [
        migrations.RunSQL(_TO_THE_BOUNDS, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="need",
            name="need_volume",
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.CheckConstraint(
                condition=models.Q(("volume_usd__gte", 0), ("volume_usd__lte", 1000000000000000)),
                name="need_volume",
            ),
        ),
    ]
