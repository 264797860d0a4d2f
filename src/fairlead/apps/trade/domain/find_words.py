"""Words into a search of the catalogue and of needs."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, TextField, Value


def find_words(
    words: str,
    languages: Sequence[str],
    *,
    document: str = "document",
    unfinished: bool = False,
) -> Func:
    """Return the condition that a document holds the words, as people type them.

    All words have to be there; ``"a phrase"`` one after the other, ``-without``, ``or``. A word is
    found in its grammatical forms in any of the edition's languages, in Cyrillic and in Latin
    letters; a product code with all below it. The last word of what is ``unfinished`` may go on.
    The database reads words and documents alike (fairs migrations 0006 to 0009); what can be no
    word, such as a sign by itself, is passed over.
    """
    asked = Func(
        Value(list(languages), output_field=ArrayField(TextField())),
        Value(words),
        Value(unfinished),
        template="search_query(%(expressions)s)",
    )
    return Func(
        F(document),
        asked,
        template="%(expressions)s",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )
