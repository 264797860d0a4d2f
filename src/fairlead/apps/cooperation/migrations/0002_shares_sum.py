"""The shares of a project sum to 1 for each kind, when a transaction ends."""

from django.db import migrations

_CHECK = """
CREATE FUNCTION cooperation_check_shares() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_now cooperation_share := COALESCE(NEW, OLD);
    total double precision;
BEGIN
    SELECT sum(share) INTO total FROM cooperation_share
    WHERE project_id = row_now.project_id AND kind = row_now.kind;
    IF abs(total - 1) > 1e-6 THEN
        RAISE EXCEPTION 'the % shares of project % sum to %, not to 1',
            row_now.kind, row_now.project_id, total
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_sum';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER share_sum AFTER INSERT OR UPDATE OR DELETE ON cooperation_share
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cooperation_check_shares();
"""


class Migration(migrations.Migration):
    """Adds the deferred check."""

    dependencies = [("cooperation", "0001_initial")]
    operations = [
        migrations.RunSQL(
            _CHECK,
            "DROP TRIGGER share_sum ON cooperation_share;DROP FUNCTION cooperation_check_shares()",
        )
    ]
