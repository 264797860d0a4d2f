"""Proposals say for whom they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("proposals", "0002_within_edition")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="level",
            field=models.CharField(
                blank=True,
                choices=[
                    ("everyone", "For everyone"),
                    ("introductory", "Introductory"),
                    ("intermediate", "Intermediate"),
                    ("advanced", "Advanced"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
    ]
