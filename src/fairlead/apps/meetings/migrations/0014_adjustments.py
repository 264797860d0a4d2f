"""Drafts are changed by hand, with a journal; a version may be made of another one."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


def _go_with(key: str, parent: str) -> migrations.RunSQL:
    """Return what lets the database itself remove what was changed with what it is about."""
    sql = f"""
DO $$ DECLARE plain text; BEGIN
    SELECT c.conname INTO STRICT plain FROM pg_constraint c
    JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.conrelid = 'meetings_adjustment'::regclass AND c.contype = 'f'
        AND a.attname = '{key}';
    EXECUTE format('ALTER TABLE meetings_adjustment DROP CONSTRAINT %I, ADD CONSTRAINT %I'
        ' FOREIGN KEY ({key}) REFERENCES {parent} ON DELETE CASCADE'
        ' DEFERRABLE INITIALLY DEFERRED',
        plain, plain);
END $$"""  # noqa: S608  names of ours
    return migrations.RunSQL(sql, migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [
        ("fairs", "0018_stamp_slots"),
        ("meetings", "0013_sessions_after_midnight"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Adjustment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "moved"),
                            ("added", "put into the draft"),
                            ("removed", "taken out"),
                            ("locked", "locked"),
                            ("unlocked", "unlocked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("undone", models.BooleanField(default=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.RemoveConstraint(
            model_name="timetable",
            name="timetable_current",
        ),
        migrations.AddField(
            model_name="meeting",
            name="locked",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="timetable",
            name="made_from",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="timetable",
            name="origin",
            field=models.CharField(
                choices=[
                    ("planned", "planned"),
                    ("replanned", "replanned, close to another version"),
                    ("restored", "made of another version"),
                ],
                db_default="planned",
                default="planned",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="unheld",
            name="said",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddConstraint(
            model_name="timetable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("run__isnull", True), ("state", "current"), ("version", 0)),
                    models.Q(models.Q(("state", "current"), _negated=True), ("version__gte", 1)),
                    _connector="OR",
                ),
                name="timetable_current",
            ),
        ),
        migrations.AddConstraint(
            model_name="timetable",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "current"),
                    models.Q(
                        ("made_from__isnull", True), ("origin", "planned"), ("run__isnull", False)
                    ),
                    models.Q(
                        models.Q(("origin", "planned"), _negated=True), ("made_from__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="timetable_origin",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="account",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="meetings.meetingrequest",
            ),
        ),
        migrations.AddField(
            model_name="adjustment",
            name="timetable",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="adjustments",
                to="meetings.timetable",
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.UniqueConstraint(
                fields=("timetable", "number"), name="adjustment_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="adjustment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["moved", "added", "removed", "locked", "unlocked"])
                ),
                name="adjustment_kind",
            ),
        ),
        # A version goes with its edition, and a request with its load, by the database itself.
        _go_with("timetable_id", "meetings_timetable"),
        _go_with("request_id", "meetings_meetingrequest"),
    ]
