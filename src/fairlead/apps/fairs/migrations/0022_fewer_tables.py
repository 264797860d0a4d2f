"""How many tables can be used at once in a slot, and whether the least meetings are required."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("fairs", "0021_opening")]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="least_required",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="slot",
            name="tables",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="slot",
            constraint=models.CheckConstraint(
                condition=models.Q(("tables__gte", 0), ("tables__lte", 10000)),
                name="slot_tables",
            ),
        ),
    ]
