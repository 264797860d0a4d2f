"""Versions of dependency figures and of lists keep their number; a figure is written once."""

from django.db import migrations

_KEPT = """
SELECT fairs_freeze_versions('trade_assessment'), fairs_freeze_versions('trade_matching');
CREATE FUNCTION trade_keep_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'figures of % are not changed: a new run has new ones', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = 'figures_frozen';
END $$;
CREATE TRIGGER figures_frozen BEFORE UPDATE ON trade_dependency
    FOR EACH ROW EXECUTE FUNCTION trade_keep_figures();
CREATE TRIGGER figures_frozen BEFORE UPDATE ON trade_supplier
    FOR EACH ROW EXECUTE FUNCTION trade_keep_figures();
"""
_KEPT_NO_MORE = """
DROP FUNCTION trade_keep_figures() CASCADE;
DROP TRIGGER fairs_version_frozen ON trade_assessment;
DROP TRIGGER fairs_version_kept ON trade_assessment;
DROP TRIGGER fairs_version_frozen ON trade_matching;
DROP TRIGGER fairs_version_kept ON trade_matching;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("trade", "0022_search_glued"), ("fairs", "0028_kept_whole"))
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
