"""What states of things in history.csv must look like, so that pages can show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.bounds import Bound
from fairlead.folder.choices import PARTNER_ROLES
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

Check = Callable[[Any], bool]


def _is_text(given: object) -> bool:
    return isinstance(given, str) and len(given) <= bounds.TEXT_LENGTH


def _is_spoken(given: object) -> bool:
    return isinstance(given, dict) and all(map(_is_text, given.values()))


def _is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _is_flag(given: object) -> bool:
    return isinstance(given, bool)


def _is_tie(given: object) -> bool:
    return (
        isinstance(given, list)
        and len(given) == 2
        and given[0] in ("requires", "excludes")
        and _is_text(given[1])
    )


def _bound_whole(bound: Bound) -> Check:
    return lambda given: _is_whole(given) and given in bound


def _bound_number(bound: Bound) -> Check:
    return lambda given: (_is_whole(given) or isinstance(given, float)) and given in bound


def _bound_decimal(bound: Bound) -> Check:
    """Return the check of a number in a text."""

    def check(given: object) -> bool:
        try:
            return isinstance(given, str) and Decimal(given) in bound
        except InvalidOperation:
            return False

    return check


def _allow_none(check: Check) -> Check:
    return lambda given: given is None or check(given)


def _check_each(check: Check, *, at_most: int | None = None) -> Check:
    """Return the check of a list, of ``at_most`` elements where that is given."""
    return lambda given: (
        isinstance(given, list)
        and (at_most is None or len(given) <= at_most)
        and all(map(check, given))
    )


def _check_choice(*words: str) -> Check:
    return lambda given: given in words


def _check_shape(shape: Mapping[str, Check]) -> Check:
    """Return the check of an object that has the keys of a shape and no others."""
    return lambda given: (
        isinstance(given, dict)
        and given.keys() == shape.keys()
        and all(check(given[name]) for name, check in shape.items())
    )


_TEXT = _allow_none(_is_text)
_TEXTS = _check_each(_is_text)
_PARTNER = _check_shape(
    {
        **dict.fromkeys(("code", "economy"), _is_text),
        "organisation": _TEXT,
        "name": _is_spoken,
        "role": _check_choice(*PARTNER_ROLES),
        **dict.fromkeys(("cost", "benefit"), _allow_none(_bound_decimal(bounds.SHARE))),
    }
)
_MEMBER = _check_shape(
    {
        **dict.fromkeys(("organisation", "country", "part", "state"), _is_text),
        "name": _is_spoken,
        "lead": _is_flag,
        "steps": _TEXTS,
        **dict.fromkeys(("cost", "work", "rights"), _allow_none(_bound_decimal(bounds.PERCENT))),
    }
)
_SHAPES: Mapping[str, Mapping[str, Check]] = {
    "project": {
        "title": _is_spoken,
        "lead": _TEXT,
        "lead_name": _allow_none(_is_spoken),
        "products": _TEXTS,
        "start_year": _bound_whole(bounds.YEAR),
        "cash_flows": _check_each(_bound_decimal(bounds.CASH_FLOW), at_most=bounds.YEARS_OF_MONEY),
        "costs": _check_each(_bound_decimal(bounds.MONEY), at_most=bounds.YEARS_OF_MONEY),
        "jobs": _allow_none(_bound_whole(bounds.JOBS)),
        "local_share": _allow_none(_bound_number(bounds.SHARE)),
        "partners": _check_each(_PARTNER),
        "ties": _check_each(_is_tie),
    },
    "consortium": {
        "title": _is_spoken,
        "steps": _TEXTS,
        "shared": _is_flag,
        "project": _TEXT,
        "members": _check_each(_MEMBER),
    },
    "organisation": {
        **dict.fromkeys(("name", "city"), _is_spoken),
        **dict.fromkeys(("country", "sector", "size", "website"), _is_text),
        "languages": _TEXTS,
        "stand": _TEXT,
    },
    "participation": {
        "organisation": _TEXT,
        "roles": _TEXTS,
        "state": _is_text,
        "complete": _is_flag,
    },
}


def check_history(tables: Tables) -> Iterator[InputError]:
    """Yield states that do not have the form of their kind."""
    checks = {kind: _check_shape(shape) for kind, shape in _SHAPES.items()}
    for row, one in enumerate(tables.table("history").to_pylist()):
        if one["kind"] is None or one["state"] is None:
            continue
        if not checks[one["kind"]](json.loads(one["state"])):
            names = ", ".join(sorted(_SHAPES[one["kind"]]))
            expected = f"expected what was exported of a {one['kind']}, an object with {names}"
            yield tables.problem("history", row, "state", expected, one["state"][:100])
