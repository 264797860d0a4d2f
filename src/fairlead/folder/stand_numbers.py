"""Numbers of stands as they are painted: without characters that nobody sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count

import pyarrow as pa

from fairlead.folder.controls import drop_hidden, is_hidden
from fairlead.folder.fair import Fair


def clean_stand_numbers(fair: Fair) -> tuple[Fair, tuple[str, ...]]:
    """Return the fair with stand numbers that its folder may have, and what was changed.

    Editions of before 2026-11-29 may hold others. A number that another stand of the hall has
    already, or that shows nothing, gets the first count behind it that is free.
    """
    stands = fair.stands.select(["id", "hall", "number"]).to_pylist()
    taken = {
        (one["hall"], one["number"]) for one in stands if not any(map(is_hidden, one["number"]))
    }
    numbers, said = [], []
    for one in stands:
        number = one["number"]
        if any(map(is_hidden, number)):
            plain = drop_hidden(number).strip()
            number = next(
                new for new in _list_numbers(plain) if new and (one["hall"], new) not in taken
            )
            taken.add((one["hall"], number))
            said.append(
                f"stand {one['id']}: its number {one['number']!a} has characters that nobody "
                f"sees, written as {number}"
            )
        numbers.append(number)
    if not said:
        return fair, ()
    place = fair.stands.schema.get_field_index("number")
    column = pa.array(numbers, fair.stands.schema.field(place).type)
    return replace(fair, stands=fair.stands.set_column(place, "number", column)), tuple(said)


def _list_numbers(plain: str) -> Iterator[str]:
    yield plain
    yield from (f"{plain} {n}".strip() for n in count(2))
