"""Types of participation with quotas and questions, and what people answered."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0013_run_sentences"),
        ("people", "0007_sign_in_codes"),
    ]

    operations = [
        migrations.AddField(
            model_name="participation",
            name="reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="participation",
            name="registered_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.CreateModel(
            name="ParticipationType",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("name", fairlead.apps.fairs.text_field.LocalizedTextField()),
                (
                    "description",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("visitor", "visitor"),
                            ("buyer", "buyer"),
                            ("exhibitor", "exhibitor"),
                            ("speaker", "speaker"),
                            ("delegate", "delegate"),
                            ("press", "press"),
                        ],
                        default="visitor",
                        max_length=10,
                    ),
                ),
                ("quota", models.PositiveIntegerField(blank=True, null=True)),
                ("taken", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                ("price", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("closes_at", models.DateTimeField(blank=True, null=True)),
                ("needs_approval", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
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
                "ordering": ("position", "id"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="participation",
            name="type",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="participations",
                to="people.participationtype",
            ),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", fairlead.apps.fairs.text_field.LocalizedTextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "in words"),
                            ("yes_no", "yes or no"),
                            ("choice", "one of several"),
                        ],
                        default="text",
                        max_length=10,
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list)),
                ("required", models.BooleanField(default=False)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="people.participationtype",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
            },
        ),
        migrations.CreateModel(
            name="AnswerGiven",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(max_length=2000)),
                (
                    "participation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="people.participation",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="people.question",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"), name="participationtype_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("role__in", ["visitor", "buyer", "exhibitor", "speaker", "delegate", "press"])
                ),
                name="participation_type_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quota__isnull", True), ("taken__lte", models.F("quota")), _connector="OR"
                ),
                name="participation_type_quota",
            ),
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gte", 0)), name="participation_type_price"
            ),
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opens_at__isnull", True),
                    ("closes_at__isnull", True),
                    ("closes_at__gt", models.F("opens_at")),
                    _connector="OR",
                ),
                name="participation_type_times",
            ),
        ),
        migrations.AddConstraint(
            model_name="participationtype",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("needs_approval", True), ("role__in", ("visitor", "buyer")), _connector="OR"
                ),
                name="participation_type_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["text", "yes_no", "choice"])), name="question_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="answergiven",
            constraint=models.UniqueConstraint(
                fields=("participation", "question"), name="answer_once"
            ),
        ),
    ]
