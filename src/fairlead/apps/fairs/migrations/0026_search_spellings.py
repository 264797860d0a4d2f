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
-- a name without its umlaut: colour, fibre, tyre, galvanise, sulphur, moulding, Mueller. Whether
-- a word may have one is asked without regular expressions first: PostgreSQL keeps 32 of them.
CREATE FUNCTION search_english_spellings(word text) RETURNS text[]
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
_BOTH = r"""
ALTER FUNCTION search_query(text[], text, boolean) RENAME TO search_query_as_typed;
CREATE FUNCTION search_query(languages text[], asked text, is_unfinished boolean DEFAULT false)
RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found tsquery := search_query_as_typed(languages, asked, is_unfinished);
    spelled text := search_spelled_out(normalize(left(asked, 1000), NFC));
BEGIN
    -- Of a word that may not be there, one spelling would let in what the other shuts out.
    RETURN CASE WHEN spelled = asked OR normalize(asked, NFKC) ~ '(^|[\s"])-' THEN found
        ELSE found || search_query_as_typed(languages, spelled, is_unfinished) END;
END $$;
CREATE OR REPLACE FUNCTION search_query(language text, asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN search_query(ARRAY[language], asked);
"""
# Function -> what is replaced in it, and by what.
_CHANGES = {
    "search_asked": (
        ("    guess text;\n", "    guess text;\n    others text[];\n"),
        (
            "    FOREACH language IN ARRAY languages LOOP\n",
            "    others := CASE WHEN word ~ '^[a-z]' THEN search_english_spellings(word) END;\n"
            "    FOREACH language IN ARRAY languages LOOP\n",
        ),
        (
            "        IF NOT stems <@ found THEN\n",
            "        IF others <> '{}' AND stems <> '{}' THEN\n"
            "            FOREACH guess IN ARRAY others LOOP\n"
            "                stems := stems || ts_lexize(search_dictionary(language), guess);\n"
            "            END LOOP;\n"
            "        END IF;\n"
            "        IF NOT stems <@ found THEN\n",
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
            if body.count(before) != 1:
                raise LookupError(before)
            body = body.replace(before, after)
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
