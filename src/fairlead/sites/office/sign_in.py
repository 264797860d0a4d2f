"""Signing in to the office, and out."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView, LogoutView
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.translation import ngettext

from fairlead.apps.people.domain.limit_sign_in import (
    TooManyTries,
    make_account_key,
    note_failure,
    reserve_try,
)
from fairlead.sites.office.access import SignInForm, note_use
from fairlead.ui.frame import Frame, list_language_links

_DEVICE_SALT = "fairlead.sites.office.device"
_DEVICE_SECONDS = 180 * 24 * 3600
# Accounts that one device is remembered for.
_MOST_ACCOUNTS = 5


class SignIn(LoginView):
    """The office's door."""

    template_name = "office/sign_in.html"
    authentication_form = SignInForm
    next_page = "office:editions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form's context in its frame."""
        return super().get_context_data(page=Frame(list_language_links(self.request)), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, unless it was tried too often; a failure is noted."""
        account = make_account_key(request.POST.get("username", ""))
        devices = _read_devices(request)
        try:
            reserve_try(
                account, client=request.META["REMOTE_ADDR"], device=devices.get(account, "")
            )
        except TooManyTries as refused:
            return self._refuse(refused)
        response = super().post(request, *args, **kwargs)
        if request.user.is_authenticated:
            note_use(request)
            _write_devices(response, {account: secrets.token_urlsafe(16)} | devices)
        else:
            note_failure(account)
        return response

    def _refuse(self, refused: TooManyTries) -> HttpResponse:
        """Return the form again with how long to wait; what was typed is not checked."""
        minutes = max(1, round(refused.wait.total_seconds() / 60))
        words = ngettext(
            "Too many tries. Please try again in %d minute.",
            "Too many tries. Please try again in %d minutes.",
            minutes,
        )
        context = self.get_context_data(form=SignInForm(self.request), refused=words % minutes)
        response = self.render_to_response(context, status=429)
        response.headers["Retry-After"] = str(int(refused.wait.total_seconds()) + 1)
        return response


class SignOut(LogoutView):
    """The way out; by a form only, never by a link."""

    next_page = "office:sign_in"


def _read_devices(request: HttpRequest) -> dict[str, str]:
    """Return, by account's key, what names this device there; none for a cookie not of ours."""
    try:
        return dict(
            signing.loads(
                request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""),
                salt=_DEVICE_SALT,
                max_age=_DEVICE_SECONDS,
            )
        )
    except (signing.BadSignature, TypeError, ValueError):
        return {}


def _write_devices(response: HttpResponse, devices: dict[str, str]) -> None:
    newest = dict(list(devices.items())[:_MOST_ACCOUNTS])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(newest, salt=_DEVICE_SALT),
        max_age=_DEVICE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
