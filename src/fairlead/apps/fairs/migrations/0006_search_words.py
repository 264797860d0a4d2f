"""Texts into words: one reading of letters, marks and signs for what is written and what is asked.

Capitals, accents, full-width letters and the variants of Arabic, Ukrainian or Kazakh letters are
folded; every sign that is no letter or digit parts words, and so does the change from letters to
digits (5kW), so that a hyphen, a slash or a blank between them makes no difference. Characters are
named by their numbers, never by a class such as [[:alnum:]], whose meaning hangs on the locale of
the server.
"""

from django.db import migrations

# Marks above and below letters: combining accents, Hebrew points, Arabic vowels and tatweel.
_MARKS = (
    r"\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    r"\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
# Characters that nobody sees: soft hyphen, joiners, marks of direction, byte order mark.
_UNSEEN = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
# Signs between words, of all scripts; what is in none of these ranges belongs to a word.
_SIGNS = (
    r"\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b9"
    r"\u00bb-\u00bf\u00d7\u00f7\u02b0-\u02ff\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6"
    r"\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u0970\u0e2f\u0e3f"
    r"\u0e4f\u0e5a\u0e5b\u1360-\u1368\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u2e00-\u2e7f"
    r"\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe6b"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65\uffe0-\uffff\U0001f000-\U0001faff"
)
# Scripts written without blanks between words, or with endings that no stemmer here knows:
# Thai, Lao, Burmese, Khmer, Japanese, Chinese, Korean.
_UNPARTED = (
    r"\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3021-\u302f"
    r"\u3031-\u303c\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
# A letter and what it is read as: letters of other Cyrillic, Latin and Arabic alphabets, digits of
# Arabic, Persian, Indian and Thai, and capitals, which lower() leaves where the locale is C.
_READ_AS = (
    "ґг єе іи ўу ѓг ќк ђд ћч џц љл њн јй әа ғг қк ңн өо ұу үу һх җж ҷч "
    "łl øo đd ðd ħh ıi ŧt əa ςσ ةه ىي کك یي ہه ەه ھه ۇو ٱا "
    "٠0 ١1 ٢2 ٣3 ٤4 ٥5 ٦6 ٧7 ٨8 ٩9 ۰0 ۱1 ۲2 ۳3 ۴4 ۵5 ۶6 ۷7 ۸8 ۹9 "
    "०0 १1 २2 ३3 ४4 ५5 ६6 ७7 ८8 ९9 ๐0 ๑1 ๒2 ๓3 ๔4 ๕5 ๖6 ๗7 ๘8 ๙9 "
    "Аа Бб Вв Гг Дд Ее Жж Зз Ии Йй Кк Лл Мм Нн Оо Пп Рр Сс Тт Уу Фф Хх Цц Чч Шш Щщ Ъъ Ыы Ьь Ээ Юю "
    "Яя Ґг Єе Іи Әа Ғг Қк Ңн Өо Ұу Үу Һх Łl Øo Đd Ðd "
    "Αα Ββ Γγ Δδ Εε Ζζ Ηη Θθ Ιι Κκ Λλ Μμ Νν Ξξ Οο Ππ Ρρ Σσ Ττ Υυ Φφ Χχ Ψψ Ωω "
)
_FROM, _TO = _READ_AS[0::3], _READ_AS[1::3]

_WORDS = r"""
-- The letters of a text without capitals, accents, marks and variants.
CREATE FUNCTION search_fold(body text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $fold$
BEGIN
    IF body ~ '^[a-z0-9а-я ]*$' THEN
        RETURN body;
    END IF;
    -- A sign such as ™ is no pair of letters; a Persian joiner parts a word from its ending.
    body := regexp_replace(translate(body, '™®©℠', '    '), '([\u0600-\u06ff])\u200c', '\1 ', 'g');
    body := regexp_replace(body, '[<UNSEEN>]', '', 'g');
    -- й is a letter, not и with a mark; the voiced letters of Japanese come together again.
    body := replace(lower(normalize(body, NFKD)), U&'\0438\0306', 'й');
    body := replace(body, U&'\0418\0306', 'й');
    body := normalize(regexp_replace(body, '[<MARKS>]', '', 'g'), NFC);
    body := replace(replace(replace(body, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe');
    RETURN translate(replace(body, 'þ', 'th'), '<FROM>', '<TO>');
END $fold$;

-- Whether a word is of a script whose words are not parted.
CREATE FUNCTION search_is_unparted(word text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN word ~ '^[<UNPARTED>]';

-- The words of a text in their order.
CREATE FUNCTION search_words(body text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $words$
BEGIN
    IF body ~ '^[a-zа-я]{1,64}$' THEN
        RETURN ARRAY[body];
    END IF;
    body := btrim(regexp_replace(search_fold(body), '[<SIGNS>]+', ' ', 'g'));
    IF body ~ '[0-9]' THEN
        body := regexp_replace(body, '([0-9])(?=[^0-9 ])|([^0-9 ])(?=[0-9])', '\1\2 ', 'g');
    END IF;
    IF body ~ '[<UNPARTED>]' THEN
        body := regexp_replace(body,
            '([<UNPARTED>])(?=[^<UNPARTED> ])|([^<UNPARTED> ])(?=[<UNPARTED>])', '\1\2 ', 'g');
    END IF;
    IF body ~ '[a-z][а-я]|[а-я][a-z]' THEN
        RETURN array(
            SELECT left(search_one_alphabet(word), 64)
            FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS given (word, n) ORDER BY n
        );
    END IF;
    IF body = '' THEN
        RETURN '{}';
    END IF;
    RETURN array(
        SELECT CASE WHEN search_is_unparted(word) THEN word ELSE left(word, 64) END
        FROM unnest(string_to_array(body, ' ')) WITH ORDINALITY AS given (word, n) ORDER BY n
    );
END $words$;

-- A word in which letters of one alphabet stand for letters of another that look the same, in the
-- alphabet of those that do not.
CREATE FUNCTION search_one_alphabet(word text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN CASE
    WHEN word !~ '[a-z]' OR word !~ '[а-я]' THEN word
    WHEN word !~ '[бгджзийлпфцчшщъыьэюя]' THEN translate(word, 'авекмнорстух', 'abekmhopctyx')
    WHEN word !~ '[dfgijlnqrsuvwz]' THEN translate(word, 'abcehkmoptxy', 'авсенкмортху')
    ELSE word END;
"""
for _name, _characters in {
    "UNSEEN": _UNSEEN,
    "MARKS": _MARKS,
    "SIGNS": _SIGNS,
    "UNPARTED": _UNPARTED,
    "FROM": _FROM,
    "TO": _TO,
}.items():
    _WORDS = _WORDS.replace(f"<{_name}>", _characters)
_NO_WORDS = """
DROP FUNCTION search_words(text);
DROP FUNCTION search_one_alphabet(text);
DROP FUNCTION search_is_unparted(text);
DROP FUNCTION search_fold(text);
"""


class Migration(migrations.Migration):
    """Adds the functions."""

    dependencies = [("fairs", "0005_localized_text")]
    operations = [migrations.RunSQL(_WORDS, _NO_WORDS)]
