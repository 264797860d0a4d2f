"""An economy's critical imports as a picture, each product a way to who could make it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.trade.queries.imports import ImportRow
from fairlead.charts.text import lay_out
from fairlead.charts.treemap import Tile, draw_treemap
from fairlead.ui.formats import format_money, name_country, share
from fairlead.ui.texts import right_to_left

_WIDE = (1160.0, 520.0)
_TALL = (358.0, 480.0)  # on a phone, where the wide one would be too small to read
_TALL_TILES = 24
_CONCENTRATED = (0.4, 0.6, 0.8)  # first supplier's share from which the next shade is used


def draw_imports(rows: Sequence[ImportRow], *, home: str) -> SafeString:
    """Return the treemap: area is the import's value, shade the first supplier's share.

    The texts are escaped by the drawing function, so the result is safe to put into a page.
    """
    return SafeString(_draw_treemap(rows, _WIDE, home=home))


def draw_imports_tall(rows: Sequence[ImportRow], *, home: str) -> SafeString:
    """Return the treemap of the largest imports for a narrow screen."""
    largest = sorted(rows, key=lambda row: -row.imports_usd)[:_TALL_TILES]
    return SafeString(_draw_treemap(largest, _TALL, home=home))


def _draw_treemap(rows: Sequence[ImportRow], size: tuple[float, float], *, home: str) -> str:
    tiles = [_tile(row, home=home) for row in rows if row.imports_usd > 0]
    drawn = draw_treemap(tiles, width=size[0], height=size[1], title=_("Critical imports"))
    return lay_out(drawn, right_to_left=right_to_left())


def _tile(row: ImportRow, *, home: str) -> Tile:
    """Return one product; its supplier and value are its second line."""
    value = format_money(row.imports_usd, "USD")
    first = row.first_share or 0.0
    supplier = ""
    if row.first_supplier:
        supplier = f" · {name_country(row.first_supplier)} {share(first)}"
    return Tile(
        label=row.title,
        value=row.imports_usd,
        level=1 + sum(first >= step for step in _CONCENTRATED),
        detail=f"{value}{supplier}",
        hint=f"{row.title} ({row.product}): {value}{supplier}",
        href=row.address or _find_exhibitors_address(row, home=home),
    )


def _find_exhibitors_address(row: ImportRow, *, home: str) -> str:
    """Return the address of those who offer the product; nothing when nobody does."""
    return f"{home}exhibitors/?product={quote(row.product)}" if row.exhibitors else ""
