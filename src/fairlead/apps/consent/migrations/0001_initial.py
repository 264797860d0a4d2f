"""Texts of consents, and answers to them; rows are only added."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text
from fairlead.apps.fairs.constraints import revoke_changes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0018_stamp_slots"),
        ("people", "0013_erased"),
    ]

    operations = [
        migrations.CreateModel(
            name="ConsentText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("be_shown", "being proposed by name to others as somebody to meet"),
                            ("share_contact", "showing my address to those I have agreed to meet"),
                            ("news", "news of the fair by mail"),
                        ],
                        max_length=20,
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "text",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                ("asks_again", models.BooleanField(default=True)),
                ("withdrawn", models.BooleanField(default=False)),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="consent_texts",
                        to="fairs.edition",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given", models.BooleanField()),
                ("language", models.CharField(max_length=35)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("account_id", models.BigIntegerField(blank=True, null=True)),
                ("acted_for_id", models.BigIntegerField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="consents",
                        to="people.person",
                    ),
                ),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="answers",
                        to="consent.consenttext",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="consenttext",
            constraint=models.UniqueConstraint(
                fields=("edition", "purpose", "version"), name="consent_text_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="consenttext",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["be_shown", "share_contact", "news"])),
                name="consent_text_purpose",
            ),
        ),
        migrations.AddIndex(
            model_name="consent",
            index=models.Index(fields=["person", "-id"], name="consent_of_person"),
        ),
        revoke_changes("consent_consenttext", goes_with="edition_id"),
        revoke_changes("consent_consent", goes_with="text_id"),
    ]
