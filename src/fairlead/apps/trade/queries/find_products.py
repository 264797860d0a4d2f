"""Products of an edition's nomenclature, found by words of their titles or by digits."""

from __future__ import annotations

import unicodedata

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import Product
from fairlead.ui.lists.name_pattern import split_words

_BOTH = (False, True)
_BEGINNING = 3  # letters in which a word's forms agree, as a rule: станок, станки


def find_products(edition: Edition, words: str) -> QuerySet[Product]:
    """Return the products whose title has the words in any form, or whose code begins so.

    A title is read as the catalogue reads it where it has the beginning of each word; the others
    of a long nomenclature are not read.
    """
    digits = "".join(str(unicodedata.digit(one)) for one in words if one.isdigit())
    begun = " ".join(word[:_BEGINNING] if len(word) > _BEGINNING else word[:2]
                     for word in split_words(words))  # fmt: skip
    asked = find_named(words, "title")
    if not begun:
        return Product.objects.none()
    asked |= find_named(begun, "title") & Q(_hold_title(words, list(edition.languages)))
    if len(digits) >= 2:
        asked |= Q(code__contains=f":{digits}")
    return Product.objects.filter(asked, edition=edition).order_by("code")


def _hold_title(words: str, languages: list[str]) -> Func:
    """Return the condition that a title has the words, of which the last may go on."""
    asked = (Value(languages, output_field=ArrayField(TextField())), Value(words))
    queries = (Func(*asked, Value(unfinished), function="search_query") for unfinished in _BOTH)
    return Func(
        F("title"),
        Func(*queries, template="(%(expressions)s)", arg_joiner=" || "),
        template="EXISTS (SELECT FROM jsonb_each_text(%(expressions)s)",
        arg_joiner=") AS said WHERE search_document(said.key, said.value) @@ ",
        output_field=BooleanField(),
    )
