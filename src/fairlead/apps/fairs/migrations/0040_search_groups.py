r"""Numbers in groups are found as one and the other way round; words the stemmer mixes up are not.

An article number is found as 12 34 567, 12.34.567, 12-34-567 and 1234567. An engine is no
engineering, a transformer no transformation, a container nothing that contains; "off shore" is no
shore. Hebrew prefixes, quotation marks inside its abbreviations, the letters Oʻ and Gʻ of Uzbek and
the long vowel at the end of a Japanese loan word are read alike however they are written, and more
Russian plurals with another stem are known.
"""

from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_STEMS: str = import_module(f"{_HERE}.0007_search_stems")._STEMS
_SIGNS = import_module(f"{_HERE}.0035_search_signs")
_INFLECTIONS = import_module(f"{_HERE}.0037_search_inflections")
_COMPOUNDS = import_module(f"{_HERE}.0038_search_compounds")
_change = _COMPOUNDS._change


def _find(source: str, name: str) -> str:
    """Return a function of an earlier migration, to be replaced."""
    start = source.index(f"FUNCTION {name}(")
    end = source.index("\nEND $$;\n", start) + len("\nEND $$;\n")
    return f"CREATE OR REPLACE {source[start:end]}"


# Words that share a stem with others which are something else, and what each is kept as: one by
# its beginning, the others with and without the plural's ending.
_BEGINNINGS = {
    "engineer": "engineer", "organis": "organize", "organiz": "organize", "organic": "organic",
    "universit": "university", "positiv": "positive", "experienc": "experience",
    "importan": "important", "authorit": "authority", "international": "international",
}  # fmt: skip
_WHOLE = (
    "transformer container customer training housing fitting coupling lining winding handling"
    " paste objective"
)
_PLURALS = (
    " камениs:каменs сучьs:сукh ручьs:ручеs комьs:комh клочьs:клокh церквs:церковs ржh:ржs лжh:лжs"
    " осьs:осs осямh:осs ушеs:ухh дверьмs:дверs лошадьмs:лошадs кочерьгh:кочергh серьгh:сергh"
)


def _write_english() -> str:
    """Return the function of English words that are kept apart."""
    cases = [
        *(f"    WHEN word LIKE '{begun}%' THEN '{kept}'" for begun, kept in _BEGINNINGS.items()),
        *(f"    WHEN word IN ('{one}', '{one}s') THEN '{one}'" for one in _WHOLE.split()),
    ]
    return (
        "\n-- What a word is kept as that the stemmer takes for another, else null.\n"
        "CREATE FUNCTION search_kept_apart(word text) RETURNS text\n"
        "LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE\n" + "\n".join(cases) + "\n"
        "    WHEN word = 'customs' THEN 'customs' END;\n"
    )


