"""Complete shares sum to 100 also when two write at once."""

from django.db import migrations

_BEGIN = """
CREATE OR REPLACE FUNCTION consortia_check_shares(checked bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    sums record;
    missing bigint;
BEGIN
"""
# Who looks at the shares waits for who changes them, and then sees what that changed.
_LOCK = "    PERFORM FROM consortia_consortium WHERE id = checked FOR NO KEY UPDATE;\n"
_REST = """
    IF NOT EXISTS (SELECT FROM consortia_consortium WHERE id = checked AND shared) THEN
        RETURN;
    END IF;
    SELECT count(*) FILTER (WHERE cost IS NULL OR work IS NULL OR rights IS NULL)
        INTO missing FROM consortia_member
        WHERE consortium_id = checked AND state = 'accepted';
    IF missing > 0 THEN
        RAISE EXCEPTION '% members of consortium % have no complete shares', missing, checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'member_shares';
    END IF;
    FOR sums IN
        SELECT kind, COALESCE(sum(share), 0) AS total
        FROM (VALUES ('cost'), ('work'), ('rights')) AS kinds (kind)
        LEFT JOIN consortia_member member
            ON consortium_id = checked AND state = 'accepted'
        CROSS JOIN LATERAL (SELECT CASE kind WHEN 'cost' THEN cost WHEN 'work' THEN work
            ELSE rights END AS share) AS shares
        GROUP BY kind
    LOOP
        IF sums.total <> 100 THEN
            RAISE EXCEPTION 'the % shares of consortium % sum to %, not to 100',
                sums.kind, checked, trim_scale(sums.total)
                USING ERRCODE = 'check_violation', CONSTRAINT = 'member_shares';
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("consortia", "0002_kept"),)
    operations = (migrations.RunSQL(_BEGIN + _LOCK + _REST, _BEGIN + _REST),)
