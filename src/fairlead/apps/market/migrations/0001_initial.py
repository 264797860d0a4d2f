"""Conversations about offers and needs, watched products, and what was announced."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import fairlead.apps.fairs.text_field


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0018_stamp_slots"),
        ("people", "0012_passes"),
        ("trade", "0017_own_pages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20)),
                ("economy", models.CharField(blank=True, default="", max_length=3)),
                ("about", models.CharField(max_length=80)),
                ("title", fairlead.apps.fairs.text_field.LocalizedTextField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "waiting for an answer"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("blocked", "blocked"),
                        ],
                        default="asked",
                        max_length=10,
                    ),
                ),
                (
                    "begun_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "last_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations",
                        to="people.participation",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="fairs.edition",
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations",
                        to="trade.need",
                    ),
                ),
                (
                    "offer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations",
                        to="trade.offer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("of_asker", models.BooleanField()),
                ("text", models.CharField(max_length=2000)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="letters",
                        to="market.conversation",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("letter", models.BigIntegerField()),
                (
                    "conversation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="readings",
                        to="market.conversation",
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.participation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("product", models.CharField(max_length=64)),
                ("offers", models.BooleanField(default=True)),
                ("needs", models.BooleanField(default=True)),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="people.participation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Announced",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=80)),
                (
                    "products",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=64), size=None
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "about"), name="announced_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["edition", "-last_at"], name="conversation_latest"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(
                fields=("edition", "code"), name="conversation_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.UniqueConstraint(fields=("asker", "about"), name="conversation_once"),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["asked", "accepted", "declined", "blocked"])),
                name="conversation_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("economy", ""), ("owner__isnull", False)),
                    models.Q(("economy__gt", ""), ("owner", None)),
                    _connector="OR",
                ),
                name="conversation_owner",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["conversation", "id"], name="letter_of_conversation"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["author", "at"], name="letter_of_author"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__gt", "")), name="letter_says"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("conversation", "reader"), name="reading_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.UniqueConstraint(
                fields=("participation", "product"), name="watch_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="watch",
            constraint=models.CheckConstraint(
                condition=models.Q(("offers", True), ("needs", True), _connector="OR"),
                name="watch_some",
            ),
        ),
        migrations.RunSQL(
            [
                "SELECT fairs_keep_within('market_conversation', 'asker_id',"
                " 'people_participation')",
                "SELECT fairs_keep_within('market_conversation', 'owner_id',"
                " 'people_organisation')",
                # What is there already was never watched: nobody is told of it.
                "INSERT INTO market_announced (edition_id, about, products)"
                " SELECT edition_id, 'offer/' || code, products FROM trade_offer UNION ALL"
                " SELECT edition_id, 'need/' || code, products FROM trade_need",
            ],
            [
                "SELECT fairs_keep_within_no_more('market_conversation', 'asker_id',"
                " 'people_participation')",
                "SELECT fairs_keep_within_no_more('market_conversation', 'owner_id',"
                " 'people_organisation')",
            ],
        ),
    ]
