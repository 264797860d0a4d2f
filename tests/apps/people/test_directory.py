"""The office's search of people and organisations: in what is said, not in the languages' tags."""

from __future__ import annotations

import pytest
from tests.sites import factories as make

from fairlead.apps.people.models import Organisation
from fairlead.apps.people.queries.directory import (
    find_organisations_named,
    list_organisations,
    list_people,
)
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("en", []),
        ("ru", []),
        ("{", []),
        ('"', ["a"]),
        ("насос", ["a"]),
        ("НАСОС", ["a"]),
        ("100%", ["b"]),
        ("0%0", []),
        ("_", ["b"]),
        ("\\", ["b"]),
        ("pump", ["a", "b"]),
        ("nasos", ["a"]),
        ("пумп", ["a", "b"]),
    ],
)
def test_words_are_looked_for_in_the_texts_alone(words: str, found: list[str]) -> None:
    edition = make.edition(languages=["en", "ru"])
    names = {
        "a": {"en": 'Pump "A"', "ru": "Насос"},
        "b": {"en": "100% Pump_B \\ C"},
    }
    for code, name in names.items():
        firm = make.organisation(edition, code=code, name=LocalizedText(name), city="Omsk")
        make.participation(
            edition, code=f"p-{code}", organisation=firm,
            person=make.person(name=LocalizedText({"en": "Li", "ru": "Ли"}), email=f"{code}@x.org"),
        )  # fmt: skip
    assert [one.code for one in list_organisations(edition, words=words).order_by("code")] == found
    people = list_people(edition, words=words).order_by("code")
    assert [one.code for one in people] == [f"p-{code}" for code in found]


def test_a_name_is_found_whole_in_any_language() -> None:
    edition = make.edition(languages=["en", "ru"])
    firm = make.organisation(edition, name=LocalizedText({"en": 'Pump "A"', "ru": "Насос"}))
    for said in ('pump "a"', "НАСОС"):
        assert find_organisations_named(edition, said) == [firm]
    assert find_organisations_named(edition, "Насо") == []
    assert not Organisation.objects.exclude(name__iexact="насос").filter(pk=firm.pk).exists()
