"""A proposal is for a call of its own edition."""

from django.db import migrations


class Migration(migrations.Migration):
    """Joins the two keys."""

    dependencies = [("proposals", "0001_initial"), ("fairs", "0012_within_edition")]
    operations = [
        migrations.RunSQL(
            "SELECT fairs_keep_within('proposals_proposal', 'call_id', 'proposals_call')",
            "SELECT fairs_keep_within_no_more('proposals_proposal', 'call_id', 'proposals_call')",
        )
    ]
