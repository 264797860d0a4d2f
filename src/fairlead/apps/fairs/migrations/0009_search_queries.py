"""What is asked into a search of what `search_documents` wrote."""

from django.db import migrations

_QUERIES = r"""
-- Any of some lexemes.
CREATE FUNCTION search_any(lexemes text[]) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ('''' || array_to_string(lexemes, ''' | ''') || '''')::tsquery;

-- A search for words: one after the other, or anywhere. Those that say nothing by themselves are
-- passed over, unless "every" asks for them as they stand. Null when nothing is left.
CREATE FUNCTION search_sequence(languages text[], words text[], adjacent boolean, every boolean)
RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    word text;
    lexemes text[];
    part tsquery;
    found tsquery;
    place int := 0;
    last int := 0;
BEGIN
    FOREACH word IN ARRAY words LOOP
        part := NULL;
        IF search_is_unparted(word) THEN
            part := CASE WHEN length(word) = 1 THEN ('''' || word || ''':*')::tsquery
                ELSE search_any(ARRAY[left(word, 2)]) END;
            FOR letter IN 2..length(word) - 1 LOOP
                part := part <-> search_any(ARRAY[substr(word, letter, 2)]);
            END LOOP;
        ELSE
            lexemes := search_asked(languages, word);
            IF lexemes = '{}' AND every THEN
                lexemes := ARRAY['.' || word];
            END IF;
            IF lexemes <> '{}' THEN
                part := search_any(lexemes);
            END IF;
        END IF;
        IF part IS NOT NULL THEN
            found := CASE WHEN found IS NULL THEN part
                WHEN adjacent THEN tsquery_phrase(found, part, place - last)
                ELSE found && part END;
            -- A phrase stands where its last part does.
            last := place + CASE WHEN search_is_unparted(word) THEN greatest(length(word) - 2, 0)
                ELSE 0 END;
        END IF;
        place := place + CASE WHEN search_is_unparted(word) THEN length(word) ELSE 1 END;
    END LOOP;
    RETURN found;
END $$;

-- A search for a product code and all below it; null for what can be none. Codes of a spreadsheet
-- may have lost their first zero, national codes go on after the six digits of offers. Two or
-- three digits are a code only when nothing else is asked for.
CREATE FUNCTION search_code(digits text, alone boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN length(digits) IN (2, 3) AND alone OR length(digits) IN (4, 6)
        THEN search_any(ARRAY['#' || digits])
    WHEN length(digits) = 5 THEN search_any(ARRAY['#' || digits, '#0' || digits])
    WHEN length(digits) IN (7, 9) THEN search_any(ARRAY[
        '#' || digits, '#0' || digits, '#=' || left(digits, 6), '#=0' || left(digits, 5)])
    WHEN length(digits) IN (8, 10) THEN search_any(ARRAY['#' || digits, '#=' || left(digits, 6)])
END;

-- A search for words of which the last is not finished. Only sounds are of whole words, so that
-- letters typed so far are looked for in them.
CREATE FUNCTION search_unfinished(languages text[], words text[]) RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    last text := words[cardinality(words)];
    sound text := CASE WHEN last ~ '^[a-z]' THEN 'l=' || search_sound((search_cyrillic(last))[1])
        WHEN last ~ '^[а-я]' THEN 'c=' || search_sound(last) ELSE last END;
    before tsquery := search_sequence(languages, trim_array(words, 1), false, false);
    found tsquery := ('''' || sound || ''':*')::tsquery || search_sequence(
        languages, ARRAY[last], true, true);
BEGIN
    RETURN coalesce(before && found, found);
END $$;

-- What a visitor types, in any of the languages: all the words, "a phrase", -without, or. Words
-- joined by a hyphen or point stand together, those joined by a slash or comma anywhere; numbers
-- are words and product codes, unless they follow a word: ISO 9001. Of what "is_unfinished" the
-- last word may go on.
CREATE FUNCTION search_query(languages text[], asked text, is_unfinished boolean DEFAULT false)
RETURNS tsquery
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    scheme_words CONSTANT text[] :=
        '{hs,hts,cn,cpv,isic,nace,тн,вэд,тнвэд,оквэд,код,code}'::text[];
    typed text;
    terms text[];
    term text;
    words text[];
    joined text;
    bare text;  -- the digits of a term that is a number, with or without the name of its scheme
    part tsquery;
    chosen tsquery;  -- of the words since the last "or"
    without tsquery;  -- of what may not be there
    idle tsquery;  -- of those that say nothing by themselves
    found tsquery;
    digits text := '';
    numbers int := 0;
    is_code boolean := true;  -- all the words since the last "or" are numbers or name a scheme
    follows_word boolean := false;
    most int := 64;
BEGIN
    typed := translate(left(asked, 1000), '™®©℠', '    ');
    typed := translate(normalize(typed, NFKC), '“”„‟«»″＂', repeat('"', 8));
    IF typed ~ '"' THEN
        terms := array(SELECT coalesce(given[1], given[2])
            FROM regexp_matches(typed, '(-?"[^"]*")|([^\s"]+)', 'g') AS given);
    ELSE
        terms := string_to_array(btrim(regexp_replace(typed, '\s+', ' ', 'g')), ' ');
    END IF;
    FOREACH term IN ARRAY array_append(terms, 'or') LOOP
        IF lower(term) IN ('or', 'или', 'ИЛИ', '或', 'أو') THEN
            chosen := coalesce(chosen, idle);
            IF is_code AND digits <> '' THEN
                part := search_code(digits, numbers = 1 OR length(digits) > 3);
                chosen := coalesce(chosen || part, chosen, part);
            END IF;
            chosen := coalesce(chosen && without, chosen, without);
            found := coalesce(found || chosen, found, chosen);
            chosen := NULL;
            without := NULL;
            idle := NULL;
            digits := '';
            numbers := 0;
            is_code := true;
            follows_word := false;
            CONTINUE;
        END IF;
        words := (search_words(term))[1:most];
        CONTINUE WHEN words = '{}';
        most := most - cardinality(words);
        bare := array_to_string(words, '');
        IF words && scheme_words THEN
            bare := array_to_string(array(SELECT word FROM unnest(words) AS word
                WHERE word <> ALL(scheme_words)), '');
        END IF;
        part := search_sequence(languages, words,
            term ~ '^-?"' OR term !~ '[/\\|,;+&]' OR array_to_string(words, ' ') ~ '(^| ).( |$)',
            term ~ '^[A-ZА-ЯЁ]{2,4}$' AND typed ~ '[a-zа-яё]');
        IF is_unfinished AND term = terms[cardinality(terms)] AND term !~ '^-|"' THEN
            part := search_unfinished(languages, words);
        ELSIF cardinality(words) > 1 AND search_joined(term, words) IS NOT NULL THEN
            joined := search_joined(term, words);
            IF joined !~ '[0-9]' THEN
                part := coalesce(part || search_any(search_asked(languages, joined)), part);
            ELSIF EXISTS (SELECT FROM unnest(words) AS word
                    WHERE search_asked(languages, word) = '{}') THEN
                part := search_any(ARRAY[joined]);  -- A4 is not any 4
            ELSE
                part := part || search_any(ARRAY[joined]);
            END IF;
        END IF;
        IF part IS NULL AND term !~ '^-' THEN
            part := search_sequence(languages, words, true, true);
            idle := coalesce(idle && part, part);
            CONTINUE;
        END IF;
        IF bare ~ '^[0-9]+$' AND length(bare) >= 4 AND (NOT follows_word OR length(bare) >= 6) THEN
            part := coalesce(part || search_code(bare, false), part);
        END IF;
        CONTINUE WHEN part IS NULL;
        IF term LIKE '-%' THEN
            without := coalesce(without && !! part, !! part);
            CONTINUE;
        ELSIF bare ~ '^[0-9]*$' THEN
            digits := digits || bare;
            numbers := numbers + (bare <> '')::int;
            follows_word := false;
        ELSE
            is_code := false;
            follows_word := true;
        END IF;
        chosen := coalesce(chosen && part, chosen, part);
    END LOOP;
    RETURN coalesce(found, '');
END $$;

CREATE FUNCTION search_query(language text, asked text) RETURNS tsquery
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN search_query(ARRAY[language], asked);
"""
_NO_QUERIES = """
DROP FUNCTION search_query(text, text);
DROP FUNCTION search_query(text[], text, boolean);
DROP FUNCTION search_unfinished(text[], text[]);
DROP FUNCTION search_code(text, boolean);
DROP FUNCTION search_sequence(text[], text[], boolean, boolean);
DROP FUNCTION search_any(text[]);
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0008_search_documents")]
    operations = [migrations.RunSQL(_QUERIES, _NO_QUERIES)]
