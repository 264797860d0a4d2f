"""The record of changes is searched by what was written, not by the names of its columns."""

from __future__ import annotations

import pytest
from tests.sites import factories as make

from fairlead.apps.people.models import Change
from fairlead.apps.privacy.queries.changes import ChangeFilter, find_changes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [("name", 0), ("ru", 0), ("насос", 1), ("4711", 1), ("stand", 0), ('quoted "b"', 1)],
)
def test_words_are_looked_for_in_values_however_deep(words: str, found: int) -> None:
    edition = make.edition()
    Change.objects.create(
        edition=edition.code, act="x", about="trade_firm", about_id=1,
        before={"name": {"ru": "Насос"}, "stand": None},
        after={"stand": ["17", {"name": 'quoted "B"'}, 4711]},
    )  # fmt: skip
    assert find_changes(edition, ChangeFilter(words=words)).count() == found
