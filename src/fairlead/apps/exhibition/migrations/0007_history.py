"""Profiles of organisations, and whether they exhibit, are kept as they were."""

from django.db import migrations

_DESCRIBE = """
CREATE FUNCTION exhibition_describe_organisations(asked bigint[])
RETURNS TABLE (edition text, key text, state jsonb) LANGUAGE sql STABLE AS $$
SELECT edition.code, firm.code, jsonb_build_object(
    'name', firm.name::jsonb,
    'country', firm.country,
    'city', firm.city::jsonb,
    'sector', firm.sector,
    'size', firm.size,
    'languages', to_jsonb(firm.languages),
    'website', firm.website,
    'stand', stand.code
)
FROM people_organisation firm
JOIN fairs_edition edition ON edition.id = firm.edition_id
LEFT JOIN exhibition_exhibitor exhibitor ON exhibitor.organisation_id = firm.id
LEFT JOIN exhibition_stand stand ON stand.id = exhibitor.stand_id
WHERE firm.id = ANY(asked)
$$;
SELECT fairs_watch_history(
    'people_organisation', 'organisation', 'exhibition_describe_organisations', 'id', true
);
SELECT fairs_watch_history(
    'exhibition_exhibitor', 'organisation', 'exhibition_describe_organisations',
    'organisation_id', false
);
"""
_NO_MORE = """
SELECT fairs_watch_history_no_more('exhibition_exhibitor', 'organisation');
SELECT fairs_watch_history_no_more('people_organisation', 'organisation');
DROP FUNCTION exhibition_describe_organisations(bigint[]);
"""
_BEGIN = """
INSERT INTO fairs_history (edition, kind, key, since, state)
SELECT edition, 'organisation', key, now(), state FROM exhibition_describe_organisations(
    ARRAY(SELECT id FROM people_organisation));
"""


class Migration(migrations.Migration):
    """Adds the triggers, and the first states."""

    dependencies = (
        ("exhibition", "0006_stands_change_places"),
        ("people", "0018_history"),
    )
    operations = (
        migrations.RunSQL(_DESCRIBE, _NO_MORE),
        migrations.RunSQL(_BEGIN, migrations.RunSQL.noop),
    )
