"""A city is found by its Russian name too."""

from django.db import migrations

_LIST = """
CREATE OR REPLACE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
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
        organisation.description_ru, CITY, offered.descriptions)), 'C')
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
"""


class Migration(migrations.Migration):
    """Replaces the function that writes an organisation's entry; those written stay right."""

    dependencies = [("trade", "0006_watched"), ("people", "0003_city_ru")]
    operations = [
        migrations.RunSQL(
            _LIST.replace("CITY", "organisation.city, organisation.city_ru"),
            _LIST.replace("CITY", "organisation.city"),
        ),
    ]
