"""The product space of a fair's flows: what is made together, and so lies near."""

from __future__ import annotations

import numpy as np

from fairlead.chain.flows.economies import convert_to_iso3
from fairlead.chain.flows.open import Flows, read_totals, translate_input_errors
from fairlead.engines.dependency.complexity import Exports, Space, measure
from fairlead.engines.dependency.complexity import build_product_space as engine_space

__all__ = ["Space", "build_product_space", "tabulate_exports"]


def tabulate_exports(flows: Flows) -> Exports:
    """Return what each economy exports of each product, the years of the flows added up.

    Economies are ISO alpha-3, products bare codes of the flows' digits, both ascending; values
    are whole dollars. Read from the totals beside the flows.
    """
    totals = read_totals(flows, "exports")
    alpha3 = convert_to_iso3(totals["economy"]).combine_chunks().dictionary_encode()
    names = np.array(alpha3.dictionary.to_pylist(), dtype=np.str_)
    order = np.argsort(names)
    row = np.argsort(order)[alpha3.indices.to_numpy()]
    numbers, column = np.unique(totals["product"].to_numpy(), return_inverse=True)
    values = np.zeros((len(names), len(numbers)), dtype=np.int64)
    np.add.at(values, (row, column), totals["exports"].to_numpy())
    products = tuple(flows.product_code(number) for number in numbers.tolist())
    return Exports(values, tuple(names[order].tolist()), products)


def build_product_space(flows: Flows, *, name: str = "flows") -> Space:
    """Return the product space of the flows' years together.

    ``space.proximity`` is (products, products), from 0 to 1, over the bare codes of
    ``space.complexity.exports.products``. Raises InvalidInput, naming ``name``, when fewer than
    three economies export or all of them the same.
    """
    with translate_input_errors(name):
        return engine_space(measure(tabulate_exports(flows)))
