"""Practices are found by words and codes, seen as they change, and stay within their edition."""

from django.db import migrations

_SEARCH = """
CREATE FUNCTION practices_list(practices bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO practices_practiceentry (practice_id, document)
WITH listed AS (
    SELECT * FROM practices_practice WHERE id = ANY(practices)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', problem::jsonb), ('C', solution::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT listed.id, 'C', language, body
    FROM listed JOIN practices_effect effect ON effect.practice_id = listed.id,
        jsonb_each_text(effect.measure::jsonb) AS said (language, body)
    UNION ALL
    SELECT practice, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS practice, product.id
        FROM listed, unnest(listed.products) AS made, unnest(trade_headings(made)) AS heading
            JOIN trade_product product ON product.code = heading
        WHERE product.edition_id = listed.edition_id
    ) AS named JOIN trade_product USING (id), jsonb_each_text(title) AS said (language, body)
), documents AS (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(owner, weight, language, body)::search_text FROM texts
    ))
)
SELECT listed.id, coalesce(document, '') || search_codes(listed.products::text[])
FROM listed LEFT JOIN documents ON documents.owner = listed.id
ON CONFLICT (practice_id) DO UPDATE SET document = excluded.document
$$;

CREATE FUNCTION practices_list_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM practices_practiceentry entry USING old_rows
        WHERE entry.practice_id = old_rows.id;
    ELSE
        PERFORM practices_list(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER practices_list_inserted AFTER INSERT ON practices_practice
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_changed();
CREATE TRIGGER practices_list_updated AFTER UPDATE ON practices_practice
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_changed();
CREATE TRIGGER practices_list_deleted AFTER DELETE ON practices_practice
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_changed();

CREATE FUNCTION practices_list_effects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM practices_list(array(SELECT DISTINCT practice_id FROM changed_rows));
    RETURN NULL;
END $$;
CREATE TRIGGER practices_list_inserted AFTER INSERT ON practices_effect
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_effects();
CREATE TRIGGER practices_list_updated AFTER UPDATE ON practices_effect
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_effects();
CREATE TRIGGER practices_list_deleted AFTER DELETE ON practices_effect
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_effects();

CREATE FUNCTION practices_list_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM practices_list(array(
        SELECT id FROM practices_practice practice
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(practice.products) AS made
            WHERE changed.edition_id = practice.edition_id AND starts_with(made, changed.code)
        )
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER practices_list_inserted AFTER INSERT ON trade_product
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_products();
CREATE TRIGGER practices_list_updated AFTER UPDATE ON trade_product
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_products();
CREATE TRIGGER practices_list_deleted AFTER DELETE ON trade_product
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION practices_list_products();
"""
_NO_SEARCH = """
DROP TRIGGER practices_list_deleted ON trade_product;
DROP TRIGGER practices_list_updated ON trade_product;
DROP TRIGGER practices_list_inserted ON trade_product;
DROP FUNCTION practices_list_products();
DROP TRIGGER practices_list_deleted ON practices_effect;
DROP TRIGGER practices_list_updated ON practices_effect;
DROP TRIGGER practices_list_inserted ON practices_effect;
DROP FUNCTION practices_list_effects();
DROP TRIGGER practices_list_deleted ON practices_practice;
DROP TRIGGER practices_list_updated ON practices_practice;
DROP TRIGGER practices_list_inserted ON practices_practice;
DROP FUNCTION practices_list_changed();
DROP FUNCTION practices_list(bigint[]);
"""
_KEPT = """
SELECT fairs_keep_within('practices_practice', 'organisation_id', 'people_organisation'),
    fairs_keep_within('practices_practice', 'contact_id', 'people_participation'),
    fairs_keep_within('practices_practice', 'written_by_id', 'people_participation'),
    fairs_watch('practices_practice'),
    fairs_watch_through('practices_effect', 'practices_practice', 'practice_id'),
    fairs_watch_through('practices_practiceentry', 'practices_practice', 'practice_id');
"""
_NOT_KEPT = """
SELECT fairs_watch_no_more('practices_practiceentry'),
    fairs_watch_no_more('practices_effect'),
    fairs_watch_no_more('practices_practice'),
    fairs_keep_within_no_more('practices_practice', 'written_by_id', 'people_participation'),
    fairs_keep_within_no_more('practices_practice', 'contact_id', 'people_participation'),
    fairs_keep_within_no_more('practices_practice', 'organisation_id', 'people_organisation');
"""


class Migration(migrations.Migration):
    """Adds what the database keeps."""

    dependencies = [
        ("practices", "0001_initial"),
        ("fairs", "0018_stamp_slots"),
        ("trade", "0017_own_pages"),
    ]
    operations = [
        migrations.RunSQL(_SEARCH, _NO_SEARCH),
        migrations.RunSQL(_KEPT, _NOT_KEPT),
    ]
