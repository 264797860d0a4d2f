"""The catalogue's entries follow organisations, offers and products by themselves."""

from django.db import migrations

# The russian configuration stems words in Latin letters as English, so that it serves both
# languages; the simple one keeps every word as it stands, for names and for beginnings of words.
# The limits on length keep a document below the megabyte that PostgreSQL allows.
_LIST = """
CREATE FUNCTION trade_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('pg_catalog.russian', left(body, 50000))
    || to_tsvector('pg_catalog.simple', left(body, 50000));

CREATE FUNCTION trade_group(product text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN product LIKE 'HS%' THEN 'HS' ELSE split_part(product, ':', 1) END)
    || ':' || left(split_part(product, ':', 2), 2);

CREATE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH offered AS (
    SELECT organisation_id,
        string_agg(concat_ws(' ', title, title_ru), ' ' ORDER BY id) AS titles,
        string_agg(concat_ws(' ', description, description_ru), ' ' ORDER BY id) AS descriptions
    FROM trade_offer WHERE organisation_id = ANY(organisations) GROUP BY organisation_id
), codes AS (
    SELECT DISTINCT organisation_id, edition_id, offered_product
    FROM trade_offer, unnest(products) AS offered_product
    WHERE organisation_id = ANY(organisations)
), coded AS (
    SELECT organisation_id, array_agg(offered_product ORDER BY offered_product) AS products,
        array_agg(DISTINCT trade_group(offered_product)) AS groups,
        string_agg(split_part(offered_product, ':', 2), ' ') AS numbers
    FROM codes GROUP BY organisation_id
), named AS (
    SELECT organisation_id, string_agg(DISTINCT concat_ws(' ', title, title_ru), ' ') AS titles
    FROM codes JOIN trade_product product ON product.edition_id = codes.edition_id
        AND product.code IN (
            offered_product, left(offered_product, -2), left(offered_product, -4)
        )
    GROUP BY organisation_id
), formed AS (
    SELECT organisation_id, array_agg(DISTINCT form ORDER BY form) AS forms
    FROM trade_offer, unnest(cooperation) AS form
    WHERE organisation_id = ANY(organisations) GROUP BY organisation_id
)
SELECT organisation.id, organisation.edition_id, coalesce(coded.products, '{}'),
    coalesce(coded.groups, '{}'), coalesce(formed.forms, '{}'),
    setweight(trade_words(concat_ws(' ', organisation.name, organisation.name_ru)), 'A')
    || setweight(trade_words(concat_ws(' ', offered.titles, named.titles, coded.numbers)), 'B')
    || setweight(trade_words(concat_ws(' ', organisation.description,
        organisation.description_ru, organisation.city, offered.descriptions)), 'C')
FROM people_organisation organisation
    LEFT JOIN offered ON offered.organisation_id = organisation.id
    LEFT JOIN coded ON coded.organisation_id = organisation.id
    LEFT JOIN named ON named.organisation_id = organisation.id
    LEFT JOIN formed ON formed.organisation_id = organisation.id
WHERE organisation.id = ANY(organisations)
ON CONFLICT (organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
    products = excluded.products, groups = excluded.groups,
    cooperation = excluded.cooperation, document = excluded.document
$$;

CREATE FUNCTION trade_list_organisations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_catalogueentry entry USING old_rows
        WHERE entry.organisation_id = old_rows.id;
    ELSE
        PERFORM trade_list(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_inserted AFTER INSERT ON people_organisation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_organisations();
CREATE TRIGGER trade_list_updated AFTER UPDATE ON people_organisation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_organisations();
CREATE TRIGGER trade_list_deleted AFTER DELETE ON people_organisation
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_organisations();

CREATE FUNCTION trade_list_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM old_rows));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_inserted AFTER INSERT ON trade_offer
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION trade_list_offers();
CREATE TRIGGER trade_list_updated AFTER UPDATE ON trade_offer
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_offers();
CREATE TRIGGER trade_list_deleted AFTER DELETE ON trade_offer
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION trade_list_offers();

CREATE FUNCTION trade_list_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM trade_list(array(
        SELECT DISTINCT organisation_id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered_product
            WHERE changed.edition_id = offer.edition_id
                AND starts_with(offered_product, changed.code)
        )
    ));
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_inserted AFTER INSERT ON trade_product
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_products();
CREATE TRIGGER trade_list_updated AFTER UPDATE ON trade_product
    REFERENCING NEW TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_products();
CREATE TRIGGER trade_list_deleted AFTER DELETE ON trade_product
    REFERENCING OLD TABLE AS changed_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_products();
"""
_LIST_NO_MORE = "".join(
    f"DROP TRIGGER trade_list_{event} ON {table};\n"
    for table in ("people_organisation", "trade_offer", "trade_product")
    for event in ("inserted", "updated", "deleted")
) + "".join(
    f"DROP FUNCTION {name};\n"
    for name in (
        "trade_list_organisations()",
        "trade_list_offers()",
        "trade_list_products()",
        "trade_list(bigint[])",
        "trade_group(text)",
        "trade_words(text)",
    )
)


class Migration(migrations.Migration):
    """Adds the functions and triggers."""

    dependencies = [("trade", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(_LIST, _LIST_NO_MORE)]
