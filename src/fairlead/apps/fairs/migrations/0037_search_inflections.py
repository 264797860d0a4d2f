"""More forms of nouns find their word: plurals of Russian, soft stems and possessives of Kazakh.

гражданин and граждане, человек and люди, статья and статей; өнеркәсіп and өнеркәсібіне, станок and
станогы. Letters of more Cyrillic alphabets (Tajik, Bashkir) are read as the Russian ones that they
are typed as. Tatar, Bashkir, Azerbaijani and Turkmen lose the common endings too.
"""

from importlib import import_module

from django.db import migrations

_HERE = "fairlead.apps.fairs.migrations"
_WORDS = import_module(f"{_HERE}.0006_search_words")
_SIGNS = import_module(f"{_HERE}.0035_search_signs")
_find = _SIGNS._find
_RUSSIAN: str = _find(_SIGNS._STEMS, "search_russian")

# Letters beside those read so far, and what each is read as.
_LETTERS = "ҳх ҡк ҟк ҝг ҕг ҙз ӡз ҫс ҹч ӌч ҷч ҵц ҥн ӈн ҭт ԥп ҧп ӷг Ҳх Ҡк Ҙз Ҫс ŋn ɣg ƶz "
_FOLD_BEFORE: str = _WORDS._WORDS[
    _WORDS._WORDS.index("CREATE FUNCTION search_fold") : _WORDS._WORDS.index("END $fold$;\n")
] + "END $fold$;\n"  # fmt: skip
_FOLD_BEFORE = _FOLD_BEFORE.replace(
    "CREATE FUNCTION search_fold(", "CREATE OR REPLACE FUNCTION search_fold_letters("
)


def _write_fold(letters: str) -> str:
    return _FOLD_BEFORE.replace(_WORDS._FROM, _WORDS._FROM + letters[0::3]).replace(
        _WORDS._TO, _WORDS._TO + letters[1::3]
    )


# Words whose plural has another stem: the stem of the plural, and the one of the word.
_IRREGULAR = (
    "хозяевh:хозяинh людs:человекh детs:ребенокh друзh:другh друзs:другh сыновьh:сынh сыновs:сынh"
    " сыновh:сынh братьs:братh соседs:соседh матерs:матs дочерs:дочh ушh:ухh чудесh:чудh"
    " небесh:небh крючh:крюкh коленs:коленh татарh:татаринh болгарh:болгаринh господh:господинh"
    " курh:курицh щенятh:щенокh хребтh:хребетh овсh:овесh"
)
_PLURALS = ",".join(pair.split(":")[0] for pair in _IRREGULAR.split())
_SINGULARS = ",".join(pair.split(":")[1] for pair in _IRREGULAR.split())

_CYRILLIC = f"""
CREATE OR REPLACE FUNCTION search_cyrillic_stems(language text, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    -- Stems of plurals, and in the same order those of their words.
    plurals CONSTANT text[] := '{{{_PLURALS}}}';
    singulars CONSTANT text[] := '{{{_SINGULARS}}}';
    found text[];
BEGIN
    IF ts_lexize('pg_catalog.russian_stem', word) = '{{}}' THEN
        RETURN '{{}}';
    END IF;
    found := search_russian(word);
    IF found && plurals THEN
        FOR each IN 1..cardinality(plurals) LOOP
            IF plurals[each] = ANY(found) THEN
                found := found || singulars[each];
            END IF;
        END LOOP;
    END IF;
    -- The scales are no weights: весы, вес.
    IF word LIKE 'вес__%' OR word = 'весы' THEN
        found := CASE WHEN word ~ '^вес(ы|ов|ам|ами|ах)$' THEN ARRAY['весыh'] ELSE found END;
    ELSIF word LIKE 'суд%' AND word ~ '^суд(а|ов|ам|ами|ах)$' THEN
        found := found || 'суднh'::text;
    ELSIF word LIKE 'цвет%' AND word ~ '^цвет(ы|ов|ам|ами|ах)$' THEN
        found := found || 'цветкh'::text;
    -- A man of a place or people loses his ending with others: гражданин, граждане.
    ELSIF strpos(word, 'нин') > 2 AND word ~ '(ян|[джчш]ан)ин(а|у|ом|е)?$' THEN
        found := found || (left(word, strpos(word, 'нин')) || 'h');
    END IF;
    IF split_part(language, '-', 1) IN ('uk', 'be', 'bg', 'mk', 'sr') AND word LIKE '__%и' THEN
        found := found || (left(word, -1) || 'h');
    END IF;
    RETURN found;
END $$;
"""
# In `search_russian`: what is replaced, and by what.
_RUSSIAN_CHANGES = (
    (
        "                '|^[бвгджзкмнпрстфхцчшщ]+[ео].ь?$') THEN",
        "                '|^[бвгджзклмнпрстфхцчшщ]+[ео].ь?$') THEN",
    ),
    (
        "        IF stem ~ '([лнрстдз]е[км]|ле[цн])$|^л[ео].$' THEN\n",
        # свадеб, свадьба; денег, деньги
        "        IF stem ~ '([лнрстдз]е[км]|ле[цн]|деб|[нр]ег)$|^л[ео].$' THEN\n",
    ),
    (
        "            found := found || (left(stem, -2) || 'й' || ending || declension);\n",
        "            found := found || (left(stem, -2) || 'й' || ending || declension);\n"
        "            IF ending = 'н' THEN  -- боен, бойня\n"
        "                found := found || (left(stem, -2) || 'йнs');\n"
        "            END IF;\n",
    ),
    (
        "    ELSIF word LIKE '__%мя' OR word LIKE '__%мян' THEN  -- семя, семена, семян\n",
        "    ELSIF word LIKE '__%ей' AND word ~ '[бвгджзлмнпрстфхц]ей$' THEN  -- статей, статья\n"
        "        found := found || (left(word, -2) || 'ьs');\n"
        "    ELSIF word LIKE '_%мя' OR word LIKE '__%мян' THEN  -- семя, семена, семян\n",
    ),
)

