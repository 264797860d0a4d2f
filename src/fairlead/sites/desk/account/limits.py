"""The limits of signing in, in front of a page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from fairlead.apps.people.domain.limit_sign_in import (
    TooManyTries,
    is_guessing_codes,
    make_account_key,
    reserve_try,
)
from fairlead.sites.desk.account.devices import find_device


def reserve_for(request: HttpRequest, address: str, *, purpose: str = "") -> str:
    """Count a try for an address, and return its account's key; raises TooManyTries.

    Each ``purpose`` is counted by itself: who guesses passwords uses up nobody's codes by mail.
    """
    account = make_account_key(address)
    counted = f"{account}{purpose}"
    device = find_device(request, account)
    reserve_try(counted, client=request.META["REMOTE_ADDR"], device=device)
    return account


def needs_long_code(request: HttpRequest, address: str) -> bool:
    """Return whether six digits are too few: many wrong ones were typed near this new device."""
    known = find_device(request, make_account_key(address))
    return not known and is_guessing_codes(request.META["REMOTE_ADDR"])


def write_wait(refused: TooManyTries) -> str:
    """Return how long to wait, in words."""
    minutes = max(1, round(refused.wait.total_seconds() / 60))
    words = ngettext(
        "Too many tries. Please try again in %d minute.",
        "Too many tries. Please try again in %d minutes.",
        minutes,
    )
    return words % minutes


def tell_to_wait(response: HttpResponse, refused: TooManyTries) -> HttpResponse:
    """Return the response, marked with how long to wait."""
    response.status_code = 429
    response.headers["Retry-After"] = str(int(refused.wait.total_seconds()) + 1)
    return response
