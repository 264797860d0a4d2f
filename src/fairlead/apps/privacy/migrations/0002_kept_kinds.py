"""Conversations and private notes are kept for a while too."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0018_stamp_slots"),
        ("privacy", "0001_initial"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="keptfor",
            name="kept_for_kind",
        ),
        migrations.AlterField(
            model_name="keptfor",
            name="kind",
            field=models.CharField(
                choices=[
                    ("people", "people who take part in no later edition, with all that is theirs"),
                    ("answers", "answers to the questions of the registration"),
                    ("messages", "what messages said, and to which address"),
                    ("letters", "what people wrote to one another when they asked for meetings"),
                    (
                        "talks",
                        "what people wrote to one another in conversations about offers and needs",
                    ),
                    ("notes", "what people noted for themselves of meetings, and meant to do"),
                    ("lists", "files of uploaded lists, with their faulty rows"),
                    ("shown", "who was shown to whom, saved or put aside"),
                    ("audit", "values before and after in the record of changes"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="keptfor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "people",
                            "answers",
                            "messages",
                            "letters",
                            "talks",
                            "notes",
                            "lists",
                            "shown",
                            "audit",
                        ],
                    )
                ),
                name="kept_for_kind",
            ),
        ),
    ]
