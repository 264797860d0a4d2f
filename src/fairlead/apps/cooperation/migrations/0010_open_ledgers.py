"""Projects of today's databases get their ledger, and each economy becomes a partner."""

from django.db import migrations

_OPEN = """
INSERT INTO cooperation_ledger (code)
SELECT code FROM fairs_edition edition WHERE EXISTS (
    SELECT FROM cooperation_project WHERE edition_id = edition.id
);
UPDATE cooperation_project SET ledger_id = ledger.id
FROM fairs_edition edition JOIN cooperation_ledger ledger USING (code)
WHERE edition.id = edition_id;

INSERT INTO cooperation_partner (project_id, code, position, economy, name, role)
SELECT project_id, economy,
    row_number() OVER (
        PARTITION BY project_id ORDER BY min((kind = 'benefit')::int * 1000 + position)
    ) - 1,
    economy, '{}', 'body'
FROM cooperation_share GROUP BY project_id, economy;
UPDATE cooperation_share share SET partner_id = partner.id
FROM cooperation_partner partner
WHERE partner.project_id = share.project_id AND partner.code = share.economy;

DO $$
DECLARE
    found record;
    made cooperation_entry;
BEGIN
    FOR found IN
        SELECT project.id, project.code, project.ledger_id, stage, currency,
            amount::text::numeric(23, 4) AS amount, what,
            (loaded_at AT TIME ZONE 'UTC')::date AS day,
            row_number() OVER (PARTITION BY ledger_id ORDER BY project.id, what DESC) AS number
        FROM cooperation_project project
        JOIN fairs_edition edition ON edition.id = edition_id
        CROSS JOIN (VALUES ('opening'), ('amount')) AS acts (what)
        ORDER BY ledger_id, number
    LOOP
        made := NULL;
        made.id := nextval(pg_get_serial_sequence('cooperation_entry', 'id'));
        made.ledger_id := found.ledger_id;
        made.number := found.number;
        made.project_id := found.id;
        made.act := found.what;
        made.day := found.day;
        made.recorded_at := now();
        made.person := '';
        made.party := '';
        made.stage := CASE found.what WHEN 'opening' THEN found.stage ELSE '' END;
        made.kind := CASE found.what WHEN 'amount' THEN 'announced' ELSE '' END;
        made.amount := CASE found.what WHEN 'amount' THEN found.amount END;
        made.currency := CASE found.what WHEN 'amount' THEN found.currency ELSE '' END;
        made.document := '';
        made.sha256 := '';
        made.source := CASE found.what WHEN 'amount' THEN 'Stated before the ledger' ELSE '' END;
        made.reason := '';
        made.previous := (SELECT head FROM cooperation_ledger WHERE id = found.ledger_id);
        made.digest := cooperation_digest(found.code, made);
        INSERT INTO cooperation_entry SELECT made.*;
    END LOOP;
END $$;
"""
# The kind of amount that binds most is the one that a project had.
_CLOSE = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM cooperation_project WHERE edition_id IS NULL) THEN
        RAISE EXCEPTION 'expected projects whose edition is there';
    END IF;
END $$;
WITH sums AS (
    SELECT min(share.id) AS kept, array_agg(share.id) AS every, sum(share) AS total
    FROM cooperation_share share JOIN cooperation_partner partner ON partner.id = partner_id
    GROUP BY share.project_id, kind, partner.economy HAVING count(*) > 1
), gone AS (
    DELETE FROM cooperation_share USING sums WHERE id = ANY (every) AND id <> kept
)
UPDATE cooperation_share SET share = total FROM sums WHERE id = kept;
UPDATE cooperation_share share SET economy = partner.economy
FROM cooperation_partner partner WHERE partner.id = partner_id;
UPDATE cooperation_project project SET
    stage = (
        SELECT stage FROM cooperation_entry e
        WHERE project_id = project.id AND stage <> '' AND NOT EXISTS (
            SELECT FROM cooperation_entry c
            WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
        ) ORDER BY day DESC, number DESC LIMIT 1
    ),
    amount = COALESCE((
        SELECT amount FROM cooperation_entry e
        WHERE project_id = project.id AND act = 'amount' AND kind <> 'disbursed' AND NOT EXISTS (
            SELECT FROM cooperation_entry c
            WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
        ) ORDER BY array_position('{signed,financed,approved,announced}', kind::text),
            day DESC, number DESC LIMIT 1
    ), 0),
    ledger_id = NULL;
UPDATE cooperation_share SET partner_id = NULL;
SET CONSTRAINTS ALL IMMEDIATE;
TRUNCATE cooperation_entry, cooperation_rate;
DELETE FROM cooperation_approver;
DELETE FROM cooperation_partner;
ALTER TABLE cooperation_ledger DISABLE TRIGGER ledger_insert_only;
DELETE FROM cooperation_ledger;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cooperation_ledger ENABLE TRIGGER ledger_insert_only;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):
    """Opens the ledgers."""

    dependencies = [("cooperation", "0009_ledger")]
    operations = [migrations.RunSQL(_OPEN, _CLOSE)]
