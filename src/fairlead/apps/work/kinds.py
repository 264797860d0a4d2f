"""The kinds of background work there are; each app names its own in its ``tasks.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from fairlead.apps.work.hold import Hold
    from fairlead.apps.work.models import Work

Lane = Literal["long", "quick"]
LANES: tuple[Lane, ...] = ("long", "quick")
Result: TypeAlias = Mapping[str, Any]
WorkFunction: TypeAlias = "Callable[[Hold], Result]"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of background work; ``words`` name it to people, ``lane`` says what it waits behind.

    ``attempts`` is how often it is begun before it is given up: each worker that dies in the
    middle of it has used up one. ``forget`` is told of work that ends without being done again,
    cancelled or given up, to remove what was kept for it.
    """

    name: str
    words: Any
    do: WorkFunction
    lane: Lane
    attempts: int
    forget: Callable[[Work], None] | None = None


_kinds: dict[str, Kind] = {}


def background(
    name: str,
    words: Any,
    *,
    lane: Lane = "quick",
    attempts: int = 3,
    forget: Callable[[Work], None] | None = None,
) -> Callable[[WorkFunction], WorkFunction]:
    """Return the decorator that registers a function as a kind of background work.

    The function gets the work it holds. It may be begun again after its worker died, so what it
    writes it writes in one transaction, inside ``hold.recording()``, which ends the work too: it
    is then written once or not at all; or in parts that are left out when they are met again.
    Raises ValueError for a name that is taken.
    """

    def note(do: WorkFunction) -> WorkFunction:
        if name in _kinds:
            raise ValueError(f"Expected a new name for background work, got {name!r}.")
        _kinds[name] = Kind(name, words, do, lane, attempts, forget)
        return do

    return note


def find_kind(name: str) -> Kind:
    """Return the kind of that name; raises KeyError for one that nobody knows."""
    return _kinds[name]


def forget_undone(work: Work) -> None:
    """Remove what was kept for work that nobody will do any more."""
    kind = _kinds.get(work.kind)
    if kind is not None and kind.forget is not None:
        kind.forget(work)


def name_kind(name: str) -> Any:
    """Return what people call a kind, its name where nobody knows it any more."""
    return _kinds[name].words if name in _kinds else name


def find_lane(name: str) -> Lane:
    """Return the lane of a kind; one that nobody knows waits behind what is quick."""
    return _kinds[name].lane if name in _kinds else "quick"
