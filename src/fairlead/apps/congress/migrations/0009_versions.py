"""Versions of the programme, changes of the day, and what rooms have."""

from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text

_END = 'congress_find_end(date, start, "end")'
_CANCELLED = """
ALTER TABLE congress_session DROP CONSTRAINT session_room_once;
ALTER TABLE congress_session ADD CONSTRAINT session_room_once EXCLUDE USING gist (
    int8range(room_id, room_id, '[]') WITH &&,
    tsrange(date + start, congress_find_end(date, start, "end")) WITH &&
) {where} DEFERRABLE INITIALLY IMMEDIATE;
"""
_KEYS = """
ALTER TABLE congress_room ADD CONSTRAINT congress_room_hall FOREIGN KEY (hall_id)
    REFERENCES exhibition_hall (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED;
DO $$ DECLARE plain text; BEGIN
    SELECT c.conname INTO STRICT plain FROM pg_constraint c
    WHERE c.conrelid = 'congress_roomhours'::regclass AND c.contype = 'f';
    EXECUTE format('ALTER TABLE congress_roomhours DROP CONSTRAINT %I, ADD CONSTRAINT %I'
        ' FOREIGN KEY (room_id) REFERENCES congress_room ON DELETE CASCADE'
        ' DEFERRABLE INITIALLY DEFERRED', plain, plain);
END $$;
"""
_FROZEN = """
CREATE FUNCTION congress_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM congress_programme WHERE id = OLD.programme_id AND state <> 'draft'
    ) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER congress_version_kept BEFORE UPDATE ON congress_plannedsession
    FOR EACH ROW EXECUTE FUNCTION congress_keep_version();
"""
_NOT_FROZEN = """
DROP TRIGGER congress_version_kept ON congress_plannedsession;
DROP FUNCTION congress_keep_version();
"""
_SAID = (
    "title, track, kind, language, interpretation, capacity, access, guid, stream, description,"
    " expected, needs"
)
# The sessions of before are the first version of each edition that has any.
_FIRST = f"""
INSERT INTO congress_programme (edition_id, version, state, origin, released_at, taken)
SELECT DISTINCT edition_id, 1, 'released', 'recorded', now(), '' FROM congress_session;
INSERT INTO congress_plannedsession (programme_id, code, {_SAID}, date, start, minutes, room_id)
SELECT programme.id, code, {_SAID}, date, start,
    greatest(1, extract(epoch FROM {_END} - (date + start)) / 60)::smallint, room_id
FROM congress_session session
JOIN congress_programme programme ON programme.edition_id = session.edition_id
ORDER BY session.id;
INSERT INTO congress_plannedspeaker (session_id, participation_id, position, moderates)
SELECT planned.id, participation_id, position, moderates
FROM congress_speaker speaker
JOIN congress_session session ON session.id = speaker.session_id
JOIN congress_programme programme ON programme.edition_id = session.edition_id
JOIN congress_plannedsession planned
    ON planned.programme_id = programme.id AND planned.code = session.code
ORDER BY speaker.id;
SET CONSTRAINTS ALL IMMEDIATE;
"""  # noqa: S608  names of ours


def _flush_references(_apps: Any, schema_editor: Any) -> None:
    """Make the references now that Django makes at the end of a migration."""
    while schema_editor.deferred_sql:
        schema_editor.execute(schema_editor.deferred_sql.pop(0))


