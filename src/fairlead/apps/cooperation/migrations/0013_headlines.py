"""Headlines: questions about projects, saved with their answer."""

import django.db.models.deletion
from django.db import migrations, models

_KEPT = """
SELECT fairs_revoke_changes('cooperation_headline', '{}', '');
SELECT fairs_revoke_changes('cooperation_headlinerow', '{}', '');
CREATE FUNCTION cooperation_touch_headline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM fairs_renew(edition.id, TG_TABLE_NAME)
    FROM fairs_edition edition JOIN cooperation_ledger ledger ON ledger.code = edition.code
    WHERE ledger.id IN (SELECT ledger_id FROM new_rows);
    RETURN NULL;
END $$;
CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON cooperation_headline
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cooperation_touch_headline();
"""
_NO_MORE = """
DROP TRIGGER fairs_touch_inserted ON cooperation_headline;
DROP FUNCTION cooperation_touch_headline();
"""


class Migration(migrations.Migration):
    """Adds the tables, whose rows are only added."""

    dependencies = [
        ("cooperation", "0012_portfolio_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Headline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("question", models.JSONField()),
                ("day", models.DateField()),
                ("moment", models.DateTimeField()),
                ("size", models.PositiveBigIntegerField()),
                ("head", models.CharField(max_length=64)),
                ("count", models.PositiveIntegerField()),
                ("in_approval", models.PositiveIntegerField()),
                ("amount", models.DecimalField(decimal_places=4, max_digits=30)),
                ("currency", models.CharField(max_length=3)),
                ("unconverted", models.JSONField(default=list)),
                ("person", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="HeadlineRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stage", models.CharField(max_length=20)),
                ("stage_entry", models.PositiveBigIntegerField()),
                ("kind", models.CharField(blank=True, default="", max_length=10)),
                ("amount", models.DecimalField(decimal_places=4, max_digits=23, null=True)),
                ("currency", models.CharField(blank=True, default="", max_length=3)),
                ("amount_entry", models.PositiveBigIntegerField(null=True)),
                ("rate", models.DecimalField(decimal_places=18, max_digits=36, null=True)),
                ("rate_day", models.DateField(null=True)),
                ("rate_source", models.CharField(blank=True, default="", max_length=500)),
                ("converted", models.DecimalField(decimal_places=4, max_digits=30, null=True)),
                ("in_approval", models.BooleanField()),
            ],
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("act__in", ("ask", "approve", "condition", "meet", "refuse"))),
                fields=["project", "party", "-number"],
                include=("act",),
                name="entry_decisions",
            ),
        ),
        migrations.AddField(
            model_name="headline",
            name="ledger",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="headlines",
                to="cooperation.ledger",
            ),
        ),
        migrations.AddField(
            model_name="headlinerow",
            name="headline",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rows",
                to="cooperation.headline",
            ),
        ),
        migrations.AddField(
            model_name="headlinerow",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cooperation.project",
            ),
        ),
        migrations.AddConstraint(
            model_name="headline",
            constraint=models.UniqueConstraint(fields=("ledger", "number"), name="headline_number"),
        ),
        migrations.AddConstraint(
            model_name="headline",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="headline_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="headlinerow",
            constraint=models.UniqueConstraint(
                fields=("headline", "project"), name="headline_row_once"
            ),
        ),
        migrations.RunSQL(_KEPT, _NO_MORE),
    ]
