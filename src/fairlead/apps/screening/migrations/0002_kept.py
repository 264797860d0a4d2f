"""A hit's state is what was decided last; decisions are only added."""

from django.db import migrations

from fairlead.apps.fairs.constraints import revoke_changes

_RULES = """
CREATE FUNCTION screening_write_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE screening_hit SET state = NEW.state WHERE id = NEW.hit_id;
    RETURN NULL;
END $$;
CREATE TRIGGER screening_decided AFTER INSERT ON screening_decision
    FOR EACH ROW EXECUTE FUNCTION screening_write_state();

-- Nobody writes the state but the trigger above: a hit is open until a person decides.
CREATE FUNCTION screening_keep_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.state := CASE TG_OP WHEN 'INSERT' THEN 'open' ELSE OLD.state END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER screening_keep_state BEFORE INSERT OR UPDATE OF state ON screening_hit
    FOR EACH ROW EXECUTE FUNCTION screening_keep_state();
"""
_NO_RULES = """
DROP TRIGGER screening_keep_state ON screening_hit;
DROP FUNCTION screening_keep_state();
DROP TRIGGER screening_decided ON screening_decision;
DROP FUNCTION screening_write_state();
"""


class Migration(migrations.Migration):
    """Adds what the database keeps."""

    dependencies = [("screening", "0001_initial"), ("fairs", "0012_within_edition")]
    operations = [
        migrations.RunSQL(_RULES, _NO_RULES),
        revoke_changes("screening_decision", goes_with="hit_id"),
    ]
