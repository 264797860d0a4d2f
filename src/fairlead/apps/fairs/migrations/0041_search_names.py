r"""Names of makers are found across alphabets, and words that blanks part as those written as one.

A maker's name is seldom written in Cyrillic letters letter by letter: Siemens is Сименс, Heidenhain
Хайденхайн. Words of five sounds or more are also compared by a looser sound, in which spellings of
one sound are one: ie and и, ei and ай, ae and е, th and т, ü and ю, a silent h, z, s and sh, and a
first v and f. Only words of the two alphabets are compared by it.

Chinese, Korean and Thai words are found with blanks between parts of two characters or more.
Ўзбекистон and Oʻzbekiston find each other; a transliterated noun without its soft sign, and a short
one, their plurals (elektrodvigatel, kran).
"""

from django.db import migrations

# Spellings and what each is read as, one after the other, in the letters of `search_sound`.
_SOUNDS = (
    "тз:ц тх:т хл:л хм:м хн:н хр:р аи:еи еу:ои ие:и ае:е ое:е иу:у з:с ц:с ш:с"
)  # fmt: skip


def _write_looser() -> str:
    """Return the functions of the looser sound."""
    sound = "CASE left(sound, 1) WHEN 'в' THEN 'ф' || substr(sound, 2) ELSE sound END"
    for pair in _SOUNDS.split():
        spelled, read = pair.split(":")
        sound = f"replace({sound}, '{spelled}', '{read}')"
    return rf"""
-- A sound in which the spellings of one sound are one.
CREATE FUNCTION search_looser_sound(sound text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN regexp_replace(
    {sound}, '(.)\1+', '\1', 'g');

-- The lexemes of sounds as they are read more loosely, without those that are too short.
CREATE FUNCTION search_looser(lexemes text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    lexeme text;
    looser text;
    found text[] := '{{}}'::text[];
BEGIN
    FOREACH lexeme IN ARRAY lexemes LOOP
        CONTINUE WHEN length(lexeme) < 7 OR left(lexeme, 2) NOT IN ('l=', 'c=', 'c~');
        looser := left(lexeme, 2) || search_looser_sound(substr(lexeme, 3));
        IF length(looser) > 6 AND looser <> lexeme AND looser <> ALL(found) THEN
            found := array_append(found, looser);
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- The other spelling of the Uzbek letter between o and u: Ozbekiston is also found by its oʻ as u.
CREATE FUNCTION search_uzbek(asked text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    IF translate(asked, 'Ўўʻ‘ʼ`´''’', '') <> asked THEN
        asked := translate(asked, 'Ўў', 'Оо');
        asked := regexp_replace(asked, '[oO]([ʻ‘ʼ`´](?=[A-Za-z])|[''’](?=[a-z]))', 'u', 'g');
    END IF;
    RETURN asked;
END $$;
"""


# Each function with what is replaced in it.
_CHANGES = (
    (
        "search_written(text, text)",
        "    IF word ~ '^[a-z]' THEN\n"
        "        found := search_latin(search_dictionary(language), word);\n"
        "        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]\n"
        "            ELSE found || ('l=' || search_sound((search_cyrillic(word))[1]))"
        " || search_inflected(language, word) END;\n",
        "    IF word ~ '^[a-z]' THEN\n"
        "        found := search_latin(search_dictionary(language), word);\n"
        "        IF found = '{}' THEN\n"
        "            RETURN ARRAY['.' || word];\n"
        "        END IF;\n"
        "        found := found || ('l=' || search_sound((search_cyrillic(word))[1]));\n"
        "        RETURN found || search_looser(found) || search_inflected(language, word);\n",
    ),
    (
        "search_written(text, text)",
        "        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]\n"
        "            ELSE found || ('c=' || search_sound(word)) || search_stem_sounds(found)\n"
        "                || search_inflected(language, word) END;\n",
        "        IF found = '{}' THEN\n"
        "            RETURN ARRAY['.' || word];\n"
        "        END IF;\n"
        "        found := found || ('c=' || search_sound(word)) || search_stem_sounds(found);\n"
        "        RETURN found || search_looser(found) || search_inflected(language, word);\n",
    ),
    (
        "search_asked(text[], text)",
        "                found := found || search_stem_sounds(search_russian(guess));\n"
        "            END IF;\n",
        "                found := found || search_stem_sounds(search_russian(guess));\n"
        "            END IF;\n"
        "            IF guess ~ '[бвгджзклмнпрстфхцчшщ]$' THEN\n"
        "                IF length(guess) > 4 THEN  -- dvigatel, двигатели\n"
        "                    found := found || search_stem_sounds(search_russian(guess || 'ь'));\n"
        "                ELSIF length(word) > 3 THEN  -- kran, краны\n"
        "                    found := found || ('c=' || search_sound(guess || 'и'));\n"
        "                END IF;\n"
        "            END IF;\n",
    ),
    (
        "search_asked(text[], text)",
        "        END LOOP;\n    END IF;\n    RETURN found;\nEND ",
        "        END LOOP;\n    END IF;\n    RETURN found || search_looser(found);\nEND ",
    ),
    (
        "search_sequence(text[], text[], boolean, boolean)",
        "                part := part <-> search_any(ARRAY[substr(word, letter, 2)]);\n",
        "                -- A character by itself ends a word before a blank: 液压 油缸.\n"
        "                part := part <-> search_any(CASE WHEN letter < length(word) - 1\n"
        "                    THEN ARRAY[substr(word, letter, 2), substr(word, letter, 1)]\n"
        "                    ELSE ARRAY[substr(word, letter, 2)] END);\n",
    ),
    (
        "search_query(text[], text, boolean)",
        "    spelled text := search_spelled_out(typed);\n",
        "    spelled text := search_spelled_out(search_joined_units(search_signs(\n"
        "        search_uzbek(normalize(left(asked, 1000), NFC)))));\n",
    ),
)  # fmt: skip


def _write_change(function: str, before: str, after: str) -> str:
    """Return a statement that replaces a part of a function, which has it once."""
    return f"""
DO $change$
DECLARE
    body text := pg_get_functiondef('{function}'::regprocedure);
    before text := $before${before}$before$;
BEGIN
    IF cardinality(string_to_array(body, before)) <> 2 THEN
        RAISE EXCEPTION '{function} has it not once: %', before;
    END IF;
    EXECUTE replace(body, before, $after${after}$after$);
END $change$;
"""


_FORWARDS = _write_looser() + "".join(_write_change(*change) for change in _CHANGES)
_BACKWARDS = (
    "".join(_write_change(name, new, old) for name, old, new in reversed(_CHANGES))
    + """
DROP FUNCTION search_uzbek(text);
DROP FUNCTION search_looser(text[]);
DROP FUNCTION search_looser_sound(text);
"""
)


class Migration(migrations.Migration):
    """Changes the functions."""

    dependencies = (("fairs", "0040_search_groups"),)
    operations = (migrations.RunSQL(_FORWARDS, _BACKWARDS),)
