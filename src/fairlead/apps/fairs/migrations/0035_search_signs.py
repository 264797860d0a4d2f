r"""Signs and units are read alike however they are written, and plurals of four more languages.

⌀50 is Ø50, 5 μm is 5 um and 5 мкм, 100 Ω is 100 ohm, 10 × 20 is 10x20, N·m is Nm, 1½ is 1 1/2, and
24 VDC is 24 V DC. Kazakh and Kyrgyz, Uzbek, Tajik, Persian and Hebrew, for which PostgreSQL has no
stemmer, lose the endings of the plural and of the common cases. The scales (весы) are no weight
(вес), ships (суда) are of one ship (судно). More British spellings and broken plurals are read.
"""

from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_STEMS: str = import_module(f"{_HERE}.0007_search_stems")._STEMS
_DOCUMENTS: str = import_module(f"{_HERE}.0008_search_documents")._DOCUMENTS
_GLUED = import_module(f"{_HERE}.0027_search_glued")
_WORDS_BEFORE: str = _GLUED._find_function("search_words")
for _old, _new in _GLUED._CHANGES["search_words"]:
    _WORDS_BEFORE = _WORDS_BEFORE.replace(_old, _new)

_NEW = r"""
-- Signs and units of a text in one spelling. Regular expressions are few here, for PostgreSQL keeps
-- 32 of them: most texts have none of these signs.
CREATE FUNCTION search_signs(body text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    IF translate(body, '½¼¾⅓⅔⅛⅜⅝⅞⌀∅ΦφϕΩΩµμ×·⋅∙•', '') <> body THEN
        body := regexp_replace(body, '([0-9])([½¼¾⅓⅔⅛⅜⅝⅞])', '\1 \2', 'g');
        -- 5 µｍ is 5 um; a sign such as ™ is no pair of letters.
        body := normalize(translate(body, '™®©℠', '    '), NFKC);
        body := regexp_replace(translate(body, '⌀∅', 'øø'), '[Φφϕ](?=[[:space:]]?[0-9])', 'ø', 'g');
        body := regexp_replace(body, '[µμ](?=[A-Za-z\u00c0-\u024f\u1e00-\u1eff])', 'u', 'g');
        body := regexp_replace(body,
            '(?<![\u0370-\u03ff])[\u03a9\u2126](?![\u0370-\u03ff])', 'ohm', 'g');
        body := regexp_replace(body, '(?<=[0-9])×(?![0-9])', 'x', 'g');
        body := regexp_replace(body,
            '\m([kmMкмМ]?(?:N|A|V|W|Pa|J|Н|А|В|Вт|Дж))[·⋅∙•](m|h|A|s|K|м|ч|А|с)\M', '\1\2', 'g');
    END IF;
    IF strpos(translate(body, '×*хХX', 'xxxxx'), ' x ') > 0 THEN
        body := regexp_replace(body, '(?<=[0-9]) ([x×*хХX]) (?=[0-9])', '\1', 'g');
    END IF;
    -- A Persian ending is written with its word, whatever joins them.
    body := replace(body, U&'\200C\0647\0627', U&'\0647\0627');
    IF strpos(upper(body), 'DC') > 0 OR strpos(upper(body), 'AC') > 0 THEN
        body := regexp_replace(body, '([0-9] ?k?V)[ -]?(DC|AC)\M', '\1 \2', 'gi');
        body := regexp_replace(body, '\m(DC|AC)-?(?=[0-9.,]+ ?k?V\M)', '\1 ', 'gi');
    END IF;
    RETURN body;
END $$;

-- What a word is found by besides in a language that has no stemmer: without the ending of the
-- plural, and of a common case. What is left has three letters or more.
CREATE FUNCTION search_inflected(language text, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    -- Of a language, endings of cases and of the plural.
    cases text;
    plurals text;
    mark text := '';
    bare text;
BEGIN
    CASE split_part(language, '-', 1)
    WHEN 'kk', 'ky' THEN
        cases := '([ндт][ыиу]н|[дтн][ае]н|нд[ае]|[мбп]ен|[дт][аео]|[гк][аео]|[ндт][ыиу])$';
        plurals := '[лдт][аео]р([ыиу])?$';
        mark := 't';
    WHEN 'tg' THEN
        cases := '(ро|и)$';
        plurals := '(ҳо|хо|он)$';
        mark := 't';
    WHEN 'uz' THEN
        cases := '(ning|dan|da|ga|ka|qa|ni)$';
        plurals := 'lar(i)?$';
    WHEN 'fa' THEN
        cases := 'ي$';
        plurals := '(ها|هاي|هايي|ات)$';
    WHEN 'he' THEN
        word := translate(word, 'םןץףך', 'מנצפכ');
        cases := '^ה(?=...)';
        plurals := '(ימ|ות|ה|ת)$';
    ELSE RETURN '{}';
    END CASE;
    IF mark <> '' AND word !~ '^[а-я]' OR word ~ '[0-9]' THEN
        RETURN '{}';
    END IF;
    bare := regexp_replace(word, cases, '');
    RETURN array(
        SELECT DISTINCT stem || mark FROM unnest(ARRAY[
            word, bare, regexp_replace(word, plurals, ''), regexp_replace(bare, plurals, '')
        ]) AS stem WHERE length(stem) > 2
    );
END $$;

-- Other ways to write a unit; only what is asked is read so.
CREATE FUNCTION search_units(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE word
    WHEN 'um' THEN '{мкмh}' WHEN 'micron' THEN '{um,мкмh}' WHEN 'мкм' THEN '{um}'
    WHEN 'ohm' THEN '{омh}' WHEN 'ом' THEN '{ohm}'
    WHEN 'kohm' THEN '{комh}' WHEN 'ком' THEN '{kohm}'
    WHEN 'kw' THEN '{квтh}' WHEN 'квт' THEN '{kw}'
    WHEN 'kwh' THEN '{квтчh}' WHEN 'квтч' THEN '{kwh}'
    WHEN 'hz' THEN '{гцh}' WHEN 'гц' THEN '{hz}'
    WHEN 'nm' THEN '{нмh}' WHEN 'нм' THEN '{nm}'
    WHEN 'kva' THEN '{кваh,квh}' WHEN 'ква' THEN '{kva}'
    ELSE '{}' END::text[];
"""
_DROP = """
DROP FUNCTION search_units(text);
DROP FUNCTION search_inflected(text, text);
DROP FUNCTION search_signs(text);
"""


