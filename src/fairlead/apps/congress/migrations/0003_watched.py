"""The programme, and who speaks there, renews the stamp of its edition."""

from django.db import migrations

# Of all who take part only the speakers are named to visitors: whoever else changes, and there are
# tens of thousands of them, leaves the stamp as it is.
_SPEAKERS = """
CREATE FUNCTION congress_touch_participations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT changed.edition_id FROM new_rows changed
        JOIN congress_speaker speaker ON speaker.participation_id = changed.id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER congress_touch_updated AFTER UPDATE ON people_participation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION congress_touch_participations();

CREATE FUNCTION congress_touch_persons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fairs_edition SET stamp = DEFAULT WHERE id IN (
        SELECT participation.edition_id FROM new_rows changed
        JOIN people_participation participation ON participation.person_id = changed.id
        JOIN congress_speaker speaker ON speaker.participation_id = participation.id
    );
    RETURN NULL;
END $$;
CREATE TRIGGER congress_touch_updated AFTER UPDATE ON people_person
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION congress_touch_persons();
"""
_SPEAKERS_NO_MORE = """
DROP TRIGGER congress_touch_updated ON people_person;
DROP FUNCTION congress_touch_persons();
DROP TRIGGER congress_touch_updated ON people_participation;
DROP FUNCTION congress_touch_participations();
"""
_TABLES = ("congress_room", "congress_session")


class Migration(migrations.Migration):
    """Adds the triggers."""

    dependencies = [
        ("congress", "0002_room_once"),
        ("people", "0002_hidden"),
        ("fairs", "0003_watch_through"),
    ]
    operations = [
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch('{table}')", f"SELECT fairs_watch_no_more('{table}')"
            )
            for table in _TABLES
        ),
        migrations.RunSQL(
            "SELECT fairs_watch_through('congress_speaker', 'congress_session', 'session_id')",
            "SELECT fairs_watch_no_more('congress_speaker')",
        ),
        migrations.RunSQL(_SPEAKERS, _SPEAKERS_NO_MORE),
    ]
