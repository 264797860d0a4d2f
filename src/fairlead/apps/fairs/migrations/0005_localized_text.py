"""Texts in all languages of an edition: their types, and those of the edition itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

import fairlead.apps.fairs.models
from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField

# A domain, rather than a constraint on every column: the database checks whatever claims to be
# such a text, also in a function's argument. The functions are written so that PostgreSQL knows
# what they stand on (a body in SQL, not in quotes).
_TYPES = """
CREATE FUNCTION fairs_is_text(value jsonb, longest integer) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_typeof(value) = 'object' AND NOT EXISTS (
    SELECT FROM jsonb_each(value) AS said(tag, words)
    WHERE jsonb_typeof(words) <> 'string' OR words #>> '{}' !~ '\\S'
        OR char_length(words #>> '{}') > longest
        OR char_length(tag) > 35 OR tag !~ '^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$'
);
CREATE DOMAIN fairs_name AS jsonb
    CHECK (value <> '{}' AND fairs_is_text(value, 500));
CREATE DOMAIN fairs_line AS jsonb CHECK (fairs_is_text(value, 500));
CREATE DOMAIN fairs_prose AS jsonb CHECK (fairs_is_text(value, 20000));

-- The words of a text in all its languages, for searching.
CREATE FUNCTION fairs_words(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT string_agg(words, ' ' ORDER BY tag) FROM jsonb_each_text(value) AS said(tag, words));

-- A text of a database that knew two languages.
CREATE FUNCTION fairs_join(english text, russian text) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN jsonb_strip_nulls(jsonb_build_object(
    'en', CASE WHEN english ~ '\\S' THEN english END,
    'ru', CASE WHEN russian ~ '\\S' THEN russian END
));
"""
_NO_TYPES = """
DROP FUNCTION fairs_join(text, text);
DROP FUNCTION fairs_words(jsonb);
DROP DOMAIN fairs_prose;
DROP DOMAIN fairs_line;
DROP DOMAIN fairs_name;
DROP FUNCTION fairs_is_text(jsonb, integer);
"""


class Migration(migrations.Migration):
    """Adds the types, the languages (English and Russian so far), and joins names and cities."""

    dependencies = [("fairs", "0004_bounds")]
    operations = [
        migrations.RunSQL(_TYPES, _NO_TYPES),
        migrations.AddField(
            "edition",
            "languages",
            ArrayField(
                models.CharField(max_length=35),
                default=fairlead.apps.fairs.models.first_languages,
                size=None,
            ),
        ),
        join_columns("fairs_edition", "edition", "name", LocalizedTextField()),
        join_columns("fairs_edition", "edition", "city", LocalizedTextField()),
        migrations.AddConstraint(
            "edition",
            models.CheckConstraint(
                condition=models.Q(languages__len__gte=1), name="edition_languages"
            ),
        ),
    ]
