"""Every language has all phrases, each with the places its names go to."""

from __future__ import annotations

from dataclasses import fields

import pytest

from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.params import TERMS
from fairlead.engines.matching.wording import WORDINGS

ENGLISH = WORDINGS["en"]


@pytest.mark.parametrize("language", WORDINGS)
def test_phrases_are_whole(language: str) -> None:
    wording = WORDINGS[language]
    assert len(wording.types) == len(COOPERATION_TYPES)
    assert set(wording.terms) == set(TERMS) - {"product", "demand", "cooperation"}
    assert set(wording.notes) == set(ENGLISH.notes)
    for field in fields(wording):
        said, wanted = getattr(wording, field.name), getattr(ENGLISH, field.name)
        if isinstance(said, str):
            assert said.count("{}") == wanted.count("{}"), field.name
            assert said or field.name == "between"
