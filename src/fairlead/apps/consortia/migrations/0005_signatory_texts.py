"""Who signs, for whom and in which office, in all languages of the edition.

So far each was one text: it becomes the one in the edition's own language.
"""

from django.db import migrations

from fairlead.apps.fairs.text_field import LocalizedTextField

_FORWARD = r"""
CREATE FUNCTION consortia_say(asked bigint, words text, otherwise text) RETURNS jsonb
LANGUAGE sql STABLE RETURN CASE
    WHEN words !~ '\S' AND otherwise IS NULL THEN '{}'::jsonb
    ELSE jsonb_build_object(
        (SELECT edition.languages[1] FROM consortia_signing signing
            JOIN fairs_edition edition ON edition.id = signing.edition_id
            WHERE signing.id = asked),
        CASE WHEN words ~ '\S' THEN words ELSE otherwise END
    ) END;
ALTER TABLE consortia_signatory
    ALTER COLUMN office DROP DEFAULT,
    ALTER COLUMN party TYPE fairs_name USING consortia_say(signing_id, party, '–'),
    ALTER COLUMN person TYPE fairs_name USING consortia_say(signing_id, person, '–'),
    ALTER COLUMN office TYPE fairs_line USING consortia_say(signing_id, office, NULL);
DROP FUNCTION consortia_say(bigint, text, text);
"""
_BACK = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM consortia_signatory,
            LATERAL (VALUES (party::jsonb), (person::jsonb), (office::jsonb)) AS held (said)
        WHERE (SELECT count(*) FROM jsonb_object_keys(said)) > 1
    ) THEN
        RAISE EXCEPTION 'expected signatories in one language each: the version of the database '
            'to return to has no place for texts in other languages';
    END IF;
END $$;
ALTER TABLE consortia_signatory
    ALTER COLUMN party TYPE varchar(500)
        USING jsonb_path_query_first(party::jsonb, '$.*') #>> '{}',
    ALTER COLUMN person TYPE varchar(500)
        USING jsonb_path_query_first(person::jsonb, '$.*') #>> '{}',
    ALTER COLUMN office TYPE varchar(500)
        USING coalesce(jsonb_path_query_first(office::jsonb, '$.*') #>> '{}', '');
"""


class Migration(migrations.Migration):
    """Changes the columns; a text of the new type is never blank, but for the office."""

    dependencies = (("consortia", "0004_history"),)
    operations = (
        migrations.RemoveConstraint("signatory", "signatory_named"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(_FORWARD, _BACK)],
            [
                migrations.AlterField("signatory", "party", LocalizedTextField()),
                migrations.AlterField("signatory", "person", LocalizedTextField()),
                migrations.AlterField("signatory", "office", LocalizedTextField(blank=True)),
            ],
        ),
    )
