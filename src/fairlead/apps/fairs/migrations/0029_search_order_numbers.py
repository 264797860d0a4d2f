r"""An order number such as 6ES7 214-1AG40-0XB0 is found also where it is typed without its blank.

What is typed as one (6ES7214-1AG40-0XB0, 6ES72141AG400XB0) is also read in the parts in which such
numbers are printed: four signs, a blank, and groups of three, five and four between hyphens.
"""

from importlib import import_module

from django.db import migrations

_GLUED = import_module("fairlead.apps.fairs.migrations.0027_search_glued")
_BEFORE: str = _GLUED._find_function("search_spelled_out")
for _old, _new in _GLUED._CHANGES["search_spelled_out"]:
    _BEFORE = _BEFORE.replace(_old, _new)
_BEGIN = "BEGIN\n"
_ORDER_NUMBERS = r"""
    -- Regular expressions are few here, for PostgreSQL keeps 32 of them.
    IF length(asked) > 15 AND translate(asked, '0123456789', '') <> asked THEN
        asked := regexp_replace(asked,
            '\m(\d[a-z]{2}\d)(\d{3})-?(\d[a-z]{2}\d\d)-?(\d[a-z]{2}\d)\M', '\1 \2-\3-\4', 'gi');
    END IF;
"""


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("fairs", "0028_kept_whole"),)
    operations = (
        migrations.RunSQL(
            _BEFORE.replace(_BEGIN, f"{_BEGIN.rstrip()}{_ORDER_NUMBERS}", 1), _BEFORE
        ),
    )
