"""Devices that have signed in to an account before: a signed cookie names them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

_SALT = "fairlead.sites.office.device"
_SECONDS = 180 * 24 * 3600
# Accounts that one device is remembered for.
_MOST_ACCOUNTS = 5


def find_device(request: HttpRequest, account: str) -> str:
    """Return what names this device for an account (by its key); nothing where it is new there."""
    return _read(request).get(account, "")


def remember_device(request: HttpRequest, response: HttpResponse, account: str) -> None:
    """Let the device be known for the account from now on."""
    devices = {account: secrets.token_urlsafe(16)} | _read(request)
    newest = dict(list(devices.items())[:_MOST_ACCOUNTS])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(newest, salt=_SALT),
        max_age=_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _read(request: HttpRequest) -> dict[str, str]:
    """Return, by account's key, what names this device there; none for a cookie not of ours."""
    try:
        return dict(
            signing.loads(
                request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=_SALT, max_age=_SECONDS
            )
        )
    except (signing.BadSignature, TypeError, ValueError):
        return {}