class Migration(migrations.Migration):
    """Adds the tables, takes what holds along as a first version, and frees cancelled rooms."""

    dependencies = [
        ("congress", "0008_identifiers_of_sessions"),
        ("exhibition", "0006_stands_change_places"),
        ("fairs", "0018_stamp_slots"),
        ("people", "0014_erased_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LiveChange",
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
                            ("late", "late"),
                            ("moved", "moved"),
                            ("cancelled", "cancelled"),
                            ("restored", "held after all"),
                        ],
                        max_length=10,
                    ),
                ),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ("session", "number"),
            },
        ),
        migrations.CreateModel(
            name="PlannedSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", fairlead.apps.fairs.text_field.LocalizedTextField()),
                (
                    "track",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText
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
                (
                    "interpretation",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=2),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("capacity", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "access",
                    models.CharField(
                        blank=True,
                        choices=[("invitation", "By invitation"), ("delegates", "For delegates")],
                        max_length=16,
                    ),
                ),
                ("guid", models.UUIDField(blank=True, null=True)),
                ("stream", models.URLField(blank=True, max_length=500)),
                (
                    "description",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText, long=True
                    ),
                ),
                ("expected", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                    ),
                ),
                ("code", models.CharField(max_length=64)),
                ("date", models.DateField(blank=True, null=True)),
                ("start", models.TimeField(blank=True, null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("base", models.JSONField(blank=True, null=True)),
                ("locked", models.BooleanField(db_default=False, default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PlannedSpeaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("moderates", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ("session", "position"),
            },
        ),
        migrations.CreateModel(
            name="Programme",
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
                    "origin",
                    models.CharField(
                        choices=[
                            ("drafted", "drafted"),
                            ("restored", "made of another version"),
                            ("recorded", "recorded as it held"),
                        ],
                        default="drafted",
                        max_length=10,
                    ),
                ),
                ("made_from", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "stamp",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(), editable=False
                    ),
                ),
                ("taken", models.CharField(blank=True, default="", max_length=200)),
            ],
            options={
                "ordering": ("version",),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProgrammeStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("undone", models.BooleanField(default=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("moved", "moved"),
                            ("unplaced", "taken out"),
                            ("edited", "changed"),
                            ("added", "added"),
                            ("removed", "removed"),
                            ("locked", "locked"),
                            ("proposed", "placed by the engine"),
                        ],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="RoomHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
            ],
            options={
                "ordering": ("date", "opens"),
            },
        ),
        migrations.AlterModelOptions(
            name="room",
            options={"ordering": ("position", "pk")},
        ),
        migrations.RemoveConstraint(
            model_name="session",
            name="session_capacity",
        ),
        migrations.AddField(
            model_name="room",
            name="capacity",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="room",
            name="features",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="hall",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="rooms",
                to="exhibition.hall",
            ),
        ),
        migrations.AddField(
            model_name="room",
            name="position",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="session",
            name="cancelled",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="session",
            name="delay",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="session",
            name="expected",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="session",
            name="needs",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                db_default=[],
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1), ("capacity__lte", 100000)),
                name="room_capacity",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1), ("capacity__lte", 100000)),
                name="session_capacity",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected__gte", 1), ("expected__lte", 100000)),
                name="session_expected",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("delay__gte", 0), ("delay__lte", 720)), name="session_delay"
            ),
        ),
        migrations.AddField(
            model_name="livechange",
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
            model_name="livechange",
            name="session",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="live_changes",
                to="congress.session",
            ),
        ),
        migrations.AddField(
            model_name="plannedsession",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="planned",
                to="congress.room",
            ),
        ),
        migrations.AddField(
            model_name="plannedspeaker",
            name="participation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="people.participation"
            ),
        ),
        migrations.AddField(
            model_name="plannedspeaker",
            name="session",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="congress.plannedsession",
            ),
        ),
        migrations.AddField(
            model_name="plannedsession",
            name="speakers",
            field=models.ManyToManyField(
                related_name="planned_sessions",
                through="congress.PlannedSpeaker",
                to="people.participation",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="edition",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="fairs.edition",
            ),
        ),
        migrations.AddField(
            model_name="programme",
            name="run",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="fairs.run",
            ),
        ),
        migrations.AddField(
            model_name="plannedsession",
            name="programme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sessions",
                to="congress.programme",
            ),
        ),
        migrations.AddField(
            model_name="programmestep",
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
            model_name="programmestep",
            name="programme",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="congress.programme",
            ),
        ),
        migrations.AddField(
            model_name="roomhours",
            name="room",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="hours",
                to="congress.room",
            ),
        ),
        migrations.AddConstraint(
            model_name="livechange",
            constraint=models.UniqueConstraint(
                fields=("session", "number"), name="live_change_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="livechange",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["late", "moved", "cancelled", "restored"])),
                name="live_change_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedspeaker",
            constraint=models.UniqueConstraint(
                fields=("session", "participation"), name="planned_speaker_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedspeaker",
            constraint=models.UniqueConstraint(
                fields=("session", "position"), name="planned_speaker_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                fields=("edition", "version"), name="programme_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "released")),
                fields=("edition",),
                name="programme_one_released",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "released", "superseded"])),
                name="programme_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("released_at__isnull", True), ("state", "draft")),
                    models.Q(
                        models.Q(("state", "draft"), _negated=True), ("released_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="programme_released_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="programme_version_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(("origin__in", ["drafted", "restored", "recorded"])),
                name="programme_origin",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedsession",
            constraint=models.UniqueConstraint(
                fields=("programme", "code"), name="planned_session_code"
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedsession",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("date__isnull", True), ("room__isnull", True), ("start__isnull", True)
                    ),
                    models.Q(
                        ("date__isnull", False), ("room__isnull", False), ("start__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="planned_session_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes__gte", 1), ("minutes__lte", 1439)),
                name="planned_session_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("capacity__gte", 1), ("capacity__lte", 100000)),
                name="planned_session_capacity",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedsession",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected__gte", 1), ("expected__lte", 100000)),
                name="planned_session_expected",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmestep",
            constraint=models.UniqueConstraint(
                fields=("programme", "number"), name="programme_step_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="programmestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["moved", "unplaced", "edited", "added", "removed", "locked", "proposed"],
                    )
                ),
                name="programme_step_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="roomhours",
            constraint=models.UniqueConstraint(
                fields=("room", "date", "opens"), name="room_hours_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roomhours",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes", models.F("opens")), _negated=True),
                name="room_hours_length",
            ),
        ),
        migrations.RunPython(_flush_references, migrations.RunPython.noop),
        migrations.RunSQL(_KEYS, migrations.RunSQL.noop),
        migrations.RunSQL(
            _CANCELLED.format(where="WHERE (NOT cancelled)"), _CANCELLED.format(where="")
        ),
        migrations.RunSQL(_FIRST, migrations.RunSQL.noop),
        migrations.RunSQL(_FROZEN, _NOT_FROZEN),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
            )
            for table in ("congress_programme",)
        ),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch_through('{table}', '{parent}', '{column}')",
                f"SELECT fairs_watch_no_more('{table}')",
            )
            for table, parent, column in (
                ("congress_roomhours", "congress_room", "room_id"),
                ("congress_livechange", "congress_session", "session_id"),
                ("congress_plannedsession", "congress_programme", "programme_id"),
            )
        ),
    ]
