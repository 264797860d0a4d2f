"""Compound words and units are found however they are written: apart, together, with a sign.

wifi is Wi-Fi and Wi Fi, гидронасосы гидро насосы, Nm N·m, N*m and N m, кВт*ч кВт ч; 7" is 7 inch
and 7 дюймов, №5 is No. 5 and N5. A sign is a unit only alone or after a figure: Ωmega is no ohm.
Of texts signs alone are read anew; compounds are looked for in what is asked.
"""

from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_SIGNS = import_module(f"{_HERE}.0035_search_signs")
_GLUED = import_module(f"{_HERE}.0027_search_glued")
_FEW = import_module(f"{_HERE}.0036_search_few_texts")
_write_before = import_module(f"{_HERE}.0037_search_inflections")._write_before

_READ_SIGNS = r"""
CREATE OR REPLACE FUNCTION search_signs(body text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    -- Regular expressions are few here, for PostgreSQL keeps 32 of them: most texts have no signs.
    IF translate(body, '½¼¾⅓⅔⅛⅜⅝⅞⌀∅ΦφϕΩΩµμ×№寸吋', '') <> body THEN
        body := regexp_replace(body, '([0-9])([½¼¾⅓⅔⅛⅜⅝⅞])', '\1 \2', 'g');
        body := regexp_replace(body, '(?<=[0-9])\s?(英?寸|吋)', ' inch ', 'g');
        -- 5 µｍ is 5 um; a sign such as ™ is no pair of letters.
        body := normalize(translate(body, '™®©℠№', '    N'), NFKC);
        body := regexp_replace(translate(body, '⌀∅', 'øø'),
            '(?<![\u0370-\u03ff])[Φφϕ](?=[[:space:]]?[0-9])', 'ø', 'g');
        body := regexp_replace(body, '[µμ](?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])', 'u', 'g');
        body := regexp_replace(body, '(^|[^A-Za-z\u00c0-\u04ff])([kKmMGuкКмМГ]?)[\u03a9\u2126]'
            '(?![A-Za-z\u00c0-\u04ff])', '\1\2ohm', 'g');
        body := regexp_replace(body, '(?<=[0-9])×(?![0-9])', 'x', 'g');
    END IF;
    IF strpos(translate(body, '×*хХX', 'xxxxx'), ' x ') > 0 THEN
        body := regexp_replace(body, '(?<=[0-9]) ([x×*хХX]) (?=[0-9])', '\1', 'g');
    END IF;
    -- A Persian ending is written with its word, whatever joins them.
    body := replace(body, U&'\200C\0647\0627', U&'\0647\0627');
    IF translate(body, '0123456789', '') <> body THEN
        body := search_figures(body);
    END IF;
    RETURN body;
END $$;

-- What stands with a figure in one spelling: 24 VDC, 7", No. 5.
CREATE FUNCTION search_figures(body text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    piece text;
    pieces text[];
    read text := '';
    quoted boolean := false;
BEGIN
    IF strpos(upper(body), 'DC') > 0 OR strpos(upper(body), 'AC') > 0 THEN
        body := regexp_replace(body, '([0-9] ?k?V)[ -]?(DC|AC)\M', '\1 \2', 'gi');
        body := regexp_replace(body, '\m(DC|AC)-?(?=[0-9.,]+ ?k?V\M)', '\1 ', 'gi');
    END IF;
    IF strpos(translate(body, 'nOrR°º', 'Nooooo'), 'No') > 0 THEN
        body := regexp_replace(body, '\mN[oOrR°º]\.?(\s?)(?=[0-9])', 'N\1', 'g');
        body := regexp_replace(body, '\mn[or°º]\.(\s?)(?=[0-9])', 'N\1', 'g');
    END IF;
    IF strpos(translate(body, '”“„‟″＂', repeat('"', 6)), '"') > 0 OR strpos(body, '''''') > 0 THEN
        body := regexp_replace(body, '(?<=[0-9])\s?(″|''''|′′|’’)', ' inch ', 'g');
        pieces := string_to_array(translate(body, '”“„‟＂', repeat('"', 5)), '"');
        -- The sign after a figure is of inches, unless it ends what another began.
        FOR each IN 1..cardinality(pieces) - 1 LOOP
            piece := pieces[each];
            IF quoted OR right(piece, 1) NOT BETWEEN '0' AND '9' THEN
                read := read || piece || '"';
                quoted := NOT quoted;
            ELSE
                read := read || piece || ' inch ';
            END IF;
        END LOOP;
        body := read || pieces[cardinality(pieces)];
    END IF;
    RETURN body;
END $$;
"""

