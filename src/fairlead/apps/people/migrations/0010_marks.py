"""What participants say of those who were proposed to them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("saved", "saved"), ("dismissed", "not for me")], max_length=10
                    ),
                ),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="marks",
                        to="people.participation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("participation", "organisation", "other"),
                        name="mark_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", True), ("other__isnull", False)),
                            models.Q(("organisation__isnull", False), ("other__isnull", True)),
                            _connector="OR",
                        ),
                        name="mark_target",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["saved", "dismissed"])), name="mark_kind"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            [
                "SELECT fairs_keep_together('people_mark', 'participation_id',"
                " 'people_participation', 'organisation_id', 'people_organisation')",
                "SELECT fairs_keep_together('people_mark', 'participation_id',"
                " 'people_participation', 'other_id', 'people_participation')",
            ],
            [
                "SELECT fairs_keep_together_no_more('people_mark', 'organisation_id')",
                "SELECT fairs_keep_together_no_more('people_mark', 'other_id')",
            ],
        ),
    ]
