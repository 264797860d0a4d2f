"""The words of a few short texts are found step by step, without a plan of forty steps."""

from django.db import migrations

_FEW = r"""
ALTER FUNCTION search_documents(search_text[]) RENAME TO search_documents_of_many;

-- What search_documents_of_many finds, for texts too short to reach any of its bounds.
CREATE FUNCTION search_documents_of_few(texts search_text[])
RETURNS TABLE (owner bigint, document tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    text record;
    chunk text;
    piece record;
    words text[];
    start int;
BEGIN
    FOR text IN
        SELECT given.* FROM unnest(texts)
            WITH ORDINALITY AS given (owner, weight, language, body, number)
        ORDER BY given.owner, given.weight, given.number
    LOOP
        IF text.owner <> owner THEN
            RETURN NEXT;
            document := NULL;
        END IF;
        owner := text.owner;
        words := '{}';
        -- The first word stands second, so that no phrase goes from one text on to the next.
        start := 2;
        FOREACH chunk IN ARRAY string_to_array(search_line(text.body), ' ') LOOP
            CONTINUE WHEN chunk = '';
            piece := search_pieces(text.language, chunk);
            FOR each IN 1..cardinality(piece.lexemes) LOOP
                words := array_append(words, '''' || piece.lexemes[each] || ''':'
                    || start + piece.places[each]);
            END LOOP;
            start := start + piece.width;
        END LOOP;
        document := coalesce(document, '')
            || setweight(array_to_string(words, ' ')::tsvector, text.weight);
    END LOOP;
    IF owner IS NOT NULL THEN
        RETURN NEXT;
    END IF;
END $$;

-- Many texts have words in common, each of which is read once for all of them.
CREATE FUNCTION search_documents(texts search_text[])
RETURNS TABLE (owner bigint, document tsvector)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    text search_text;
    size int := 0;
BEGIN
    IF cardinality(texts) <= 100 THEN
        FOREACH text IN ARRAY texts LOOP
            size := size + length(text.body);
        END LOOP;
    END IF;
    IF cardinality(texts) <= 100 AND size <= 10000 THEN
        RETURN QUERY SELECT * FROM search_documents_of_few(texts);
    ELSE
        RETURN QUERY SELECT * FROM search_documents_of_many(texts);
    END IF;
END $$;
"""
_MANY_ALONE = """
DROP FUNCTION search_documents(search_text[]);
DROP FUNCTION search_documents_of_few(search_text[]);
ALTER FUNCTION search_documents_of_many(search_text[]) RENAME TO search_documents;
"""


# A number is one word, as a word of plain letters is.
_WORDS = """
DO $do$
DECLARE
    body text := pg_get_functiondef('search_words(text)'::regprocedure);
    before text := %(before)s;
BEGIN
    IF strpos(body, before) = 0 THEN
        RAISE EXCEPTION 'search_words has no %%', before;
    END IF;
    EXECUTE replace(body, before, %(after)s);
END $do$;
"""
_LETTERS = "'^([a-z]{1,64}|[а-я]{1,64})$'"
_NUMBERS_TOO = "'^([a-z]{1,64}|[а-я]{1,64}|[0-9]{1,64})$'"


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("fairs", "0035_search_signs"),)
    operations = (
        migrations.RunSQL(_FEW, _MANY_ALONE),
        migrations.RunSQL(
            _WORDS % {"before": f"$a${_LETTERS}$a$", "after": f"$a${_NUMBERS_TOO}$a$"},
            _WORDS % {"before": f"$a${_NUMBERS_TOO}$a$", "after": f"$a${_LETTERS}$a$"},
        ),
    )
