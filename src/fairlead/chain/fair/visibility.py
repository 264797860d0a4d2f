"""What only the organiser sees: needs and people kept off public pages and everybody's lists."""

from __future__ import annotations

from dataclasses import replace

import pyarrow.compute as pc

from fairlead.folder.fair import Fair


def drop_hidden_needs(fair: Fair) -> Fair:
    """Return the fair without its hidden needs, for whatever others are shown."""
    return split_hidden(fair)[0]


def split_hidden(fair: Fair) -> tuple[Fair, tuple[str, ...]]:
    """Return the fair without its hidden needs, and their ids."""
    hidden = fair.needs["hidden"].is_valid()
    if not pc.any(hidden).as_py():
        return fair, ()
    ids = tuple(fair.needs["id"].filter(hidden).to_pylist())
    return replace(fair, needs=fair.needs.filter(pc.invert(hidden))), ids