# Of units: how each is asked for too, as lexemes, and in which words it may be written apart.
_UNITS = {
    "um": "мкмh", "micron": "um мкмh", "мкм": "um",
    "ohm": "омh", "ом": "ohm", "kohm": "комh", "ком": "kohm",
    "kw": "квтh", "квт": "kw", "kwh": "квтчh", "квтч": "kwh",
    "hz": "гцh", "гц": "hz", "nm": "нмh", "нм": "nm", "ah": "ачh", "ач": "ah",
    "kva": "кваh квh", "ква": "kva", "h": "чh", "ч": "h",
}  # fmt: skip
_INCHES = "inch дюймh zoll pouc pulgad pollic poleg inc بوص اينچ"
_INCH = (
    "inch inches дюйм дюйма дюймов дюймы zoll pouce pouces pulgada pulgadas pollice pollici"
    " polegada polegadas inc بوصه اينچ"
)
_APART = {
    "nm нм": "n m,н м", "knm кнм": "kn m,кн м", "wh втч": "w h,вт ч", "kwh квтч": "kw h,квт ч",
    "mwh мвтч": "mw h,мвт ч", "ah ач": "a h,а ч", "mah мач": "ma h,ма ч", "va ва": "v a,в а",
    "kva ква": "kv a,кв а", "mva мва": "mv a,мв а", "pas пас": "pa s,па с",
    "mpas мпас": "mpa s,мпа с", "rpm": "r min,rev min,об мин,u min", "lpm": "l min,л мин",
}  # fmt: skip


def _write_units() -> str:
    """Return the functions of units."""
    alike = {**_UNITS, **dict.fromkeys(_INCH.split(), _INCHES)}
    found = "\n".join(
        f"    WHEN '{word}' THEN '{{{','.join(others.split())}}}'" for word, others in alike.items()
    )
    apart = "\n".join(
        f"    WHEN '{word}' THEN '{{{parts}}}'"
        for words, parts in _APART.items()
        for word in words.split()
    )
    return rf"""
-- Other ways to write a unit; only what is asked is read so.
CREATE OR REPLACE FUNCTION search_units(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE word
{found}
    ELSE '{{}}' END::text[];

-- The words in which a compound unit may be written, each with blanks between them: N·m, кВт ч.
CREATE FUNCTION search_unit_parts(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE word
{apart}
    ELSE '{{}}' END::text[];
"""


