"""The floor has bounds."""

from django.db import migrations, models

# A figure beyond its bound could be loaded once, but never shown.
_TO_THE_BOUNDS = """
UPDATE exhibition_hall SET width = LEAST(width, 10000), depth = LEAST(depth, 10000)
WHERE GREATEST(width, depth) > 10000;
-- A stand that no hall can hold is kept, small, at the edge, where no other stand can be.
UPDATE exhibition_stand stand SET x = 10000, y = 0.2 * place, width = 0.1, depth = 0.1
FROM (
    SELECT id, row_number() OVER (PARTITION BY hall_id ORDER BY id) AS place FROM exhibition_stand
    WHERE GREATEST(x, y, width, depth) > 10000
) beyond WHERE beyond.id = stand.id;
UPDATE exhibition_exposition SET area_m2 = 100000000 WHERE area_m2 > 100000000;
"""


class Migration(migrations.Migration):
    """Brings old figures to the bounds, and keeps new ones there."""

    dependencies = [
        ("exhibition", "0003_watched"),
        ("fairs", "0004_bounds"),
    ]

    operations = [
        migrations.RunSQL(_TO_THE_BOUNDS, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="exposition",
            name="exposition_area",
        ),
        migrations.RemoveConstraint(
            model_name="hall",
            name="hall_width",
        ),
        migrations.RemoveConstraint(
            model_name="hall",
            name="hall_depth",
        ),
        migrations.RemoveConstraint(
            model_name="stand",
            name="stand_x",
        ),
        migrations.RemoveConstraint(
            model_name="stand",
            name="stand_y",
        ),
        migrations.RemoveConstraint(
            model_name="stand",
            name="stand_width",
        ),
        migrations.RemoveConstraint(
            model_name="stand",
            name="stand_depth",
        ),
        migrations.AddConstraint(
            model_name="exposition",
            constraint=models.CheckConstraint(
                condition=models.Q(("area_m2__gte", 0), ("area_m2__lte", 100000000)),
                name="exposition_area",
            ),
        ),
        migrations.AddConstraint(
            model_name="hall",
            constraint=models.CheckConstraint(
                condition=models.Q(("width__gte", 1), ("width__lte", 10000)), name="hall_width"
            ),
        ),
        migrations.AddConstraint(
            model_name="hall",
            constraint=models.CheckConstraint(
                condition=models.Q(("depth__gte", 1), ("depth__lte", 10000)), name="hall_depth"
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(("x__gte", 0), ("x__lte", 10000)), name="stand_x"
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(("y__gte", 0), ("y__lte", 10000)), name="stand_y"
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(("width__gte", 0.1), ("width__lte", 10000)), name="stand_width"
            ),
        ),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.CheckConstraint(
                condition=models.Q(("depth__gte", 0.1), ("depth__lte", 10000)), name="stand_depth"
            ),
        ),
    ]
