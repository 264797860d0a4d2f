"""Passes of an organisation are counted by the database, and none is taken beyond its quota."""

import django.db.models.deletion
from django.db import migrations, models

_COUNT = """
CREATE FUNCTION people_count_passes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    left_pass bigint;
    took_pass bigint;
    most integer;
    now_taken integer;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'approved'
        AND 'exhibitor' = ANY (OLD.roles) THEN
        left_pass := OLD.organisation_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'approved'
        AND 'exhibitor' = ANY (NEW.roles) THEN
        took_pass := NEW.organisation_id;
    END IF;
    IF left_pass IS NOT DISTINCT FROM took_pass THEN
        RETURN NULL;
    END IF;
    UPDATE people_passquota SET taken = taken - 1 WHERE organisation_id = left_pass;
    IF took_pass IS NOT NULL THEN
        -- Whoever sets the first quota of the organisation waits for this, or this for them.
        PERFORM FROM people_organisation WHERE id = took_pass FOR KEY SHARE;
        UPDATE people_passquota SET taken = taken + 1 WHERE organisation_id = took_pass
            RETURNING quota, taken INTO most, now_taken;
        IF now_taken > most AND current_setting('fairlead.passes', true) IS DISTINCT FROM 'free'
            AND current_setting('fairlead.loading', true) IS DISTINCT FROM 'on' THEN
            RAISE EXCEPTION 'no pass is left for organisation %', took_pass
                USING ERRCODE = 'check_violation', CONSTRAINT = 'pass_quota',
                    TABLE = 'people_passquota';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER people_pass_taken AFTER INSERT ON people_participation
    FOR EACH ROW WHEN ('exhibitor' = ANY (NEW.roles)) EXECUTE FUNCTION people_count_passes();
CREATE TRIGGER people_pass_changed
    AFTER UPDATE OF organisation_id, state, roles ON people_participation
    FOR EACH ROW WHEN ('exhibitor' = ANY (OLD.roles) OR 'exhibitor' = ANY (NEW.roles))
    EXECUTE FUNCTION people_count_passes();
CREATE TRIGGER people_pass_left AFTER DELETE ON people_participation
    FOR EACH ROW WHEN ('exhibitor' = ANY (OLD.roles)) EXECUTE FUNCTION people_count_passes();

-- Nobody writes the count but the trigger above; a new row counts those who are there.
CREATE FUNCTION people_keep_passes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM FROM people_organisation WHERE id = NEW.organisation_id FOR UPDATE;
        NEW.taken := (
            SELECT count(*) FROM people_participation
            WHERE organisation_id = NEW.organisation_id AND 'exhibitor' = ANY (roles)
                AND state = 'approved'
        );
    ELSIF pg_trigger_depth() < 2 THEN
        NEW.taken := OLD.taken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_keep_passes BEFORE INSERT OR UPDATE OF taken ON people_passquota
    FOR EACH ROW EXECUTE FUNCTION people_keep_passes();
"""
_COUNT_NO_MORE = """
DROP TRIGGER people_keep_passes ON people_passquota;
DROP FUNCTION people_keep_passes();
DROP TRIGGER people_pass_left ON people_participation;
DROP TRIGGER people_pass_changed ON people_participation;
DROP TRIGGER people_pass_taken ON people_participation;
DROP FUNCTION people_count_passes();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0011_revisions"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassQuota",
            fields=[
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="passes",
                        serialize=False,
                        to="people.organisation",
                    ),
                ),
                ("quota", models.PositiveIntegerField(blank=True, null=True)),
                ("taken", models.PositiveIntegerField(db_default=0, default=0, editable=False)),
                ("set_by_hand", models.BooleanField(default=False)),
            ],
        ),
        migrations.RunSQL(_COUNT, _COUNT_NO_MORE),
    ]
