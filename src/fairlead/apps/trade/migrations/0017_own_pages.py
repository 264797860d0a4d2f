"""Pictures, what waits to be looked at, shared stands; entries end, and offers are searched."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import fairlead.apps.fairs.text_field
import fairlead.folder.localized_text
from fairlead.apps.fairs.constraints import revoke_changes

_SEARCH = """
CREATE OR REPLACE FUNCTION trade_list(organisations bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_catalogueentry
    (organisation_id, edition_id, products, groups, cooperation, document)
WITH codes AS (
    SELECT DISTINCT organisation_id, edition_id, offered_product
    FROM trade_offer, unnest(products) AS offered_product
    WHERE organisation_id = ANY(organisations) AND NOT expired
), coded AS (
    SELECT organisation_id, array_agg(offered_product ORDER BY offered_product) AS products,
        array_agg(DISTINCT trade_group(offered_product)) AS groups
    FROM codes GROUP BY organisation_id
), formed AS (
    SELECT organisation_id, array_agg(DISTINCT form ORDER BY form) AS forms
    FROM trade_offer, unnest(cooperation) AS form
    WHERE organisation_id = ANY(organisations) AND NOT expired
    GROUP BY organisation_id
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
    WHERE organisation_id = ANY(organisations) AND NOT expired
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

CREATE FUNCTION trade_index_offers(offers bigint[]) RETURNS void LANGUAGE sql AS $$
INSERT INTO trade_offerentry (offer_id, document)
WITH listed AS (
    SELECT * FROM trade_offer WHERE id = ANY(offers)
), texts (owner, weight, language, body) AS (
    SELECT id, weight, language, body
    FROM listed, LATERAL (VALUES
        ('B', title::jsonb), ('C', description::jsonb)
    ) AS searched (weight, held), jsonb_each_text(held) AS said (language, body)
    UNION ALL
    SELECT offer, 'B', language, body
    FROM (
        SELECT DISTINCT listed.id AS offer, product.id
        FROM listed, unnest(listed.products) AS offered, unnest(trade_headings(offered)) AS heading
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
ON CONFLICT (offer_id) DO UPDATE SET document = excluded.document
$$;

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
    PERFORM trade_index_offers(array(
        SELECT id FROM trade_offer offer
        WHERE EXISTS (
            SELECT FROM changed_rows changed, unnest(offer.products) AS offered
            WHERE changed.edition_id = offer.edition_id AND starts_with(offered, changed.code)
        )
    ));
    RETURN NULL;
END $$;

SELECT trade_index_offers(array(SELECT id FROM trade_offer));
"""
_SEARCH_BEFORE = """
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

CREATE OR REPLACE FUNCTION trade_list_offers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM old_rows));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM trade_list(array(SELECT DISTINCT organisation_id FROM new_rows));
    END IF;
    RETURN NULL;
END $$;

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

DROP FUNCTION trade_index_offers(bigint[]);
"""
_WATCHED = (
    ("trade_picture", "people_organisation", "organisation_id"),
    ("trade_standshare", "people_organisation", "guest_id"),
    ("trade_offerentry", "trade_offer", "offer_id"),
    ("trade_needfigures", "trade_need", "need_id"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("exhibition", "0006_stands_change_places"),
        ("fairs", "0018_stamp_slots"),
        ("people", "0012_passes"),
        ("trade", "0016_assessment"),
    ]

    operations = [
        migrations.CreateModel(
            name="NeedFigures",
            fields=[
                (
                    "need",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="figures",
                        serialize=False,
                        to="trade.need",
                    ),
                ),
                ("economy", models.CharField(max_length=4)),
                ("product", models.CharField(max_length=64)),
                (
                    "years",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("source", models.CharField(blank=True, default="", max_length=500)),
                ("imports_usd", models.FloatField()),
                ("hhi_imports", models.FloatField(blank=True, null=True)),
                ("first_supplier", models.CharField(blank=True, default="", max_length=3)),
                ("first_share", models.FloatField(blank=True, null=True)),
                ("second_supplier", models.CharField(blank=True, default="", max_length=3)),
                ("second_share", models.FloatField(blank=True, null=True)),
                ("hhi_world", models.FloatField(blank=True, null=True)),
                ("exports_usd", models.FloatField(blank=True, null=True)),
                ("engine_version", models.CharField(blank=True, default="", max_length=40)),
                ("recorded_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="need",
            name="expired",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="need",
            name="expires_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="need",
            name="posted_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name="need",
            name="posted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="posted_needs",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="offer",
            name="expired",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="offer",
            name="expires_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="posted_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.CreateModel(
            name="MarketRules",
            fields=[
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="market_rules",
                        serialize=False,
                        to="fairs.edition",
                    ),
                ),
                ("moderated", models.BooleanField(default=False)),
                ("entry_days", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("remind_days", models.PositiveSmallIntegerField(default=7)),
                ("passes_base", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("metres_a_pass", models.PositiveSmallIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("entry_days__gte", 1), ("entry_days__lte", 1000)),
                        name="market_rules_entry_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("remind_days__gte", 1), ("remind_days__lte", 365)),
                        name="market_rules_remind_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("metres_a_pass__gte", 1)), name="market_rules_metres"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfferEntry",
            fields=[
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="trade.offer",
                    ),
                ),
                ("document", django.contrib.postgres.search.SearchVectorField(editable=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["document"], name="offer_entry_document"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PictureFile",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                (
                    "kept_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("width__gte", 1), ("width__lte", 1600)),
                        name="picture_width",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("height__gte", 1), ("height__lte", 1600)),
                        name="picture_height",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("logo", "logo"), ("pictures", "pictures")], max_length=8
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("width", models.PositiveSmallIntegerField()),
                ("height", models.PositiveSmallIntegerField()),
                (
                    "words",
                    fairlead.apps.fairs.text_field.LocalizedTextField(
                        blank=True, default=fairlead.folder.localized_text.LocalizedText
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="people.organisation",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shown",
                        to="trade.picturefile",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "kind", "position"), name="picture_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["logo", "pictures"])), name="picture_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("position", 1),
                            models.Q(
                                ("kind", "pictures"), ("position__gte", 1), ("position__lte", 8)
                            ),
                            _connector="OR",
                        ),
                        name="picture_count",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("about", models.CharField(max_length=80)),
                ("values", models.JSONField()),
                ("account_id", models.BigIntegerField(blank=True, null=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("approved", "approved"),
                            ("rejected", "rejected"),
                            ("replaced", "replaced"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, default="", max_length=500)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "about"], name="proposal_about")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("organisation", "about"),
                        name="proposal_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["waiting", "approved", "rejected", "replaced", "withdrawn"],
                            )
                        ),
                        name="proposal_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StandShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "invited"),
                            ("accepted", "accepted"),
                            ("declined", "declined"),
                            ("ended", "ended"),
                        ],
                        default="invited",
                        max_length=10,
                    ),
                ),
                ("message", models.CharField(blank=True, default="", max_length=500)),
                (
                    "invited_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "guest",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="people.organisation",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="exhibition.exhibitor",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("invited", "accepted"))),
                        fields=("host", "guest"),
                        name="stand_share_of_two",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "accepted")),
                        fields=("guest",),
                        name="stand_share_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["invited", "accepted", "declined", "ended"])
                        ),
                        name="stand_share_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("host", models.F("guest")), _negated=True),
                        name="stand_share_another",
                    ),
                ],
            },
        ),
        migrations.RunSQL(_SEARCH, _SEARCH_BEFORE),
        *(
            migrations.RunSQL(
                f"SELECT fairs_watch_through('{table}', '{parent}', '{key}')",
                f"SELECT fairs_watch_no_more('{table}')",
            )
            for table, parent, key in _WATCHED
        ),
        migrations.RunSQL(
            "SELECT fairs_keep_together('trade_standshare', 'guest_id', 'people_organisation',"
            " 'host_id', 'people_organisation')",
            "SELECT fairs_keep_together_no_more('trade_standshare', 'host_id')",
        ),
        revoke_changes("trade_needfigures", goes_with="need_id"),
    ]
