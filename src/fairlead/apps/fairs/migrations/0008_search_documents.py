"""Texts into what is searched, and what is asked into a search."""

from django.db import migrations

_DOCUMENTS = r"""
-- A text with whose it is, how much it weighs (A, B, C, D) and its language.
CREATE TYPE search_text AS (owner bigint, weight "char", language text, body text);

-- What the words of a piece of text between two blanks are found by, and at which place. The
-- letters of scripts that do not part words are found by two at a time, the last by itself. The
-- parts of a word with a hyphen are found as one word too.
CREATE FUNCTION search_pieces(
    language text, chunk text, OUT places int[], OUT lexemes text[], OUT width int
) LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    words text[] := search_words(chunk);
    word text;
    letter text;
    former text;
    joined text;
    found text[];
BEGIN
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
    END IF;
END $$;

-- The words of a piece of text as one, where they are letters with a hyphen between them
-- (anti-corrosion), or letters and digits with a hyphen or nothing (МТЗ-82, M8, 12Х18Н10Т). What
-- may be Latin or Cyrillic in these is taken as Cyrillic.
CREATE FUNCTION search_joined(chunk text, words text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    joined text;
BEGIN
    IF cardinality(words) NOT BETWEEN 2 AND 9 OR search_is_unparted(words[1])
            OR search_is_unparted(words[2]) THEN
        RETURN NULL;
    END IF;
    joined := left(array_to_string(words, ''), 64);
    IF cardinality(words) = 2 AND joined ~ '[^0-9]'
            AND chunk ~ ('[^\u0001-\u002f\u003a-\u0040][-\u2010-\u2015\u2212]'
                '[^\u0001-\u002f\u003a-\u0040]')
            OR joined ~ '[0-9]' AND chunk ~ ('^[^0-9A-Za-z\u0080-\uffff]*'
                '[0-9A-Za-z\u0080-\uffff]+[^0-9A-Za-z\u0080-\uffff]*$') THEN
        RETURN CASE WHEN joined ~ '[0-9]' AND joined ~ '^[0-9abcehkmoptxyавсенкмортху]*$'
            THEN translate(joined, 'abcehkmoptxy', 'авсенкмортху') ELSE joined END;
    END IF;
    RETURN NULL;
END $$;

-- A text in one line of small letters with plain blanks. A sign such as ™ is no pair of letters.
CREATE FUNCTION search_line(body text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN lower(
    normalize(translate(body, E'\t\n\x0b\f\r™®©℠', '         '), NFKC)
);

-- One tsvector after the other.
CREATE AGGREGATE search_join(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '');

-- What owners are found by, one row for each with a word. Every distinct text is read once, and so
-- is every distinct piece of all the texts. What lies beyond 200,000 characters or the size of a
-- tsvector is left out: first the last words of the lightest texts.
CREATE FUNCTION search_documents(texts search_text[])
RETURNS TABLE (owner bigint, document tsvector)
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
WITH given AS (
    SELECT text.owner, text.weight, text.language, text.body, text.number,
        sum(length(text.body)) OVER (PARTITION BY text.owner ORDER BY text.weight, text.number)
            - length(text.body) AS before
    FROM unnest(texts) WITH ORDINALITY AS text (owner, weight, language, body, number)
), bounded AS (
    SELECT given.owner, given.weight, given.number, given.language,
        left(given.body, (200000 - before)::int) AS body
    FROM given WHERE before < 200000
), bodies AS MATERIALIZED (
    SELECT language, body, row_number() OVER () AS number
    FROM (SELECT DISTINCT language, body FROM bounded) AS known
), chunks AS (
    SELECT bodies.number, bodies.language, part.number AS place, chunk
    FROM bodies, string_to_table(search_line(body), ' ') WITH ORDINALITY AS part (chunk, number)
    WHERE chunk <> ''
), vocabulary AS MATERIALIZED (
    SELECT language, chunk, width, places, lexemes
    FROM (SELECT DISTINCT language, chunk FROM chunks) AS known,
        LATERAL search_pieces(language, chunk)
    WHERE width > 0
), placed AS (
    -- The first word stands second, so that no phrase goes from one text on to the next.
    SELECT number, places, lexemes,
        sum(width) OVER (PARTITION BY number ORDER BY place) - width + 2 AS start
    FROM chunks JOIN vocabulary USING (language, chunk)
), found AS (
    SELECT number, lexeme, min(start + place) AS first,
        (array_agg(least(start + place, 16383) ORDER BY start + place))[:255] AS places
    FROM placed, unnest(places, lexemes) AS piece (place, lexeme)
    GROUP BY number, lexeme
), sized AS (
    SELECT number, lexeme, places, sum(octet_length(lexeme) + 2 * cardinality(places) + 7)
        OVER (PARTITION BY number ORDER BY first, lexeme) AS size
    FROM found
), written AS (
    SELECT number,
        string_agg('''' || lexeme || ''':' || array_to_string(places, ','), ' ')::tsvector AS words
    FROM sized WHERE size < 800000 GROUP BY number
), weighed AS (
    SELECT bounded.owner, bounded.weight, bounded.number, written.words,
        sum(pg_column_size(written.words)) OVER (
            PARTITION BY bounded.owner ORDER BY bounded.weight, bounded.number
        ) AS size
    FROM bounded JOIN bodies USING (language, body) JOIN written ON written.number = bodies.number
)
SELECT weighed.owner, search_join(setweight(words, weight) ORDER BY weight, number)
FROM weighed WHERE size < 1000000 GROUP BY weighed.owner
$$;

-- What one text in one language is found by.
CREATE FUNCTION search_document(language text, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
SELECT coalesce((SELECT document
    FROM search_documents(ARRAY[ROW(0, 'D', language, body)::search_text])), '')
$$;

-- What product codes are found by: each code, and the codes above it. 85 and 8542 find HS:854231.
CREATE FUNCTION search_codes(products text[]) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    product text;
    digits text;
    found text := '';
BEGIN
    FOREACH product IN ARRAY products LOOP
        digits := regexp_replace(split_part(product, ':', 2), '[^0-9]', '', 'g');
        CONTINUE WHEN digits = '';
        found := found || ' ''#=' || digits || ''' ''#' || digits || '''';
        FOR size IN 2..length(digits) BY CASE WHEN product LIKE 'HS%' THEN 2 ELSE 1 END LOOP
            found := found || ' ''#' || left(digits, size) || '''';
        END LOOP;
    END LOOP;
    RETURN found::tsvector;
END $$;
"""
_NO_DOCUMENTS = """
DROP FUNCTION search_codes(text[]);
DROP FUNCTION search_document(text, text);
DROP FUNCTION search_documents(search_text[]);
DROP AGGREGATE search_join(tsvector);
DROP FUNCTION search_line(text);
DROP FUNCTION search_pieces(text, text);
DROP FUNCTION search_joined(text, text[]);
DROP TYPE search_text;
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0007_search_stems")]
    operations = [migrations.RunSQL(_DOCUMENTS, _NO_DOCUMENTS)]
