"""Shares sum to 1 also when two write at once; what a ledger comes to is the database's to say."""

from django.db import migrations

_KEPT = """
-- Who looks at a project's shares waits for who changes them, and then sees what that changed.
CREATE OR REPLACE FUNCTION cooperation_check_sum(checked bigint, of_kind text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
BEGIN
    PERFORM FROM cooperation_project WHERE id = checked FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RETURN;
    END IF;
    SELECT sum(share) INTO total FROM cooperation_share
    WHERE project_id = checked AND kind = of_kind;
    -- Without shares of the benefit it is shared as the cost is.
    IF total IS NULL AND of_kind = 'benefit' THEN
        RETURN;
    END IF;
    IF abs(COALESCE(total, 0) - 1) > 1e-6 THEN
        RAISE EXCEPTION 'the % shares of project % sum to %, not to 1',
            of_kind, checked, trim_scale(round(COALESCE(total, 0), 9))
            USING ERRCODE = 'check_violation', CONSTRAINT = 'share_sum';
    END IF;
END $$;

-- A ledger's size and last digest follow its entries, and so does where a project stands.
CREATE OR REPLACE FUNCTION cooperation_keep_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.size > 0
        OR TG_OP = 'UPDATE' AND (NEW.size < OLD.size OR NEW.code <> OLD.code)
        OR TG_OP = 'UPDATE' AND pg_trigger_depth() = 1
            AND (NEW.size, NEW.head) IS DISTINCT FROM (OLD.size, OLD.head) THEN
        RAISE EXCEPTION 'the ledger % keeps its code and what it has', OLD.code
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_insert_only';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE FUNCTION cooperation_refuse_hands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        RAISE EXCEPTION 'where a project stands follows its entries'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'state_by_hand';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER cooperation_hands BEFORE INSERT OR UPDATE ON cooperation_projectstate
    FOR EACH STATEMENT EXECUTE FUNCTION cooperation_refuse_hands();
SELECT fairs_keep_whole('cooperation_ledger'), fairs_keep_whole('cooperation_share'),
    fairs_keep_whole('cooperation_projectstate');

-- What was chosen in a version of the portfolio stays, until the version goes.
SELECT fairs_freeze_versions('cooperation_portfolio');
CREATE FUNCTION cooperation_is_released(portfolio bigint) RETURNS boolean LANGUAGE sql AS $$
    SELECT EXISTS (SELECT FROM cooperation_portfolio WHERE id = portfolio AND state <> 'draft')
$$;
CREATE FUNCTION cooperation_keep_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' OR cooperation_is_released(OLD.portfolio_id) THEN
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'portfolio_frozen';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER portfolio_frozen AFTER UPDATE OR DELETE ON cooperation_choice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (cooperation_is_released(OLD.portfolio_id))
    EXECUTE FUNCTION cooperation_keep_choice();
CREATE CONSTRAINT TRIGGER portfolio_frozen AFTER UPDATE OR DELETE ON cooperation_spending
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (cooperation_is_released(OLD.portfolio_id))
    EXECUTE FUNCTION cooperation_keep_choice();
"""
_KEPT_NO_MORE = """
DROP FUNCTION cooperation_keep_choice() CASCADE;
DROP FUNCTION cooperation_is_released(bigint);
DROP FUNCTION cooperation_refuse_hands() CASCADE;
DROP TRIGGER fairs_version_frozen ON cooperation_portfolio;
DROP TRIGGER fairs_version_kept ON cooperation_portfolio;
DROP TRIGGER fairs_kept_whole ON cooperation_ledger;
DROP TRIGGER fairs_kept_whole ON cooperation_share;
DROP TRIGGER fairs_kept_whole ON cooperation_projectstate;
"""


class Migration(migrations.Migration):
    """Replaces the functions and adds the rules."""

    dependencies = (("cooperation", "0015_appraisals"), ("fairs", "0028_kept_whole"))
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
