"""Products of the nomenclature are found as what is offered is."""

from __future__ import annotations

import pytest
from tests.sites import factories as make

from fairlead.apps.trade.models import Product
from fairlead.apps.trade.queries.find_products import find_products
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db

TITLES = {
    "HS:845811": {"en": "Lathes", "ru": "Станки токарные"},
    "HS:848340": {"en": "Gears and gearing", "ru": "Шестерни", "zh": "齿轮 箱"},
    "HS:840290": {"en": "Boiler parts", "ru": "Котлы, части"},
}


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("станок", ["HS:845811"]),
        ("котёл", ["HS:840290"]),
        ("parts boilers", ["HS:840290"]),
        ("shesternya", ["HS:848340"]),
        ("шест", ["HS:848340"]),
        ("tok", ["HS:845811"]),
        ("齒輪", ["HS:848340"]),
        ("8483.40", ["HS:848340"]),
        ("84 58", ["HS:845811"]),
        ("٨٤٥٨", ["HS:845811"]),
        ("84", ["HS:840290", "HS:845811", "HS:848340"]),
        ("станция", []),
        ("8", []),
        ("", []),
    ],
)
def test_products_are_found_by_words_in_any_form_and_by_digits(
    words: str, codes: list[str]
) -> None:
    edition = make.edition(languages=["en", "ru", "zh"])
    Product.objects.bulk_create(
        Product(edition=edition, code=code, title=LocalizedText(title))
        for code, title in TITLES.items()
    )
    assert [one.code for one in find_products(edition, words)] == codes
