"""Every language has all phrases, each with the places its names go to."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.reasons import FACTS
from fairlead.engines.matching.schemes import LEVELS
from fairlead.engines.matching.wording import WORDINGS

ENGLISH = WORDINGS["en"]


def find_places(phrase: str) -> list[str]:
    """Return the places of a phrase that names go to."""
    return sorted(re.findall(r"\{\w*\}", phrase))


@pytest.mark.parametrize("language", WORDINGS)
def test_phrases_are_whole(language: str) -> None:
    wording = WORDINGS[language]
    assert len(wording.types) == len(COOPERATION_TYPES)
    assert set(wording.levels) == set(LEVELS)
    assert set(wording.facts) == set(FACTS)
    for field in fields(wording):
        said, wanted = getattr(wording, field.name), getattr(ENGLISH, field.name)
        if isinstance(said, str):
            assert find_places(said) == find_places(wanted), field.name
            assert said or field.name == "between"
        elif isinstance(said, dict):
            assert set(said) == set(wanted), field.name
            for key, phrase in said.items():
                places = find_places(wanted[key])
                assert find_places(phrase) == places, (field.name, key)
