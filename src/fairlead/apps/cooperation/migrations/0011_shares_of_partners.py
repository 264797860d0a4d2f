"""Every share is a partner's, and sums to 1 whatever is moved or deleted."""

import django.db.models.deletion
from django.db import migrations, models

_SUM = """
DROP TRIGGER share_sum ON cooperation_share;
DROP FUNCTION cooperation_check_shares();
CREATE FUNCTION cooperation_check_sum(checked bigint, of_kind text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
BEGIN
    IF NOT EXISTS (SELECT FROM cooperation_project WHERE id = checked) THEN
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
CREATE FUNCTION cooperation_check_shares() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM cooperation_check_sum(OLD.project_id, OLD.kind);
    END IF;
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' THEN
        PERFORM cooperation_check_sum(NEW.project_id, NEW.kind);
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER share_sum AFTER INSERT OR UPDATE OR DELETE ON cooperation_share
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cooperation_check_shares();

ALTER TABLE cooperation_partner ADD CONSTRAINT partner_of_project UNIQUE (id, project_id);
ALTER TABLE cooperation_share ADD CONSTRAINT share_of_partner
    FOREIGN KEY (partner_id, project_id) REFERENCES cooperation_partner (id, project_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
_OLD_SUM = """
ALTER TABLE cooperation_share DROP CONSTRAINT share_of_partner;
ALTER TABLE cooperation_partner DROP CONSTRAINT partner_of_project;
DROP TRIGGER share_sum ON cooperation_share;
DROP FUNCTION cooperation_check_shares();
DROP FUNCTION cooperation_check_sum(bigint, text);
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
    """Takes the columns away that the ledger and the partners hold now."""

    dependencies = [("cooperation", "0010_open_ledgers")]
    operations = [
        migrations.RemoveConstraint(
            model_name="project",
            name="project_stage",
        ),
        migrations.RemoveConstraint(
            model_name="project",
            name="project_amount",
        ),
        migrations.RemoveConstraint(
            model_name="share",
            name="share_once",
        ),
        migrations.RemoveField(
            model_name="project",
            name="amount",
        ),
        migrations.RemoveField(
            model_name="project",
            name="stage",
        ),
        migrations.RemoveField(
            model_name="share",
            name="economy",
        ),
        migrations.AlterField(
            model_name="project",
            name="ledger",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="cooperation.ledger",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(
                fields=("ledger", "code"), name="project_ledger_code"
            ),
        ),
        migrations.AlterField(
            model_name="share",
            name="partner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="shares",
                to="cooperation.partner",
            ),
        ),
        migrations.AddConstraint(
            model_name="share",
            constraint=models.UniqueConstraint(
                fields=("project", "kind", "partner"), name="share_once"
            ),
        ),
        migrations.RunSQL(_SUM, _OLD_SUM),
    ]
