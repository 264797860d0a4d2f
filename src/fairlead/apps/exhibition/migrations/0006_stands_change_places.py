"""Stands can change places: what keeps them apart looks at all rows of a statement together."""

from django.db import migrations, models

_APART = """
ALTER TABLE exhibition_stand DROP CONSTRAINT stand_apart;
ALTER TABLE exhibition_stand ADD CONSTRAINT stand_apart EXCLUDE USING gist (
    int8range(hall_id, hall_id, '[]') WITH &&,
    box(point(x + 0.001, y + 0.001), point(x + width - 0.001, y + depth - 0.001)) WITH &&
) {deferrable};
"""


class Migration(migrations.Migration):
    """Writes the constraints anew."""

    dependencies = [("exhibition", "0005_localized_text")]
    operations = [
        migrations.RemoveConstraint(model_name="stand", name="stand_number"),
        migrations.AddConstraint(
            model_name="stand",
            constraint=models.UniqueConstraint(
                deferrable=models.Deferrable["IMMEDIATE"],
                fields=("hall", "number"),
                name="stand_number",
            ),
        ),
        migrations.RunSQL(
            _APART.format(deferrable="DEFERRABLE INITIALLY IMMEDIATE"),
            _APART.format(deferrable=""),
        ),
    ]
