"""Products, offers and needs."""

from __future__ import annotations

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import Column, lists, text
from fairlead.apps.transfer.loading.load_context import Load


def load_products(load: Load) -> None:
    """Write the nomenclature."""
    rows = load.fair.products
    columns = {
        "code": rows["code"],
        "title": rows["title"],
        "title_ru": text(rows["title_ru"]),
    }
    load.copy("trade_product", columns)


def load_market(load: Load) -> None:
    """Write offers and needs."""
    rows = load.fair.offers
    offers = {
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        **_listed(rows),
    }
    load.copy("trade_offer", offers)
    rows = load.fair.needs
    needs = {
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "economy": text(rows["economy"]),
        "volume_usd": rows["volume_usd"],
        "hidden": rows["hidden"].is_valid(),
        **_listed(rows),
    }
    load.copy("trade_need", needs)


def _listed(rows: pa.Table) -> dict[str, Column]:
    return {
        "code": rows["id"],
        "title": rows["title"],
        **{name: text(rows[name]) for name in ("title_ru", "description", "description_ru")},
        **{name: lists(rows[name]) for name in ("products", "cooperation")},
    }
