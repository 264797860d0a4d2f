"""The figures of an edition have bounds."""

import datetime as dt

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

import fairlead.apps.fairs.constraints

# A figure beyond its bound could be loaded once, but never shown.
_TO_THE_BOUNDS = """
UPDATE fairs_edition SET
    number = LEAST(GREATEST(number, 1), 999999),
    tables = LEAST(tables, 10000),
    max_meetings_per_day = LEAST(GREATEST(max_meetings_per_day, 1), 1000)
WHERE number NOT BETWEEN 1 AND 999999 OR tables > 10000
    OR max_meetings_per_day NOT BETWEEN 1 AND 1000;
UPDATE fairs_edition SET budgets = (
    SELECT COALESCE(jsonb_agg(jsonb_build_array(pair -> 0, (
        SELECT COALESCE(jsonb_agg(LEAST(GREATEST(amount::numeric, 0), 1e18) ORDER BY year), '[]')
        FROM jsonb_array_elements_text(pair -> 1) WITH ORDINALITY AS sums (amount, year)
        WHERE year <= 100
    )) ORDER BY place), '[]')
    FROM jsonb_array_elements(budgets) WITH ORDINALITY AS pairs (pair, place)
) WHERE jsonb_path_exists(
    budgets, 'strict $[*] ? (@[1].size() > 100 || @[1][*] < 0 || @[1][*] > 1e18)'
);
"""


class Migration(migrations.Migration):
    """Brings old figures to the bounds, and keeps new ones there."""

    dependencies = [
        ("fairs", "0003_watch_through"),
    ]

    operations = [
        migrations.RunSQL(_TO_THE_BOUNDS, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1), ("number__lte", 999999)),
                name="edition_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("tables__gte", 0), ("tables__lte", 10000)),
                name="edition_tables",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("max_meetings_per_day__gte", 1), ("max_meetings_per_day__lte", 1000)
                ),
                name="edition_max_meetings",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("budgets_first_year__gte", 1900), ("budgets_first_year__lte", 2200)
                ),
                name="edition_budgets_first_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=fairlead.apps.fairs.constraints.AmountsBetween(
                    "budgets", at_most=100, high=1000000000000000000, low=0
                ),
                name="edition_budgets",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=fairlead.apps.fairs.constraints.EachBetween(
                    "flows_years", at_most=1000, high=2200, low=1900
                ),
                name="edition_flows_years",
            ),
        ),
        # An old edition of another age keeps its days.
        AddConstraintNotValid(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("first_day__gte", dt.date(1900, 1, 1)),
                    ("first_day__lte", dt.date(2200, 12, 31)),
                ),
                name="edition_first_day",
            ),
        ),
    ]
