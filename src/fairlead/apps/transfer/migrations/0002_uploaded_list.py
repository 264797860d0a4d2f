"""Lists that were uploaded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("transfer", "0001_loaded_file"),
        ("fairs", "0013_run_sentences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="UploadedList",
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
                        choices=[("people", "People"), ("organisations", "Organisations")],
                        max_length=15,
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "being checked"),
                            ("refused", "not readable"),
                            ("checked", "checked"),
                            ("writing", "being imported"),
                            ("written", "imported"),
                        ],
                        default="uploaded",
                        max_length=10,
                    ),
                ),
                ("sheet", models.CharField(blank=True, default="", max_length=100)),
                ("columns", models.JSONField(blank=True, null=True)),
                ("reading", models.JSONField(blank=True, default=dict)),
                ("findings", models.JSONField(blank=True, default=dict)),
                ("faulty", models.BinaryField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True, default="")),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("written_at", models.DateTimeField(blank=True, null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uploaded_lists",
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("-uploaded_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["people", "organisations"])),
                        name="uploaded_list_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["uploaded", "refused", "checked", "writing", "written"])
                        ),
                        name="uploaded_list_state",
                    ),
                ],
            },
        ),
    ]
