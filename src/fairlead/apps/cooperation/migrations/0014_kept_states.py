"""What the entries of each project come to is kept beside them, by the database."""

import django.db.models.deletion
from django.db import migrations, models

_LIVE = """e.project_id = project.id AND NOT EXISTS (
        SELECT FROM cooperation_entry c
        WHERE c.ledger_id = e.ledger_id AND c.corrects = e.number
    )"""
_AMOUNT = f"""(SELECT e.id FROM cooperation_entry e
        WHERE e.act = 'amount' AND e.kind = '{{kind}}' AND {_LIVE}
        ORDER BY e.day DESC, e.number DESC LIMIT 1)"""  # noqa: S608  words of ours
_BINDING = ", ".join(
    _AMOUNT.format(kind=kind) for kind in ("signed", "financed", "approved", "announced")
)
# The state of projects by all that is recorded: what fairlead.folder.ledger_state comes to.
_KEEP = f"""
CREATE FUNCTION cooperation_find_states(asked bigint[])
RETURNS TABLE (
    project_id bigint, stage varchar(20), ended boolean, kind varchar(10), amount numeric(23, 4),
    currency varchar(3), number bigint
) LANGUAGE sql STABLE AS $$
SELECT project.id, COALESCE(staged.stage, ''), COALESCE(moved.act = 'end', false),
    COALESCE(amount.kind, ''), amount.amount, COALESCE(amount.currency, ''), last.number
FROM unnest(asked) AS project (id)
JOIN LATERAL (
    SELECT e.number FROM cooperation_entry e WHERE e.project_id = project.id
    ORDER BY e.number DESC LIMIT 1
) last ON true
LEFT JOIN LATERAL (
    SELECT e.act FROM cooperation_entry e
    WHERE e.act IN ('opening', 'move', 'override', 'end') AND {_LIVE}
    ORDER BY e.day DESC, e.number DESC LIMIT 1
) moved ON true
LEFT JOIN LATERAL (
    SELECT e.stage FROM cooperation_entry e
    WHERE e.act IN ('opening', 'move', 'override', 'end') AND e.act <> 'end' AND {_LIVE}
    ORDER BY e.day DESC, e.number DESC LIMIT 1
) staged ON true
CROSS JOIN LATERAL (SELECT COALESCE({_BINDING}) AS entry OFFSET 0) chosen
LEFT JOIN cooperation_entry amount ON amount.id = chosen.entry
$$;

CREATE FUNCTION cooperation_keep_states() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO cooperation_projectstate
        (project_id, stage, ended, kind, amount, currency, number)
    SELECT * FROM cooperation_find_states(
        ARRAY(SELECT DISTINCT project_id FROM new_rows ORDER BY project_id)
    )
    ON CONFLICT (project_id) DO UPDATE SET
        (stage, ended, kind, amount, currency, number) = (
            EXCLUDED.stage, EXCLUDED.ended, EXCLUDED.kind, EXCLUDED.amount, EXCLUDED.currency,
            EXCLUDED.number
        );
    RETURN NULL;
END $$;

INSERT INTO cooperation_projectstate (project_id, stage, ended, kind, amount, currency, number)
SELECT * FROM cooperation_find_states(ARRAY(SELECT id FROM cooperation_project));
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;

-- After entry_chain, by its name: the entries go on where their ledger ended.
CREATE TRIGGER entry_states AFTER INSERT ON cooperation_entry
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION cooperation_keep_states();
SELECT fairs_watch_through('cooperation_projectstate', 'cooperation_project', 'project_id');

-- Nobody but the trigger writes it.
DO $$
DECLARE role text;
BEGIN
    FOR role IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
        FROM pg_class AS held, aclexplode(held.relacl)
        WHERE held.oid = 'cooperation_projectstate'::regclass AND grantee <> held.relowner
    LOOP
        EXECUTE format(
            'REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON cooperation_projectstate FROM %s', role
        );
    END LOOP;
END $$;
"""  # noqa: S608  words of ours
_KEEP_NO_MORE = """
SELECT fairs_watch_no_more('cooperation_projectstate');
DROP TRIGGER entry_states ON cooperation_entry;
DROP FUNCTION cooperation_keep_states();
DROP FUNCTION cooperation_find_states(bigint[]);
"""
# The row goes with its project, by the database: the application cannot delete it.
_CASCADE = """
ALTER TABLE cooperation_projectstate ADD CONSTRAINT projectstate_project
    FOREIGN KEY (project_id) REFERENCES cooperation_project (id) ON DELETE CASCADE;
"""
_DECISIONS = ("ask", "approve", "condition", "meet", "refuse")


class Migration(migrations.Migration):
    """Adds the table and its trigger, and the day to the index of decisions."""

    dependencies = [("cooperation", "0013_headlines")]
    operations = [
        migrations.CreateModel(
            name="ProjectState",
            fields=[
                (
                    "project",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="state",
                        serialize=False,
                        to="cooperation.project",
                    ),
                ),
                ("stage", models.CharField(max_length=20)),
                ("ended", models.BooleanField()),
                ("kind", models.CharField(max_length=10)),
                ("amount", models.DecimalField(decimal_places=4, max_digits=23, null=True)),
                ("currency", models.CharField(max_length=3)),
                ("number", models.PositiveBigIntegerField()),
            ],
        ),
        migrations.RunSQL(_CASCADE, migrations.RunSQL.noop),
        migrations.RunSQL(_KEEP, _KEEP_NO_MORE),
        migrations.RemoveIndex("entry", "entry_decisions"),
        migrations.AddIndex(
            "entry",
            models.Index(
                condition=models.Q(act__in=_DECISIONS),
                fields=["project", "party", "-number"],
                include=("act", "day"),
                name="entry_decisions",
            ),
        ),
    ]
