"""The titles of headlines in all languages of the edition: so far each was one text.

What was written becomes the text in the edition's own language. An edition may be gone, for a
ledger outlives it: then it is the language that most titles of the ledger's projects have. The
table is written anew, so that the triggers which keep its rows do not fire.
"""

from django.db import migrations

from fairlead.apps.fairs.text_field import LocalizedTextField

_FORWARD = """
CREATE FUNCTION cooperation_find_language(ledger bigint) RETURNS text LANGUAGE sql STABLE
RETURN coalesce(
    (SELECT edition.languages[1]
     FROM fairs_edition edition JOIN cooperation_ledger held ON held.code = edition.code
     WHERE held.id = ledger),
    (SELECT tag FROM cooperation_project, jsonb_object_keys(title::jsonb) AS tag
     WHERE ledger_id = ledger GROUP BY tag ORDER BY count(*) DESC, tag LIMIT 1),
    'en'
);
ALTER TABLE cooperation_headline ALTER COLUMN title TYPE fairs_name
    USING jsonb_build_object(cooperation_find_language(ledger_id), title);
DROP FUNCTION cooperation_find_language(bigint);
"""
_BACK = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM cooperation_headline
        WHERE (SELECT count(*) FROM jsonb_object_keys(title::jsonb)) > 1
    ) THEN
        RAISE EXCEPTION 'expected titles of headlines in one language each: the version of the '
            'database to return to has no place for texts in other languages';
    END IF;
END $$;
ALTER TABLE cooperation_headline ALTER COLUMN title TYPE varchar(500)
    USING jsonb_path_query_first(title::jsonb, '$.*') #>> '{}';
"""


class Migration(migrations.Migration):
    """Changes the column."""

    dependencies = [("cooperation", "0017_portfolios_whole")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(_FORWARD, _BACK)],
            [migrations.AlterField("headline", "title", LocalizedTextField())],
        )
    ]
