"""Organisations and needs are found by words in all languages and by product codes.

The entries are written by the functions of fairs 0006 to 0009, and those there are written anew.
"""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

_HEADINGS = """
-- A code with the headings above it, by which the nomenclature may name it.
CREATE FUNCTION trade_headings(product text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[product, left(product, -2), left(product, -4)];
"""
_NO_HEADINGS = "DROP FUNCTION trade_headings(text)"
_LIST = """
CREATE OR REPLACE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH codes AS (
    SELECT DISTINCT organisation_id, edition_id, offered_product
    FROM trade_offer, unnest(products) AS offered_product
    WHERE organisation_id = ANY(organisations)
), coded AS (
    SELECT organisation_id, array_agg(offered_product ORDER BY offered_product) AS products,
        array_agg(DISTINCT trade_group(offered_product)) AS groups
    FROM codes GROUP BY organisation_id
), formed AS (
    SELECT organisation_id, array_agg(DISTINCT form ORDER BY form) AS forms
    FROM trade_offer, unnest(cooperation) AS form
    WHERE organisation_id = ANY(organisations) GROUP BY organisation_id
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM people_organisation, LATERAL (VALUES
        ('A', name::jsonb), ('C', description::jsonb), ('C', city::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    WHERE id = ANY(organisations)
    UNION ALL
    SELECT organisation_id, weight, language, body
    FROM trade_offer, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    WHERE organisation_id = ANY(organisations)
    UNION ALL
    SELECT organisation_id, 'B', language, body
    FROM (
        SELECT DISTINCT organisation_id, product.id
        FROM codes, unnest(trade_headings(offered_product)) AS heading
            JOIN trade_product product ON product.code = heading
        WHERE product.edition_id = codes.edition_id
    ) AS named JOIN trade_product USING (id), jsonb_each_text(title) AS said (language, body)
), documents AS (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(owner, weight, language, body)::search_text FROM texts
        ORDER BY owner, weight, language
    ))
)
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
SELECT trade_list(array(SELECT id FROM people_organisation));
DROP FUNCTION trade_words(text);
"""
_NEEDS = """
CREATE FUNCTION trade_list_needs(needs bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_needentry (need_id, document)
WITH listed AS (
    SELECT * FROM trade_need WHERE id = ANY(needs)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT need, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS need, product.id
        FROM listed, unnest(listed.products) AS sought, unnest(trade_headings(sought)) AS heading
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
ON CONFLICT (need_id) DO UPDATE SET document = excluded.document
$$;

CREATE FUNCTION trade_list_changed_needs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM trade_needentry entry USING old_rows WHERE entry.need_id = old_rows.id;
    ELSE
        PERFORM trade_list_needs(array(SELECT id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER trade_list_inserted AFTER INSERT ON trade_need
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_changed_needs();
CREATE TRIGGER trade_list_updated AFTER UPDATE ON trade_need
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_changed_needs();
CREATE TRIGGER trade_list_deleted AFTER DELETE ON trade_need
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION trade_list_changed_needs();

CREATE OR REPLACE FUNCTION trade_list_products() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM trade_list(array(
        SELECT DISTINCT organisation_id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered_product
            WHERE changed.edition_id = offer.edition_id
                AND starts_with(offered_product, changed.code)
        )
    ));
    PERFORM trade_list_needs(array(
        SELECT id FROM trade_need need
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(need.products) AS sought
            WHERE changed.edition_id = need.edition_id AND starts_with(sought, changed.code)
        )
    ));
    RETURN NULL;
END $$;
SELECT trade_list_needs(array(SELECT id FROM trade_need));
"""
_NO_NEEDS = """
DROP TRIGGER trade_list_inserted ON trade_need;
DROP TRIGGER trade_list_updated ON trade_need;
DROP TRIGGER trade_list_deleted ON trade_need;
DROP FUNCTION trade_list_changed_needs();
DROP FUNCTION trade_list_needs(bigint[]);
CREATE OR REPLACE FUNCTION trade_list_products() RETURNS trigger LANGUAGE plpgsql AS $$
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
"""
_LIST_BEFORE = """
CREATE FUNCTION trade_words(body text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN to_tsvector('pg_catalog.russian', left(body, 50000))
    || to_tsvector('pg_catalog.simple', left(body, 50000));

CREATE OR REPLACE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH offered AS (
    SELECT organisation_id,
        string_agg(fairs_words(title), ' ' ORDER BY id) AS titles,
        string_agg(fairs_words(description), ' ' ORDER BY id) AS descriptions
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
    SELECT organisation_id, string_agg(DISTINCT fairs_words(title), ' ') AS titles
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
    setweight(trade_words(coalesce(fairs_words(organisation.name), '')), 'A')
    || setweight(trade_words(concat_ws(' ', offered.titles, named.titles, coded.numbers)), 'B')
    || setweight(trade_words(concat_ws(' ', fairs_words(organisation.description),
        fairs_words(organisation.city), offered.descriptions)), 'C')
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
SELECT trade_list(array(SELECT id FROM people_organisation));
"""


class Migration(migrations.Migration):
    """Replaces how entries are written, and adds those of needs."""

    dependencies = [("trade", "0011_localized_text"), ("fairs", "0009_search_queries")]
    operations = [
        migrations.RunSQL(_HEADINGS, _NO_HEADINGS),
        migrations.RunSQL(_LIST, _LIST_BEFORE),
        migrations.CreateModel(
            name="NeedEntry",
            fields=[
                (
                    "need",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="trade.need",
                    ),
                ),
                ("document", django.contrib.postgres.search.SearchVectorField(editable=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["document"], name="need_entry_document"
                    )
                ]
            },
        ),
        migrations.RunSQL(_NEEDS, _NO_NEEDS),
    ]
