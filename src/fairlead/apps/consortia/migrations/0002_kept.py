"""Complete shares sum to 100, sign-offs are of a version's own bytes, all within an edition."""

from django.db import migrations

from fairlead.apps.fairs.constraints import revoke_changes

_RULES = """
CREATE FUNCTION consortia_check_shares(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    sums record;
    missing bigint;
BEGIN
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
CREATE FUNCTION consortia_check_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM consortia_check_shares(OLD.consortium_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM consortia_check_shares(NEW.consortium_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION consortia_check_consortium() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM consortia_check_shares(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER member_shares AFTER INSERT OR UPDATE OR DELETE ON consortia_member
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION consortia_check_member();
CREATE CONSTRAINT TRIGGER consortium_shares AFTER INSERT OR UPDATE OF shared
    ON consortia_consortium DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION consortia_check_consortium();

-- A sign-off is of the very bytes of its version.
ALTER TABLE consortia_agreement ADD CONSTRAINT agreement_bytes UNIQUE (id, sha256);
ALTER TABLE consortia_signoff ADD CONSTRAINT sign_off_of_bytes
    FOREIGN KEY (agreement_id, sha256) REFERENCES consortia_agreement (id, sha256)
    ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE consortia_blob ADD CONSTRAINT blob_digest
    CHECK (encode(sha256(content), 'hex') = sha256 AND length(content) = size);

SELECT fairs_keep_within('consortia_interest', 'need_id', 'trade_need'),
    fairs_keep_within('consortia_interest', 'organisation_id', 'people_organisation'),
    fairs_keep_within('consortia_consortium', 'need_id', 'trade_need'),
    fairs_keep_within('consortia_member', 'consortium_id', 'consortia_consortium'),
    fairs_keep_within('consortia_member', 'organisation_id', 'people_organisation'),
    fairs_keep_within('consortia_signing', 'session_id', 'congress_session');
"""
_NO_RULES = """
SELECT fairs_keep_within_no_more('consortia_signing', 'session_id', 'congress_session'),
    fairs_keep_within_no_more('consortia_member', 'organisation_id', 'people_organisation'),
    fairs_keep_within_no_more('consortia_member', 'consortium_id', 'consortia_consortium'),
    fairs_keep_within_no_more('consortia_consortium', 'need_id', 'trade_need'),
    fairs_keep_within_no_more('consortia_interest', 'organisation_id', 'people_organisation'),
    fairs_keep_within_no_more('consortia_interest', 'need_id', 'trade_need');
ALTER TABLE consortia_blob DROP CONSTRAINT blob_digest;
ALTER TABLE consortia_signoff DROP CONSTRAINT sign_off_of_bytes;
ALTER TABLE consortia_agreement DROP CONSTRAINT agreement_bytes;
DROP TRIGGER consortium_shares ON consortia_consortium;
DROP TRIGGER member_shares ON consortia_member;
DROP FUNCTION consortia_check_consortium();
DROP FUNCTION consortia_check_member();
DROP FUNCTION consortia_check_shares(bigint);
"""


class Migration(migrations.Migration):
    """Adds what the database keeps."""

    dependencies = [("consortia", "0001_initial"), ("fairs", "0012_within_edition")]
    operations = [
        migrations.RunSQL(_RULES, _NO_RULES),
        revoke_changes("consortia_agreement", goes_with="consortium_id"),
        revoke_changes("consortia_signoff", goes_with="agreement_id"),
    ]
