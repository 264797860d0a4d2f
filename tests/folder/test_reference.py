"""The reference page is the schemas'."""

from __future__ import annotations

from pathlib import Path

from fairlead.folder.cell_kind import Kind
from fairlead.folder.reference import PAGE, write_page
from fairlead.folder.schemas import SCHEMAS


def test_the_page_is_up_to_date() -> None:
    written = (Path(__file__).parents[2] / PAGE).read_text(encoding="utf-8")
    assert written == write_page(), "run python -m fairlead.folder.reference"


def test_every_column_is_explained_and_its_example_is_valid() -> None:
    for schema in SCHEMAS:
        for field in schema.fields:
            assert field.doc
            kind: Kind = field.kind
            if field.example:
                value = kind.parse(field.example)
                assert kind.write(value) == field.example, (schema.name, field.name)
