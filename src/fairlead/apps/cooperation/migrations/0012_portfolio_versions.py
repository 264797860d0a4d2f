"""Portfolios are versions, drafted and released; what was shown so far is released."""

import django.db.models.deletion
from django.db import migrations, models

_RELEASE = """
UPDATE cooperation_portfolio SET version = place, released_at = recorded_at,
    state = CASE place WHEN last THEN 'released' ELSE 'superseded' END
FROM (
    SELECT portfolio.id AS found, recorded_at,
        row_number() OVER (PARTITION BY portfolio.edition_id ORDER BY portfolio.id) AS place,
        count(*) OVER (PARTITION BY portfolio.edition_id) AS last
    FROM cooperation_portfolio portfolio JOIN fairs_run run ON run.id = run_id
) placed WHERE found = id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Numbers the portfolios, and releases the newest of each edition."""

    dependencies = [("cooperation", "0011_shares_of_partners")]
    operations = [
        migrations.AlterModelOptions(
            name="portfolio",
            options={"ordering": ("version",)},
        ),
        migrations.AddField(
            model_name="portfolio",
            name="released_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="portfolio",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("released", "released"),
                    ("superseded", "superseded"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="portfolio",
            name="version",
            field=models.PositiveIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="portfolio",
            name="edition",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="fairs.edition",
            ),
        ),
        migrations.AlterField(
            model_name="portfolio",
            name="run",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)s",
                to="fairs.run",
            ),
        ),
        migrations.RunSQL(_RELEASE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.UniqueConstraint(
                fields=("edition", "version"), name="portfolio_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "released")),
                fields=("edition",),
                name="portfolio_one_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "released", "superseded"])),
                name="portfolio_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("released_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="portfolio_released_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="portfolio",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="portfolio_version_from_one"
            ),
        ),
    ]
