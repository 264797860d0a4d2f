"""Figures keep of which flows they are: their years, their source and the digest."""

import django.contrib.postgres.fields
from django.db import migrations, models

from fairlead.apps.fairs.constraints import each_within
from fairlead.folder import bounds

# What was shown beside them so far; which flows exactly they are of is not known any more.
_FILL = """
UPDATE trade_assessment SET years = edition.flows_years, source = edition.flows_source
FROM fairs_edition edition WHERE edition.id = trade_assessment.edition_id;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Adds the columns, and fills in what is known."""

    dependencies = (("fairs", "0026_search_spellings"), ("trade", "0020_search_designations"))
    operations = (
        migrations.AddField(
            model_name="assessment",
            name="flows_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddField(
            model_name="assessment",
            name="source",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AddField(
            model_name="assessment",
            name="years",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(), blank=True, default=list
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="assessment",
            constraint=each_within(
                "years", bounds.YEAR, at_most=bounds.CODES, name="assessment_years"
            ),
        ),
    )
