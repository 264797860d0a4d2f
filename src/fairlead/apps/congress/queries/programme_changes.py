"""What parts two states of a programme: the change list of a release, and of two versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from fairlead.apps.congress.content import (
    SessionContent,
    list_differences,
    read_brought_up,
    read_current,
    read_version,
)
from fairlead.apps.congress.models import Programme

Kind = Literal["new", "cancelled", "moved", "renamed", "people", "details"]
KINDS: tuple[Kind, ...] = ("new", "cancelled", "moved", "renamed", "people", "details")
_OF_PART: dict[str, Kind] = {
    "place": "moved",
    "minutes": "moved",
    "title": "renamed",
    "people": "people",
}


@dataclass(frozen=True, slots=True)
class ProgrammeChange:
    """A session that differs: how, and its content before and after."""

    code: str
    kinds: tuple[Kind, ...]
    before: SessionContent | None
    after: SessionContent | None

    @property
    def said(self) -> SessionContent:
        """Return its content after the change, or before it where the session was removed."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  one of them is there
        return found

    @property
    def people(self) -> set[int]:
        """Return those who speak before or after."""
        return {who for one in (self.before, self.after) if one for who, _ in one["people"]}


def compare_programmes(
    before: Mapping[str, SessionContent], after: Mapping[str, SessionContent]
) -> list[ProgrammeChange]:
    """Return the sessions that differ, new ones first; those without a place are not there."""
    old = {code: one for code, one in before.items() if one["place"] is not None}
    new = {code: one for code, one in after.items() if one["place"] is not None}
    found = []
    for code in {**old, **new}:
        kinds = _find_kinds(old.get(code), new.get(code))
        if kinds:
            found.append(ProgrammeChange(code, kinds, old.get(code), new.get(code)))
    return sorted(found, key=_order)


def _find_kinds(before: SessionContent | None, after: SessionContent | None) -> tuple[Kind, ...]:
    if before is None:
        return ("new",)
    if after is None:
        return ("cancelled",)
    kinds = {_OF_PART.get(name, "details") for name in list_differences(before, after)}
    return tuple(kind for kind in KINDS if kind in kinds)


def _order(one: ProgrammeChange) -> tuple[int, str, str, str]:
    place = one.said["place"]
    return KINDS.index(one.kinds[0]), place["date"], place["start"], one.code


def count_kinds(changes: Sequence[ProgrammeChange]) -> list[tuple[Kind, int]]:
    """Return how many sessions change in each way, in the order of `KINDS`."""
    counted = Counter(kind for one in changes for kind in one.kinds)
    return [(kind, counted[kind]) for kind in KINDS if counted[kind]]


def list_release_changes(draft: Programme) -> list[ProgrammeChange]:
    """Return what a release of a draft would change in what holds; seven queries at most."""
    return compare_programmes(read_current(draft.edition), read_brought_up(draft))


def list_version_changes(one: Programme, other: Programme) -> list[ProgrammeChange]:
    """Return the differences between two versions; four queries."""
    return compare_programmes(read_version(one), read_version(other))
