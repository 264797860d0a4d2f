"""Other spellings of an English word are looked for once a word, and only where it may have any.

PostgreSQL keeps 32 regular expressions ready: the first version of `search_english_spellings`
had as many by itself, and made each of them anew for each language.
"""

from importlib import import_module

from django.db import migrations

_BEFORE = import_module("fairlead.apps.fairs.migrations.0026_search_spellings")
_ASKED: str = _BEFORE._write_functions(changed=True).partition("CREATE OR REPLACE FUNCTION")[2]
_ASKED = "CREATE OR REPLACE FUNCTION" + _ASKED.partition("END $$;")[0] + "END $$;"
_EACH_TIME = _ASKED[_ASKED.index(" || array(") : _ASKED.index("<> '{}')\n") + len("<> '{}')")]
_ONCE = (
    _ASKED.replace(_EACH_TIME, "", 1)
    .replace("    guess text;\n", "    guess text;\n    others text[];\n", 1)
    .replace(
        "    FOREACH language IN ARRAY languages LOOP\n",
        "    others := CASE WHEN word ~ '^[a-z]' THEN search_english_spellings(word) END;\n"
        "    FOREACH language IN ARRAY languages LOOP\n",
        1,
    )
    .replace(
        "        IF NOT stems <@ found THEN\n",
        "        IF others <> '{}' AND stems <> '{}' THEN\n"
        "            FOREACH guess IN ARRAY others LOOP\n"
        "                stems := stems || ts_lexize(search_dictionary(language), guess);\n"
        "            END LOOP;\n"
        "        END IF;\n"
        "        IF NOT stems <@ found THEN\n",
        1,
    )
)
_SPELLINGS = r"""
CREATE OR REPLACE FUNCTION search_english_spellings(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(array_remove(ARRAY[
    CASE WHEN word LIKE '__%our%'
        THEN regexp_replace(word, '(?<=..)our(?=s?$|ed$|ing$|ers?$|less$)', 'or') END,
    CASE WHEN word LIKE '__%or%'
        THEN regexp_replace(word, '(?<=..)or(?=s?$|ed$|ing$|ers?$|less$)', 'our') END,
    CASE WHEN rtrim(word, 's') LIKE '%bre' OR rtrim(word, 's') LIKE '%tre'
        THEN regexp_replace(word, 're(?=s?$)', 'er') END,
    CASE WHEN rtrim(word, 's') LIKE '%ber' OR rtrim(word, 's') LIKE '%ter'
        THEN regexp_replace(word, 'er(?=s?$)', 're') END,
    CASE WHEN word LIKE '___%is%' OR word LIKE '___%ys%'
        THEN regexp_replace(word, '(?<=...[iy])s(?=(e|es|ed|ers?|ing|ations?)$)', 'z') END,
    CASE WHEN word LIKE '__%iz%' OR word LIKE '__%yz%'
        THEN regexp_replace(word, '(?<=..[iy])z(?=(e|es|ed|ers?|ing|ations?)$)', 's') END,
    CASE WHEN rtrim(word, 's') LIKE '%nce' THEN replace(word, 'nce', 'nse')
        WHEN rtrim(word, 's') LIKE '%nse' THEN replace(word, 'nse', 'nce')
        WHEN rtrim(word, 's') LIKE '%logue' THEN replace(word, 'logue', 'log')
        WHEN rtrim(word, 's') LIKE '%alog' OR rtrim(word, 's') LIKE '%olog'
            THEN replace(word, 'log', 'logue')
        WHEN rtrim(word, 's') LIKE '%gramme' THEN replace(word, 'gramme', 'gram') END,
    CASE WHEN word LIKE '%sulph%' THEN replace(word, 'sulph', 'sulf')
        WHEN word LIKE '%sulf%' THEN replace(word, 'sulf', 'sulph')
        WHEN word LIKE '%mould%' THEN replace(word, 'mould', 'mold')
        WHEN word LIKE 'mold%' THEN replace(word, 'mold', 'mould')
        WHEN word LIKE '%plough%' THEN replace(word, 'plough', 'plow')
        WHEN word LIKE '%plow%' THEN replace(word, 'plow', 'plough')
        WHEN word LIKE '%aluminium%' THEN replace(word, 'aluminium', 'aluminum')
        WHEN word LIKE '%aluminum%' THEN replace(word, 'aluminum', 'aluminium')
        WHEN word LIKE '%grey%' THEN replace(word, 'grey', 'gray')
        WHEN word LIKE '%gray%' THEN replace(word, 'gray', 'grey')
        WHEN word LIKE 'tyre%' THEN replace(word, 'tyre', 'tire')
        WHEN word IN ('tire', 'tires') THEN replace(word, 'tire', 'tyre')
        WHEN rtrim(word, 's') LIKE '%gauge' THEN replace(word, 'gauge', 'gage')
        WHEN rtrim(word, 's') LIKE '%gage' THEN replace(word, 'gage', 'gauge')
        WHEN word LIKE '%draught%' THEN replace(word, 'draught', 'draft') END,
    CASE WHEN word LIKE '%ae%' OR word LIKE '%oe%' OR word LIKE '%ue%'
        THEN regexp_replace(word, '(?<=[^q])([aou])e', '\1', 'g') END
], NULL), word);
"""


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0026_search_spellings"),)
    operations = (migrations.RunSQL(_SPELLINGS + _ONCE, _ASKED),)
