"""Names that are almost another one: one person under two spellings, perhaps."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from fairlead.folder.input_errors import InputError
from fairlead.folder.programme.fair_rooms import fold_name

_NEAR_RATIO = 0.85
_PART = 3  # letters by which names are looked up
_MOST = 300  # names under a part that is in very many


def note_near_names(fresh: Sequence[str], known: Iterable[str], file: str) -> list[InputError]:
    """Return a note for each new name that is almost an earlier one, or one that was known.

    Accents and the order of words make no difference here. Only names that share a word, or their
    first or last letters, are compared: there may be tens of thousands. Names with digits are not.
    """
    by_part: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def remember(name: str) -> None:
        folded = _order(name)
        for part in _list_parts(folded):
            if len(by_part[part]) < _MOST:
                by_part[part][folded] = name

    for name in known:
        remember(name)
    notes = []
    for name in fresh:
        folded = _order(name)
        if not any(char.isdigit() for char in folded):
            near = {
                other: said for part in _list_parts(folded) for other, said in by_part[part].items()
            }
            found = get_close_matches(folded, near, n=1, cutoff=_NEAR_RATIO)
            if found:
                expected = f'perhaps the same as "{near[found[0]]}"'
                notes.append(InputError(file, expected, 0, "person", name))
        remember(name)
    return notes


def _order(name: str) -> str:
    """Return a name without accents, its words in order of the alphabet."""
    apart = unicodedata.normalize("NFKD", fold_name(name)).replace(",", " ")
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(sorted(bare.split()))


def _list_parts(folded: str) -> Iterator[str]:
    yield from {folded[:_PART], folded[-_PART:]}
    yield from (word for word in folded.split() if len(word) > _PART)
