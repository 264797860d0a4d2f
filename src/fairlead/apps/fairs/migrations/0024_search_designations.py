"""A designation such as К80-50-200 is found by its parts too, as К80 50 200 has them."""

from django.db import migrations

_BEGINNING = r"""
CREATE OR REPLACE FUNCTION search_pieces(
    language text, chunk text, OUT places int[], OUT lexemes text[], OUT width int
) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    words text[] := search_words(chunk);
    word text;
    letter text;
    former text;
    joined text;
    found text[];
<DECLARED>BEGIN
    places := '{}';
    lexemes := '{}';
    width := 0;
    FOREACH word IN ARRAY words LOOP
        IF search_is_unparted(word) THEN
            former := NULL;
            FOREACH letter IN ARRAY string_to_array(word, NULL) LOOP
                IF former IS NOT NULL THEN
                    lexemes := array_append(lexemes, former || letter);
                    places := array_append(places, width);
                    width := width + 1;
                END IF;
                former := letter;
            END LOOP;
            found := ARRAY[former];
        ELSE
            found := search_written(language, word);
        END IF;
        lexemes := lexemes || found;
        places := places || array_fill(width, ARRAY[cardinality(found)]);
        width := width + 1;
    END LOOP;
    joined := search_joined(chunk, words);
    IF joined IS NOT NULL THEN
        found := CASE WHEN joined ~ '[0-9]' THEN ARRAY[joined]
            ELSE search_written(language, joined) END;
        lexemes := lexemes || found;
        places := places || array_fill(0, ARRAY[cardinality(found)]);
<PARTS>    END IF;
END $$;
"""
# Of a longer designation, the parts that hold letters and digits, and those of letters with a
# hyphen before digits: К80 of К80-50-200 and of К-80-50-200. By itself К says nothing.
_DECLARED = """\
    piece text[];
    part text[];
    before text[];
    hyphen boolean := false;
    place int := 0;
"""
_PARTS = r"""
    ELSIF width > 2 AND width = cardinality(words) AND chunk ~ '[0-9]' THEN
        FOR piece IN SELECT regexp_matches(
            translate(chunk, U&'\2010\2011\2012\2013\2014\2212', '------'),
            '([0-9A-Za-z\u0080-\uffff]+)([^0-9A-Za-z\u0080-\uffff]*)', 'g'
        ) LOOP
            part := search_words(piece[1]);
            joined := search_joined(piece[1], part);
            IF joined ~ '[0-9]' THEN
                lexemes := array_append(lexemes, joined);
                places := array_append(places, place);
            ELSIF hyphen AND cardinality(before || part) = 2 THEN
                joined := search_joined(array_to_string(before || part, '-'), before || part);
                IF joined ~ '[0-9]' THEN
                    lexemes := array_append(lexemes, joined);
                    places := array_append(places, place - 1);
                END IF;
            END IF;
            place := place + cardinality(part);
            hyphen := piece[2] = '-';
            before := part;
        END LOOP;
"""


def _write_pieces(declared: str, parts: str) -> str:
    return _BEGINNING.replace("<DECLARED>", declared).replace("<PARTS>", parts.lstrip("\n"))


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("fairs", "0023_renewed_once"),)
    operations = (migrations.RunSQL(_write_pieces(_DECLARED, _PARTS), _write_pieces("", "")),)
