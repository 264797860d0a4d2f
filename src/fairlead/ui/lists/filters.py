"""What a visitor narrows a list by; kept in the address, so that a list can be sent to a friend."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import quote_plus

from django.http import QueryDict

from fairlead.ui.lists.pagination import parse_page_number

_VALUE = re.compile(r"[\w:.-]{1,64}")
_MOST_VALUES = 40
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """The words searched for, the values chosen in each facet, the first letter, the page.

    ``chosen`` has a key for each facet the list knows, in the order of the page; ``asked`` is what
    the address says besides, written as it stays in every address of the list.
    """

    chosen: Mapping[str, tuple[str, ...]]
    words: str = ""
    letter: str = ""
    page: int = 1
    asked: str = ""

    @property
    def narrowed(self) -> bool:
        """Return whether anything is left out of the list."""
        return bool(self.words or self.letter or any(self.chosen.values()))

    def query(self, **changes: str) -> str:
        """Return the address' part from ``?`` on; nothing when nothing is chosen."""
        return (
            f"?{'&'.join([*self._parts(), *(_write_part(*change) for change in changes.items())])}"
        )

    def toggles(self, facet: str) -> Callable[[str], str]:
        """Return what gives the address with a value of the facet added or taken away.

        It leads to the first page. What the many values of a facet share is written once.
        """
        others = self._parts(but=facet)
        chosen = {value: _write_part(facet, value) for value in self.chosen[facet]}
        stem = "".join(f"{part}&" for part in (*others, *chosen.values()))

        def address(value: str) -> str:
            if value not in chosen:
                return f"?{stem}{_write_part(facet, value)}"
            kept = [part for other, part in chosen.items() if other != value]
            return f"?{'&'.join([*others, *kept])}"

        return address

    def _parts(self, *, but: str = "") -> list[str]:
        """Return the address' parts, leaving out one facet."""
        parts = [self.asked] if self.asked else []
        parts += [_write_part("q", self.words)] if self.words else []
        parts += [
            _write_part(facet, value)
            for facet, values in self.chosen.items()
            if facet != but
            for value in values
        ]
        return [*parts, _write_part("letter", self.letter)] if self.letter else parts

    def with_letter(self, letter: str) -> Filter:
        """Return the filter at a first letter; the same letter again takes it away."""
        return replace(self, letter="" if letter == self.letter else letter, page=1)

    def without_words(self) -> Filter:
        """Return the filter without the search."""
        return replace(self, words="", page=1)


def read_filter(query: QueryDict, *, facets: tuple[str, ...], most: int = _MOST_VALUES) -> Filter:
    """Return the filter an address asks for; what cannot be a value is left out.

    Of a facet at most ``most`` values count, the first ones.
    """
    return Filter(
        chosen={facet: _parse_values(query.getlist(facet), most) for facet in facets},
        words=" ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST_SEARCH],
        letter=_parse_letter(query.get("letter", "")),
        page=parse_page_number(query.get("page", "")),
    )


def _parse_letter(given: str) -> str:
    """Return the first letter in upper case; nothing for what no name begins with."""
    letter = given[:1].upper()[:1]  # some letters have two in upper case: ß has SS
    return letter if letter.isalnum() else ""


@lru_cache(maxsize=4096)
def _write_part(name: str, value: str) -> str:
    return f"{name}={quote_plus(value, safe=':')}"


def _parse_values(given: list[str], most: int) -> tuple[str, ...]:
    """Return the distinct values of a facet, in order."""
    return tuple(dict.fromkeys(v for v in given if _VALUE.fullmatch(v)))[:most]