_GROUPS = r"""
-- The ways in which a number is written in groups: 1234567 is 12 34 567 and 123 45 67. Null where
-- it is too short or too long for an article's.
CREATE FUNCTION search_number_groups(digits text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE WHEN length(digits) BETWEEN 6 AND 12 THEN (
    WITH RECURSIVE way (written, rest) AS (
        SELECT '', digits
        UNION ALL
        SELECT written || CASE written WHEN '' THEN '' ELSE '<->' END || left(rest, size),
            substr(rest, size + 1)
        FROM way, generate_series(CASE written WHEN '' THEN 1 ELSE 2 END, 4) AS size
        WHERE length(rest) = size OR length(rest) > size + 1
    )
    SELECT string_agg('(' || written || ')', '|')::tsquery FROM way WHERE rest = ''
) END;

-- A Hebrew word without what is written together with it: and, the, in, to, from, that, as.
CREATE FUNCTION search_hebrew(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    bare text := regexp_replace(word, '^(ו?(כש|מה|שה|שב|של|לכ|ה|ב|ל|מ|ש|כ)|ו)(?=...)', '');
BEGIN
    RETURN CASE bare WHEN word THEN '{}' ELSE bare || search_inflected('he', bare) END;
END $$;
"""
_MARKS = r"""
    IF translate(body, 'ʻ‘ʼ`´''’', '') <> body THEN  -- Oʻzbekiston, but O'Neill
        body := regexp_replace(body, '(?<=[oOgG])([ʻ‘ʼ`´](?=[A-Za-z])|[''’](?=[a-z]))', '', 'g');
    END IF;
    IF strpos(body, 'ー') > 0 THEN  -- モーター, モータ
        body := regexp_replace(body, '(?<=[ァ-ヺー]{2})ー(?![ァ-ヺー])', '', 'g');
    END IF;
    IF translate(body, '"״''׳', '') <> body AND body ~ '[\u05d0-\u05ea]["״''׳][\u05d0-\u05ea]' THEN
        body := regexp_replace(body, '(?<=[\u05d0-\u05ea])["״''׳](?=[\u05d0-\u05ea])', '', 'g');
    END IF;
"""
_CHANGES = {
    "search_latin": (
        (
            "BEGIN\n",
            "BEGIN\n"
            "    IF dictionary = 'pg_catalog.english_stem'::regdictionary\n"
            "            AND search_kept_apart(word) IS NOT NULL THEN\n"
            "        RETURN ARRAY[search_kept_apart(word)];\n"
            "    END IF;\n",
        ),
    ),
    "search_written": (
        (
            "        ELSE found || search_inflected(language, word) END;\nEND",
            "        ELSE found || search_inflected(language, word)\n"
            "            || CASE WHEN word ~ '^[\u05d0-\u05ea]' THEN search_hebrew(word)\n"
            "            ELSE '{}' END END;\nEND",
        ),
    ),
    "search_asked": (
        (
            "        IF others IS NOT NULL AND stems <> '{}' THEN\n",
            "        IF others IS NOT NULL AND stems <> '{}'\n"
            "                AND search_kept_apart(word) IS DISTINCT FROM word THEN\n",
        ),
        (
            "                stems := stems || ts_lexize(search_dictionary(language), guess);\n",
            "                stems := stems || search_latin(search_dictionary(language), guess);\n",
        ),
    ),
    "search_inflected": (
        ("    own text;\n", "    own text;\n    plain text;\n"),
        (
            "        -- A last letter is voiced before a vowel",
            "        -- The word's own last letters: өндіріс, өндірісі; kitob, kitobi.\n"
            "        plain := regexp_replace(regexp_replace(word,\n"
            "            replace(replace(owned, 'с?', ''), 's?', ''), ''), plurals, '');\n"
            "        -- A last letter is voiced before a vowel",
        ),
        (
            "regexp_replace(bare, plurals, ''), own\n",
            "regexp_replace(bare, plurals, ''), own, plain\n",
        ),
    ),
    "search_cyrillic_stems": (
        (_INFLECTIONS._PLURALS, ",".join(
            pair.split(":")[0] for pair in (_INFLECTIONS._IRREGULAR + _PLURALS).split()
        )),
        (_INFLECTIONS._SINGULARS, ",".join(
            pair.split(":")[1] for pair in (_INFLECTIONS._IRREGULAR + _PLURALS).split()
        )),
    ),
    "search_signs": (
        ("BEGIN\n", f"BEGIN{_MARKS}"),
        # 4×M8 is four of M8
        ("'(?<=[0-9])×(?![0-9])', 'x', 'g'", "'(?<=[0-9])×(?![0-9A-Za-zА-Яа-я])', 'x', 'g'"),
    ),
    "search_arabic": (
        (
            "                THEN ARRAY[regexp_replace(stem, '^ا(..)', '\\1ا')] ELSE '{}' END;\n",
            "                THEN ARRAY[regexp_replace(stem, '^ا(..)', '\\1ا'),\n"
            "                    regexp_replace(stem, '^ا(..)', '\\1و'),\n"
            "                    regexp_replace(stem, '^ا(..)', '\\1ي')] ELSE '{}' END;\n",
        ),
    ),
    "search_arabic_singulars": (
        (
            "array_remove(ARRAY[\n",
            "array_remove(ARRAY[\n"
            "    CASE WHEN word LIKE '__ايا' THEN left(word, 2) || 'ي' END,  -- خلايا, خليه\n",
        ),
    ),
    "search_query_as_typed": (
        # o-n joined is a word that says nothing
        (
            "search_any(search_asked(languages, joined))",
            "search_any(nullif(search_asked(languages, joined), '{}'))",
        ),
        (
            "            term ~ '^[A-ZА-ЯЁ]{2,4}$' AND typed ~ '[a-zа-яё]');\n",
            "            term ~ '^[A-ZА-ЯЁ]{2,4}$' AND typed ~ '[a-zа-яё]'\n"
            "                OR cardinality(words) = 2 AND words[1] = ANY(particles));\n",
        ),
        (
            "    most int := 64;\n",
            "    particles CONSTANT text[] := '{off,over,under,out,up,down}';\n"
            "    most int := 64;\n",
        ),
        (
            "                part := search_code(digits, numbers = 1 OR length(digits) > 3);\n",
            "                part := search_code(digits, numbers = 1 OR length(digits) > 3);\n"
            "                IF numbers > 1 AND length(digits) > 5 THEN\n"
            "                    part := coalesce(part || search_any(ARRAY[digits]),\n"
            "                        search_any(ARRAY[digits]));\n"
            "                END IF;\n",
        ),
        (
            "        -- A compound may be written in two words, and two words as one.\n",
            "        -- A number may be written in groups, and groups as one.\n"
            "        joined := array_to_string(words, '');\n"
            "        IF joined ~ '^[0-9]{6,}$' AND term !~ '\"' THEN\n"
            "            part := coalesce(part || CASE cardinality(words)\n"
            "                WHEN 1 THEN search_number_groups(joined)\n"
            "                ELSE search_any(ARRAY[joined]) END, part);\n"
            "        END IF;\n"
            "        -- What is off shore is not the shore.\n"
            "        IF former = ANY(particles)\n"
            "                AND cardinality(words) = 1 AND words[1] ~ '^[a-z]+$'\n"
            "                AND term !~ '^-|\"' AND part IS NOT NULL\n"
            "                AND search_asked(languages, former) = '{}' THEN\n"
            "            part := search_sequence(languages, ARRAY[former, words[1]], true, true);\n"
            "        END IF;\n"
            "        -- A compound may be written in two words, and two words as one.\n",
        ),
    ),
}  # fmt: skip
_BEFORE = {
    "search_latin": _find(_STEMS, "search_latin"),
    "search_written": _INFLECTIONS._write_before("search_written"),
    "search_asked": _INFLECTIONS._write_before("search_asked"),
    "search_inflected": _find(_INFLECTIONS._INFLECTED, "search_inflected"),
    "search_cyrillic_stems": _INFLECTIONS._CYRILLIC,
    "search_arabic": _find(_STEMS, "search_arabic"),
    "search_arabic_singulars": _INFLECTIONS._write_before("search_arabic_singulars"),
    "search_signs": _find(_COMPOUNDS._READ_SIGNS, "search_signs"),
    "search_query_as_typed": _change(
        _COMPOUNDS._BEFORE["search_query_as_typed"], _COMPOUNDS._CHANGES["search_query_as_typed"]
    ),
}
_DROP = """
DROP FUNCTION search_hebrew(text);
DROP FUNCTION search_number_groups(text);
DROP FUNCTION search_kept_apart(text);
"""


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0039_history_of_parts"),)
    operations = (
        migrations.RunSQL(
            _write_english()
            + _GROUPS
            + "".join(_change(_BEFORE[name], changes) for name, changes in _CHANGES.items()),
            "".join(_BEFORE.values()) + _DROP,
        ),
    )
