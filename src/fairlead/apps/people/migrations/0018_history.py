"""Who was of which team, as what, is kept as it was: by numbers, without names.

Of a profile it is kept whether it was complete, not what it said.
"""

from django.db import migrations

_DESCRIBE = """
CREATE FUNCTION people_describe_participations(asked bigint[])
RETURNS TABLE (edition text, key text, state jsonb) LANGUAGE sql STABLE AS $$
SELECT edition.code, part.code, jsonb_build_object(
    'organisation', firm.code,
    'roles', to_jsonb(part.roles),
    'state', part.state,
    'complete', person.country <> '' AND cardinality(person.languages) > 0
        AND part.position <> '{}' AND part.organisation_id IS NOT NULL
)
FROM people_participation part
JOIN people_person person ON person.id = part.person_id
JOIN fairs_edition edition ON edition.id = part.edition_id
LEFT JOIN people_organisation firm ON firm.id = part.organisation_id
WHERE part.id = ANY(asked)
$$;
CREATE FUNCTION people_describe_persons(asked bigint[])
RETURNS TABLE (edition text, key text, state jsonb) LANGUAGE sql STABLE AS $$
SELECT * FROM people_describe_participations(
    ARRAY(SELECT id FROM people_participation WHERE person_id = ANY(asked))
)
$$;
SELECT fairs_watch_history(
    'people_participation', 'participation', 'people_describe_participations', 'id', true
);
CREATE TRIGGER history_participation_update AFTER UPDATE ON people_person
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION fairs_keep_history('participation', 'people_describe_persons', 'id', 'part');
"""
_NO_MORE = """
DROP TRIGGER history_participation_update ON people_person;
SELECT fairs_watch_history_no_more('people_participation', 'participation');
DROP FUNCTION people_describe_persons(bigint[]);
DROP FUNCTION people_describe_participations(bigint[]);
"""
_BEGIN = """
INSERT INTO fairs_history (edition, kind, key, since, state)
SELECT edition, 'participation', key, now(), state FROM people_describe_participations(
    ARRAY(SELECT id FROM people_participation));
"""


class Migration(migrations.Migration):
    """Adds the triggers, and the first states."""

    dependencies = (("people", "0017_folded_addresses"), ("fairs", "0031_history"))
    operations = (
        migrations.RunSQL(_DESCRIBE, _NO_MORE),
        migrations.RunSQL(_BEGIN, migrations.RunSQL.noop),
    )
