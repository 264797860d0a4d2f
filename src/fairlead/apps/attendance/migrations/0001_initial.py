"""Places at sessions, arrivals, questions from the floor and records."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("congress", "0010_more_of_sessions"),
        ("people", "0014_erased_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SeatCount",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="seat_count",
                        serialize=False,
                        to="congress.session",
                    ),
                ),
                ("taken", models.PositiveIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SessionRecord",
            fields=[
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="record",
                        serialize=False,
                        to="congress.session",
                    ),
                ),
                (
                    "summary",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                (
                    "agreements",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="FloorQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("named", models.BooleanField(default=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "to be looked at"),
                            ("shown", "shown"),
                            ("answered", "answered"),
                            ("hidden", "hidden"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="floor_questions",
                        to="congress.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuestionVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="attendance.floorquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("booked", "booked"),
                            ("waiting", "waiting"),
                        ],
                        max_length=10,
                    ),
                ),
                ("invited", models.BooleanField(db_default=False, default=False)),
                ("beside", models.BooleanField(db_default=False, default=False)),
                (
                    "asked_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="people.participation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="congress.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="arrivals",
                        to="congress.session",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "participation"), name="arrival_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="floorquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "shown", "answered", "hidden"])),
                name="floor_question_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="questionvote",
            constraint=models.UniqueConstraint(
                fields=("question", "participation"), name="vote_once"
            ),
        ),
        migrations.AddIndex(
            model_name="seat",
            index=models.Index(fields=["session", "state", "asked_at"], name="seat_order"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.UniqueConstraint(
                fields=("session", "participation"), name="seat_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["invited", "booked", "waiting"])),
                name="seat_state",
            ),
        ),
    ]
