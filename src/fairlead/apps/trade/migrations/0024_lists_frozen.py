"""Rows of lists of matches and makers are written once, as figures of dependency are."""

from django.db import migrations

_TABLES = ("reason", "matchlist", "makerlist", "makergroup", "listmeasure", "standing")
_FROZEN = "".join(
    f"CREATE TRIGGER figures_frozen BEFORE UPDATE ON trade_{table}"
    " FOR EACH ROW EXECUTE FUNCTION trade_keep_figures();\n"
    for table in _TABLES
)
_NO_MORE = "".join(f"DROP TRIGGER figures_frozen ON trade_{table};\n" for table in _TABLES)


class Migration(migrations.Migration):
    """Adds the rules."""

    dependencies = (("trade", "0023_versions_kept"),)
    operations = (migrations.RunSQL(_FROZEN, _NO_MORE),)