def _find(source: str, name: str) -> str:
    """Return a function, to be replaced."""
    start = source.index(f"CREATE FUNCTION {name}(")
    ends = ("\nEND $$;\n", "\n);\n", "NULL), word);\n", "], NULL);\n")
    end = min(source.index(end, start) + len(end) for end in ends if end in source[start:])
    return source[start:end].replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


_SPELLINGS: str = import_module(f"{_HERE}.0026_search_spellings")._SPELLINGS
_QUERY = "CREATE OR REPLACE FUNCTION search_query("
_BEFORE = {
    "search_words": _WORDS_BEFORE,
    "search_line": _find(_DOCUMENTS, "search_line"),
    "search_written": _find(_STEMS, "search_written"),
    "search_cyrillic_stems": _find(_STEMS, "search_cyrillic_stems"),
    "search_arabic_singulars": _find(_STEMS, "search_arabic_singulars"),
    "search_english_spellings": _find(_SPELLINGS, "search_english_spellings"),
    "search_asked": import_module(f"{_HERE}.0033_search_plurals")._write_asked(),
    "search_query": _QUERY + _GLUED._GLUED.split(_QUERY)[1],
}
# Function -> what is replaced in it, and by what.
_CHANGES = {
    "search_words": (
        ("regexp_replace(search_fold(body),", "regexp_replace(search_fold(search_signs(body)),"),
    ),
    "search_line": (
        ("normalize(translate(body,", "normalize(search_signs(translate(body,"),
        ("'         '), NFKC)", "'         ')), NFKC)"),
    ),
    "search_written": (
        (
            "ELSE found || ('l=' || search_sound((search_cyrillic(word))[1])) END;",
            "ELSE found || ('l=' || search_sound((search_cyrillic(word))[1]))"
            " || search_inflected(language, word) END;",
        ),
        (
            "|| search_stem_sounds(found) END;",
            "|| search_stem_sounds(found)\n"
            "                || search_inflected(language, word) END;",
        ),
        (
            "THEN ARRAY['.' || word] ELSE found END;",
            "THEN ARRAY['.' || word]\n        ELSE found || search_inflected(language, word) END;",
        ),
    ),
    "search_cyrillic_stems": (
        (
            "    found := search_russian(word);\n",
            "    -- The scales are no weights: весы, вес.\n"
            "    found := CASE WHEN word ~ '^вес(ы|ов|ам|ами|ах)$' THEN ARRAY['весыh']\n"
            "        WHEN word ~ '^суд(а|ов|ам|ами|ах)$'\n"
            "            THEN search_russian(word) || 'суднh'::text\n"
            "        ELSE search_russian(word) END;\n",
        ),
    ),
    "search_arabic_singulars": (
        (
            "array_remove(ARRAY[\n",
            "array_remove(ARRAY[\n"
            "    -- صناديق صندوق, براميل برميل, مواسير ماسوره, ادوات اداه\n"
            "    CASE WHEN word ~ '^..ا.ي.$' THEN\n"
            "        regexp_replace(word, '^(..)ا(.)ي', '\\1\\2و') END,\n"
            "    CASE WHEN word ~ '^..ا.ي.$' THEN regexp_replace(word, '^(..)ا', '\\1') END,\n"
            "    CASE WHEN word ~ '^.وا.ي.$' THEN\n"
            "        regexp_replace(word, '^(.)وا(.)ي', '\\1ا\\2و') END,\n"
            "    CASE WHEN word LIKE '__%وات' THEN left(word, -3) || 'ا' END,\n",
        ),
    ),
    "search_english_spellings": (
        (
            "    CASE WHEN word LIKE '%sulph%'",
            "    CASE WHEN word LIKE '%_ll_%'\n"
            "        THEN regexp_replace(word, '(?<=[aeiou])ll(?=(ing|ings|ed|ers?)$)', 'l')\n"
            "        WHEN word LIKE '%_l_%'\n"
            "        THEN regexp_replace(word, '(?<=[aeiou])l(?=(ing|ings|ed|ers?)$)', 'll') END,\n"
            "    CASE WHEN word LIKE '%fibre%' THEN replace(word, 'fibre', 'fiber')\n"
            "        WHEN word LIKE '%fiber%' THEN replace(word, 'fiber', 'fibre')\n"
            "        WHEN word LIKE '%programme%' THEN replace(word, 'programme', 'program')\n"
            "        WHEN word IN ('program', 'programs') THEN replace(word, 'am', 'amme')\n"
            "        WHEN word LIKE '%jewell%' THEN replace(word, 'jeweller', 'jewelr')\n"
            "        WHEN word LIKE 'jewelr%' THEN replace(word, 'jewelr', 'jeweller')\n"
            "        WHEN word LIKE 'carburett%' THEN replace(word, 'tt', 't')\n"
            "        WHEN word LIKE 'carburet%' THEN replace(word, 'ret', 'rett')\n"
            "        WHEN word LIKE '%oeuv%' THEN replace(word, 'oeuvre', 'euver')\n"
            "        WHEN word LIKE '%euver%' THEN replace(word, 'euver', 'oeuvre') END,\n"
            "    CASE WHEN word LIKE '%sulph%'",
        ),
    ),
    "search_asked": (
        (
            "            ELSE search_other(language, word, false) END;\n",
            "            ELSE search_other(language, word, false) END;\n"
            "        IF stems <> '{}' THEN\n"
            "            stems := stems || search_inflected(language, word);\n"
            "        END IF;\n",
        ),
        (
            "        RETURN found;\n    ELSIF word ~ '^[a-z]' THEN\n",
            "        RETURN found;\n    END IF;\n"
            "    found := found || search_units(word);\n"
            "    IF word ~ '^[a-z]' THEN\n",
        ),
    ),
    "search_query": (
        ("normalize(left(asked, 1000), NFC);", "search_signs(normalize(left(asked, 1000), NFC));"),
        (
            "BEGIN\n",
            "BEGIN\n    -- ABB变频器 is two words, in any order.\n"
            "    IF typed ~ '[\u4e00-\u9fff]' THEN\n"
            "        typed := regexp_replace(typed,\n"
            "            '([A-Za-z])(?=[\u4e00-\u9fff])|([\u4e00-\u9fff])(?=[A-Za-z])',"
            " '\\1\\2 ', 'g');\n"
            "        spelled := search_spelled_out(typed);\n"
            "    END IF;\n"
            "    asked := typed;\n",
        ),
    ),
}


def _write_functions() -> str:
    """Return the functions with the changes."""
    written = []
    for name, changes in _CHANGES.items():
        body = _BEFORE[name]
        for before, after in changes:
            if body.count(before) != 1:
                raise LookupError(f"{name}: {before}")
            body = body.replace(before, after)
        written.append(body)
    return "".join(written)


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0034_history_planned_once"),)
    operations = (migrations.RunSQL(_NEW + _write_functions(), "".join(_BEFORE.values()) + _DROP),)
