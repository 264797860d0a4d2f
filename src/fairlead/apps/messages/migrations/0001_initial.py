"""Messages, how they are wanted, and what tells a worker of new ones."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

_TOLD = """
CREATE FUNCTION outbox_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('fairlead_mail', '');
    RETURN NULL;
END $$;
CREATE TRIGGER outbox_tell AFTER INSERT ON outbox_message
    FOR EACH STATEMENT EXECUTE FUNCTION outbox_tell();
"""
_UNTOLD = """
DROP TRIGGER outbox_tell ON outbox_message;
DROP FUNCTION outbox_tell();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0011_kept_rows"),
        ("people", "0005_sign_in_tries"),
    ]

    operations = [
        migrations.CreateModel(
            name="BouncedAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=254)),
                ("said", models.CharField(blank=True, default="", max_length=500)),
                ("bounced_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"), name="bounced_address"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailRules",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender_name", models.CharField(blank=True, default="", max_length=100)),
                ("reply_to", models.EmailField(blank=True, default="", max_length=254)),
                ("quiet_from", models.TimeField(blank=True, null=True)),
                ("quiet_until", models.TimeField(blank=True, null=True)),
                ("digest_at", models.TimeField(blank=True, null=True)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_rules",
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from__isnull", True), ("quiet_until__isnull", True)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="mail_rules_quiet_hours",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MailWish",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("purpose", models.CharField(max_length=30)),
                (
                    "wish",
                    models.CharField(
                        choices=[
                            ("each", "each at once"),
                            ("daily", "once a day, together"),
                            ("never", "not by mail"),
                        ],
                        max_length=10,
                    ),
                ),
                ("said_at", models.DateTimeField(auto_now=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mail_wishes",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "purpose"), name="mail_wish_once"),
                    models.CheckConstraint(
                        condition=models.Q(("wish__in", ["each", "daily", "never"])),
                        name="mail_wish",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("address", models.CharField(blank=True, default="", max_length=254)),
                ("purpose", models.CharField(max_length=30)),
                ("key", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=35)),
                ("subject", models.CharField(max_length=300)),
                ("body", models.TextField()),
                ("link", models.CharField(blank=True, default="", max_length=500)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("held", "held for you to send"),
                            ("queued", "waiting"),
                            ("sent", "sent"),
                            ("gathered", "sent in a digest"),
                            ("failed", "not delivered"),
                            ("unwanted", "not wanted by mail"),
                            ("no_address", "no address"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("error", models.CharField(blank=True, default="", max_length=500)),
                (
                    "queued_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="fairs.edition",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")),
                        fields=["due_at", "id"],
                        name="message_due",
                    ),
                    models.Index(fields=["person", "-queued_at"], name="message_of_person"),
                    models.Index(fields=["edition", "purpose", "state"], name="message_of_edition"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("person", "purpose", "key"),
                        name="message_once",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("address"),
                        models.F("purpose"),
                        models.F("key"),
                        condition=models.Q(("person__isnull", True)),
                        name="message_once_to_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False),
                            models.Q(("address", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="message_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "held",
                                    "queued",
                                    "sent",
                                    "gathered",
                                    "failed",
                                    "unwanted",
                                    "no_address",
                                    "cancelled",
                                ],
                            )
                        ),
                        name="message_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", False),
                            models.Q(("state__in", ("sent", "gathered")), _negated=True),
                            _connector="OR",
                        ),
                        name="message_sent_at",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_TOLD, _UNTOLD),
    ]
