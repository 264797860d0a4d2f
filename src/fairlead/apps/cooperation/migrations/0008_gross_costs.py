"""A project may say what it costs in each year, gross."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

from fairlead.apps.fairs.constraints import EachBetween
from fairlead.folder import bounds


class Migration(migrations.Migration):
    """Adds the column; empty, a year costs what its net cash flow is below nought."""

    dependencies = [("cooperation", "0007_irr_found")]
    operations = [
        migrations.AddField(
            model_name="project",
            name="costs",
            field=ArrayField(models.FloatField(), blank=True, default=list),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=EachBetween(
                    "costs",
                    low=bounds.MONEY.low,
                    high=bounds.MONEY.high,
                    at_most=bounds.YEARS_OF_MONEY,
                ),
                name="project_costs",
            ),
        ),
    ]
