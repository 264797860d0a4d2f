"""The pictures of a study of imports: its suppliers, its place among products, its threshold.

The same for the report and for the site; words come in, so that each speaks its own language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, sqrt
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.study.study import ImportStudy
from fairlead.charts.network import Point, draw_network
from fairlead.charts.sankey import Band, Stop, draw_sankey
from fairlead.charts.threshold_curve import CurveWords, draw_threshold_steps
from fairlead.ui.formats import join_items

WIDE = 1080.0
NARROW = 358.0
_OTHERS = ""
_MOST_HINTS = 120  # lit points that answer the pointer; the rest is in the file


@dataclass(frozen=True, slots=True)
class Speech:
    """How a page says things: names of economies by alpha-3, titles of products by bare code,
    dollars; ``others`` are economies summed up, ``sold`` and ``critical`` stand before dollars of
    exports and of critical imports, ``address`` leads to a product ("" for nowhere).
    """

    economy: Callable[[str], str]
    title: Callable[[str], str]
    money: Callable[[float], str]
    others: str
    sold: str
    critical: str
    address: Callable[[str], str] = lambda _: ""


@dataclass(frozen=True, slots=True)
class Supply:
    """Dollars of the largest critical imports: by product and supplier, by product and importer.

    ``suppliers`` and ``importers`` are alpha-3, the largest first; "" stands for the others.
    """

    products: tuple[str, ...]
    suppliers: tuple[str, ...]
    importers: tuple[str, ...]
    sold: dict[tuple[str, str], int]
    bought: dict[tuple[str, str], int]

    def of_product(self, product: str) -> int:
        """Return the dollars of a product."""
        return sum(usd for (one, _), usd in self.sold.items() if one == product)


def sum_supply(study: ImportStudy, *, products: int, suppliers: int, importers: int) -> Supply:
    """Return the supply of the largest critical imports, smaller suppliers and buyers summed up."""
    shown = study.critical["product"].slice(0, products).combine_chunks()
    rows = study.supply.filter(pc.is_in(study.supply["product"], shown))
    sellers, sold = _sum_largest(rows, "supplier", most=suppliers)
    buyers, bought = _sum_largest(rows, "importer", most=importers)
    return Supply(tuple(shown.to_pylist()), sellers, buyers, sold, bought)


def _sum_largest(
    rows: pa.Table, who: str, *, most: int
) -> tuple[tuple[str, ...], dict[tuple[str, str], int]]:
    """Return the largest of them, `_OTHERS` last, and dollars by product and each of these.

    One more than ``most`` is named, for others that are one alone.
    """
    whole = rows.group_by(who).aggregate([("usd", "sum")])
    whole = whole.sort_by([("usd_sum", "descending"), (who, "ascending")])
    ranked: list[str] = whole[who].to_pylist()
    named = ranked[:most] if len(ranked) > most + 1 else ranked
    summed = rows.group_by(["product", who]).aggregate([("usd", "sum")])
    columns = (summed[name].to_pylist() for name in ("product", who, "usd_sum"))
    usd: dict[tuple[str, str], int] = defaultdict(int)
    kept = set(named)
    for product, one, dollars in zip(*columns, strict=True):
        usd[product, one if one in kept else _OTHERS] += dollars
    rest = (_OTHERS,) if len(named) < len(ranked) else ()
    return (*named, *rest), dict(usd)


def draw_suppliers(study: ImportStudy, speech: Speech, *, title: str, narrow: bool = False) -> str:
    """Return the sankey of the largest critical imports: supplier, product, importer."""
    most, named = (7, 6) if narrow else (14, 9)
    supply = sum_supply(study, products=most, suppliers=named, importers=named)
    columns = [
        [_build_supplier(supply, one, rank, speech) for rank, one in enumerate(supply.suppliers)],
        [_build_product(supply, one, speech) for one in supply.products],
        [
            Stop(_name_stop(one, speech), shade=3 if one == _OTHERS else 0)
            for one in supply.importers
        ],
    ]
    first = [
        Band(
            source=rank,
            target=place,
            value=usd,
            shade=_choose_shade(supplier, rank),
            hint=_hint(speech, _name_stop(supplier, speech), speech.title(product), usd),
        )
        for rank, supplier in enumerate(supply.suppliers)
        for place, product in enumerate(supply.products)
        if (usd := supply.sold.get((product, supplier), 0)) > 0
    ]
    second = [
        Band(
            source=place,
            target=rank,
            value=usd,
            hint=_hint(speech, speech.title(product), _name_stop(importer, speech), usd),
        )
        for place, product in enumerate(supply.products)
        for rank, importer in enumerate(supply.importers)
        if (usd := supply.bought.get((product, importer), 0)) > 0
    ]
    return draw_sankey(
        columns,
        [first, second],
        width=NARROW if narrow else WIDE,
        height=_choose_height(supply, narrow=narrow),
        title=title,
        size=11.0 if narrow else 13.0,
    )


def _hint(speech: Speech, source: str, target: str, usd: int) -> str:
    return f"{join_items([source, target])}: {speech.money(usd)}"


def _choose_height(supply: Supply, *, narrow: bool) -> float:
    """Return a height that gives every stop of the longest column a line of words."""
    longest = max(len(supply.products), len(supply.suppliers), len(supply.importers), 1)
    return max(30.0 * longest + 60, 220.0) if narrow else max(34.0 * longest + 40, 220.0)


def _name_stop(economy: str, speech: Speech) -> str:
    return speech.economy(economy) if economy else speech.others


def _choose_shade(supplier: str, rank: int) -> int:
    return 3 if supplier == _OTHERS else (0, 1)[rank] if rank < 2 else 2


def _build_supplier(supply: Supply, supplier: str, rank: int, speech: Speech) -> Stop:
    usd = sum(usd for (_, one), usd in supply.sold.items() if one == supplier)
    return Stop(
        _name_stop(supplier, speech), speech.money(usd), shade=_choose_shade(supplier, rank)
    )


def _build_product(supply: Supply, product: str, speech: Speech) -> Stop:
    return Stop(
        speech.title(product),
        speech.money(supply.of_product(product)),
        shade=1,
        href=speech.address(product),
    )


def draw_curve(study: ImportStudy, words: CurveWords, *, narrow: bool = False) -> str:
    """Return how many imports are critical at each threshold of concentration."""
    points = list(
        zip(study.curve["threshold"].to_pylist(), study.curve["products"].to_pylist(), strict=True)
    )
    return draw_threshold_steps(
        points,
        chosen=study.concentration,
        words=words,
        width=NARROW if narrow else WIDE,
        height=240.0 if narrow else 320.0,
    )


def draw_product_space(
    study: ImportStudy,
    links: Sequence[Sequence[int]],
    speech: Speech,
    *,
    title: str,
    narrow: bool = False,
) -> str:
    """Return the product space, lit where the members export with advantage.

    ``links`` are the positions of linked rows of ``study.nodes``. Products that nobody makes
    have no place and are left out.
    """
    rows = study.nodes.to_pylist()
    order = sorted(range(len(rows)), key=lambda place: -rows[place]["critical_usd"])
    shown = [place for place in order if isfinite(rows[place]["x"])]
    position = {place: number for number, place in enumerate(shown)}
    largest = max((row["exports_usd"] for row in rows if row["made"]), default=0) or 1
    named = _list_linked(rows, speech) if narrow else _choose_named(rows)
    points = [_point(rows[place], largest, speech, hinted=place in named) for place in shown]
    return draw_network(
        points,
        [(position[a], position[b]) for a, b in links],
        width=NARROW if narrow else WIDE,
        height=440.0 if narrow else 600.0,
        title=title,
        labels=5 if narrow else 16,
    )


def _choose_named(rows: Sequence[dict[str, Any]]) -> set[int]:
    """Return the places of the products that say what they are: critical, or most exported."""
    made = [place for place, row in enumerate(rows) if row["made"] and not row["critical"]]
    largest = sorted(made, key=lambda place: -rows[place]["exports_usd"])[:_MOST_HINTS]
    return {*largest, *(place for place, row in enumerate(rows) if row["critical"])}


def _list_linked(rows: Sequence[dict[str, Any]], speech: Speech) -> set[int]:
    """Return the places of the products that lead somewhere.

    In a narrow picture only these say what they are: a phone has no pointer to rest on others.
    """
    return {
        place for place, row in enumerate(rows) if row["critical"] and speech.address(row["code"])
    }


def _point(row: dict[str, Any], largest: int, speech: Speech, *, hinted: bool) -> Point:
    title = speech.title(row["code"]) if hinted or row["critical"] else ""
    return Point(
        x=row["x"],
        y=row["y"],
        lit=row["made"],
        alarm=row["critical"],
        size=sqrt(row["exports_usd"] / largest) if row["made"] else 0.0,
        label=title,
        hint=_describe_product(row, title, speech) if hinted else "",
        href=speech.address(row["code"]) if row["critical"] else "",
    )


def _describe_product(row: dict[str, Any], title: str, speech: Speech) -> str:
    """Return what a product of the space says when the pointer rests on it."""
    said = [title]
    if row["made"]:
        said.append(f"{speech.sold} {speech.money(row['exports_usd'])}")
    if row["critical"]:
        said.append(f"{speech.critical} {speech.money(row['critical_usd'])}")
    return join_items(said)
