"""The words of a firm, an offer and a need are found once a change, and only of what changed."""

from django.db import migrations

# Of a few rows the general plan is good, and to make one of its own costs more than to carry it
# out: a saved form changes one. Of many rows each statement plans for itself.
_ONCE = """
CREATE FUNCTION trade_plan_for(rows bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('plan_cache_mode',
        CASE WHEN cardinality(rows) <= 10 THEN 'force_generic_plan' ELSE 'auto' END, true);
END $$;

-- What trade_list of firms and trade_index_offers of some of their offers do together: each text is
-- read once for both. An offer's document goes by its number below zero.
CREATE FUNCTION trade_list_with_offers(organisations bigint[], offers bigint[])
RETURNS void LANGUAGE sql AS $$
WITH offered AS MATERIALIZED (
    SELECT *, id = ANY(offers) AS changed FROM trade_offer
    WHERE organisation_id = ANY(organisations)
), codes AS (
    SELECT organisation_id, edition_id, offered_product, id AS offer, changed, expired
    FROM offered, unnest(products) AS offered_product
), coded AS (
    SELECT organisation_id,
        array_agg(DISTINCT offered_product ORDER BY offered_product) AS products,
        array_agg(DISTINCT trade_group(offered_product)) AS groups
    FROM codes WHERE NOT expired GROUP BY organisation_id
), formed AS (
    SELECT organisation_id, array_agg(DISTINCT form ORDER BY form) AS forms
    FROM offered, unnest(cooperation) AS form
    WHERE NOT expired GROUP BY organisation_id
), said AS (
    SELECT organisation_id, id AS offer, changed, expired, weight, language, body
    FROM offered, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
), named AS (
    SELECT organisation_id, offer, changed, expired, product.id, product.title
    FROM codes, unnest(trade_headings(offered_product)) AS heading
        JOIN trade_product product ON product.code = heading
    WHERE product.edition_id = codes.edition_id
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM people_organisation, LATERAL (VALUES
        ('A', name::jsonb), ('C', description::jsonb), ('C', city::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    WHERE id = ANY(organisations)
    UNION ALL
    SELECT owner, weight, language, body FROM said, LATERAL (
        SELECT organisation_id WHERE NOT expired UNION ALL SELECT -offer WHERE changed
    ) AS owners (owner)
    UNION ALL
    SELECT owner, 'B', language, body FROM (
        SELECT DISTINCT owner, id, title::jsonb FROM named, LATERAL (
            SELECT organisation_id WHERE NOT expired UNION ALL SELECT -offer WHERE changed
        ) AS owners (owner)
    ) AS once, jsonb_each_text(title) AS said (language, body)
), documents AS MATERIALIZED (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(owner, weight, language, body)::search_text FROM texts
        ORDER BY owner, weight, language
    ))
), indexed AS (
    INSERT INTO trade_offerentry (offer_id, document)
    SELECT offered.id, coalesce(document, '') || search_codes(products::text[])
    FROM offered LEFT JOIN documents ON documents.owner = -offered.id
    WHERE offered.changed
    ON CONFLICT (offer_id) DO UPDATE SET document = excluded.document
)
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
SELECT organisation.id, organisation.edition_id, coalesce(coded.products, '{}'),
    coalesce(coded.groups, '{}'), coalesce(formed.forms, '{}'),
    coalesce(document, '') || search_codes(coalesce(coded.products, '{}')::text[])
FROM people_organisation organisation
    LEFT JOIN documents ON documents.owner = organisation.id
    LEFT JOIN coded ON coded.organisation_id = organisation.id
    LEFT JOIN formed ON formed.organisation_id = organisation.id
WHERE organisation.id = ANY(organisations)
ON CONFLICT (organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
    products = excluded.products, groups = excluded.groups,
    cooperation = excluded.cooperation, document = excluded.document
$$;

-- Counts a change of offers' entries in the offers' edition: by their numbers where they are few.
CREATE FUNCTION trade_touch_offers() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'auto' AS $$
DECLARE offers bigint[];
BEGIN
    IF TG_OP = 'DELETE' THEN
        offers := array(SELECT offer_id FROM old_rows);
    ELSE
        offers := array(SELECT offer_id FROM new_rows);
    END IF;
    IF cardinality(offers) > 0 THEN
        PERFORM trade_plan_for(offers);
        PERFORM fairs_renew(edition_id, 'trade_offerentry')
        FROM (SELECT DISTINCT edition_id FROM trade_offer WHERE id = ANY (offers)) AS touched;
    END IF;
    RETURN NULL;
END $$;
SELECT fairs_watch_no_more('trade_offerentry');
CREATE TRIGGER fairs_touch_inserted AFTER INSERT ON trade_offerentry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION trade_touch_offers();
CREATE TRIGGER fairs_touch_updated AFTER UPDATE ON trade_offerentry
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION trade_touch_offers();
CREATE TRIGGER fairs_touch_deleted AFTER DELETE ON trade_offerentry
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION trade_touch_offers();

CREATE OR REPLACE FUNCTION trade_list_offers() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'auto' AS $$
DECLARE
    firms bigint[];
    offers bigint[] := '{}';
BEGIN
    CASE TG_OP
    WHEN 'INSERT' THEN
        SELECT array_agg(DISTINCT organisation_id), array_agg(id) INTO firms, offers FROM new_rows;
    WHEN 'DELETE' THEN
        firms := array(SELECT DISTINCT organisation_id FROM old_rows);
        DELETE FROM trade_offerentry entry USING old_rows WHERE entry.offer_id = old_rows.id;
    ELSE
        SELECT array_agg(DISTINCT firm), array_agg(DISTINCT changed.id) INTO firms, offers FROM (
            SELECT new_rows.id, ARRAY[old_rows.organisation_id, new_rows.organisation_id] AS firms
            FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.organisation_id, new_rows.products,
                    new_rows.cooperation, new_rows.title, new_rows.description, new_rows.expired)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.organisation_id, old_rows.products,
                    old_rows.cooperation, old_rows.title, old_rows.description, old_rows.expired)
        ) AS changed, unnest(changed.firms) AS firm;
    END CASE;
    IF cardinality(offers) > 0 THEN
        PERFORM trade_plan_for(firms || offers);
        PERFORM trade_list_with_offers(firms, offers);
    ELSIF cardinality(firms) > 0 THEN
        PERFORM trade_plan_for(firms);
        PERFORM trade_list(firms);
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER trade_list_updated ON people_organisation;
CREATE OR REPLACE FUNCTION trade_list_organisations() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'auto' AS $$
DECLARE firms bigint[];
BEGIN
    CASE TG_OP
    WHEN 'DELETE' THEN
        DELETE FROM trade_catalogueentry entry USING old_rows
        WHERE entry.organisation_id = old_rows.id;
    WHEN 'INSERT' THEN
        firms := array(SELECT id FROM new_rows);
    ELSE
        firms := array(
            SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.name, new_rows.description, new_rows.city)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.name, old_rows.description,
                    old_rows.city)
        );
    END CASE;
    IF cardinality(firms) > 0 THEN
        PERFORM trade_plan_for(firms);
        PERFORM trade_list(firms);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_updated AFTER UPDATE ON people_organisation
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_organisations();

DROP TRIGGER trade_list_updated ON trade_need;
CREATE OR REPLACE FUNCTION trade_list_changed_needs() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = 'auto' AS $$
DECLARE needs bigint[];
BEGIN
    CASE TG_OP
    WHEN 'DELETE' THEN
        DELETE FROM trade_needentry entry USING old_rows WHERE entry.need_id = old_rows.id;
    WHEN 'INSERT' THEN
        needs := array(SELECT id FROM new_rows);
    ELSE
        needs := array(
            SELECT new_rows.id FROM new_rows LEFT JOIN old_rows USING (id)
            WHERE (new_rows.edition_id, new_rows.products, new_rows.title, new_rows.description)
                IS DISTINCT FROM (old_rows.edition_id, old_rows.products, old_rows.title,
                    old_rows.description)
        );
    END CASE;
    IF cardinality(needs) > 0 THEN
        PERFORM trade_plan_for(needs);
        PERFORM trade_list_needs(needs);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_updated AFTER UPDATE ON trade_need
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_changed_needs();
"""
_EACH_TIME = """
CREATE OR REPLACE FUNCTION trade_list_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM old_rows));
    END IF;
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_offerentry entry USING old_rows WHERE entry.offer_id = old_rows.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM new_rows));
        PERFORM trade_index_offers(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER trade_list_updated ON people_organisation;
CREATE OR REPLACE FUNCTION trade_list_organisations() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_catalogueentry entry USING old_rows
        WHERE entry.organisation_id = old_rows.id;
    ELSE
        PERFORM trade_list(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_updated AFTER UPDATE ON people_organisation
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_organisations();

DROP TRIGGER trade_list_updated ON trade_need;
CREATE OR REPLACE FUNCTION trade_list_changed_needs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_needentry entry USING old_rows WHERE entry.need_id = old_rows.id;
    ELSE
        PERFORM trade_list_needs(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_updated AFTER UPDATE ON trade_need
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_changed_needs();

SELECT fairs_watch_no_more('trade_offerentry');
SELECT fairs_watch_through('trade_offerentry', 'trade_offer', 'offer_id');
DROP FUNCTION trade_touch_offers();
DROP FUNCTION trade_list_with_offers(bigint[], bigint[]);
DROP FUNCTION trade_plan_for(bigint[]);
"""


class Migration(migrations.Migration):
    """Writes the functions and triggers anew."""

    dependencies = [("trade", "0018_kept_to_bounds")]
    operations = [migrations.RunSQL(_ONCE, _EACH_TIME)]
