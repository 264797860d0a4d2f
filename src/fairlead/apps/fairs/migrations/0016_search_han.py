"""A word in traditional Chinese characters finds the simplified ones, and the other way round.

The function of before goes on as `search_fold_letters`; what is written and what is asked are
both read in simplified characters after it, one for one (`fairlead.folder.han`).
"""

import json

from django.db import migrations

from fairlead.folder.han import read_simplified

_TRADITIONAL, _SIMPLIFIED = read_simplified()
_MAP = json.dumps(dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)), ensure_ascii=False)
# translate() looks through all 3,000 characters for each of a text's, 0.4 ms for a word: a text
# without any of them is told by an expression, and the others are looked up.
_FOLD = r"""
ALTER FUNCTION search_fold(text) RENAME TO search_fold_letters;
-- The letters of a text without capitals, accents, marks and variants.
CREATE FUNCTION search_fold(body text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $fold$
BEGIN
    body := search_fold_letters(body);
    IF body ~ '[\u4e00-\u9fff]' AND body ~ '[<TRADITIONAL>]' THEN
        RETURN (
            SELECT string_agg(coalesce('<MAP>'::jsonb ->> letter, letter), '' ORDER BY place)
            FROM string_to_table(body, NULL) WITH ORDINALITY AS given (letter, place)
        );
    END IF;
    RETURN body;
END $fold$;
"""
_FOLD = _FOLD.replace("<TRADITIONAL>", _TRADITIONAL).replace("<MAP>", _MAP)
_FOLD_BEFORE = """
DROP FUNCTION search_fold(text);
ALTER FUNCTION search_fold_letters(text) RENAME TO search_fold;
"""


class Migration(migrations.Migration):
    """Replaces the function."""

    dependencies = (("fairs", "0015_portfolio_settings"),)
    operations = (migrations.RunSQL(_FOLD, _FOLD_BEFORE),)
