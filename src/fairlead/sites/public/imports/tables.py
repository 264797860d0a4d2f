"""The tables behind the pictures of a subject's imports, every row, as files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pyarrow as pa
from django.utils.translation import gettext_lazy

from fairlead.apps.trade.queries.imports import IMPORT_HEADER
from fairlead.apps.trade.runs import find_sector, list_nearer_together
from fairlead.sites.public.imports.charts import Charts
from fairlead.ui.list_words import name_sector, name_undefined


def _name_product(charts: Charts, row: Mapping[str, Any]) -> tuple[str, str]:
    """Return the code of a row's product, with its scheme, and its title."""
    return f"{charts.study.scheme}:{row['product']}", charts.titles(row["product"])


def list_supply(charts: Charts) -> Sequence[tuple[object, ...]]:
    """Return product, title, supplier, importer, dollars of the critical imports."""
    return [
        (
            *_name_product(charts, row),
            row["supplier"],
            row["importer"],
            row["usd"],
        )
        for row in charts.study.supply.to_pylist()
    ]


def list_thresholds(charts: Charts) -> Sequence[tuple[object, ...]]:
    """Return threshold, how many products, their dollars."""
    return [tuple(row.values()) for row in charts.study.curve.to_pylist()]


def list_standing(charts: Charts) -> Sequence[tuple[object, ...]]:
    """Return a row for each product of the space, as `ImportStudy.standing` has them."""
    return _read_standing(charts, charts.study.standing)


def list_nearer(charts: Charts) -> Sequence[tuple[object, ...]]:
    """Return a row for each product to which the members are nearer together than each alone."""
    return _read_standing(charts, list_nearer_together(charts.study))


def _read_standing(charts: Charts, rows: pa.Table) -> list[tuple[object, ...]]:
    return [
        (*_name_product(charts, row), *(value for name, value in row.items() if name != "product"))
        for row in rows.to_pylist()
    ]


def list_imports(charts: Charts) -> Sequence[tuple[object, ...]]:
    """Return a row for each product imported, in the columns of an economy's file."""
    return [
        (
            *_name_product(charts, row),
            row["critical"],
            row["imports_usd"],
            row["hhi_imports"],
            row["first_supplier"],
            row["first_share"],
            row["second_supplier"],
            row["second_share"],
            row["hhi_world_exports"],
            row["exports_usd"],
            row["imports_over_exports"],
            name_undefined(row["reason"] or ""),
            name_sector(find_sector(row["product"]) or ""),
        )
        for row in charts.study.table.to_pylist()
    ]


Rows = Callable[[Charts], Sequence[Sequence[object]]]
_STANDING = (
    gettext_lazy("product"),
    gettext_lazy("title"),
    gettext_lazy("complexity"),
    gettext_lazy("makers in the world"),
    gettext_lazy("exports, US dollars"),
    gettext_lazy("comparative advantage"),
    gettext_lazy("made"),
    gettext_lazy("nearness"),
    gettext_lazy("nearness of the nearest member alone"),
    gettext_lazy("nearest member"),
    gettext_lazy("gain by pooling"),
    gettext_lazy("within reach together only"),
    gettext_lazy("critical import"),
)
TABLES: dict[str, tuple[tuple[object, ...], Rows]] = {
    "imports": (IMPORT_HEADER, list_imports),
    "suppliers": (
        (
            gettext_lazy("product"),
            gettext_lazy("title"),
            gettext_lazy("supplier"),
            gettext_lazy("importer"),
            gettext_lazy("imports, US dollars"),
        ),
        list_supply,
    ),
    "threshold": (
        (
            gettext_lazy("threshold of concentration"),
            gettext_lazy("critical imports"),
            gettext_lazy("their value, US dollars"),
        ),
        list_thresholds,
    ),
    "space": (_STANDING, list_standing),
    "together": (_STANDING, list_nearer),
}
"""By the name of a file: the columns, and what gives the rows."""
