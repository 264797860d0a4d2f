"""Places of a type are counted by the database; recorded changes are only added."""

from django.db import migrations, models

from fairlead.apps.fairs.constraints import revoke_changes

_COUNT = """
CREATE FUNCTION people_count_places() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    left_place bigint;
    took_place bigint;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state IN ('registered', 'approved') THEN
        left_place := OLD.type_id;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state IN ('registered', 'approved') THEN
        took_place := NEW.type_id;
    END IF;
    IF left_place IS DISTINCT FROM took_place THEN
        UPDATE people_participationtype SET taken = taken - 1 WHERE id = left_place;
        UPDATE people_participationtype SET taken = taken + 1 WHERE id = took_place;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER people_place_taken AFTER INSERT ON people_participation
    FOR EACH ROW WHEN (NEW.type_id IS NOT NULL) EXECUTE FUNCTION people_count_places();
CREATE TRIGGER people_place_changed AFTER UPDATE OF type_id, state ON people_participation
    FOR EACH ROW WHEN (OLD.type_id IS NOT NULL OR NEW.type_id IS NOT NULL)
    EXECUTE FUNCTION people_count_places();
CREATE TRIGGER people_place_left AFTER DELETE ON people_participation
    FOR EACH ROW WHEN (OLD.type_id IS NOT NULL) EXECUTE FUNCTION people_count_places();

-- Nobody writes the count but the trigger above.
CREATE FUNCTION people_keep_count() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() < 2 THEN
        NEW.taken := CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.taken END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER people_keep_count BEFORE INSERT OR UPDATE OF taken ON people_participationtype
    FOR EACH ROW EXECUTE FUNCTION people_keep_count();
SELECT fairs_keep_within('people_participation', 'type_id', 'people_participationtype');
"""
_COUNT_NO_MORE = """
SELECT fairs_keep_within_no_more('people_participation', 'type_id', 'people_participationtype');
DROP TRIGGER people_keep_count ON people_participationtype;
DROP FUNCTION people_keep_count();
DROP TRIGGER people_place_left ON people_participation;
DROP TRIGGER people_place_changed ON people_participation;
DROP TRIGGER people_place_taken ON people_participation;
DROP FUNCTION people_count_places();
"""
# The table had a rule of its own before there was one for all such tables.
_OWN_RULE = (
    "DROP TRIGGER people_change_stays ON people_change",
    "DROP FUNCTION people_change_stays()",
)
_OWN_RULE_BACK = (
    """
    CREATE FUNCTION people_change_stays() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'what was recorded is not changed'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'change_stays';
    END $$
    """,
    "CREATE TRIGGER people_change_stays BEFORE UPDATE OR DELETE ON people_change"
    " FOR EACH ROW EXECUTE FUNCTION people_change_stays()",
)


class Migration(migrations.Migration):
    dependencies = [("people", "0008_registration"), ("fairs", "0012_within_edition")]
    operations = [
        migrations.RunSQL(_COUNT, _COUNT_NO_MORE),
        migrations.RunSQL(_OWN_RULE, _OWN_RULE_BACK),
        migrations.AlterField("change", "before", models.JSONField(default=dict, null=True)),
        migrations.AlterField("change", "after", models.JSONField(default=dict, null=True)),
        revoke_changes("people_change", forgettable=("before", "after")),
    ]
