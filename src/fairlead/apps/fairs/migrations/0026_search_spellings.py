"""Words asked in other spellings: transliterations, British and American, designations in parts.

Only what is asked is read anew; what texts are found by stays as it is written.
"""

import re
from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_STEMS: str = import_module(f"{_HERE}.0007_search_stems")._STEMS
_QUERIES: str = import_module(f"{_HERE}.0009_search_queries")._QUERIES

_SPELLINGS = r"""
-- Other ways in which an English word is spelled, British for American or the other way round, and
-- a name without its umlaut: colour, fibre, tyre, galvanise, sulphur, moulding, Mueller.
CREATE FUNCTION search_english_spellings(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(ARRAY[
    regexp_replace(word, '(?<=..)our(?=s?$|ed$|ing$|ers?$|less$)', 'or'),
    regexp_replace(word, '(?<=..)or(?=s?$|ed$|ing$|ers?$|less$)', 'our'),
    regexp_replace(word, '(?<=[bt])re(?=s?$)', 'er'),
    regexp_replace(word, '(?<=[bt])er(?=s?$)', 're'),
    regexp_replace(word, '(?<=...[iy])s(?=(e|es|ed|ers?|ing|ations?)$)', 'z'),
    regexp_replace(word, '(?<=..[iy])z(?=(e|es|ed|ers?|ing|ations?)$)', 's'),
    regexp_replace(word, 'nce(?=s?$)', 'nse'), regexp_replace(word, 'nse(?=s?$)', 'nce'),
    replace(word, 'sulph', 'sulf'), replace(word, 'sulf', 'sulph'),
    replace(word, 'mould', 'mold'), regexp_replace(word, '^mold', 'mould'),
    replace(word, 'plough', 'plow'), replace(word, 'plow', 'plough'),
    replace(word, 'aluminium', 'aluminum'), replace(word, 'aluminum', 'aluminium'),
    replace(word, 'grey', 'gray'), replace(word, 'gray', 'grey'),
    regexp_replace(word, '^tyre', 'tire'), regexp_replace(word, '^tire(?=s?$)', 'tyre'),
    regexp_replace(word, 'gauge(?=s?$)', 'gage'), regexp_replace(word, 'gage(?=s?$)', 'gauge'),
    regexp_replace(word, 'logue(?=s?$)', 'log'),
    regexp_replace(word, '(?<=[ao])log(?=s?$)', 'logue'),
    regexp_replace(word, 'gramme(?=s?$)', 'gram'), replace(word, 'draught', 'draft'),
    regexp_replace(word, '(?<=[^q])([aou])e', '\1', 'g')
], word);

-- A Latin word in which ways of writing Cyrillic that mean another letter elsewhere are replaced
-- by it: konveyer and konvejer for конвейер, xleb for хлеб, shhetki for щётки, jguty for жгуты,
-- podiemnik for подъёмник, litye for литьё.
CREATE FUNCTION search_transliterations(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(ARRAY[
    regexp_replace(word, '(?<=[aeiou])[yj]e', 'йе', 'g'),
    replace(replace(replace(word, 'shh', 'щ'), 'cz', 'ц'), 'x', 'х'),
    regexp_replace(word, '^j(?=[bcdfghklmnpqrstvwz])', 'ж'),
    regexp_replace(word, '(?<=[bdvzst])ie', 'е', 'g'),
    regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])[yj]e$', 'е')
], word);

-- What is typed with letters that have marks, in letters without: Cyrillic by ISO 9 and as
-- scholars write it (podšipnik, šesternâ), German as where there are no umlauts (Mueller), and the
-- soft sign by an apostrophe.
CREATE FUNCTION search_spelled_out(asked text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    letter text;
BEGIN
    IF asked !~ '[šžčŝâûëèäöüŠŽČŜÂÛËÈÄÖÜ''’ʹʼʺ]' THEN
        RETURN asked;
    END IF;
    asked := regexp_replace(lower(translate(asked, 'ŠŽČŜÂÛËÈÄÖÜ', 'šžčŝâûëèäöü')),
        '(?<=[a-zšžčŝ])[''’ʹʼʺ](?=[a-zâûëè ]|$)', '', 'g');
    FOREACH letter IN ARRAY '{šsh,žzh,čch,ŝshch,âya,ûyu,ëyo,èe,äae,öoe,üue}'::text[] LOOP
        asked := replace(asked, left(letter, 1), right(letter, -1));
    END LOOP;
    RETURN asked;
END $$;
"""
_NO_SPELLINGS = """
DROP FUNCTION search_query(text, text);
DROP FUNCTION search_query(text[], text, boolean);
ALTER FUNCTION search_query_as_typed(text[], text, boolean) RENAME TO search_query;
DROP FUNCTION search_spelled_out(text);
DROP FUNCTION search_transliterations(text);
DROP FUNCTION search_english_spellings(text);
CREATE FUNCTION search_query(language text, asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN search_query(ARRAY[language], asked);
"""
_BOTH = """
ALTER FUNCTION search_query(text[], text, boolean) RENAME TO search_query_as_typed;
CREATE FUNCTION search_query(languages text[], asked text, is_unfinished boolean DEFAULT false)
RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found tsquery := search_query_as_typed(languages, asked, is_unfinished);
    spelled text := search_spelled_out(normalize(left(asked, 1000), NFC));
BEGIN
    RETURN CASE WHEN spelled = asked THEN found
        ELSE found || search_query_as_typed(languages, spelled, is_unfinished) END;
END $$;
CREATE OR REPLACE FUNCTION search_query(language text, asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN search_query(ARRAY[language], asked);
"""
# Function -> what is replaced in it, and by what.
_CHANGES = {
    "search_asked": (
        (
            "        stems := CASE\n            WHEN word ~ '^[a-z]' THEN"
            " search_latin(search_dictionary(language), word)\n",
            "        stems := CASE\n            WHEN word ~ '^[a-z]' THEN"
            " search_latin(search_dictionary(language), word) || array(\n"
            "                SELECT unnest(ts_lexize(search_dictionary(language), other))\n"
            "                FROM unnest(search_english_spellings(word)) AS other\n"
            "                WHERE search_latin(search_dictionary(language), word) <> '{}')\n",
        ),
        (
            "        FOREACH guess IN ARRAY search_cyrillic(word) LOOP\n",
            "        FOREACH guess IN ARRAY search_cyrillic(word) || array(\n"
            "            SELECT unnest(search_cyrillic(other))\n"
            "            FROM unnest(search_transliterations(word)) AS other\n"
            "        ) LOOP\n",
        ),
        (
            "        found := found || ('l=' || search_sound(word));\n",
            "        found := found || ('l=' || search_sound(word))\n"
            "            || ('l=' || search_sound(replace(word, 'йе', 'е')));\n",
        ),
    ),
    "search_sequence": (
        (
            "            IF lexemes <> '{}' THEN\n",
            "            IF lexemes <> '{}' AND word ~ '^[abcehkmoptxyавсенкмортху]$' THEN\n"
            "                -- One letter beside figures may be of either alphabet.\n"
            "                twin := translate(word, 'abcehkmoptxyавсенкмортху',"
            " 'авсенкмортхуabcehkmoptxy');\n"
            "                lexemes := lexemes || ('.' || twin)\n"
            "                    || search_asked(languages, twin);\n"
            "            END IF;\n"
            "            IF lexemes <> '{}' THEN\n",
        ),
        ("    word text;\n", "    word text;\n    twin text;\n"),
    ),
    "search_query": (
        (
            "                part := search_any(ARRAY[joined]);  -- A4 is not any 4\n",
            "                -- A4 is not any 4, nor a 4-axis lathe; 16К20 may be 16 К 20.\n"
            "                part := search_any(ARRAY[joined]);\n"
            "                IF cardinality(words) > 2 OR words[1] !~ '^[aiавикосуя]$' THEN\n"
            "                    part := part || search_sequence(languages, words, true, true);\n"
            "                END IF;\n",
        ),
    ),
}


def _write_functions(*, changed: bool) -> str:
    """Return the functions as they were, or with the changes."""
    written = []
    for name, changes in _CHANGES.items():
        found = re.search(
            rf"CREATE FUNCTION {name}\(.*?\nEND \$\$;\n", _STEMS + _QUERIES, re.DOTALL
        )
        if found is None:
            raise LookupError(name)
        body = found[0].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
        for before, after in changes if changed else ():
            if before not in body:
                raise LookupError(before)
            body = body.replace(before, after, 1)
        written.append(body)
    return "".join(written)


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0025_one_edition"),)
    operations = (
        migrations.RunSQL(
            _SPELLINGS + _write_functions(changed=True) + _BOTH,
            _NO_SPELLINGS + _write_functions(changed=False),
        ),
    )
