"""What changes of speakers is counted, and the stamp that was one row's is no more."""

from django.db import migrations

_COUNTED = """
CREATE OR REPLACE FUNCTION congress_touch_participations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
        SELECT DISTINCT changed.edition_id FROM new_rows changed
        JOIN congress_speaker speaker ON speaker.participation_id = changed.id
    ) AS touched;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION congress_touch_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM fairs_renew(edition_id, TG_TABLE_NAME) FROM (
        SELECT DISTINCT participation.edition_id FROM new_rows changed
        JOIN people_participation participation ON participation.person_id = changed.id
        JOIN congress_speaker speaker ON speaker.participation_id = participation.id
    ) AS touched;
    RETURN NULL;
END $$;
ALTER TABLE fairs_edition DROP COLUMN stamp;
"""
_ONE_ROW = """
ALTER TABLE fairs_edition ADD COLUMN stamp uuid NOT NULL DEFAULT gen_random_uuid();
CREATE OR REPLACE FUNCTION congress_touch_participations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT changed.edition_id FROM new_rows changed
        JOIN congress_speaker speaker ON speaker.participation_id = changed.id
    );
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION congress_touch_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT participation.edition_id FROM new_rows changed
        JOIN people_participation participation ON participation.person_id = changed.id
        JOIN congress_speaker speaker ON speaker.participation_id = participation.id
    );
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    """Writes the functions anew."""

    dependencies = [
        ("congress", "0005_sessions_change_places"),
        ("fairs", "0017_stamps_by_part"),
    ]
    operations = [migrations.RunSQL(_COUNTED, _ONE_ROW)]
