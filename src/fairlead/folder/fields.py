"""Columns that several files of a fair folder have."""

from __future__ import annotations

from fairlead.folder.kinds import ID, LANGUAGE, LONG_TEXT, list_of
from fairlead.folder.schema import Field, localized


def build_id(doc: str, example: str) -> Field:
    """Return the column `id`, which is required."""
    return Field("id", ID, doc, example, required=True)


def build_reference(
    name: str, refers: str, doc: str, example: str, *, required: bool = False, belongs: bool = False
) -> Field:
    """Return a column that names a row of the file ``refers``, to which its own may belong."""
    return Field(name, ID, doc, example, required=required, refers=refers, belongs=belongs)


def build_description(of: str) -> Field:
    """Return the columns of a long text in every language."""
    return localized("description", LONG_TEXT, f"What the {of} is about", "")


PRODUCT_CODES = "Product codes; a heading (HS:8517) stands for everything below it"
LANGUAGES = Field(
    "languages",
    list_of(LANGUAGE),
    "Languages spoken; a person's first one is the language of the agenda",
    "en|ru",
)
