"""What a visit's entries are called, and where they are, in all languages of the edition.

So far each was one text: it becomes the one in the edition's own language.
"""

from django.db import migrations, models

from fairlead.apps.fairs.text_field import LocalizedTextField

_FORWARD = r"""
CREATE FUNCTION delegations_say(edition bigint, words text) RETURNS jsonb LANGUAGE sql STABLE
RETURN CASE WHEN words ~ '\S' THEN jsonb_build_object(
    (SELECT languages[1] FROM fairs_edition WHERE id = edition), words
) ELSE '{}' END;
ALTER TABLE delegations_visititem
    ALTER COLUMN title TYPE fairs_line USING delegations_say(edition_id, title),
    ALTER COLUMN place TYPE fairs_line USING delegations_say(edition_id, place);
DROP FUNCTION delegations_say(bigint, text);
"""
_BACK = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM delegations_visititem
        WHERE (SELECT count(*) FROM jsonb_object_keys(title::jsonb)) > 1
            OR (SELECT count(*) FROM jsonb_object_keys(place::jsonb)) > 1
    ) THEN
        RAISE EXCEPTION 'expected entries of visits in one language each: the version of the '
            'database to return to has no place for texts in other languages';
    END IF;
END $$;
ALTER TABLE delegations_visititem
    ALTER COLUMN title TYPE varchar(500)
        USING coalesce(jsonb_path_query_first(title::jsonb, '$.*') #>> '{}', ''),
    ALTER COLUMN place TYPE varchar(500)
        USING coalesce(jsonb_path_query_first(place::jsonb, '$.*') #>> '{}', '');
"""


class Migration(migrations.Migration):
    """Changes the columns, and the rule that an entry has a name."""

    dependencies = [("delegations", "0003_bounds")]
    operations = [
        migrations.RemoveConstraint("visititem", "visit_named"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(_FORWARD, _BACK)],
            [
                migrations.AlterField("visititem", "title", LocalizedTextField(blank=True)),
                migrations.AlterField("visititem", "place", LocalizedTextField(blank=True)),
            ],
        ),
        migrations.AddConstraint(
            "visititem",
            models.CheckConstraint(
                condition=~models.Q(title={})
                | models.Q(session__isnull=False)
                | models.Q(exhibitor__isnull=False),
                name="visit_named",
            ),
        ),
    ]
