"""Rows found by the names in them: the one rule of the lists' search boxes."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from fairlead.ui.lists.name_pattern import split_words, write_pattern


def find_named(words: str, *paths: str, codes: Iterable[str] = ()) -> Q:
    """Return the condition that each word is in a text at one of the paths, or is a code.

    Words are found as `fairlead.ui.lists.name_pattern` says; a code by the whole of it. Without
    words there is no condition.
    """
    found = Q()
    for word in split_words(words):
        pattern = write_pattern(word)
        either = Q()
        for path in paths:
            either |= Q(**{f"{path}__regex": pattern})
        for code in codes:
            either |= Q(**{f"{code}__iexact": word})
        found &= either
    return found
