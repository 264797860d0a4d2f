"""What states of things in history.csv must look like, so that pages can show them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation

from fairlead.folder import bounds
from fairlead.folder.choices import PARTNER_ROLES
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

Check = Callable[[object], bool]


def _is_text(given: object) -> bool:
    return isinstance(given, str) and len(given) <= bounds.TEXT_LENGTH


def _is_spoken(given: object) -> bool:
    return isinstance(given, dict) and all(map(_is_text, given.values()))


def _is_number(given: object) -> bool:
    try:
        return isinstance(given, str) and Decimal(given).is_finite()
    except InvalidOperation:
        return False


def _is_whole(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)


def _is_figure(given: object) -> bool:
    return _is_whole(given) or isinstance(given, float)


def _is_flag(given: object) -> bool:
    return isinstance(given, bool)


def _or_none(check: Check) -> Check:
    return lambda given: given is None or check(given)


def _list_of(check: Check) -> Check:
    return lambda given: isinstance(given, list) and all(map(check, given))


def _is_tie(given: object) -> bool:
    return (
        isinstance(given, list)
        and len(given) == 2
        and given[0] in ("requires", "excludes")
        and _is_text(given[1])
    )


def _one_of(*words: str) -> Check:
    return lambda given: given in words


def _shaped(shape: Mapping[str, Check]) -> Check:
    """Return the check of an object that has the keys of a shape and no others."""
    return lambda given: (
        isinstance(given, dict)
        and given.keys() == shape.keys()
        and all(check(given[name]) for name, check in shape.items())
    )


_TEXT, _NUMBER = _or_none(_is_text), _or_none(_is_number)
_TEXTS = _list_of(_is_text)
_PARTNER = _shaped(
    {
        **dict.fromkeys(("code", "economy"), _is_text),
        "organisation": _TEXT,
        "name": _is_spoken,
        "role": _one_of(*PARTNER_ROLES),
        **dict.fromkeys(("cost", "benefit"), _NUMBER),
    }
)
_MEMBER = _shaped(
    {
        **dict.fromkeys(("organisation", "country", "part", "state"), _is_text),
        "name": _is_spoken,
        "lead": _is_flag,
        "steps": _TEXTS,
        **dict.fromkeys(("cost", "work", "rights"), _NUMBER),
    }
)
_SHAPES: Mapping[str, Mapping[str, Check]] = {
    "project": {
        "title": _is_spoken,
        "lead": _TEXT,
        "lead_name": _or_none(_is_spoken),
        "products": _TEXTS,
        "start_year": _is_whole,
        **dict.fromkeys(("cash_flows", "costs"), _list_of(_is_number)),
        "jobs": _or_none(_is_whole),
        "local_share": _or_none(_is_figure),
        "partners": _list_of(_PARTNER),
        "ties": _list_of(_is_tie),
    },
    "consortium": {
        "title": _is_spoken,
        "steps": _TEXTS,
        "shared": _is_flag,
        "project": _TEXT,
        "members": _list_of(_MEMBER),
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
    """Yield states that have not the form of their kind."""
    checks = {kind: _shaped(shape) for kind, shape in _SHAPES.items()}
    for row, one in enumerate(tables.table("history").to_pylist()):
        if one["kind"] is None or one["state"] is None:
            continue
        if not checks[one["kind"]](json.loads(one["state"])):
            names = ", ".join(sorted(_SHAPES[one["kind"]]))
            expected = f"expected what was exported of a {one['kind']}, an object with {names}"
            yield tables.problem("history", row, "state", expected, one["state"][:100])
