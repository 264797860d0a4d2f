"""The site speaks English and every language that has a catalogue, and the language chooses."""

from __future__ import annotations

import pytest
from django.test import Client

from fairlead.ui.languages import find_own_name, list_translations


def test_languages_are_offered_by_their_own_names() -> None:
    assert dict(list_translations()) == {
        "en": "English",
        "ar": "العربيّة",
        "ru": "Русский",
        "zh-hans": "简体中文",
    }


def test_a_language_that_django_does_not_know_has_its_name_too() -> None:
    assert find_own_name("yo") == "Èdè Yorùbá"
    assert find_own_name("zxx") == "zxx"


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.5", "zh-hans"),
        ("zh", "zh-hans"),
        ("ar-AE", "ar"),
        ("ru-RU,ru;q=0.9", "ru"),
        ("de,fr;q=0.5", "en"),
    ],
)
@pytest.mark.django_db
def test_the_address_decides_and_a_missing_page_speaks_the_browsers_language(
    client: Client, asked: str, address: str
) -> None:
    prefix = "" if address == "en" else f"/{address}"
    page = client.get(f"{prefix}/", headers={"accept-language": asked}).content.decode()
    assert f'<html lang="{address}" dir="{"rtl" if address == "ar" else "ltr"}">' in page
