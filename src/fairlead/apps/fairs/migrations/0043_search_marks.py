r"""Indian letters are found with and without the dot below, Turkish nouns by their number and case.

पुर्ज़े and पुर्जे are one word, and so are letters of Bengali, Gurmukhi, Gujarati, Oriya and Kannada
with the dot. Turkish words lose the endings of the plural, of common cases and of what belongs to
another after ı is read as i, where the stemmer looks for ı. An Arabic noun of a doubled letter is
found by its plural (خط, خطوط).
"""

from importlib import import_module

from django.db import migrations

_write_change = import_module("fairlead.apps.fairs.migrations.0041_search_names")._write_change

# Each function with what is replaced in it.
_CHANGES = (
    (
        "search_fold_letters(text)",
        r"\u06ea-\u06ed]",
        r"\u06ea-\u06ed\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]",
    ),
    (
        "search_inflected(text, text)",
        "    WHEN 'az', 'tk' THEN\n",
        "    WHEN 'tr' THEN\n"
        "        cases := '(n[iu]n|[dt][ae]n|[dt][ae]|[yn][iu]|y[ae])$';\n"
        "        plurals := 'l[ae]r(i)?$';\n"
        "        owned := '(?<=...)s?[iu](n[iu]n|nd[ae]n|nd[ae]|n[ae]|n[iu])?$';\n"
        "    WHEN 'az', 'tk' THEN\n",
    ),
    (
        "search_arabic(text, boolean)",
        "        IF stem <> base THEN\n",
        "        IF base ~ '^.(.)و\\1$' THEN  -- خطوط, خط\n"
        "            found := found || left(base, 2);\n"
        "        END IF;\n"
        "        IF stem <> base THEN\n",
    ),
)
_FORWARDS = "".join(_write_change(*change) for change in _CHANGES)
_BACKWARDS = "".join(_write_change(name, new, old) for name, old, new in reversed(_CHANGES))


class Migration(migrations.Migration):
    """Changes the functions."""

    dependencies = (("fairs", "0042_removed_by_the_owner"),)
    operations = (migrations.RunSQL(_FORWARDS, _BACKWARDS),)
