"""Passwords that are guessed first are refused, and good ones are taken however they are typed."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from tests.sites import factories as make

from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.guessed_parts import measure_surprise
from fairlead.apps.people.models import Account, Person
from fairlead.folder.localized_text import LocalizedText

pytestmark = pytest.mark.django_db
WHO = "marina.petrova@works.example.org"
WEAK = re.findall(
    r"\S+",
    r"""
    Password2024! P@ssw0rd2024 p@ssw0rd1234 azertyuiop12 zaq12wsxcde3 asdfghjkl;'\ asdfghjklzxc
    qwertyuiop[] йцукенгшщзхъ йцукен123456 пароль123456 كلمةالسر1234 contraseña12 motdepasse12
    iloveyou2024 Welcome2026!! letmein12345 adminadmin12 admin1234567 1234567890qwe abcdefghijkl
    абвгдежзийкл abcdefabcdefg Fairlead2026 organiser2026 marina.petrova1 petrova-marina
    MarinaPetrova avortepaniram works.example.org river-2024fair RiverFair2024 !QAZ@WSX#EDC
    12.12.2024-12.12.2024 ｐａｓｓｗｏｒｄ２０２４ dragon&dragon changeme1234 Summer2026!!
    aaaaaabbbbbb
    """,
)
GOOD = [
    "violet harbour lantern copper",
    "correct horse battery staple",
    "x9K!t2vB#qLm",
    "мой дядя самых честных правил",
    "سماء زرقاء فوق البحر الهادئ",
    "青い空と広い海の向こうへ行く旅",
    "zażółć gęślą jaźń",
    "🦊🌊🌵🚲🍇🛰🧭🎻🪁🧵🗿🌋",
    "of a hundred words " * 20 + "one differs",
]


@pytest.mark.parametrize("password", WEAK)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    make.edition()
    with pytest.raises(ValidationError):
        appoint_organiser(WHO, password=password)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("password", GOOD)
def test_a_good_one_is_taken_however_a_keyboard_writes_it(
    password: str, form: Literal["NFC", "NFD"]
) -> None:
    make.edition()
    account = appoint_organiser(WHO, password=unicodedata.normalize(form, password))
    assert account.check_password(unicodedata.normalize("NFC", password))
    assert account.check_password(unicodedata.normalize("NFD", password))
    assert account.check_password(password.replace(" ", "\u00a0"))
    assert not account.check_password(password[:-1])


def test_a_password_kept_as_it_was_typed_still_lets_in() -> None:
    typed = unicodedata.normalize("NFD", GOOD[6])
    account = Account.objects.create(email=WHO, password=make_password(typed))
    assert account.check_password(typed)
    account.set_password(None)
    assert not account.has_usable_password()


def test_ones_own_name_is_no_surprise() -> None:
    person = Person.objects.create(name=LocalizedText({"en": "Visitor", "ru": "Посетитель"}))
    account = Account.objects.create(email="z@example.org", person=person)
    with pytest.raises(ValidationError):
        validate_password("Посетитель-Visitor", account)


@pytest.mark.parametrize(
    ("password", "surprise"),
    [("", 0), ("x9k", 3), ("lantern", 2), ("x9klantern", 5), ("nretnal", 2), ("l4nt3rn", 2)],
)
def test_parts_of_a_list_count_as_two(password: str, surprise: int) -> None:
    assert measure_surprise(password, {"lantern"}) == surprise
