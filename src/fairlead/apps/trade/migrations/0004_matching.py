"""Versions of the lists, makers of needs, how the lists were measured, and what was shown."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0002_stamp"),
        ("people", "0002_hidden"),
        ("trade", "0003_watched"),
    ]

    operations = [
        migrations.AddField(
            model_name="need",
            name="hidden",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.CreateModel(
            name="Matching",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("released", "released"),
                            ("superseded", "superseded"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("released_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="fairs.edition",
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s",
                        to="fairs.run",
                    ),
                ),
            ],
            options={
                "ordering": ("version",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MakerList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "makers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "scores",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=None
                    ),
                ),
                (
                    "offers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "english",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "russian",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maker_lists",
                        to="trade.need",
                    ),
                ),
                (
                    "matching",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maker_lists",
                        to="trade.matching",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MakerGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "members",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("covers", models.JSONField()),
                ("cost", models.FloatField()),
                ("bound", models.FloatField()),
                ("proved", models.BooleanField()),
                (
                    "missing",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), size=None
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maker_groups",
                        to="trade.need",
                    ),
                ),
                (
                    "matching",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="maker_groups",
                        to="trade.matching",
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="ListMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("market", models.CharField(max_length=40)),
                (
                    "about",
                    models.CharField(
                        choices=[("lists", "lists"), ("filter", "filter")], max_length=10
                    ),
                ),
                ("side", models.CharField(blank=True, default="", max_length=20)),
                ("name", models.CharField(max_length=60)),
                ("value", models.FloatField()),
                (
                    "matching",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="trade.matching",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ShownList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "surface",
                    models.CharField(
                        choices=[
                            ("need_makers", "makers of a need"),
                            ("need_groups", "groups for a need"),
                            ("exhibitor_needs", "needs an exhibitor could serve"),
                            ("partners", "people to meet"),
                        ],
                        max_length=16,
                    ),
                ),
                ("owner", models.BigIntegerField()),
                ("first_rank", models.PositiveIntegerField(default=1)),
                ("hour", models.DateTimeField()),
                (
                    "targets",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                (
                    "ranks",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.IntegerField(), size=None
                    ),
                ),
                (
                    "scores",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.FloatField(), size=None
                    ),
                ),
                (
                    "matching",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="trade.matching",
                    ),
                ),
                (
                    "viewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("market", models.CharField(max_length=40)),
                ("price", models.FloatField(blank=True, null=True)),
                ("filled", models.FloatField()),
                ("capacity", models.FloatField()),
                ("shown", models.PositiveIntegerField()),
                ("asked", models.FloatField()),
                ("coded", models.BooleanField()),
                ("listed", models.PositiveIntegerField()),
                ("stopped", models.JSONField(blank=True, default=dict)),
                (
                    "matching",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="trade.matching",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="people.organisation",
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="standings",
                        to="people.participation",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="matching",
            constraint=models.UniqueConstraint(
                fields=("edition", "version"), name="matching_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="matching",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "released")),
                fields=("edition",),
                name="matching_one_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="matching",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "released", "superseded"])),
                name="matching_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="matching",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("released_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="matching_released_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="matching",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="matching_version_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="makerlist",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["makers"], name="maker_list_makers"
            ),
        ),
        migrations.AddConstraint(
            model_name="makerlist",
            constraint=models.UniqueConstraint(fields=("matching", "need"), name="maker_list_once"),
        ),
        migrations.AddConstraint(
            model_name="makerlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("makers__len", models.F("scores__len")),
                    ("makers__len", models.F("offers__len")),
                    ("makers__len", models.F("english__len")),
                    ("makers__len", models.F("russian__len")),
                ),
                name="maker_list_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="makergroup",
            constraint=models.UniqueConstraint(
                fields=("matching", "need", "number"), name="maker_group_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="makergroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gte", 1)), name="maker_group_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="listmeasure",
            constraint=models.UniqueConstraint(
                fields=("matching", "market", "about", "side", "name"), name="list_measure_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="listmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("about__in", ["lists", "filter"])), name="list_measure_about"
            ),
        ),
        migrations.AddConstraint(
            model_name="shownlist",
            constraint=models.UniqueConstraint(
                fields=("matching", "surface", "owner", "viewer", "first_rank", "hour"),
                name="shown_list_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="shownlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("targets__len", models.F("ranks__len")),
                    ("targets__len", models.F("scores__len")),
                ),
                name="shown_list_length",
            ),
        ),
        migrations.AddConstraint(
            model_name="shownlist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("surface__in", ["need_makers", "need_groups", "exhibitor_needs", "partners"])
                ),
                name="shown_list_surface",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("organisation__isnull", True), ("participation__isnull", False)),
                    models.Q(("organisation__isnull", False), ("participation__isnull", True)),
                    _connector="OR",
                ),
                name="standing_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(
                fields=("matching", "market", "organisation", "participation"),
                name="standing_once",
                nulls_distinct=False,
            ),
        ),
    ]
