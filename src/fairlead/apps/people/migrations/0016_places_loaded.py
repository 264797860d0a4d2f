"""A load counts the places of types once, at its end: not a row of the type for each person."""

from django.db import migrations

_COUNT_AT_THE_END = """
CREATE OR REPLACE FUNCTION people_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    left_place bigint;
    took_place bigint;
BEGIN
    IF current_setting('fairlead.places', true) IN ('loading', 'counted') THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.state IN ('registered', 'approved') THEN
        left_place := OLD.type_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state IN ('registered', 'approved') THEN
        took_place := NEW.type_id;
    END IF;
    IF left_place IS DISTINCT FROM took_place THEN
        UPDATE people_participationtype SET taken = taken - 1 WHERE id = left_place;
        UPDATE people_participationtype SET taken = taken + 1 WHERE id = took_place;
    END IF;
    RETURN NULL;
END $$;

-- Nobody writes the count but the trigger above; who loads many has it counted here.
CREATE OR REPLACE FUNCTION people_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('fairlead.places', true) = 'loading' THEN
        NEW.taken := 0;
    ELSIF current_setting('fairlead.places', true) = 'counted' THEN
        NEW.taken := (
            SELECT count(*) FROM people_participation
            WHERE type_id = NEW.id AND state IN ('registered', 'approved')
        );
    ELSIF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;
"""
_COUNT_EACH = """
CREATE OR REPLACE FUNCTION people_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    left_place bigint;
    took_place bigint;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state IN ('registered', 'approved') THEN
        left_place := OLD.type_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state IN ('registered', 'approved') THEN
        took_place := NEW.type_id;
    END IF;
    IF left_place IS DISTINCT FROM took_place THEN
        UPDATE people_participationtype SET taken = taken - 1 WHERE id = left_place;
        UPDATE people_participationtype SET taken = taken + 1 WHERE id = took_place;
    END IF;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION people_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0015_kept_to_bounds"),
    ]

    operations = [
        migrations.RunSQL(_COUNT_AT_THE_END, _COUNT_EACH),
    ]
