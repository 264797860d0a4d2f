"""Erasures, files of a person's data, and how long what is kept."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from fairlead.apps.fairs.constraints import revoke_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0018_stamp_slots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.BigIntegerField(unique=True)),
                ("account_id", models.BigIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("why", models.CharField(max_length=20)),
                ("done", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="PersonalFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.BigIntegerField(db_index=True)),
                ("content", models.BinaryField()),
                (
                    "made_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="personal_files",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptFor",
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
                        choices=[
                            (
                                "people",
                                "people who take part in no later edition, with all that is theirs",
                            ),
                            ("answers", "answers to the questions of the registration"),
                            ("messages", "what messages said, and to which address"),
                            (
                                "letters",
                                "what people wrote to one another when they asked for meetings",
                            ),
                            ("lists", "files of uploaded lists, with their faulty rows"),
                            ("shown", "who was shown to whom, saved or put aside"),
                            ("audit", "values before and after in the record of changes"),
                        ],
                        max_length=10,
                    ),
                ),
                ("days", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "kind"), name="kept_for_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "people",
                                    "answers",
                                    "messages",
                                    "letters",
                                    "lists",
                                    "shown",
                                    "audit",
                                ],
                            )
                        ),
                        name="kept_for_kind",
                    ),
                ],
            },
        ),
        revoke_changes("privacy_erasure"),
    ]
