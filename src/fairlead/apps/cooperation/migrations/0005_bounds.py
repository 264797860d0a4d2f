"""The amounts of projects have bounds."""

from django.db import migrations, models

import fairlead.apps.fairs.constraints

# A figure beyond its bound could be loaded once, but never shown.
_TO_THE_BOUNDS = """
UPDATE cooperation_project SET
    amount = LEAST(amount, 1e18),
    jobs = LEAST(jobs, 1000000000),
    cash_flows = ARRAY(
        SELECT LEAST(GREATEST(flow, -1e18), 1e18)
        FROM unnest(cash_flows) WITH ORDINALITY AS flows (flow, year)
        WHERE year <= 100 ORDER BY year
    )
WHERE amount > 1e18 OR jobs > 1000000000 OR cardinality(cash_flows) > 100
    OR -1e18 > ANY (cash_flows) OR 1e18 < ANY (cash_flows);
"""


class Migration(migrations.Migration):
    """Brings old figures to the bounds, and keeps new ones there."""

    dependencies = [
        ("cooperation", "0004_watched"),
        ("fairs", "0004_bounds"),
        ("people", "0003_city_ru"),
    ]

    operations = [
        migrations.RunSQL(_TO_THE_BOUNDS, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name="project",
            name="project_amount",
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gte", 0), ("amount__lte", 1000000000000000000)),
                name="project_amount",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("start_year__gte", 1900), ("start_year__lte", 2200)),
                name="project_start_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=fairlead.apps.fairs.constraints.EachBetween(
                    "cash_flows", at_most=100, high=1000000000000000000, low=-1000000000000000000
                ),
                name="project_cash_flows",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("jobs__gte", 0), ("jobs__lte", 1000000000)), name="project_jobs"
            ),
        ),
    ]
