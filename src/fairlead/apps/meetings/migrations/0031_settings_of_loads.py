"""Every rule that gives way to a load asks whether it is one, and not the setting alone."""

from django.db import migrations

# In each function and in each condition of a trigger that reads such a setting.
_REWRITE = """
DO $rewrite$ DECLARE found record; BEGIN
    FOR found IN
        SELECT pg_get_functiondef(oid) AS text FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND prosrc ~ {pattern}
    LOOP
        EXECUTE regexp_replace(found.text, {pattern}, {instead}, 'g');
    END LOOP;
    FOR found IN
        SELECT tgname AS name, tgrelid::regclass AS relation, pg_get_triggerdef(oid) AS text
        FROM pg_trigger
        WHERE NOT tgisinternal AND pg_get_triggerdef(oid) ~ {pattern}
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', found.name, found.relation);
        EXECUTE regexp_replace(found.text, {pattern}, {instead}, 'g');
    END LOOP;
END $rewrite$;
"""
_ASK = _REWRITE.format(
    pattern=r"$p$current_setting\('fairlead\.(loading|places|versions)'(?:::text)?, true\)$p$",
    instead=r"$i$fairs_read_load_setting('\1')$i$",
)
_READ_ALONE = _REWRITE.format(
    pattern=r"$p$fairs_read_load_setting\('(loading|places|versions)'(?:::text)?\)$p$",
    instead=r"$i$current_setting('fairlead.\1', true)$i$",
)


class Migration(migrations.Migration):
    """Writes the rules of this application and of people anew."""

    dependencies = (
        ("meetings", "0030_versions_kept"),
        ("people", "0017_folded_addresses"),
        ("fairs", "0030_settings_of_loads"),
    )
    operations = (migrations.RunSQL(_ASK, _READ_ALONE),)
