"""Every language has all phrases, each with the places its names go to."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from fairlead.engines.matching.codebook import build_codebook
from fairlead.engines.matching.cooperation import COOPERATION_TYPES
from fairlead.engines.matching.evidence import find_evidence, make_entries, relate
from fairlead.engines.matching.reasons import FACTS
from fairlead.engines.matching.schemes import LEVELS
from fairlead.engines.matching.sentences import Meeting, _gather, fill_phrase, write_meeting
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


@pytest.mark.parametrize(
    ("sought", "offered", "said"),
    [
        ("HS:841370", "HS:84", "they offer {}, and what you seek is part of it: {}"),
        ("HS:8413", "HS2017:84", "they offer {}, and what you seek is part of it: {}"),
        ("CPV:42123000", "CPV:42120000", "they offer {}, and what you seek is part of it: {}"),
        ("HS:84", "HS:841370", "they offer {}, which is part of what you seek: {}"),
        ("HS:841370", "HS:848210", "they offer {}, of the same chapter as what you seek: {}"),
        ("CPV:42123000", "CPV:42122000", "they offer {}, of the same class as what you seek: {}"),
    ],
)
def test_a_chapter_that_is_offered_holds_what_is_sought(
    sought: str, offered: str, said: str
) -> None:
    book = build_codebook([sought, offered])
    one, other = (
        make_entries([0], [book.codes.index(code)], [0], parties=1) for code in (sought, offered)
    )
    met = find_evidence(relate(book, one.code, other.code), one, other, [0], [0])
    row = Meeting(*(int(column[0]) for column in _gather(met)))
    told = write_meeting(row, book.codes, ENGLISH, ENGLISH.gets)
    assert told == said.format(offered, sought)


def list_phrases(language: str) -> list[str]:
    """Return the phrases of a language that names of products go into."""
    wording = WORDINGS[language]
    roads = (wording.gets, wording.gives, wording.makes)
    return [phrase for road in roads for phrase in road.values()] + [wording.near]


def test_quoted_titles_leave_their_marks_in_the_order_of_arabic() -> None:
    """Between a Latin title and a code the closing mark would stand on the left as an opening one.

    U+2068 and U+2069 set the title apart (Unicode Standard Annex 9).
    """
    wording = WORDINGS["ar"]
    quoted = [
        phrase
        for road in (wording.makes, wording.worked)
        for phrase in road.values()
        if "«" in phrase
    ]
    assert len(quoted) == 7
    for phrase in quoted:
        assert re.search("«\u2068\\{\\w+\\}\u2069»", phrase), phrase


def test_names_of_products_stand_in_the_nominative_in_russian() -> None:
    # Names come as they are: after a verb or «нужно» most of them would want another form.
    for phrase in list_phrases("ru"):
        for place in re.finditer(r"\{(sought|offered)\}", phrase):
            assert re.search(r"(: | — |, это )$", phrase[: place.start()]), phrase


def test_nothing_agrees_with_the_gender_of_a_name_in_arabic() -> None:
    for phrase in list_phrases("ar"):
        assert not re.search(r"\{offered\}، وهو|\{sought\}، وهو|كلاهما|جزء منه|تصدّره", phrase), (
            phrase
        )


@pytest.mark.parametrize("language", WORDINGS)
def test_a_name_that_ends_in_a_stop_ends_the_sentence(language: str) -> None:
    wording = WORDINGS[language]
    told = [fill_phrase(wording.worked["through once"], partner=f"Looms Co{wording.end}")]
    assert wording.say(told).endswith(f"Looms Co{wording.end}")
    assert not wording.say(told).endswith(wording.end * 2)
