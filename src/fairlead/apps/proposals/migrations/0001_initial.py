"""Calls for sessions, proposals and reviews."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.apps.proposals.models
import fairlead.folder.localized_text


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0018_stamp_slots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("title", fairlead.apps.fairs.text_field.LocalizedTextField()),
                (
                    "text",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("plenary", "Plenary session"),
                                ("panel", "Panel"),
                                ("pitch", "Pitch"),
                                ("council", "Council"),
                                ("signing", "Signing"),
                                ("tour", "Guided tour"),
                                ("workshop", "Workshop"),
                            ],
                            max_length=16,
                        ),
                        default=list,
                        size=None,
                    ),
                ),
                ("opens_at", models.DateTimeField()),
                ("closes_at", models.DateTimeField()),
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
                "ordering": ("closes_at", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CallQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", fairlead.apps.fairs.text_field.LocalizedTextField()),
                ("required", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="proposals.call",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", fairlead.apps.fairs.text_field.LocalizedTextField()),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="proposals.call",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("submitted", "submitted"),
                            ("accepted", "accepted"),
                            ("waiting", "on the waiting list"),
                            ("rejected", "not accepted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "title",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText
                    ),
                ),
                (
                    "text",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("plenary", "Plenary session"),
                            ("panel", "Panel"),
                            ("pitch", "Pitch"),
                            ("council", "Council"),
                            ("signing", "Signing"),
                            ("tour", "Guided tour"),
                            ("workshop", "Workshop"),
                        ],
                        max_length=16,
                    ),
                ),
                ("language", models.CharField(blank=True, max_length=2)),
                ("minutes", models.PositiveSmallIntegerField(default=60)),
                ("answers", models.JSONField(blank=True, default=dict)),
                ("submitted_at", models.DateTimeField(blank=True, null=True)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("words", models.CharField(blank=True, default="", max_length=2000)),
                ("session", models.CharField(blank=True, default="", max_length=64)),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="proposals.call",
                    ),
                ),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProposalSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=500)),
                ("email", models.EmailField(max_length=254)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "asked"),
                            ("confirmed", "comes"),
                            ("declined", "does not come"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=fairlead.apps.proposals.models.draw_token,
                        max_length=64,
                        unique=True,
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="speakers",
                        to="proposals.proposal",
                    ),
                ),
            ],
            options={
                "ordering": ("pk",),
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scores", models.JSONField(blank=True, default=dict)),
                ("mean", models.FloatField(blank=True, null=True)),
                ("comment", models.CharField(blank=True, default="", max_length=2000)),
                ("conflicted", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField(auto_now=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="proposals.proposal",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviewers",
                        to="proposals.call",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="call_code"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="call_times"
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kinds__contained_by",
                        ["plenary", "panel", "pitch", "council", "signing", "tour", "workshop"],
                    )
                ),
                name="call_kinds",
            ),
        ),
        migrations.AddConstraint(
            model_name="callquestion",
            constraint=models.UniqueConstraint(
                fields=("call", "position"), name="call_question_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("call", "position"), name="criterion_position"
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["call", "state"], name="proposal_of_call"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="proposal_code"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        ["draft", "submitted", "accepted", "waiting", "rejected", "withdrawn"],
                    )
                ),
                name="proposal_how_far",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1439)),
                name="proposal_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), ("submitted_at__isnull", False), _connector="OR"
                ),
                name="proposal_submitted_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalspeaker",
            constraint=models.UniqueConstraint(
                fields=("proposal", "email"), name="proposal_speaker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="proposalspeaker",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["invited", "confirmed", "declined"])),
                name="proposal_speaker_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("proposal", "account"), name="review_once"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conflicted", True), ("mean__isnull", True)),
                    models.Q(("conflicted", False), ("mean__gte", 0), ("mean__lte", 10)),
                    _connector="OR",
                ),
                name="review_mean",
            ),
        ),
        migrations.AddConstraint(
            model_name="reviewer",
            constraint=models.UniqueConstraint(fields=("call", "account"), name="reviewer_once"),
        ),
    ]
