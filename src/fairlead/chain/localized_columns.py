"""Texts of a result in the edition's languages: one column each, named as in the folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa

from fairlead.engines.matching.wording import WORDINGS
from fairlead.folder.language_tags import is_same_language
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import find_column_in, language_columns

_ENGLISH = "en"


def localize_schema(schema: pa.Schema, texts: Mapping[str, Sequence[str]]) -> pa.Schema:
    """Return the schema with the columns of other languages behind each text's own.

    ``texts`` name the columns by the text they are of.
    """
    fields = []
    for field in schema:
        fields += [field.with_name(name) for name in texts.get(field.name, (field.name,))]
    return pa.schema(fields)


def list_localized_arrays(
    name: str, texts: Sequence[LocalizedText], languages: Sequence[str]
) -> dict[str, pa.Array]:
    """Return the columns of a text by their names; null where it is not written."""
    return {
        column: pa.array([text.get(tag) for text in texts], pa.string())
        for tag, column in language_columns(name, languages).items()
    }


def list_worded_languages(languages: Sequence[str]) -> dict[str, str]:
    """Return the languages of an edition in which reasons can be worded, each with its wording.

    English leads where the edition's own is none of them, so that there is always one.
    """
    worded: dict[str, str] = {}
    for tag in languages:
        known = next((one for one in WORDINGS if is_same_language(tag, one)), None)
        if known is not None and known not in worded.values():
            worded[tag] = known
    return worded if languages[0] in worded else {_ENGLISH: _ENGLISH} | worded


def name_reason_columns(languages: Sequence[str]) -> dict[str, str]:
    """Return the columns of reasons by the languages they are in.

    ``reason`` is in the edition's own language where there are words for it, else in English.
    """
    first, *others = list_worded_languages(languages)
    return {first: "reason"} | {tag: find_column_in("reason", tag) for tag in others}
