"""Who was in a consortium, with which steps and shares, is kept as it was."""

from django.db import migrations

_DESCRIBE = """
CREATE FUNCTION consortia_describe(asked bigint[])
RETURNS TABLE (edition text, key text, state jsonb) LANGUAGE sql STABLE AS $$
SELECT edition.code, consortium.code, jsonb_build_object(
    'title', consortium.title::jsonb,
    'steps', to_jsonb(consortium.steps),
    'shared', consortium.shared,
    'project', project.code,
    'members', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'organisation', firm.code,
            'name', firm.name::jsonb,
            'country', firm.country,
            'part', member.part,
            'lead', member.lead,
            'state', member.state,
            'steps', to_jsonb(member.steps),
            'cost', member.cost::text,
            'work', member.work::text,
            'rights', member.rights::text
        ) ORDER BY member.lead DESC, member.id)
        FROM consortia_member member
        JOIN people_organisation firm ON firm.id = member.organisation_id
        WHERE member.consortium_id = consortium.id
    ), '[]')
)
FROM consortia_consortium consortium
JOIN fairs_edition edition ON edition.id = consortium.edition_id
LEFT JOIN cooperation_project project ON project.id = consortium.project_id
WHERE consortium.id = ANY(asked)
$$;
SELECT fairs_watch_history('consortia_consortium', 'consortium', 'consortia_describe', 'id', true);
SELECT fairs_watch_history(
    'consortia_member', 'consortium', 'consortia_describe', 'consortium_id', false
);
"""
_NO_MORE = """
SELECT fairs_watch_history_no_more('consortia_member', 'consortium');
SELECT fairs_watch_history_no_more('consortia_consortium', 'consortium');
DROP FUNCTION consortia_describe(bigint[]);
"""
_BEGIN = """
INSERT INTO fairs_history (edition, kind, key, since, state)
SELECT edition, 'consortium', key, now(), state FROM consortia_describe(
    ARRAY(SELECT id FROM consortia_consortium));
"""


class Migration(migrations.Migration):
    """Adds the triggers, and the first states."""

    dependencies = (("consortia", "0003_shares_at_once"), ("cooperation", "0019_history"))
    operations = (
        migrations.RunSQL(_DESCRIBE, _NO_MORE),
        migrations.RunSQL(_BEGIN, migrations.RunSQL.noop),
    )
