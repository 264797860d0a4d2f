"""Products, offers and needs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pyarrow as pa

from fairlead.apps.fairs.copy_rows import Column, write_array_column, write_text_column
from fairlead.apps.fairs.today import find_today
from fairlead.apps.transfer.loading.load_context import Load


def load_products(load: Load) -> None:
    """Write the nomenclature."""
    rows = load.fair.products
    columns = {
        "code": rows["code"],
        **load.texts("products", "title"),
    }
    load.write("products", "trade_product", columns)


def load_offers(load: Load) -> None:
    """Write the offers."""
    rows = load.fair.offers
    offers = {
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        **_list_columns(load, "offers"),
    }
    load.write("offers", "trade_offer", offers)


def load_needs(load: Load) -> None:
    """Write the needs."""
    rows = load.fair.needs
    needs = {
        "id": load.reserve("needs", "trade_need"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "economy": write_text_column(rows["economy"]),
        "posted_by_id": load.refer(rows["posted_by"], "organisations"),
        "volume_usd": rows["volume_usd"],
        "hidden": rows["hidden"].is_valid(),
        **_list_columns(load, "needs"),
    }
    load.write("needs", "trade_need", needs)


def _list_columns(load: Load, name: str) -> dict[str, Column]:
    rows = load.fair.table(name)
    return {
        "code": rows["id"],
        **load.texts(name, "title", "description"),
        **{name: write_array_column(rows[name]) for name in ("products", "cooperation")},
        "expires_on": rows["expires_on"],
        "expired": _find_ended(rows["expires_on"].to_pylist(), load),
    }


def _find_ended(days: Sequence[dt.date | None], load: Load) -> pa.Array:
    """Return which entries nobody is shown any more: their last day is over."""
    today = find_today(load.edition)
    return pa.array([day is not None and day < today for day in days], pa.bool_())
