"""A released programme lets go of a speaker who was erased; else nobody who spoke could be."""

from django.db import migrations

_KEEP = """
CREATE OR REPLACE FUNCTION congress_keep_speaker() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF congress_is_of_released(OLD.session_id) AND %s THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'programme_frozen';
    END IF;
    RETURN NULL;
END $$;
"""
_THERE = "EXISTS (SELECT FROM people_participation WHERE id = OLD.participation_id)"
_NOT_ERASED = """EXISTS (
        SELECT FROM people_participation one JOIN people_person person ON person.id = one.person_id
        WHERE one.id = OLD.participation_id AND person.erased_at IS NULL
    )"""


class Migration(migrations.Migration):
    """Changes the function."""

    dependencies = (("congress", "0013_versions_kept"), ("people", "0018_history"))
    operations = (migrations.RunSQL(_KEEP % _NOT_ERASED, _KEEP % _THERE),)
