"""Designations without their hyphens, letters of two alphabets in a word, more transliterations.

Words are read anew (one letter of another alphabet in a word of small letters, × between figures),
a designation is found without its hyphens (62052RS, s71200), a name without its apostrophe, and
what is shut out is shut out in its other spellings too.
"""

import re
from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_WORDS: str = import_module(f"{_HERE}.0006_search_words")._WORDS
_DOCUMENTS: str = import_module(f"{_HERE}.0008_search_documents")._DOCUMENTS
_DESIGNATIONS = import_module(f"{_HERE}.0024_search_designations")
_SPELLINGS = import_module(f"{_HERE}.0026_search_spellings")
_BEFORE: str = (
    _WORDS
    + _DOCUMENTS.replace("CREATE FUNCTION search_pieces", "CREATE FUNCTION search_pieces_before")
    + _DESIGNATIONS._write_pieces(_DESIGNATIONS._DECLARED, _DESIGNATIONS._PARTS)
    + _SPELLINGS._SPELLINGS
    + _SPELLINGS._write_functions(changed=True)
)

_GLUED = r"""
-- The words of a longer designation as one, where hyphens part it: 62052rs for 6205-2RS. What may
-- be Latin or Cyrillic is taken as Cyrillic, as `search_joined` does.
CREATE FUNCTION search_glued(chunk text, words text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    glued text := left(array_to_string(words, ''), 64);
BEGIN
    -- Without regular expressions where it can be: PostgreSQL keeps 32 of them.
    chunk := btrim(chunk, '.,;:!?()[]"«»');
    IF cardinality(words) NOT BETWEEN 3 AND 16 OR search_is_unparted(words[1])
            OR chunk <> translate(chunk, '/\|,;+&.:()[]"''*=<>#@!?%_~№«»', '')
            OR glued !~ '[0-9]' OR glued !~ '[^0-9]' THEN
        RETURN NULL;
    END IF;
    RETURN CASE WHEN glued ~ '^[0-9abcehkmoptxyавсенкмортху]*$'
        THEN translate(glued, 'abcehkmoptxy', 'авсенкмортху') ELSE glued END;
END $$;

-- A designation typed in Latin letters, also in the Cyrillic ones that sound so: 09г2с for 09g2s.
CREATE FUNCTION search_designation(joined text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN search_any(
    CASE WHEN joined ~ '[a-z]' AND joined ~ '[0-9]' THEN ARRAY[joined,
        translate(joined, 'abvgdezijklmnoprstufhcy', 'абвгдезийклмнопрстуфхцы')]
    ELSE ARRAY[joined] END
);

-- What is typed with blanks in it, as one word: ВВГ нг LS, 6ES7 214-1AG40-0XB0. Null for what is
-- too long to be one designation, or more than words.
CREATE FUNCTION search_typed_apart(languages text[], asked text) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    words text[];
    glued text;
BEGIN
    IF length(asked) > 40 OR length(asked) > 13 AND asked !~ '[0-9]' THEN
        RETURN NULL;
    ELSIF strpos(asked, '"') > 0
            OR cardinality(string_to_array(btrim(asked), ' ')) NOT BETWEEN 2 AND 4 THEN
        RETURN NULL;
    END IF;
    words := search_words(asked);
    glued := search_glued(array_to_string(words, '-'), words);
    IF glued IS NOT NULL THEN
        RETURN search_designation(glued);
    ELSIF cardinality(words) BETWEEN 2 AND 4 AND length(array_to_string(words, '')) <= 10
            AND array_to_string(words, '') ~ '^[a-zа-я]+$' THEN
        words := search_asked(languages, array_to_string(words, ''));
        RETURN CASE WHEN words <> '{}' THEN search_any(words) END;
    END IF;
    RETURN NULL;
END $$;

-- A search in all the spellings: of what is wanted any may be there, of what is shut out none.
CREATE OR REPLACE FUNCTION search_query(
    languages text[], asked text, is_unfinished boolean DEFAULT false
) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    typed text := normalize(left(asked, 1000), NFC);
    spelled text := search_spelled_out(typed);
    shut_out CONSTANT text := '(?:^|\s)(-(?:"[^"]*"|[^\s"]+))';
    found tsquery;
    without text;
    wanted text;
BEGIN
    IF strpos(translate(typed, '－﹣', '--'), '-') = 0 OR typed !~ '(^|[\s"])[-－﹣]' THEN
        found := search_query_as_typed(languages, asked, is_unfinished);
        IF strpos(btrim(typed), ' ') > 0 THEN
            found := coalesce(found || search_typed_apart(languages, typed), found);
        END IF;
        RETURN CASE WHEN spelled = asked THEN found
            ELSE found || search_query_as_typed(languages, spelled, is_unfinished) END;
    ELSIF spelled = asked OR typed ~ '"[-－﹣]' OR lower(typed) ~ '(^|\s)(or|или|或|أو)(\s|$)' THEN
        RETURN search_query_as_typed(languages, asked, is_unfinished);
    END IF;
    typed := translate(typed, '－﹣', '--');
    without := array_to_string(
        array(SELECT term[1] FROM regexp_matches(typed, shut_out, 'g') AS term), ' ');
    wanted := regexp_replace(typed, shut_out, ' ', 'g');
    is_unfinished := is_unfinished AND typed !~ '(^|\s)-\S*$';
    found := search_query_as_typed(languages, without)
        && search_query_as_typed(languages, search_spelled_out(without));
    IF search_words(wanted) = '{}' THEN
        RETURN found;
    END IF;
    RETURN found && (search_query_as_typed(languages, wanted, is_unfinished)
        || search_query_as_typed(languages, search_spelled_out(wanted), is_unfinished));
END $$;
"""
_NO_GLUED = (
    _SPELLINGS._BOTH[_SPELLINGS._BOTH.index("CREATE FUNCTION") :].replace(
        "CREATE FUNCTION search_query(languages text[], asked text, is_unfinished boolean",
        "CREATE OR REPLACE FUNCTION search_query("
        "languages text[], asked text, is_unfinished boolean",
    )
    + """
DROP FUNCTION search_typed_apart(text[], text);
DROP FUNCTION search_designation(text);
DROP FUNCTION search_glued(text, text[]);
"""
)
_HYPHENS = r"[-\u2010-\u2015\u2212]"
# Function -> what is replaced in it, and by what.
_CHANGES = {
    "search_words": (
        ("IF body ~ '^[a-zа-я]{1,64}$' THEN", "IF body ~ '^([a-z]{1,64}|[а-я]{1,64})$' THEN"),
        (
            "    body := btrim(regexp_replace(search_fold(body),",
            "    IF (strpos(body, '×') > 0 OR strpos(body, '*') > 0) AND body ~ '[0-9]' THEN\n"
            "        body := regexp_replace(body, '(?<=[0-9])[×*](?=[0-9])', 'x', 'g');\n"
            "    END IF;\n"
            "    body := btrim(regexp_replace(search_fold(body),",
        ),
    ),
    "search_one_alphabet": (
        # Letters that are all of both alphabets: насос typed with a Latin o or c.
        (
            "    WHEN word !~ '[бгджзийлпфцчшщъыьэюя]' THEN",
            "    WHEN word !~ '[бгджзийлпфцчшщъыьэюя]' AND word ~ '[dfgijlnqrsuvwz]' THEN",
        ),
    ),
    "search_joined": (
        # A name with an apostrophe too: obrien for O'Brien.
        (
            "AND chunk ~ ('[^\\u0001-\\u002f\\u003a-\\u0040][-\\u2010-\\u2015\\u2212]'",
            "AND chunk ~ ('[^\\u0001-\\u002f\\u003a-\\u0040]"
            "[-\\u2010-\\u2015\\u2212''\\u2019\\u02bc]'",
        ),
    ),
    "search_pieces": (
        (
            "    ELSIF width > 2 AND width = cardinality(words) AND chunk ~ '[0-9]' THEN\n",
            "    ELSIF width > 2 AND width = cardinality(words) AND chunk ~ '[0-9]' THEN\n"
            "        joined := search_glued(chunk, words);\n"
            "        IF joined IS NOT NULL THEN\n"
            "            lexemes := array_append(lexemes, joined);\n"
            "            places := array_append(places, 0);\n"
            "        END IF;\n",
        ),
    ),
    "search_transliterations": (
        ("'^j(?=[bcdfghklmnpqrstvwz])', 'ж'", "'^j', 'ж'"),
        (
            "    regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])[yj]e$', 'е')\n",
            "    regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])[yj]e$', 'е'),\n"
            "    replace(replace(replace(word, 'ch', 'ч'), 'c', 'ц'), 'lu', 'лю'),\n"
            "    -- As scholars write it, without marks: podsipnik, sesternja, zelezo. Regular\n"
            "    -- expressions are few here, for PostgreSQL keeps 32 of them.\n"
            "    CASE WHEN word LIKE '______%' AND (right(word, 1) = ANY('{a,i,j}')\n"
            "            OR right(word, 2) = ANY('{ak,ik,jk,ok,ov,ev,zo}')) THEN\n"
            "        CASE WHEN word LIKE '%s%'\n"
            "                THEN overlay(word PLACING 'ш' FROM strpos(word, 's'))\n"
            "            WHEN word LIKE '%z%'\n"
            "                THEN overlay(word PLACING 'ж' FROM strpos(word, 'z')) END END,\n"
            "    CASE WHEN word LIKE '___s%s_%' AND right(word, 1) = ANY('{a,i,j}')\n"
            "        OR word LIKE 's%s__%' AND right(word, 1) = ANY('{a,i,j}')\n"
            "        THEN replace(word, 's', 'ш') END\n",
        ),
    ),
    "search_spelled_out": (
        ("'[šžčŝâûëèäöüŠŽČŜÂÛËÈÄÖÜ''’ʹʼʺ]'", "'[šžčŝâûëèäöüŠŽČŜÂÛËÈÄÖÜ''’ʹʼʺ]|[a-z]\"[a-z]'"),
        (
            "    asked := regexp_replace(lower(",
            "    asked := regexp_replace(asked, '(?<=[a-z])\"(?=[a-z])', '', 'g');\n"
            "    asked := regexp_replace(lower(",
        ),
    ),
    "search_query": (
        (
            "                part := search_any(ARRAY[joined]);\n",
            "                part := search_designation(joined);\n",
        ),
        (
            "                part := part || search_any(ARRAY[joined]);\n",
            "                part := part || search_designation(joined);\n",
        ),
        (
            "part || search_any(search_asked(languages, joined)), part);\n",
            "part || search_any(search_asked(languages, joined)), part);\n"
            "                -- ВВГнг(А)-LS is a ВВГнг-LS.\n"
            "                part := coalesce(part || tsquery_phrase(\n"
            "                    search_any(nullif(search_asked(languages, words[1]), '{}')),\n"
            "                    search_any(nullif(search_asked(languages, words[2]), '{}')), 2\n"
            "                ), part);\n",
        ),
        (
            "        IF part IS NULL AND term !~ '^-' THEN\n",
            "        joined := CASE WHEN cardinality(words) > 2\n"
            "            THEN search_glued(ltrim(term, '-'), words) END;\n"
            "        IF joined IS NOT NULL THEN\n"
            "            part := coalesce(part || search_designation(joined), part);\n"
            "        END IF;\n"
            "        IF part IS NULL AND term !~ '^-' THEN\n",
        ),
    ),
}


def _find_function(name: str) -> str:
    """Return the last text of a function; that of `search_query` under the name it goes by now."""
    start = rf"CREATE (?:OR REPLACE )?FUNCTION {name}\("
    ends = r"(?:\nEND \$\w*\$;\n|\n    ELSE word END;\n|\], word\);\n)"
    found = re.findall(rf"{start}.*?{ends}", _BEFORE, re.DOTALL)
    if not found:
        raise LookupError(name)
    body = re.sub("^CREATE (?:OR REPLACE )?", "CREATE OR REPLACE ", found[-1])
    return (
        body.replace("search_query(", "search_query_as_typed(", 1)
        if name == "search_query"
        else body
    )


def _write_functions(*, changed: bool) -> str:
    """Return the functions as they were, or with the changes."""
    written = []
    for name, changes in _CHANGES.items():
        body = _find_function(name)
        for before, after in changes if changed else ():
            if body.count(before) != 1:
                raise LookupError(f"{name}: {before}")
            body = body.replace(before, after)
        written.append(body)
    return "".join(written)


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0026_search_spellings"),)
    operations = (
        migrations.RunSQL(
            _GLUED + _write_functions(changed=True), _write_functions(changed=False) + _NO_GLUED
        ),
    )