_INFLECTED = r"""
CREATE OR REPLACE FUNCTION search_inflected(language text, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    -- Of a language, endings of cases, of the plural, and of what belongs to another.
    cases text;
    plurals text;
    owned text;
    mark text := '';
    bare text;
    own text;
BEGIN
    CASE split_part(language, '-', 1)
    WHEN 'kk', 'ky', 'tt', 'ba' THEN
        cases := '([ндтз][ыиу]н|[дтнз][ае]н|нд[ае]|[мбп]ен|[дтз][аео]|[гк][аео]|[ндтз][ыиу])$';
        plurals := '[лдтнз][аео]р([ыиу])?$';
        owned := '(?<=...)с?[ыиу](н|н[аео]|нд[аео]|н[аео]н|н[ыиу]н|[мб]ен)?$';
        mark := 't';
    WHEN 'tg' THEN
        cases := '(ро|и)$';
        plurals := '(хо|он)$';
        mark := 't';
    WHEN 'uz' THEN
        cases := '(ning|dan|da|ga|ka|qa|ni)$';
        plurals := 'lar(i)?$';
        owned := '(?<=...)s?i(ning|dan|da|ga|ni)?$';
    WHEN 'az', 'tk' THEN
        cases := '(n[iuy]n|d[ae]n|d[ae]|[gyk][ae]|n[iuy])$';
        plurals := 'l[ae]r([iy])?$';
        owned := '(?<=...)s?[iuy](n|n[iuy]n|nd[ae]n|nd[ae]|n[ae]|n[iuy])?$';
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
    IF owned IS NOT NULL THEN
        own := regexp_replace(regexp_replace(word, owned, ''), plurals, '');
        -- A last letter is voiced before a vowel: өнеркәсіп, өнеркәсібі; yurak, yuragi.
        IF own <> word THEN
            own := CASE right(own, 1) WHEN 'б' THEN left(own, -1) || 'п'
                WHEN 'г' THEN left(own, -1) || 'к' WHEN 'g' THEN left(own, -1) || 'k'
                WHEN 'b' THEN left(own, -1) || 'p' ELSE own END;
        END IF;
    END IF;
    RETURN array(
        SELECT DISTINCT stem || mark FROM unnest(ARRAY[
            word, bare, regexp_replace(word, plurals, ''), regexp_replace(bare, plurals, ''), own
        ]) AS stem WHERE length(stem) > 2
    );
END $$;
"""
_INFLECTED_BEFORE: str = _find(_SIGNS._NEW, "search_inflected")


def _write_before(name: str) -> str:
    """Return a function as the migration of signs left it."""
    body: str = _SIGNS._BEFORE[name]
    for before, after in _SIGNS._CHANGES[name]:
        body = body.replace(before, after)
    return body


def _write_russian() -> str:
    body = _RUSSIAN
    for before, after in _RUSSIAN_CHANGES:
        if body.count(before) != 1:
            raise LookupError(before)
        body = body.replace(before, after)
    return body


class Migration(migrations.Migration):
    """Replaces the functions."""

    dependencies = (("fairs", "0036_search_few_texts"),)
    operations = (
        migrations.RunSQL(
            _write_fold(_LETTERS) + _write_russian() + _CYRILLIC + _INFLECTED,
            _write_fold("") + _RUSSIAN + _write_before("search_cyrillic_stems") + _INFLECTED_BEFORE,
        ),
    )
