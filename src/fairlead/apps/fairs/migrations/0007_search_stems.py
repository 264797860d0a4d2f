"""Words into stems: all forms of a word come to one, and few others do.

PostgreSQL's own stemmers are used where they serve: for English and the other languages it has.
Russian and Arabic have rules of their own here, because the built-in ones take forms of one noun
for two words: станок and станки, материал and материалы, مضخة and مضخات (docs/decisions/0630).
"""

from django.db import migrations

# What letters of Latin stand for one of Cyrillic, the longest first.
_SPELLINGS = {
    "tsch": "ч", "tch": "ч", "shch": "щ", "sch": "ш", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш",
    "ts": "ц", "ck": "к", "ph": "ф", "qu": "кв", "x": "кс",
    "iya": "ия", "ija": "ия", "iia": "ия", "yu": "ю", "ju": "ю", "iu": "ю", "ya": "я", "ja": "я",
    "yo": "е", "jo": "е", "ye": "е", "je": "е",
    "iy": "ий", "ij": "ий", "yy": "ый", "yj": "ый", "yi": "ый",
}  # fmt: skip


def _replace_spellings(word: str) -> str:
    """Return the expression for a word with every spelling replaced."""
    for latin, cyrillic in _SPELLINGS.items():
        word = f"replace({word}, '{latin}', '{cyrillic}')"
    return word


