"""Background work, and what tells its changes to who listens."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_TOLD = """
CREATE FUNCTION work_tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('fairlead_work', NEW.id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER work_tell AFTER INSERT OR UPDATE ON work_work
    FOR EACH ROW EXECUTE FUNCTION work_tell();
"""
_UNTOLD = """
DROP TRIGGER work_tell ON work_work;
DROP FUNCTION work_tell();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fairs", "0011_kept_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Work",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=100)),
                ("parameters", models.JSONField(blank=True, default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("running", "under way"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("cancelled", "cancelled"),
                        ],
                        default="queued",
                        max_length=10,
                    ),
                ),
                ("holder", models.UUIDField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("cancelling", models.BooleanField(default=False)),
                ("progress", models.JSONField(blank=True, default=dict)),
                ("result", models.JSONField(blank=True, default=dict)),
                ("error", models.TextField(blank=True, default="")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("began_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
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
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work",
                        to="fairs.edition",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-id"),
                "indexes": [
                    models.Index(fields=["edition", "-asked_at"], name="work_latest"),
                    models.Index(
                        models.F("id"),
                        condition=models.Q(("state__in", ("queued", "running"))),
                        name="work_live",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "done", "failed", "cancelled"])
                        ),
                        name="work_state",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("queued", "running"))),
                        fields=("edition", "key"),
                        name="work_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder__isnull", False), ("state", "running")),
                            models.Q(
                                models.Q(("state", "running"), _negated=True),
                                ("holder__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="work_held_while_running",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("state__in", ("queued", "running"))
                            ),
                            models.Q(
                                models.Q(("state__in", ("queued", "running")), _negated=True),
                                ("ended_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="work_ended",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_TOLD, _UNTOLD),
    ]
