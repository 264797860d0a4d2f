"""The catalogue's entries, which the database keeps right by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, Value
from django.db.models.functions import Concat
from tests.texts import english

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.domain.find_words import find_words
from fairlead.apps.trade.models import CatalogueEntry, Need, Offer, Product
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
_MANY = ("en", "ru", "be", "kk", "uz", "ky", "tg", "tt", "uk", "bg")


def found(edition: Edition, words: str) -> list[str]:
    """Return the codes of the organisations that words find."""
    entries = CatalogueEntry.objects.filter(find_words(words, edition.languages), edition=edition)
    return sorted(entries.values_list("organisation__code", flat=True))


def entry(code: str) -> CatalogueEntry:
    """Return the entry of an organisation."""
    return CatalogueEntry.objects.get(organisation__code=code)


def test_every_organisation_has_an_entry(edition: Edition) -> None:
    assert CatalogueEntry.objects.count() == Organisation.objects.count()
    gear = entry("gear")
    assert gear.products == ["HS:848340"]
    assert gear.groups == ["HS:84"]
    assert gear.cooperation == ["joint_production", "supply"]
    assert entry("mine").products == entry("mine").groups == entry("mine").cooperation == []


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("gearbox", ["gear"]),  # the offer says Gearboxes
        ("mining lorry", ["gear"]),
        ("редуктор", ["gear"]),  # Редукторы для самосвалов
        ("самосвал", ["gear"]),
        ("муфтами", ["gear"]),  # the description says муфты
        ("шарикоподшипников", ["bearing"]),
        ("круг", ["bearing"]),  # ООО «Круг»
        ("transistor", ["chip"]),
        ("semiconductors", ["chip"]),  # the title of a heading above its product
        ("полупроводниковых", ["chip"]),
        ("848340", ["gear"]),
        ("minsk", ["gear"]),
        ("минск", ["gear"]),
        ("works or house", ["gear", "pump"]),
        ('"ore mine"', ["mine"]),
        ("pumps -slurry", []),
        ("pumps -gear", ["pump"]),
        ("nothing of this", []),
        ("", []),
        ("'); --", []),
    ],
)
def test_words(edition: Edition, words: str, codes: list[str]) -> None:
    assert found(edition, words) == codes


def test_the_index_is_used(edition: Edition) -> None:
    wanted = CatalogueEntry.objects.filter(find_words("gearbox", ["en", "ru"])).values("pk")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "catalogue_entry_document" in wanted.explain()


def test_entries_follow_organisations(edition: Edition) -> None:
    Organisation.objects.filter(code="gear").update(name=english("Screw Works"))
    assert found(edition, "screw") == ["gear"]
    assert entry("gear").products == ["HS:848340"], "the offers stay"
    new = Organisation.objects.create(
        edition=edition, code="new", name=english("Turbine"), country="DEU"
    )
    assert found(edition, "turbines") == ["new"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_organisation WHERE id = %s", (new.pk,))
    assert found(edition, "turbines") == []


def test_entries_follow_offers(edition: Edition) -> None:
    offer = Offer.objects.get(code="o1")
    pump = Organisation.objects.get(code="pump")
    offer.title, offer.products, offer.cooperation = (
        english("Turbines"),
        ["HS2017:8406"],
        ["licence"],
    )
    offer.save()
    assert found(edition, "turbine") == ["gear"]
    assert entry("gear").groups == ["HS:84"]
    assert entry("gear").cooperation == ["licence"]
    offer.organisation = pump
    offer.save()
    assert found(edition, "turbine") == ["pump"]
    assert entry("gear").products == []
    assert entry("pump").products == ["HS2017:8406", "HS:841381"]
    offer.delete()
    assert found(edition, "turbine") == []
    assert entry("pump").products == ["HS:841381"]


def list_entries() -> list[Any]:
    """Return what is listed of firms and of offers: words by weight, of texts in any order."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT owner, listed, array(
                SELECT lexeme || array(SELECT DISTINCT unnest(weights) ORDER BY 1)::text
                    || cardinality(positions)
                FROM unnest(document) ORDER BY lexeme
            ) FROM (
                SELECT organisation_id AS owner, document, jsonb_build_array(
                    edition_id, products, groups, cooperation
                ) AS listed
                FROM trade_catalogueentry
                UNION ALL
                SELECT -offer_id, document, NULL FROM trade_offerentry
            ) AS entry ORDER BY owner
        """)
        return list(cursor.fetchall())


def _move_all_to(code: str) -> None:
    firm = Organisation.objects.get(code=code)
    Offer.objects.update(organisation=firm)


def _swap() -> None:
    one, other = Offer.objects.order_by("code")[:2]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE trade_offer SET organisation_id = %s + %s - organisation_id"
            " WHERE id IN (%s, %s)",
            (one.organisation_id, other.organisation_id, one.pk, other.pk),
        )


def _add_many() -> None:
    firms = list(Organisation.objects.all())
    Offer.objects.bulk_create(
        Offer(
            edition=firm.edition, code=f"many{number}", title=english(f"Valve {number}"),
            organisation=firm, products=["HS:848340", "HS:841381"], cooperation=["supply"],
            expired=number % 3 == 0,
        )
        for number, firm in enumerate(firms * 5)
    )  # fmt: skip


@pytest.mark.parametrize(
    "change",
    [
        lambda: Offer.objects.filter(code="o1").update(title=english("Screw presses")),
        lambda: Offer.objects.filter(code="o1").update(products=["HS:854231"]),
        lambda: Offer.objects.filter(code="o1").update(cooperation=[], description=english("Old")),
        lambda: Offer.objects.filter(code="o1").update(expired=True),
        lambda: Offer.objects.update(expired=True, title=english("All of them")),
        lambda: Offer.objects.filter(code="o1").delete(),
        lambda: _move_all_to("mine"),
        _swap,
        _add_many,
        lambda: Organisation.objects.update(name=english("One name"), city=english("One city")),
        lambda: Organisation.objects.filter(code="gear").update(description=english("Told")),
    ],
)  # fmt: skip
def test_a_change_lists_what_listing_everything_would(
    edition: Edition, change: Callable[[], object]
) -> None:
    change()
    kept = list_entries()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM trade_catalogueentry; DELETE FROM trade_offerentry")
        cursor.execute("SELECT trade_index_offers(array(SELECT id FROM trade_offer))")
        cursor.execute("SELECT trade_list(array(SELECT id FROM people_organisation))")
    assert list_entries() == kept


def test_what_nobody_searches_lists_nothing(edition: Edition) -> None:
    def versions() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ctid::text FROM trade_catalogueentry UNION ALL"
                " SELECT ctid::text FROM trade_offerentry UNION ALL"
                " SELECT ctid::text FROM trade_needentry ORDER BY 1"
            )
            return list(cursor.fetchall())

    before = versions()
    Offer.objects.update(code=Concat(F("code"), Value("-x")))
    Organisation.objects.update(country="DEU")
    Need.objects.update(code=Concat(F("code"), Value("-x")))
    assert versions() == before
    Need.objects.update(title=english("Sought now"))
    assert versions() != before


def test_a_statement_plans_as_the_session_does_after_it(edition: Edition) -> None:
    """Few rows are planned for once and for all, many by themselves; neither is left behind."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = 'force_custom_plan'")
        Offer.objects.filter(code="o1").update(title=english("Screw presses"))
        Organisation.objects.update(name=english("One name"))
        cursor.execute("SHOW plan_cache_mode")
        assert cursor.fetchone() == ("force_custom_plan",)


