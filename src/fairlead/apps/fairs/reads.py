"""Which tables the database is asked of, and the stamp of an edition for these."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from fairlead.apps.fairs.models import Edition

WATCHED_TABLES = frozenset(
    (
        "congress_livechange",
        "congress_plannedsession",
        "congress_programme",
        "congress_room",
        "congress_roomhours",
        "congress_session",
        "congress_speaker",
        "cooperation_choice",
        "cooperation_entry",
        "cooperation_headline",
        "cooperation_partner",
        "cooperation_portfolio",
        "cooperation_project",
        "cooperation_projectstate",
        "cooperation_share",
        "cooperation_tie",
        "exhibition_exhibitor",
        "exhibition_exposition",
        "exhibition_hall",
        "exhibition_stand",
        "fairs_edition",
        "fairs_run",
        "fairs_slot",
        "people_organisation",
        "people_participation",
        "people_person",
        "proposals_call",
        "standing_search_difference",
        "standing_search_monthfigures",
        "standing_search_searchedmonth",
        "standing_search_searchrules",
        "trade_assessment",
        "trade_dependency",
        "trade_makergroup",
        "trade_makerlist",
        "trade_matching",
        "trade_need",
        "trade_needfigures",
        "trade_offer",
        "trade_picture",
        "trade_product",
        "trade_standshare",
        "trade_supplier",
    )
)
"""The tables whose changes are counted, all that visitors see of them."""
# Tables that the database writes with each change of these, and only then.
_MADE_OF = {
    "trade_catalogueentry": ("people_organisation", "trade_offer", "trade_product"),
    "trade_needentry": ("trade_need", "trade_product"),
    "trade_offerentry": ("trade_offer", "trade_product"),
}
# Tables with separate stamps; results computed from them are cached by these.
_APART = frozenset(
    (
        "fairs_stamp",
        "meetings_booking",
        "meetings_meeting",
        "meetings_meetingrequest",
        "meetings_table",
        "meetings_timetable",
        "meetings_unheld",
    )
)
EVERYTHING = frozenset(("*",))
"""Marks what is dropped from the cache with any change."""
_WORD = re.compile(r"[a-z][a-z0-9]*_[a-z0-9_]+")
_open: ContextVar[set[str] | None] = ContextVar("parts that are read", default=None)


@contextmanager
def note_reads() -> Iterator[set[str]]:
    """Note the tables that the database is asked of while the body runs, within others too."""
    outer = _open.get()
    parts: set[str] = set()
    token = _open.set(parts)

    def note(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
        parts.update(find_tables(sql if isinstance(sql, str) else str(sql)))
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(note):
            yield parts
    finally:
        _open.reset(token)
        if outer is not None:
            outer |= parts


def note_parts(parts: Iterable[str]) -> None:
    """Note that what is being made has been made of these parts, which are not read now."""
    noted = _open.get()
    if noted is not None:
        noted.update(parts)


def find_stamp(edition: Edition, parts: Iterable[str]) -> Hashable:
    """Return the stamp of an edition for what was made of these tables."""
    return choose_stamps(edition.stamps, parts)


def choose_stamps(stamps: Mapping[str, int], parts: Iterable[str]) -> Hashable:
    """Return those of the stamps that count for what was made of these tables.

    All of them count where a table has no separate stamp; the edition's always does.
    """
    counted = {source for part in parts for source in _MADE_OF.get(part, (part,))} - _APART
    if not counted <= WATCHED_TABLES:
        return tuple(sorted(stamps.items()))
    return tuple((part, stamps.get(part, 0)) for part in sorted({*counted, "fairs_edition"}))


@lru_cache(maxsize=4096)
def find_tables(sql: str) -> frozenset[str]:
    """Return the tables that a statement names."""
    return frozenset(_WORD.findall(sql)) & _list_tables()


@cache
def _list_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))
