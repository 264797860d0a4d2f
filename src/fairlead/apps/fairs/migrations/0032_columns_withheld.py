"""Columns that may be emptied can become more or fewer: rights on columns follow the trigger."""

from django.db import migrations

_WITHHOLD = """
CREATE OR REPLACE FUNCTION fairs_withhold_changes(kept regclass) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    forgettable text[];
    role text;
BEGIN
    SELECT split_part(encode(tgargs, 'escape'), '\\000', 1) INTO STRICT forgettable
    FROM pg_trigger WHERE tgrelid = kept AND tgname = 'fairs_kept';
    FOR role IN
        SELECT DISTINCT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END
        FROM pg_class AS held, LATERAL (
            SELECT given.grantee, given.privilege_type FROM aclexplode(held.relacl) AS given%s
        ) AS given
        WHERE held.oid = kept AND grantee <> held.relowner
            AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')
    LOOP
        EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %%s FROM %%s', kept, role);
        IF forgettable <> '{}' THEN
            EXECUTE format('GRANT UPDATE (%%s) ON %%s TO %%s', (
                SELECT string_agg(quote_ident(name), ', ') FROM unnest(forgettable) AS name
            ), kept, role);
        END IF;
    END LOOP;
END $$;
"""
_OF_COLUMNS = """
            UNION
            SELECT given.grantee, given.privilege_type
            FROM pg_attribute AS one, aclexplode(one.attacl) AS given
            WHERE one.attrelid = kept"""


class Migration(migrations.Migration):
    """Makes the function anew: it passed over who had a right on columns only."""

    dependencies = (("fairs", "0031_history"),)
    operations = (migrations.RunSQL(_WITHHOLD % _OF_COLUMNS, _WITHHOLD % ""),)
