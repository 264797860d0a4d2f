"""Dependency figures are versions, drafted and released; what was shown so far is released."""

import django.db.models.deletion
from django.db import migrations, models

_RELEASE = """
INSERT INTO trade_assessment (edition_id, run_id, version, state, released_at)
SELECT edition_id, id, row_number() OVER taken,
    CASE row_number() OVER (PARTITION BY edition_id ORDER BY recorded_at DESC, id DESC)
        WHEN 1 THEN 'released' ELSE 'superseded' END, recorded_at
FROM fairs_run WHERE step = 'dependency'
WINDOW taken AS (PARTITION BY edition_id ORDER BY recorded_at, id);
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
SELECT fairs_watch('trade_assessment');
SELECT fairs_keep_within('trade_assessment', 'run_id', 'fairs_run');
"""


class Migration(migrations.Migration):
    """Numbers the figures of each edition, and releases the newest."""

    dependencies = [
        ("fairs", "0012_within_edition"),
        ("trade", "0015_watched"),
    ]

    operations = [
        migrations.CreateModel(
            name="Assessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("released", "released"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="fairs.edition",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="fairs.run",
                    ),
                ),
            ],
            options={
                "ordering": ("version",),
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "version"), name="assessment_version"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "released")),
                        fields=("edition",),
                        name="assessment_one_released",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "released", "superseded"])),
                        name="assessment_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("released_at__isnull", True), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("released_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assessment_released_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="assessment_version_from_one"
                    ),
                ],
            },
        ),
        migrations.RunSQL(_RELEASE, "SELECT fairs_watch_no_more('trade_assessment')"),
    ]
