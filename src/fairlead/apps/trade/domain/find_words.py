"""Words into a search of the catalogue."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchQueryCombinable


def find_words(words: str) -> SearchQueryCombinable:
    """Return the query for words as people type them: "a phrase", or, -not.

    Words are taken in their stems, English for Latin letters and Russian for Cyrillic, and as
    they stand, which is how `CatalogueEntry.document` keeps them.
    """
    stemmed = SearchQuery(words, config="russian", search_type="websearch")
    return stemmed | SearchQuery(words, config="simple", search_type="websearch")