def test_entries_follow_products(edition: Edition) -> None:
    Product.objects.filter(code="HS:8541").update(title=english("Tiny switches"))
    assert found(edition, "switch") == ["chip"]
    assert found(edition, "semiconductor") == []
    Product.objects.create(edition=edition, code="HS:854129", title=english("Amplifier elements"))
    assert found(edition, "amplifiers") == ["chip"]
    Product.objects.filter(code="HS:854129").delete()
    assert found(edition, "amplifiers") == []


def test_another_edition_is_left_alone(edition: Edition) -> None:
    Product.objects.filter(code="HS:8541").update(title=english("Tiny switches"))
    other = Edition.objects.get(pk=edition.pk)
    other.pk, other.code = None, "other"
    other.save()
    Product.objects.create(edition=other, code="HS:848340", title=english("Wheels with teeth"))
    assert found(edition, "teeth") == []


def test_a_very_long_text_can_be_listed(edition: Edition) -> None:
    words = iter(range(20_000))
    long = LocalizedText(
        {tag: " ".join(f"слово{next(words):05}" for _ in range(1_800)) for tag in _MANY}
    )
    Organisation.objects.filter(code="gear").update(description=long)
    assert found(edition, "слово00001") == ["gear"]


@pytest.mark.usefixtures("edition")
def test_a_load_finds_the_words_of_an_organisation_once() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_stat_get_xact_tuples_inserted(id), pg_stat_get_xact_tuples_updated(id)"
            " FROM CAST('trade_catalogueentry' AS regclass) AS id"
        )
        inserted, updated = cursor.fetchone()
    assert inserted == Organisation.objects.count() > 0
    assert updated == 0
