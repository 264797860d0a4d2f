"""Sessions say for whom they are."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("congress", "0011_about_practices")]

    operations = [
        migrations.AddField(
            model_name="plannedsession",
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
        migrations.AddField(
            model_name="session",
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
