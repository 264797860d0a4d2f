"""Finding the header of a list, and what its columns stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fairlead.apps.transfer.imports.fields import FAULTS_COLUMN, ListField
from fairlead.apps.transfer.imports.values import fold, squeeze

_LOOKED_AT = 20
_LANGUAGE = re.compile(r"^(.+?)[\s_(\[,/-]+([A-Za-z]{2,3}(?:-[A-Za-z]+)?)[)\]]?$")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a list: its names, where it begins, and how many rows it takes."""

    names: tuple[str, ...]
    first: int
    rows: int

    @property
    def end(self) -> int:
        """Return the place of the first row behind it."""
        return self.first + self.rows


def find_header(rows: Sequence[Sequence[str]], choices: Mapping[str, ListField]) -> Header:
    """Return the header: the row, or two rows together, in which most names are known.

    Titles above it are left out. Where nothing is known it is the first row, for people to say
    what its columns are.
    """
    looked = rows[:_LOOKED_AT]
    width = max((len(row) for row in looked), default=0)

    def score(names: Sequence[str]) -> int:
        return len({key for name in names if (key := find_choice(name, choices))})

    scores = [score(row) for row in looked]
    if not any(scores):
        return Header(_fill(rows[0], width), 0, 1)
    best = scores.index(max(scores))
    below = looked[best + 1] if best + 1 < len(looked) else ()
    filled = [cell for cell in below if cell.strip()]
    if filled and scores[best + 1] >= 2 and scores[best + 1] * 2 >= len(filled):
        # The same header in another language, or the second half of it.
        joined = tuple(
            lower if not find_choice(upper, choices) and find_choice(lower, choices) else upper
            for upper, lower in zip(_fill(looked[best], width), _fill(below, width), strict=True)
        )
        return Header(joined, best, 2)
    if best > 0 and scores[best - 1]:
        joined = tuple(
            lower if find_choice(lower, choices) or not find_choice(upper, choices) else upper
            for upper, lower in zip(
                _fill(looked[best - 1], width), _fill(looked[best], width), strict=True
            )
        )
        if score(joined) > scores[best]:
            return Header(joined, best - 1, 2)
    return Header(_fill(looked[best], width), best, 1)


def _fill(row: Sequence[str], width: int) -> tuple[str, ...]:
    return tuple(map(squeeze, row)) + ("",) * (width - len(row))


def match_columns(names: Sequence[str], choices: Mapping[str, ListField]) -> list[str]:
    """Return what each column stands for by its name, "" where that says nothing; each once."""
    found: list[str] = []
    for name in names:
        key = find_choice(name, choices)
        found.append(key if key and key not in found else "")
    return found


def find_choice(name: str, choices: Mapping[str, ListField]) -> str:
    """Return what a column of this name stands for, "" for nothing known."""
    folded = fold(name)
    if not folded or folded == fold(FAULTS_COLUMN):
        return ""
    for key in choices:
        if folded == fold(key):
            return key
    for key, field in choices.items():
        if key == field.key and folded in field.names:
            return key
    parted = _LANGUAGE.match(name.strip())
    if parted:
        for key, field in choices.items():
            if key.casefold() == f"{field.key}_{parted[2]}".casefold() and (
                fold(parted[1]) in field.names
            ):
                return key
    return ""
