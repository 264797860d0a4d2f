"""A portfolio that was released takes no more choices and no more spending."""

from django.db import migrations

_BEGIN = """
CREATE OR REPLACE FUNCTION cooperation_keep_choice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
"""
_KEPT = "    IF TG_OP <> 'DELETE' OR cooperation_is_released(OLD.portfolio_id) THEN\n"
_KEPT_BEFORE = "    IF TG_OP = 'UPDATE' OR cooperation_is_released(OLD.portfolio_id) THEN\n"
_END = """
        RAISE EXCEPTION 'a version that was released stays as it was'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'portfolio_frozen';
    END IF;
    RETURN NULL;
END $$;
"""
_WHOLE = """
CREATE TRIGGER portfolio_whole BEFORE INSERT OR UPDATE OF portfolio_id ON cooperation_choice
    FOR EACH ROW WHEN (cooperation_is_released(NEW.portfolio_id))
    EXECUTE FUNCTION cooperation_keep_choice();
CREATE TRIGGER portfolio_whole BEFORE INSERT OR UPDATE OF portfolio_id ON cooperation_spending
    FOR EACH ROW WHEN (cooperation_is_released(NEW.portfolio_id))
    EXECUTE FUNCTION cooperation_keep_choice();
"""
_WHOLE_NO_MORE = """
DROP TRIGGER portfolio_whole ON cooperation_choice;
DROP TRIGGER portfolio_whole ON cooperation_spending;
"""


class Migration(migrations.Migration):
    """Replaces the function and adds the rules."""

    dependencies = (("cooperation", "0016_kept"),)
    operations = (
        migrations.RunSQL(
            _BEGIN + _KEPT + _END + _WHOLE, _WHOLE_NO_MORE + _BEGIN + _KEPT_BEFORE + _END
        ),
    )
