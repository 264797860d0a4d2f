"""Stands of a hall do not overlap."""

from django.db import migrations


class Migration(migrations.Migration):
    """Adds the exclusion; a millimetre is taken off, so that neighbours may touch."""

    dependencies = [("exhibition", "0001_initial")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE exhibition_stand ADD CONSTRAINT stand_apart EXCLUDE USING gist (
                int8range(hall_id, hall_id, '[]') WITH &&,
                box(
                    point(x + 0.001, y + 0.001), point(x + width - 0.001, y + depth - 0.001)
                ) WITH &&
            )
            """,
            "ALTER TABLE exhibition_stand DROP CONSTRAINT stand_apart",
        )
    ]
