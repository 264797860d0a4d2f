"""What the database takes as a text in several languages, and how it comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.texts import english

from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db


def takes(domain: str, value: object) -> bool:
    """Return whether a type of the database takes a value as JSON."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT %s::jsonb::{domain}", (json.dumps(value),))
    except DatabaseError:
        return False
    return True


@pytest.mark.parametrize(
    "value",
    [
        {"en": "Hall"},
        {"en": "Hall", "zh-Hans": "馆", "ar": "قاعة"},
        {"sl-rozaj-biske": " text with blanks around "},
        {"en": "x" * 500, "ru": "Щ" * 500},
        {"en": "!"},
    ],
)
def test_texts(value: dict[str, str]) -> None:
    assert takes("fairs_name", value)
    assert takes("fairs_line", value)
    assert takes("fairs_prose", value)


@pytest.mark.parametrize(
    "value",
    [
        [],
        "Hall",
        7,
        None,
        {"en": 7},
        {"en": None},
        {"en": ["Hall"]},
        {"en": ""},
        {"en": " \t\n"},
        {"EN": "Hall"},
        {"": "Hall"},
        {"english": "Hall"},
        {"en\u200f": "Hall"},
        {"en": "Hall", "ru": ""},
        {"en": "x" * 20_001},
    ],
)
def test_what_is_no_text(value: object) -> None:
    assert not takes("fairs_name", value)
    assert not takes("fairs_line", value)
    assert not takes("fairs_prose", value)


def test_lengths_and_texts_nobody_wrote() -> None:
    assert not takes("fairs_name", {})
    assert takes("fairs_line", {})
    assert not takes("fairs_line", {"en": "x" * 501})
    assert takes("fairs_prose", {"en": "x" * 20_000, "ru": "Щ" * 20_000})


values = st.dictionaries(
    st.sampled_from(("en", "ru", "zh-Hans", "kk-Arab", "EN", "x", "")),
    st.text(st.sampled_from('a! \t\n"\\\u00a0Ж'), max_size=4) | st.none() | st.integers(),
    max_size=3,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values)
def test_the_quick_check_and_the_whole_one_agree(value: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT fairs_is_text(%s::jsonb, 500)", (json.dumps(value),))
        assert takes("fairs_line", value) == cursor.fetchone()[0]


def test_a_text_comes_back_as_it_was(edition: Edition) -> None:
    name = LocalizedText({"en": 'A "hall" \\ 1', "ar": "قاعة", "zh-Hans": ""})
    Hall.objects.filter(code="1").update(name=name)
    assert Hall.objects.get(code="1").name == name
    assert Hall.objects.filter(name=name).exists()
    assert Hall.objects.filter(name__ar="قاعة").get().code == "1"
    assert list(Hall.objects.values_list("name__ar", flat=True).order_by("code")) == ["قاعة", None]


def test_a_form_says_what_is_wrong() -> None:
    field = LocalizedTextField()
    field.validate(english("Hall"), None)
    for value, said in (
        (LocalizedText({"xx": "Hall"}), "language tag"),
        (english("x" * 501), "at most 500"),
    ):
        with pytest.raises(ValidationError, match=said):
            field.validate(value, None)
