"""Counts of how often signing in was tried."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_localized_text"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInTries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("window", models.BigIntegerField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["window"], name="sign_in_tries_window")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "window"), name="sign_in_tries_key_window"
                    )
                ],
            },
        ),
    ]
