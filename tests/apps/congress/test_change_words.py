"""Changes of the programme in the words of who reads them."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from tests.sites import factories as make

from fairlead.apps.congress.change_words import ChangeWords
from fairlead.apps.congress.content import read_version
from fairlead.apps.congress.domain.draft_programme import draft_programme
from fairlead.apps.congress.queries.programme_changes import ProgrammeChange
from fairlead.apps.fairs.models import Edition


@pytest.mark.parametrize(
    ("language", "said"), [("en", ["renamed", "details"]), ("ru", ["details"])]
)
def test_a_title_of_another_language_is_a_detail(
    edition: Edition, language: str, said: list[str]
) -> None:
    edition.languages = ["en", "ru"]
    make.session(edition, code="s-1")
    before = read_version(draft_programme(edition))["s-1"]
    before["title"] = {"en": "Steel", "ru": "Сталь"}
    after = {**before, "title": {"en": "Steel and ore", "ru": "Сталь"}}
    change = ProgrammeChange("s-1", ("renamed", "details"), before, after)
    with override(language):
        lines = ChangeWords(edition, [change]).say(change)
    assert [kind for kind, _ in lines] == said
