"""A programme that was released keeps its journal."""

from django.db import migrations

_KEPT = """
CREATE TRIGGER congress_journal_whole BEFORE INSERT ON congress_programmestep
    FOR EACH ROW WHEN (NOT fairs_may_load() AND congress_is_released(NEW.programme_id))
    EXECUTE FUNCTION congress_refuse_version();
CREATE TRIGGER congress_journal_frozen BEFORE UPDATE ON congress_programmestep
    FOR EACH ROW
    WHEN (congress_is_released(OLD.programme_id) OR congress_is_released(NEW.programme_id))
    EXECUTE FUNCTION congress_refuse_version();
CREATE CONSTRAINT TRIGGER congress_journal_left AFTER DELETE ON congress_programmestep
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (congress_is_released(OLD.programme_id))
    EXECUTE FUNCTION congress_keep_session();
"""
_KEPT_NO_MORE = """
DROP TRIGGER congress_journal_whole ON congress_programmestep;
DROP TRIGGER congress_journal_frozen ON congress_programmestep;
DROP TRIGGER congress_journal_left ON congress_programmestep;
"""


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (
        ("congress", "0015_live_changes_kept"),
        ("fairs", "0042_removed_by_the_owner"),
    )
    operations = (migrations.RunSQL(_KEPT, _KEPT_NO_MORE),)
