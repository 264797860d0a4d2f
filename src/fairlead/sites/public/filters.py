"""What a visitor narrows a list by; kept in the address, so that a list can be sent to a friend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from fairlead.ui.pages import page_number

_VALUE = re.compile(r"[\w:.-]{1,64}")
_MOST_VALUES = 40
_LONGEST_SEARCH = 200


@dataclass(frozen=True, slots=True)
class Filter:
    """The words searched for, the values chosen in each facet, the first letter, the page.

    ``chosen`` has a key for each facet the list knows, in the order of the page.
    """

    chosen: Mapping[str, tuple[str, ...]]
    words: str = ""
    letter: str = ""
    page: int = 1

    @property
    def narrowed(self) -> bool:
        """Return whether anything is left out of the list."""
        return bool(self.words or self.letter or any(self.chosen.values()))

    def query(self, **changes: str) -> str:
        """Return the address' part from ``?`` on; nothing when nothing is chosen."""
        pairs = [("q", self.words)] if self.words else []
        pairs += [(facet, value) for facet, values in self.chosen.items() for value in values]
        pairs += [("letter", self.letter)] if self.letter else []
        pairs += list(changes.items())
        return f"?{urlencode(pairs)}" if pairs else "?"

    def toggled(self, facet: str, value: str) -> Filter:
        """Return the filter with the value added, or taken away when it is chosen; first page."""
        values = self.chosen[facet]
        rest = tuple(other for other in values if other != value)
        new = rest if value in values else (*values, value)
        return replace(self, chosen={**self.chosen, facet: new}, page=1)

    def with_letter(self, letter: str) -> Filter:
        """Return the filter at a first letter; the same letter again takes it away."""
        return replace(self, letter="" if letter == self.letter else letter, page=1)

    def without_words(self) -> Filter:
        """Return the filter without the search."""
        return replace(self, words="", page=1)


def read_filter(query: QueryDict, *, facets: tuple[str, ...]) -> Filter:
    """Return the filter an address asks for; what cannot be a value is left out."""
    return Filter(
        chosen={facet: _values(query.getlist(facet)) for facet in facets},
        words=" ".join(query.get("q", "").replace("\x00", "").split())[:_LONGEST_SEARCH],
        letter=query.get("letter", "")[:1].upper(),
        page=page_number(query.get("page", "")),
    )


def _values(given: list[str]) -> tuple[str, ...]:
    """Return the distinct values of a facet, in order."""
    return tuple(dict.fromkeys(v for v in given if _VALUE.fullmatch(v)))[:_MOST_VALUES]
