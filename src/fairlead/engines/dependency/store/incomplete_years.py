"""Which importers' years a store has put together of fewer months than there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow.dataset as ds

from fairlead.engines.dependency.readers.periods import count_months
from fairlead.engines.dependency.readers.repeats import INCOMPLETE, MOST_NAMED
from fairlead.engines.dependency.store.manifest import PartEntry, Share


def name_incomplete(store: Path, parts: Sequence[PartEntry]) -> Iterator[str]:
    """Yield one warning of all importers' years with fewer months than there are, if any.

    Imports with a product in common make a year together; months of other products than a file
    has are none of its months.
    """
    short = []
    for part in parts:
        monthly = {code for one in part.shares if one.months for code in one.reporters}
        times = Counter(code for one in part.shares for code in one.reporters)
        products = _list_products(store, part, sorted(code for code in monthly if times[code] > 1))
        for code in sorted(monthly):
            given = [one for one in part.shares if code in one.reporters]
            there, of = min(
                (_count_months(group) for group in _group(given, products, code)),
                key=lambda counted: counted[0] / counted[1],
            )
            if there < of:
                short.append(f"{{economy:{code}}} {part.year} ({there} of {of})")
    if short:
        more = f" and {len(short) - MOST_NAMED:,} more" if len(short) > MOST_NAMED else ""
        yield f"{INCOMPLETE}: {', '.join(short[:MOST_NAMED])}{more}"


def _list_products(
    store: Path, part: PartEntry, codes: list[int]
) -> dict[tuple[str, int], set[int]]:
    """Return the products that each import has of each of the importers."""
    found: dict[tuple[str, int], set[int]] = {}
    for one in part.shares if codes else ():
        rows = ds.dataset(store / (one.flows or part.flows)).to_table(
            columns=["importer", "product"], filter=ds.field("importer").isin(codes)
        )
        rows = rows.group_by(["importer", "product"]).aggregate([])
        for code, product in zip(
            *(rows[name].to_pylist() for name in rows.schema.names), strict=True
        ):
            found.setdefault((one.source, code), set()).add(product)
    return found


def _group(
    shares: list[Share], products: dict[tuple[str, int], set[int]], code: int
) -> list[list[Share]]:
    """Return the imports of an importer's year in groups, no two with a product in common."""
    groups: list[tuple[set[int], list[Share]]] = []
    for one in shares:
        group = set(products.get((one.source, code), ())), [one]
        apart = []
        for other in groups:
            if other[0] & group[0]:
                group = other[0] | group[0], other[1] + group[1]
            else:
                apart.append(other)
        groups = [*apart, group]
    return [group for _, group in groups]


def _count_months(shares: list[Share]) -> tuple[int, int]:
    """Return how many months or quarters there are, of how many; a whole year has all."""
    there, of = count_months({month for one in shares for month in one.months})
    return (there if all(one.months for one in shares) else of), of
