"""What a project is, makes and shares out, and among whom, is kept as it was.

Amounts and shares are texts, as JSON knows no decimals.
"""

from django.db import migrations

_DESCRIBE = """
CREATE FUNCTION cooperation_describe_projects(asked bigint[])
RETURNS TABLE (edition text, key text, state jsonb) LANGUAGE sql STABLE AS $$
SELECT ledger.code, project.code, jsonb_build_object(
    'title', project.title::jsonb,
    'lead', lead.code,
    'lead_name', lead.name::jsonb,
    'products', to_jsonb(project.products),
    'start_year', project.start_year,
    'cash_flows', to_jsonb(project.cash_flows::text[]),
    'costs', to_jsonb(project.costs::text[]),
    'jobs', project.jobs,
    'local_share', project.local_share,
    'partners', coalesce((
        SELECT jsonb_agg(jsonb_build_object(
            'code', partner.code,
            'economy', partner.economy,
            'organisation', firm.code,
            'name', partner.name::jsonb,
            'role', partner.role,
            'cost', cost.share::text,
            'benefit', benefit.share::text
        ) ORDER BY partner.position, partner.code)
        FROM cooperation_partner partner
        LEFT JOIN people_organisation firm ON firm.id = partner.organisation_id
        LEFT JOIN cooperation_share cost ON cost.project_id = partner.project_id
            AND cost.kind = 'cost' AND cost.partner_id = partner.id
        LEFT JOIN cooperation_share benefit ON benefit.project_id = partner.project_id
            AND benefit.kind = 'benefit' AND benefit.partner_id = partner.id
        WHERE partner.project_id = project.id
    ), '[]'),
    'ties', coalesce((
        SELECT jsonb_agg(jsonb_build_array(tie.kind, other.code) ORDER BY tie.kind, tie.position)
        FROM cooperation_tie tie JOIN cooperation_project other ON other.id = tie.other_id
        WHERE tie.project_id = project.id
    ), '[]')
)
FROM cooperation_project project
JOIN cooperation_ledger ledger ON ledger.id = project.ledger_id
LEFT JOIN people_organisation lead ON lead.id = project.lead_id
WHERE project.id = ANY(asked)
$$;
SELECT fairs_watch_history(watched, 'project', 'cooperation_describe_projects', key, false)
FROM (VALUES
    ('cooperation_project'::regclass, 'id'),
    ('cooperation_partner', 'project_id'),
    ('cooperation_share', 'project_id'),
    ('cooperation_tie', 'project_id')
) AS parts (watched, key);
"""
_NO_MORE = """
SELECT fairs_watch_history_no_more(watched, 'project')
FROM (VALUES ('cooperation_project'::regclass), ('cooperation_partner'), ('cooperation_share'),
    ('cooperation_tie')) AS parts (watched);
DROP FUNCTION cooperation_describe_projects(bigint[]);
"""
# What was before today nobody wrote down: history begins with what is there.
_BEGIN = """
INSERT INTO fairs_history (edition, kind, key, since, state)
SELECT edition, 'project', key, now(), state FROM cooperation_describe_projects(
    ARRAY(SELECT id FROM cooperation_project));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Adds the triggers, and the first states."""

    dependencies = (
        ("cooperation", "0018_headline_titles"),
        ("fairs", "0031_history"),
        ("people", "0017_folded_addresses"),
    )
    operations = (
        migrations.RunSQL(_DESCRIBE, _NO_MORE),
        migrations.RunSQL(_BEGIN, migrations.RunSQL.noop),
    )
