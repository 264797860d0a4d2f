"""Whose country a need has."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.folder.fair import Fair


def list_need_countries(fair: Fair) -> pa.Array:
    """Return the economy (alpha-3) of each row of needs.csv: its own, or its organisation's.

    A need is of an organisation or of an economy, never of both.
    """
    needs = fair.needs
    home = pc.index_in(needs["organisation"], value_set=fair.organisations["id"])
    of_organisation = pc.take(fair.organisations["country"], home)
    return pc.coalesce(needs["economy"], of_organisation).combine_chunks()