_COMPOUNDS = r"""
-- A compound unit as it is asked for, in one word: N*m, N·m and 5 N m are Nm, об/мин is rpm.
CREATE FUNCTION search_joined_units(asked text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    unit CONSTANT text := '([kmMкмМ]?(?:N|A|V|W|Pa|Н|А|В|Вт|Па))';
    second CONSTANT text := '(m|h|A|s|м|ч|А|с)(?![A-Za-z\u00c0-\u04ff])';
BEGIN
    IF translate(asked, '·⋅∙•*×', '') <> asked THEN
        asked := regexp_replace(asked,
            '(?<![A-Za-z\u00c0-\u04ff])' || unit || '\s?[·⋅∙•*×]\s?' || second, '\1\2', 'gi');
    END IF;
    IF translate(asked, '0123456789', '') <> asked THEN
        asked := regexp_replace(asked, '([0-9]\s?)' || unit || '[ .-]' || second, '\1\2\3', 'g');
    END IF;
    IF strpos(asked, '/') > 0 THEN
        asked := regexp_replace(asked,
            '\m(r|rev|u|об)\.?\s?/\s?(min|мин)(?![A-Za-z\u00c0-\u04ff])', 'rpm', 'gi');
    END IF;
    RETURN asked;
END $$;

-- A word that may be written in two: offshore, off shore; веб-камера, веб камера. Null where it
-- is too short, or of letters and digits.
CREATE FUNCTION search_in_two(languages text[], word text, stems text[]) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    dictionaries regdictionary[];
    dictionary regdictionary;
    size int := length(word);
    first text;
    second text;
    firsts text[];
    seconds text[];
    stem text;
    ways text := '';
BEGIN
    IF size NOT BETWEEN 4 AND 24 OR word !~ '^([a-z]+|[а-я]+)$' THEN
        RETURN NULL;
    END IF;
    IF word ~ '^[a-z]' THEN
        dictionaries := array(SELECT DISTINCT search_dictionary(language)
            FROM unnest(languages) AS language);
    END IF;
    FOR cut IN 2..size - 2 LOOP
        first := left(word, cut);
        second := substr(word, cut + 1);
        firsts := ARRAY['.' || first];
        seconds := '{}';
        IF dictionaries IS NOT NULL THEN
            FOREACH dictionary IN ARRAY dictionaries LOOP
                firsts := firsts || coalesce(ts_lexize(dictionary, first), ARRAY[first]);
                seconds := seconds || coalesce(ts_lexize(dictionary, second), ARRAY[second]);
            END LOOP;
        ELSE
            firsts := array_append(firsts, 'c=' || search_sound(first));
            -- The second word ends as the whole does.
            FOREACH stem IN ARRAY stems LOOP
                IF starts_with(stem, first) AND length(stem) > cut + 1 THEN
                    seconds := array_append(seconds, substr(stem, cut + 1));
                END IF;
            END LOOP;
        END IF;
        CONTINUE WHEN seconds = '{}';
        ways := ways || CASE ways WHEN '' THEN '' ELSE '|' END
            || '(''' || array_to_string(firsts, '''|''') || ''')<->('''
            || array_to_string(seconds, '''|''') || ''')';
    END LOOP;
    RETURN nullif(ways, '')::tsquery;
END $$;

-- Two words that may be written as one: web site, website. Null where they cannot.
CREATE FUNCTION search_in_one(languages text[], first text, second text, stems text[])
RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    language text;
    found text[] := '{}';
    stem text;
BEGIN
    IF length(first) < 2 OR length(second) < 2 OR length(first) + length(second) > 24 THEN
        RETURN NULL;
    ELSIF first ~ '^[a-z]' AND second ~ '^[a-z]' THEN
        FOREACH language IN ARRAY languages LOOP
            found := found || coalesce(
                ts_lexize(search_dictionary(language), first || second), ARRAY[first || second]);
        END LOOP;
    ELSIF first ~ '^[а-я]' THEN
        FOREACH stem IN ARRAY stems LOOP
            found := array_append(found, first || stem);
        END LOOP;
    END IF;
    RETURN CASE WHEN found <> '{}' THEN search_any(found) END;
END $$;
"""
# What is replaced in functions of what is asked, and by what.
_CHANGES = {
    "search_sequence": (
        ("    last int := 0;\n", "    last int := 0;\n    apart text;\n"),
        (
            "        IF part IS NOT NULL THEN\n",
            "        -- A unit in two words is longer than in one: nothing may follow it here.\n"
            "        IF part IS NOT NULL AND place = cardinality(words) - 1 THEN\n"
            "            FOREACH apart IN ARRAY search_unit_parts(word) LOOP\n"
            "                part := part || (SELECT string_agg(\n"
            "                    format('(%1$s|.%1$s|%1$sh)', one), '<->')\n"
            "                    FROM string_to_table(apart, ' ') AS one)::tsquery;\n"
            "            END LOOP;\n"
            "        END IF;\n"
            "        IF part IS NOT NULL THEN\n",
        ),
    ),
    "search_query_as_typed": (
        (
            "    most int := 64;\n",
            "    most int := 64;\n"
            "    former text;  -- the word before, if it is one of letters\n"
            "    waiting tsquery;  -- what finds the term before, until the next is known\n"
            "    joint tsquery;\n"
            "    stems text[];\n",
        ),
        (
            "            chosen := coalesce(chosen, idle);\n",
            "            chosen := coalesce(chosen && waiting, chosen, waiting, idle);\n"
            "            waiting := NULL;\n"
            "            former := NULL;\n",
        ),
        (
            "        IF part IS NULL AND term !~ '^-' THEN\n",
            "        -- A compound may be written in two words, and two words as one.\n"
            "        IF cardinality(words) = 1 AND words[1] ~ '^([a-z]+|[а-я]+)$'\n"
            "                AND term !~ '^-|\"'\n"
            "                AND NOT (is_unfinished AND term = terms[cardinality(terms)]) THEN\n"
            "            stems := CASE WHEN words[1] ~ '^[а-я]' THEN search_russian(words[1])\n"
            "                ELSE '{}' END;\n"
            "            joint := search_in_one(languages, former, words[1], stems);\n"
            "            waiting := coalesce(waiting || joint, waiting);\n"
            "            part := coalesce(part || joint, part);\n"
            "            part := coalesce(\n"
            "                part || search_in_two(languages, words[1], stems), part);\n"
            "            former := words[1];\n"
            "        ELSE\n"
            "            former := NULL;\n"
            "        END IF;\n"
            "        IF part IS NULL AND term !~ '^-' THEN\n"
            "            chosen := coalesce(chosen && waiting, chosen, waiting);\n"
            "            waiting := NULL;\n",
        ),
        (
            "        chosen := coalesce(chosen && part, chosen, part);\n    END LOOP;\n",
            "        chosen := coalesce(chosen && waiting, chosen, waiting);\n"
            "        waiting := part;\n"
            "    END LOOP;\n",
        ),
    ),
    "search_query": (
        (
            "search_signs(normalize(left(asked, 1000), NFC));",
            "search_joined_units(\n        search_signs(normalize(left(asked, 1000), NFC)));",
        ),
    ),
    "search_typed_apart": (("BETWEEN 2 AND 4 AND length(", "BETWEEN 3 AND 4 AND length("),),
}


