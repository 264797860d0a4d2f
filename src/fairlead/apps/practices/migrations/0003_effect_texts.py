"""The units of effects, and who measured them, in all languages of the edition.

So far each was one text: it becomes the one in the edition's own language, also in what waits
beside a published practice.
"""

from django.db import migrations

from fairlead.apps.fairs.text_field import LocalizedTextField

_FORWARD = r"""
CREATE FUNCTION practices_say(edition bigint, words text) RETURNS jsonb LANGUAGE sql STABLE
RETURN jsonb_build_object(
    (SELECT languages[1] FROM fairs_edition WHERE id = edition),
    CASE WHEN words ~ '\S' THEN words ELSE '–' END
);
CREATE FUNCTION practices_say_of(practice bigint, words text) RETURNS jsonb LANGUAGE sql STABLE
RETURN practices_say((SELECT edition_id FROM practices_practice WHERE id = practice), words);
CREATE FUNCTION practices_say_effects(edition bigint, said jsonb) RETURNS jsonb
LANGUAGE sql STABLE RETURN CASE WHEN said ? 'effects' THEN jsonb_set(said, '{effects}', coalesce((
    SELECT jsonb_agg(one || jsonb_build_object(
        'unit', practices_say(edition, one ->> 'unit'),
        'measured_by', practices_say(edition, one ->> 'measured_by')
    ) ORDER BY place)
    FROM jsonb_array_elements(said -> 'effects') WITH ORDINALITY AS listed (one, place)
), '[]')) ELSE said END;
ALTER TABLE practices_effect
    ALTER COLUMN unit TYPE fairs_name USING practices_say_of(practice_id, unit),
    ALTER COLUMN measured_by TYPE fairs_name USING practices_say_of(practice_id, measured_by);
ALTER TABLE practices_practice
    ALTER COLUMN proposed TYPE jsonb USING practices_say_effects(edition_id, proposed);
DROP FUNCTION practices_say_effects(bigint, jsonb);
DROP FUNCTION practices_say_of(bigint, text);
DROP FUNCTION practices_say(bigint, text);
"""
_BACK = """
DO $$ BEGIN
    IF EXISTS (
        SELECT FROM (
            SELECT unit::jsonb, measured_by::jsonb FROM practices_effect
            UNION ALL
            SELECT one -> 'unit', one -> 'measured_by'
            FROM practices_practice, jsonb_array_elements(proposed -> 'effects') AS one
        ) AS said
        WHERE (SELECT count(*) FROM jsonb_object_keys(unit)) > 1
            OR (SELECT count(*) FROM jsonb_object_keys(measured_by)) > 1
    ) THEN
        RAISE EXCEPTION 'expected effects of practices in one language each: the version of the '
            'database to return to has no place for texts in other languages';
    END IF;
END $$;
CREATE FUNCTION practices_say_effects(said jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE RETURN CASE WHEN said ? 'effects'
THEN jsonb_set(said, '{effects}', coalesce((
    SELECT jsonb_agg(one || jsonb_build_object(
        'unit', jsonb_path_query_first(one -> 'unit', '$.*'),
        'measured_by', jsonb_path_query_first(one -> 'measured_by', '$.*')
    ) ORDER BY place)
    FROM jsonb_array_elements(said -> 'effects') WITH ORDINALITY AS listed (one, place)
), '[]')) ELSE said END;
ALTER TABLE practices_effect
    ALTER COLUMN unit TYPE varchar(500)
        USING jsonb_path_query_first(unit::jsonb, '$.*') #>> '{}',
    ALTER COLUMN measured_by TYPE varchar(500)
        USING jsonb_path_query_first(measured_by::jsonb, '$.*') #>> '{}';
ALTER TABLE practices_practice
    ALTER COLUMN proposed TYPE jsonb USING practices_say_effects(proposed);
DROP FUNCTION practices_say_effects(jsonb);
"""


class Migration(migrations.Migration):
    """Changes the columns; a text of the new type is never blank."""

    dependencies = [("practices", "0002_kept")]
    operations = [
        migrations.RemoveConstraint("effect", "effect_measured"),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(_FORWARD, _BACK)],
            [
                migrations.AlterField("effect", "unit", LocalizedTextField()),
                migrations.AlterField("effect", "measured_by", LocalizedTextField()),
            ],
        ),
    ]
