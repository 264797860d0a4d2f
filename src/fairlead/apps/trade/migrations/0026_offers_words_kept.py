"""A firm's entry takes its offers' words from their entries, and reads its own texts alone."""

import re
from importlib import import_module

from django.db import migrations

_FROM_ENTRIES = """
-- Two documents in one; the second is left out where PostgreSQL could not hold both.
CREATE FUNCTION trade_add_document(held tsvector, more tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT AS $$
BEGIN
    IF pg_column_size(held) + pg_column_size(more) > 1000000 THEN
        RETURN held;
    END IF;
    RETURN held || more;
END $$;
CREATE AGGREGATE trade_add_documents(tsvector) (
    SFUNC = trade_add_document, STYPE = tsvector, INITCOND = ''
);

-- The entries of the offers of these firms are there already.
CREATE OR REPLACE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH documents AS MATERIALIZED (
    SELECT owner, document FROM search_documents(array(
        SELECT ROW(id, weight, language, body)::search_text
        FROM people_organisation, LATERAL (VALUES
            ('A', name::jsonb), ('C', description::jsonb), ('C', city::jsonb)
        ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
        WHERE id = ANY(organisations)
        ORDER BY id, weight, language
    ))
)
SELECT firm.id, firm.edition_id, offered.products,
    array(SELECT DISTINCT trade_group(product) FROM unnest(offered.products) AS product ORDER BY 1),
    array(
        SELECT DISTINCT form FROM trade_offer, unnest(cooperation) AS form
        WHERE organisation_id = firm.id AND NOT expired ORDER BY 1
    ),
    trade_add_document(coalesce(documents.document, ''), (
        SELECT trade_add_documents(entry.document ORDER BY entry.offer_id)
        FROM trade_offer offer JOIN trade_offerentry entry ON entry.offer_id = offer.id
        WHERE offer.organisation_id = firm.id AND NOT offer.expired
    ))
FROM people_organisation firm LEFT JOIN documents ON documents.owner = firm.id,
    LATERAL (SELECT array(
        SELECT DISTINCT product FROM trade_offer, unnest(products) AS product
        WHERE organisation_id = firm.id AND NOT expired ORDER BY 1
    )) AS offered (products)
WHERE firm.id = ANY(organisations)
ON CONFLICT (organisation_id) DO UPDATE SET edition_id = excluded.edition_id,
    products = excluded.products, groups = excluded.groups,
    cooperation = excluded.cooperation, document = excluded.document
$$;

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
    IF cardinality(firms) > 0 THEN
        PERFORM trade_plan_for(firms || offers);
        IF cardinality(offers) > 0 THEN
            PERFORM trade_index_offers(offers);
        END IF;
        PERFORM trade_list(firms);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION trade_list_products() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    offers bigint[] := array(
        SELECT id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered
            WHERE changed.edition_id = offer.edition_id AND starts_with(offered, changed.code)
        )
    );
BEGIN
    PERFORM trade_index_offers(offers);
    PERFORM trade_list(array(
        SELECT DISTINCT organisation_id FROM trade_offer WHERE id = ANY(offers)
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

DROP FUNCTION trade_list_with_offers(bigint[], bigint[]);

-- An entry changes with what it is made of, and those changes are counted.
SELECT fairs_watch_no_more('trade_catalogueentry'), fairs_watch_no_more('trade_offerentry'),
    fairs_watch_no_more('trade_needentry');
DROP FUNCTION IF EXISTS trade_touch_offers();
DELETE FROM fairs_stamp
WHERE part IN ('trade_catalogueentry', 'trade_offerentry', 'trade_needentry');
"""
# Offers' entries were left out where entries were written anew for what is read otherwise.
_AGAIN = """
SELECT trade_index_offers(array(SELECT id FROM trade_offer));
SELECT trade_list(array(SELECT id FROM people_organisation));
"""
_COUNTED = """
SELECT fairs_watch('trade_catalogueentry'),
    fairs_watch_through('trade_offerentry', 'trade_offer', 'offer_id'),
    fairs_watch_through('trade_needentry', 'trade_need', 'need_id');
"""
_NO_ADDING = """
DROP AGGREGATE trade_add_documents(tsvector);
DROP FUNCTION trade_add_document(tsvector, tsvector);
"""


def _find_function(module: str, texts: str, name: str) -> str:
    """Return the statement that made a function in an earlier migration."""
    made: str = getattr(import_module(f"fairlead.apps.trade.migrations.{module}"), texts)
    found = re.search(rf"FUNCTION {name}\(.*?\n(?:END )?\$\$;\n", made, re.DOTALL)
    if found is None:
        raise LookupError(name)
    return f"CREATE OR REPLACE {found[0]}"


class Migration(migrations.Migration):
    """Replaces the functions and writes the entries."""

    dependencies = (("trade", "0025_search_signs"), ("fairs", "0036_search_few_texts"))
    operations = (
        migrations.RunSQL(
            _FROM_ENTRIES + _AGAIN,
            _find_function("0017_own_pages", "_SEARCH", "trade_list")
            + _find_function("0017_own_pages", "_SEARCH", "trade_list_products")
            + _find_function("0019_listed_once", "_ONCE", "trade_list_with_offers")
            + _find_function("0019_listed_once", "_ONCE", "trade_list_offers")
            + _COUNTED
            + _NO_ADDING,
        ),
    )
