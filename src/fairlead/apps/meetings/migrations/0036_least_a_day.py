"""Let somebody have meetings at least on each day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0035_journals_kept"),
        ("people", "0023_not_removed"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="personlimit",
            name="person_limit_given",
        ),
        migrations.AddField(
            model_name="personlimit",
            name="least_a_day",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_a_day__gte", 1), ("least_a_day__lte", 1000)),
                name="person_limit_least_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("a_day__isnull", False),
                    ("in_all__isnull", False),
                    ("at_least__isnull", False),
                    ("least_a_day__isnull", False),
                    ("rest__isnull", False),
                    _connector="OR",
                ),
                name="person_limit_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_a_day__lte", models.F("a_day"))),
                name="person_limit_possible_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="personlimit",
            constraint=models.CheckConstraint(
                condition=models.Q(("least_a_day__lte", models.F("in_all"))),
                name="person_limit_possible_days",
            ),
        ),
    ]
