"""Flows may be files of WITS, Eurostat and the Atlas; their values may be said to be worth more."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the kinds and the worth."""

    dependencies = [
        ("fairs", "0013_run_sentences"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_flows_kind",
        ),
        migrations.AddField(
            model_name="edition",
            name="flows_unit",
            field=models.CharField(blank=True, default="", max_length=500),
        ),
        migrations.AlterField(
            model_name="edition",
            name="flows_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("table", "table"),
                    ("baci", "BACI"),
                    ("comtrade", "Comtrade"),
                    ("wits", "WITS"),
                    ("eurostat", "Eurostat"),
                    ("atlas", "Atlas of Economic Complexity"),
                ],
                default="",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "flows_kind__in",
                        ["table", "baci", "comtrade", "wits", "eurostat", "atlas", ""],
                    )
                ),
                name="edition_flows_kind",
            ),
        ),
    ]
