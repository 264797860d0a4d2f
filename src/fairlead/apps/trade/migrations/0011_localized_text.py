"""Products, offers, needs and reasons in all languages; an organisation is found by all of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models
from django.db.models import F, Q

from fairlead.apps.fairs.join_columns import join_columns
from fairlead.apps.fairs.text_field import LocalizedTextField

_LIST = """
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
"""
_LIST_OF_TWO = """
SET LOCAL check_function_bodies = off;  -- the columns it reads are not back yet
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
    || setweight(trade_words(concat_ws(' ', organisation.description, organisation.description_ru,
        organisation.city, organisation.city_ru, offered.descriptions)), 'C')
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
_REASONS = """
ALTER TABLE trade_reason ALTER COLUMN english TYPE jsonb USING fairs_join(english, russian);
ALTER TABLE trade_reason RENAME COLUMN english TO words;
ALTER TABLE trade_reason DROP COLUMN russian;

CREATE FUNCTION trade_join(english text[], russian text[]) RETURNS jsonb[]
LANGUAGE sql IMMUTABLE
RETURN coalesce((
    SELECT array_agg(fairs_join(en, ru) ORDER BY place)
    FROM unnest(english, russian) WITH ORDINALITY AS said(en, ru, place)
), '{}');
ALTER TABLE trade_makerlist DROP CONSTRAINT maker_list_length;
ALTER TABLE trade_makerlist ALTER COLUMN english TYPE jsonb[] USING trade_join(english, russian);
ALTER TABLE trade_makerlist RENAME COLUMN english TO reasons;
ALTER TABLE trade_makerlist DROP COLUMN russian;
DROP FUNCTION trade_join(text[], text[]);
"""
_REASONS_OF_TWO = """
ALTER TABLE trade_reason ADD COLUMN russian text NOT NULL DEFAULT '';
ALTER TABLE trade_reason ALTER COLUMN russian TYPE text USING coalesce(words ->> 'ru', '');
ALTER TABLE trade_reason ALTER COLUMN russian DROP DEFAULT;
ALTER TABLE trade_reason ALTER COLUMN words TYPE text USING coalesce(words ->> 'en', '');
ALTER TABLE trade_reason RENAME COLUMN words TO english;

CREATE FUNCTION trade_part(reasons jsonb[], language text) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN coalesce((
    SELECT array_agg(coalesce(reason ->> language, '') ORDER BY place)
    FROM unnest(reasons) WITH ORDINALITY AS said(reason, place)
), '{}');
ALTER TABLE trade_makerlist ADD COLUMN russian text[] NOT NULL DEFAULT '{}';
ALTER TABLE trade_makerlist ALTER COLUMN russian TYPE text[] USING trade_part(reasons, 'ru');
ALTER TABLE trade_makerlist ALTER COLUMN russian DROP DEFAULT;
ALTER TABLE trade_makerlist ALTER COLUMN reasons TYPE text[] USING trade_part(reasons, 'en');
ALTER TABLE trade_makerlist RENAME COLUMN reasons TO english;
ALTER TABLE trade_makerlist ADD CONSTRAINT maker_list_length CHECK (
    cardinality(makers) = cardinality(scores) AND cardinality(makers) = cardinality(offers)
    AND cardinality(makers) = cardinality(english) AND cardinality(makers) = cardinality(russian)
);
DROP FUNCTION trade_part(jsonb[], text);
"""
_LENGTH = models.CheckConstraint(
    condition=Q(makers__len=F("scores__len"))
    & Q(makers__len=F("offers__len"))
    & Q(makers__len=F("reasons__len")),
    name="maker_list_length",
)


class Migration(migrations.Migration):
    """Joins the columns, then lets the catalogue's entries be written from them."""

    dependencies = [("trade", "0010_bounds"), ("people", "0004_localized_text")]
    operations = [
        join_columns("trade_product", "product", "title", LocalizedTextField()),
        join_columns("trade_dependency", "dependency", "title", LocalizedTextField(blank=True)),
        *(
            join_columns(f"trade_{model}", model, name, field)
            for model in ("offer", "need")
            for name, field in (
                ("title", LocalizedTextField()),
                ("description", LocalizedTextField(blank=True, long=True)),
            )
        ),
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(_REASONS, _REASONS_OF_TWO)],
            [
                migrations.RemoveField("reason", "english"),
                migrations.RemoveField("reason", "russian"),
                migrations.AddField(
                    "reason",
                    "words",
                    LocalizedTextField(blank=True, long=True, checked=False),
                ),
                migrations.RemoveConstraint("makerlist", "maker_list_length"),
                migrations.RemoveField("makerlist", "english"),
                migrations.RemoveField("makerlist", "russian"),
                migrations.AddField(
                    "makerlist",
                    "reasons",
                    ArrayField(LocalizedTextField(checked=False), size=None),
                    preserve_default=False,
                ),
            ],
        ),
        migrations.AddConstraint("makerlist", _LENGTH),
        migrations.RunSQL(_LIST, _LIST_OF_TWO),
    ]
