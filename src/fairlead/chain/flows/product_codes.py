"""Product codes as the fair's tables write them."""

from __future__ import annotations

from fairlead.chain.flows.open import Flows


def write_product_code(flows: Flows, bare: str) -> str:
    """Return a product of the flows as the folder writes it: ``HS:854231``, ``HS2017:854231``."""
    return f"{write_scheme(flows)}:{bare}"


def write_scheme(flows: Flows) -> str:
    """Return the scheme before the flows' product codes, as the folder writes it."""
    return "HS" if flows.classification in ("HS", "HS2022") else flows.classification