def _change(body: str, changes: tuple[tuple[str, str], ...]) -> str:
    """Return a function with the changes, each of which is made once."""
    for before, after in changes:
        if body.count(before) != 1:
            raise LookupError(before)
        body = body.replace(before, after)
    return body


def _read_numbers(words: str) -> str:
    """Return `search_words` as it reads numbers since few texts are read step by step."""
    return _change(words, ((_FEW._LETTERS, _FEW._NUMBERS_TOO),))


_BEFORE = {
    "search_sequence": _GLUED._find_function("search_sequence"),
    "search_query_as_typed": _change(
        _GLUED._find_function("search_query"), _GLUED._CHANGES["search_query"]
    ),
    "search_query": _write_before("search_query"),
    "search_typed_apart": _SIGNS._find(_GLUED._GLUED, "search_typed_apart"),
}
_UNITS_BEFORE: str = (
    "CREATE OR REPLACE " + _SIGNS._NEW[_SIGNS._NEW.index("FUNCTION search_units") :]
)
_DROP = """
DROP FUNCTION search_in_one(text[], text, text, text[]);
DROP FUNCTION search_in_two(text[], text, text[]);
DROP FUNCTION search_joined_units(text);
DROP FUNCTION search_unit_parts(text);
DROP FUNCTION search_figures(text);
"""


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0037_search_inflections"),)
    operations = (
        migrations.RunSQL(
            _READ_SIGNS
            + _read_numbers(
                _SIGNS._WORDS_BEFORE
            )  # signs are read in whole texts, not in each piece again
            + _write_units()
            + _COMPOUNDS
            + "".join(_change(_BEFORE[name], changes) for name, changes in _CHANGES.items()),
            "".join(_BEFORE.values())
            + _read_numbers(_write_before("search_words"))
            + _SIGNS._find(_SIGNS._NEW, "search_signs")
            + _UNITS_BEFORE
            + _DROP,
        ),
    )
