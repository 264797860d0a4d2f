"""Delegates are counted, interpreters are never booked twice, and all stays within an edition."""

from django.db import migrations

_RULES = """
CREATE FUNCTION delegations_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE delegations_delegation SET taken = taken - 1 WHERE id = OLD.delegation_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE delegations_delegation SET taken = taken + 1 WHERE id = NEW.delegation_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER delegations_counted AFTER INSERT OR DELETE ON delegations_delegate
    FOR EACH ROW EXECUTE FUNCTION delegations_count();
CREATE TRIGGER delegations_moved AFTER UPDATE OF delegation_id ON delegations_delegate
    FOR EACH ROW WHEN (OLD.delegation_id <> NEW.delegation_id)
    EXECUTE FUNCTION delegations_count();

-- Nobody writes the count but the triggers above.
CREATE FUNCTION delegations_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER delegations_keep_count BEFORE INSERT OR UPDATE OF taken ON delegations_delegation
    FOR EACH ROW EXECUTE FUNCTION delegations_keep_count();

ALTER TABLE delegations_interpreterbooking ADD CONSTRAINT interpreter_once EXCLUDE USING gist (
    int8range(interpreter_id, interpreter_id, '[]') WITH &&, during WITH &&
);
SELECT fairs_keep_within('delegations_delegate', 'delegation_id', 'delegations_delegation'),
    fairs_keep_within('delegations_delegate', 'participation_id', 'people_participation'),
    fairs_keep_within('delegations_interpreterbooking', 'delegation_id', 'delegations_delegation'),
    fairs_keep_within('delegations_interpreterbooking', 'interpreter_id',
        'delegations_interpreter'),
    fairs_keep_within('delegations_visititem', 'delegation_id', 'delegations_delegation'),
    fairs_keep_within('delegations_visititem', 'session_id', 'congress_session'),
    fairs_keep_within('delegations_visititem', 'exhibitor_id', 'exhibition_exhibitor'),
    fairs_keep_within('delegations_delegation', 'exposition_id', 'exhibition_exposition'),
    fairs_keep_within('delegations_delegation', 'organisation_id', 'people_organisation');
"""
_NO_RULES = """
SELECT fairs_keep_within_no_more('delegations_delegation', 'organisation_id',
        'people_organisation'),
    fairs_keep_within_no_more('delegations_delegation', 'exposition_id', 'exhibition_exposition'),
    fairs_keep_within_no_more('delegations_visititem', 'exhibitor_id', 'exhibition_exhibitor'),
    fairs_keep_within_no_more('delegations_visititem', 'session_id', 'congress_session'),
    fairs_keep_within_no_more('delegations_visititem', 'delegation_id', 'delegations_delegation'),
    fairs_keep_within_no_more('delegations_interpreterbooking', 'interpreter_id',
        'delegations_interpreter'),
    fairs_keep_within_no_more('delegations_interpreterbooking', 'delegation_id',
        'delegations_delegation'),
    fairs_keep_within_no_more('delegations_delegate', 'participation_id', 'people_participation'),
    fairs_keep_within_no_more('delegations_delegate', 'delegation_id', 'delegations_delegation');
ALTER TABLE delegations_interpreterbooking DROP CONSTRAINT interpreter_once;
DROP TRIGGER delegations_keep_count ON delegations_delegation;
DROP FUNCTION delegations_keep_count();
DROP TRIGGER delegations_moved ON delegations_delegate;
DROP TRIGGER delegations_counted ON delegations_delegate;
DROP FUNCTION delegations_count();
"""


class Migration(migrations.Migration):
    """Adds what the database keeps."""

    dependencies = [("delegations", "0001_initial"), ("fairs", "0012_within_edition")]
    operations = [migrations.RunSQL(_RULES, _NO_RULES)]