_STEMS = r"""
-- The stems a Russian noun or adjective may have, each with its declension: h hard, s soft, a of
-- an adjective. A word that ends in a consonant may have lost a vowel in its other forms: станок,
-- станки; поршень, поршни; стекол, стекло; палец, пальцы; боец, бойцы.
CREATE FUNCTION search_russian(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    -- Each ending with the kinds of stem it is found on.
    endings CONSTANT jsonb := '{
        "": "h", "а": "h", "у": "h", "о": "h", "ов": "h", "ам": "h", "ами": "h", "ах": "h",
        "ы": "d", "и": "ksv", "е": "hsv", "ь": "zs", "ью": "zs", "ев": "zv", "я": "sv", "ю": "sv",
        "ям": "sv", "ями": "sv", "ях": "sv", "й": "j", "ья": "p", "ьев": "p", "ьям": "p",
        "ьями": "p", "ьях": "p", "ом": "ha", "ой": "ha", "ою": "ha", "ем": "zsva", "ей": "zsva",
        "ею": "zsva", "ый": "a", "ий": "a", "ая": "a", "яя": "a", "ое": "a", "ее": "a", "ые": "a",
        "ие": "a", "ого": "a", "его": "a", "ому": "a", "ему": "a", "ым": "a", "им": "a",
        "ых": "a", "их": "a", "ыми": "a", "ими": "a", "ую": "a", "юю": "a"}'::jsonb;
    -- Each kind of stem with the letters it ends in.
    letters CONSTANT jsonb := '{
        "h": "бвгджзклмнпрстфхцчшщ", "a": "бвгджзклмнпрстфхцчшщ", "p": "бвгджзклмнпрстфхцчшщ",
        "d": "бвдзлмнпрстфц", "k": "гкхжшщч", "z": "жшщчц", "s": "бвдзлмнпрстф",
        "v": "аеиоуыэюяь", "j": "аеиоуэюя"}'::jsonb;
    found text[] := '{}'::text[];
    size int := length(word);
    stem text;
    ending text;
    kind text;
    declension text;
BEGIN
    FOR cut IN 0..least(4, size - 2) LOOP
        ending := right(word, cut);
        CONTINUE WHEN NOT endings ? ending;
        stem := left(word, size - cut);
        FOREACH kind IN ARRAY string_to_array(endings ->> ending, NULL) LOOP
            CONTINUE WHEN strpos(letters ->> kind, right(stem, 1)) = 0;
            -- A short word that ends in a consonant is whole rather than inflected: хром, дом.
            CONTINUE WHEN size - cut < CASE WHEN kind = 'p' THEN 4
                WHEN ending ~ '[вмхй]$' THEN 3 ELSE 2 END
                AND (kind IN ('a', 'p') OR stem ~ '[аеиоуыэюя]');
            CONTINUE WHEN ending = 'у' AND stem !~ '[аеиоуыэюяь]';  -- ЧПУ is no form of ЧП
            declension := CASE WHEN kind = 'a' THEN 'a' WHEN kind IN ('s', 'v', 'j') THEN 's'
                ELSE 'h' END;
            -- оборудованье is оборудование
            IF stem LIKE '%нь' THEN
                stem := left(stem, -1) || 'и';
            END IF;
            found := found || (stem || declension);
        END LOOP;
    END LOOP;
    IF word ~ '[ео][бвгджзклмнрстхц]ь?$' THEN
        declension := CASE WHEN word LIKE '%ь' AND word NOT LIKE '%ць' THEN 's' ELSE 'h' END;
        stem := rtrim(word, 'ь');
        ending := right(stem, 1);
        IF word ~ ('[бвгджзкмнпрстфхцчшщ][ео][кцнлрм]ь?$|[лт]о[кцнлрм]ь?$|л[е]р$|[кгпм]оть$'
                '|^[бвгджзкмнпрстфхцчшщ]+[ео].ь?$') THEN
            found := found || (left(stem, -2) || ending || declension);
        END IF;
        IF stem ~ '([лнрстдз]е[км]|ле[цн])$|^л[ео].$' THEN
            found := found || (left(stem, -2) || 'ь' || ending || declension);
        ELSIF stem ~ '[аеиоуыэюя]е[кцмн]$' THEN
            found := found || (left(stem, -2) || 'й' || ending || declension);
        END IF;
        IF word ~ '[бвгджзклмпрстфхцчшщ]ен$' THEN  -- песен, песня; купален, купальня
            ending := CASE WHEN word LIKE '%лен' THEN 'ьнs' ELSE 'нs' END;
            found := found || (left(stem, -2) || ending);
        END IF;
        IF word LIKE '__%енок' OR word LIKE '__%онок' THEN  -- теленок, телята
            ending := translate(left(right(word, 4), 1), 'ео', 'яа') || 'тh';
            found := found || (left(word, -4) || ending);
        END IF;
    ELSIF word LIKE '__%мя' OR word LIKE '__%мян' THEN  -- семя, семена, семян
        stem := rtrim(word, 'ян') || 'ен';
        found := found || (stem || 'h') || (stem || 's');
    ELSIF word LIKE '_%аиц' OR word LIKE '%яиц' THEN  -- яиц, яйцо
        found := found || (left(word, -2) || 'йцh');
    ELSIF word LIKE '____%ся' THEN
        stem := regexp_replace(word,
            '([иеую]й|[аяую]я|[ое]е|ие|[ое]го|ему|[иыео]м|[иы]х|[иы]ми|[уюе]ю)ся$', '');
        IF stem <> word THEN
            found := found || (stem || 'r');
        END IF;
    END IF;
    RETURN CASE WHEN found = '{}' THEN ARRAY[word || 'h'] ELSE found END;
END $$;

-- The stems of an Arabic word: without article, endings and, where it is a plural made inside the
-- word, as the singular too. "written" also gives it without a conjunction or preposition that is
-- written with it; who searches types none.
CREATE FUNCTION search_arabic(word text, written boolean) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    bases text[];
    base text;
    stem text;
    found text[] := '{}'::text[];
BEGIN
    base := regexp_replace(word, '^[وف]?(ال|بال|كال|لل)(?=...)', '');
    -- A short word may have its own ال: الواح is the plural of لوح, and not "the واح".
    bases := CASE WHEN base = word OR length(base) > 3 THEN ARRAY[base] ELSE ARRAY[base, word] END;
    IF written AND base = word AND word ~ '^[وفبل]....' THEN
        bases := bases || right(word, -1);
    END IF;
    FOREACH base IN ARRAY bases LOOP
        stem := base;
        FOR time IN 1..2 LOOP
            stem := regexp_replace(stem, '(?<=...)(ها|ون|ين|ان|يه|ي)$|(?<=..)(ات|ه)$', '');
        END LOOP;
        found := found || stem || search_arabic_singulars(base);
        IF stem <> base THEN
            found := found || search_arabic_singulars(stem)
                || CASE WHEN base LIKE '%ه' AND stem ~ '^ا...$'  -- اجهزه is جهاز
                THEN ARRAY[regexp_replace(stem, '^ا(..)', '\1ا')] ELSE '{}' END;
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- The words of which an Arabic word may be a plural by its pattern: مصانع مصنع, قوالب قالب, شرايح
-- شريحه, انابيب انبوب, مشاريع مشروع, مفاتيح مفتاح, افران فرن, زيوت زيت.
CREATE FUNCTION search_arabic_singulars(word text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN array_remove(ARRAY[
    CASE WHEN word ~ '^م.ا..$' THEN regexp_replace(word, '^(م.)ا', '\1') END,
    CASE WHEN word ~ '^.وا..$' THEN regexp_replace(word, '^(.)و', '\1') END,
    CASE WHEN word ~ '^..اي.$' THEN regexp_replace(word, '^(..)اي', '\1ي') END,
    CASE WHEN word ~ '^[ما].ا.ي.$' THEN regexp_replace(word, '^(..)ا(.)ي', '\1\2و') END,
    CASE WHEN word ~ '^م.ا.ي.$' THEN regexp_replace(word, '^(..)ا(.)ي', '\1\2ا') END,
    CASE WHEN word ~ '^ا..ا.$' THEN regexp_replace(word, '^ا(..)ا', '\1') END,
    CASE WHEN word ~ '^..و.$' THEN regexp_replace(word, '^(..)و', '\1') END
], NULL);

-- How a Cyrillic word sounds, as far as the ways of writing it in Latin letters keep it apart.
CREATE FUNCTION search_sound(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN regexp_replace(
    replace(replace(translate(replace(word, 'йо', 'е'), 'йыэщьъ', 'ииеш'), 'ю', 'иу'), 'я', 'иа'),
    '(.)\1+', '\1', 'g'
);

-- What a word in Latin letters may be in Cyrillic ones, by the usual ways of transliteration.
CREATE FUNCTION search_cyrillic(word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    word := regexp_replace(word, '(?<=[bcdfghklmnpqrstvwxz])ye$', 'ые');
    word := SPELLINGS;
    word := regexp_replace(word, 'ia(?=.)', 'я', 'g');
    word := regexp_replace(word, 'c(?=[eiy])', 'ц', 'g');
    word := regexp_replace(word, '(?<=[aeouаеоуюяи])y', 'й', 'g');
    word := translate(word, 'abvgdeziklmnoprstufhjwqcy', 'абвгдезиклмнопрстуфхйвккы');
    RETURN CASE
        WHEN word LIKE '%ы' THEN ARRAY[word, word || 'й']
        WHEN word LIKE '%ия' THEN ARRAY[word, left(word, -2) || 'я']
        WHEN word LIKE '%иа' THEN ARRAY[left(word, -1) || 'я', left(word, -2) || 'я']
        ELSE ARRAY[word] END;
END $$;

-- The dictionary that PostgreSQL has for a language of Latin letters; none where words stay as they
-- are; English for languages of other letters, whose texts hold English names.
CREATE FUNCTION search_dictionary(language text) RETURNS regdictionary
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE lower(split_part(language, '-', 1))
    WHEN 'ca' THEN 'pg_catalog.catalan_stem'::regdictionary
    WHEN 'da' THEN 'pg_catalog.danish_stem'::regdictionary
    WHEN 'de' THEN 'pg_catalog.german_stem'::regdictionary
    WHEN 'es' THEN 'pg_catalog.spanish_stem'::regdictionary
    WHEN 'eu' THEN 'pg_catalog.basque_stem'::regdictionary
    WHEN 'fi' THEN 'pg_catalog.finnish_stem'::regdictionary
    WHEN 'fr' THEN 'pg_catalog.french_stem'::regdictionary
    WHEN 'ga' THEN 'pg_catalog.irish_stem'::regdictionary
    WHEN 'hu' THEN 'pg_catalog.hungarian_stem'::regdictionary
    WHEN 'id' THEN 'pg_catalog.indonesian_stem'::regdictionary
    WHEN 'it' THEN 'pg_catalog.italian_stem'::regdictionary
    WHEN 'lt' THEN 'pg_catalog.lithuanian_stem'::regdictionary
    WHEN 'nb' THEN 'pg_catalog.norwegian_stem'::regdictionary
    WHEN 'nl' THEN 'pg_catalog.dutch_stem'::regdictionary
    WHEN 'nn' THEN 'pg_catalog.norwegian_stem'::regdictionary
    WHEN 'no' THEN 'pg_catalog.norwegian_stem'::regdictionary
    WHEN 'pt' THEN 'pg_catalog.portuguese_stem'::regdictionary
    WHEN 'ro' THEN 'pg_catalog.romanian_stem'::regdictionary
    WHEN 'sv' THEN 'pg_catalog.swedish_stem'::regdictionary
    WHEN 'tr' THEN 'pg_catalog.turkish_stem'::regdictionary
    ELSE CASE WHEN lower(split_part(language, '-', 1)) = ANY(
        '{az,bs,cs,cy,et,hr,is,lv,ms,mt,pl,sk,sl,sq,sw,tk,uz,vi}'::text[]
    ) THEN 'pg_catalog.simple'::regdictionary ELSE 'pg_catalog.english_stem'::regdictionary END
END;

-- What a word of a text is found by: its stems in the text's language. A word that says nothing
-- by itself (the, для) is kept apart, with a dot before it; the sound of a Latin word after "l=",
-- of a Cyrillic one after "c=", and of its stems after "c~".
CREATE FUNCTION search_written(language text, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found text[];
BEGIN
    IF word ~ '^[a-z]' THEN
        found := search_latin(search_dictionary(language), word);
        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]
            ELSE found || ('l=' || search_sound((search_cyrillic(word))[1])) END;
    ELSIF word ~ '^[а-я]' THEN
        found := search_cyrillic_stems(language, word);
        RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word]
            ELSE found || ('c=' || search_sound(word)) || search_stem_sounds(found) END;
    END IF;
    found := search_other(language, word, true);
    RETURN CASE WHEN found = '{}' THEN ARRAY['.' || word] ELSE found END;
END $$;

-- What a word that is asked for may be found by, in any of the languages; nothing for a word that
-- says nothing by itself in all of them.
CREATE FUNCTION search_asked(languages text[], word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found text[] := '{}'::text[];
    language text;
    guess text;
    ending text;
    stems text[];
BEGIN
    FOREACH language IN ARRAY languages LOOP
        stems := CASE
            WHEN word ~ '^[a-z]' THEN search_latin(search_dictionary(language), word)
            WHEN word ~ '^[а-я]' THEN search_cyrillic_stems(language, word)
            ELSE search_other(language, word, false) END;
        IF NOT stems <@ found THEN
            found := found || stems;
        END IF;
    END LOOP;
    IF found = '{}' THEN
        RETURN found;
    ELSIF word ~ '^[a-z]' THEN
        FOREACH guess IN ARRAY search_cyrillic(word) LOOP
            found := found || ('c=' || search_sound(guess));
            -- A last e after a consonant is English rather than a Russian ending: pile, plate.
            IF word !~ '[bcdfghjklmnpqrstvwxz]e$' THEN
                found := found || search_stem_sounds(search_russian(guess));
            END IF;
        END LOOP;
    ELSIF word ~ '^[а-я]' THEN
        found := found || ('l=' || search_sound(word));
        FOREACH guess IN ARRAY found LOOP
            -- Other forms in which a name is written in Latin letters; short ones mean too much.
            FOREACH ending IN ARRAY CASE WHEN length(guess) <= 5 THEN '{}'::text[]
                WHEN guess LIKE '%h' THEN '{"",а,о,и}' WHEN guess LIKE '%s' THEN '{"",я,е,и}'
                WHEN guess LIKE '%a' THEN '{и,ая,ое,ие}' ELSE '{}' END LOOP
                found := found || ('l=' || search_sound(left(guess, -1) || ending));
            END LOOP;
        END LOOP;
    END IF;
    RETURN found;
END $$;

-- The stems of a word in Latin letters; nothing for one that says nothing by itself. English
-- plurals that change the word's end come to the singular too: knives, matrices, axes, teeth.
CREATE FUNCTION search_latin(dictionary regdictionary, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found text[] := coalesce(ts_lexize(dictionary, word), ARRAY[word]);
BEGIN
    IF dictionary = 'pg_catalog.english_stem'::regdictionary THEN
        found := found || CASE
            WHEN word LIKE '__%ves' THEN ARRAY[left(word, -3) || 'f', left(word, -3) || 'fe']
            WHEN word LIKE '___%ices' THEN ARRAY[left(word, -4) || 'ix', left(word, -4) || 'ex']
            WHEN word LIKE '_%ses' OR word LIKE '_%xes'
                THEN ts_lexize(dictionary, left(word, -2) || 'is')
            WHEN word IN ('feet', 'teeth') THEN ARRAY[replace(word, 'ee', 'oo')]
            ELSE '{}' END;
    END IF;
    RETURN found;
END $$;

-- The stems of a word in Cyrillic letters; nothing for one that says nothing by itself. In other
-- languages than Russian и ends hard stems too: насос, насоси.
CREATE FUNCTION search_cyrillic_stems(language text, word text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    found text[];
BEGIN
    IF ts_lexize('pg_catalog.russian_stem', word) = '{}' THEN
        RETURN '{}';
    END IF;
    found := search_russian(word);
    IF split_part(language, '-', 1) IN ('uk', 'be', 'bg', 'mk', 'sr') AND word LIKE '__%и' THEN
        found := found || (left(word, -1) || 'h');
    END IF;
    RETURN found;
END $$;

-- How the stems of a Cyrillic word sound, with their declension; short ones sound like too much.
CREATE FUNCTION search_stem_sounds(stems text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
DECLARE
    stem text;
    found text[] := '{}'::text[];
BEGIN
    FOREACH stem IN ARRAY stems LOOP
        IF length(stem) > 4 THEN
            found := array_append(found, 'c~' || search_sound(left(stem, -1)) || right(stem, 1));
        END IF;
    END LOOP;
    RETURN found;
END $$;

-- The stems of a word in other letters, or a number as it stands.
CREATE FUNCTION search_other(language text, word text, written boolean) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    IF word ~ '^[\u0621-\u06d3]' THEN
        RETURN CASE WHEN word = ANY('{من,في,علي,الي,عن,مع,او,و,هذا,هذه,التي,الذي,لا,ما,كل,بين,بعد,
            قبل,ان,هو,هي,كما,ثم,قد,لم,لن,اذا}'::text[]) THEN '{}'
            WHEN split_part(language, '-', 1) IN ('fa', 'ur', 'ps', 'ku', 'ug') THEN ARRAY[word]
            ELSE search_arabic(word, written) END;
    ELSIF word ~ '^[\u0370-\u03ff]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.greek_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0530-\u058f]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.armenian_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0900-\u097f]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.hindi_stem', word), ARRAY[word]);
    ELSIF word ~ '^[\u0b80-\u0bff]' THEN
        RETURN coalesce(ts_lexize('pg_catalog.tamil_stem', word), ARRAY[word]);
    END IF;
    RETURN ARRAY[word];
END $$;
"""
_NO_STEMS = """
DROP FUNCTION search_asked(text[], text);
DROP FUNCTION search_written(text, text);
DROP FUNCTION search_other(text, text, boolean);
DROP FUNCTION search_stem_sounds(text[]);
DROP FUNCTION search_cyrillic_stems(text, text);
DROP FUNCTION search_latin(regdictionary, text);
DROP FUNCTION search_dictionary(text);
DROP FUNCTION search_cyrillic(text);
DROP FUNCTION search_sound(text);
DROP FUNCTION search_arabic(text, boolean);
DROP FUNCTION search_arabic_singulars(text);
DROP FUNCTION search_russian(text);
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0006_search_words")]
    operations = [
        migrations.RunSQL(_STEMS.replace("SPELLINGS", _replace_spellings("word")), _NO_STEMS)
    ]
