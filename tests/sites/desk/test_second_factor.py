"""A second factor is shown once, whichever process of the site is asked."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.core.cache import cache
from django.test import Client
from tests.sites import factories as make

from fairlead.apps.people.domain.appoint_organiser import appoint_organiser
from fairlead.apps.people.models import Account

WHO, PASSWORD = "organiser@example.org", "a long enough password"


def get_in(code: str) -> bool:
    """Return whether password and code let a new browser in."""
    cache.clear()  # as in another process
    browser = Client()
    browser.post("/office/sign-in/", {"username": WHO, "password": PASSWORD})
    browser.post("/account/second-factor/", {"code": code})
    return browser.get("/office/").status_code == 200


@pytest.mark.django_db
def test_a_code_of_an_app_lets_in_once(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = "allauth.mfa.totp.internal.auth.yield_hotp_counters_from_time"
    monkeypatch.setattr(clock, lambda: iter((7,)))  # the half minute of a code does not end
    make.edition()
    appoint_organiser(WHO, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(Account.objects.get(), secret)
    code = format_hotp_value(hotp_value(secret, 7))
    assert not get_in("000000" if code != "000000" else "111111")
    assert get_in(code)
    assert not get_in(code)
    assert not get_in(f" {code[:3]} {code[3:]}")


@pytest.mark.django_db
@pytest.mark.parametrize(("late", "is_in"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_differ_by_half_a_minute(
    monkeypatch: pytest.MonkeyPatch,
    late: int,
    is_in: bool,  # noqa: FBT001
) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: 30 * 1000 + 29.0)
    appoint_organiser(WHO, password=PASSWORD)
    secret = generate_totp_secret()
    TOTP.activate(Account.objects.get(), secret)
    code = format_hotp_value(hotp_value(secret, 1000 + late))
    assert get_in(code) is is_in
    assert not get_in(code)
