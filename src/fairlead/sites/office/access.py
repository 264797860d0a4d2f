"""Who may enter the office: accounts of organisers, nobody else."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fairlead.apps.people.models import Account

View = Callable[..., HttpResponse]
# A session that is not used ends after this; its last use is noted this often.
IDLE_SECONDS, _NOTED_EVERY = 2 * 3600, 60
_SEEN = "seen"


def is_organiser(account: object) -> bool:
    """Return whether an account, or an anonymous visitor, is an organiser."""
    return isinstance(account, Account) and account.is_active and account.is_staff


def admit_organisers_only(view: View) -> Callable[..., HttpResponseBase]:
    """Return the view behind the office's door: sign in first, and be an organiser."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _end_idle_session(request)
        if not request.user.is_authenticated:
            return redirect_to_login(_find_way_back(request, kwargs), reverse("office:sign_in"))
        if not is_organiser(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def _end_idle_session(request: HttpRequest) -> None:
    """Sign out who has not been here for `IDLE_SECONDS`; note from time to time who is."""
    if not request.user.is_authenticated:
        return
    now = int(time.time())
    seen = request.session.get(_SEEN, now)
    if now - seen > IDLE_SECONDS:
        logout(request)
    elif _SEEN not in request.session or now - seen > _NOTED_EVERY:
        note_use(request)


def note_use(request: HttpRequest) -> None:
    """Note that the session is in use now."""
    request.session[_SEEN] = int(time.time())


def _find_way_back(request: HttpRequest, named: Mapping[str, Any]) -> str:
    """Return where to go after signing in: where one was going, or whence a form was sent."""
    if request.method == "POST" and "code" in named:
        return reverse("office:edition", args=(named["code"],))
    return request.get_full_path()


class SignInForm(AuthenticationForm):
    """An organiser's address and password."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": _("No organiser has this address and password."),
    }

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Refuse others with the words for a wrong password: who has an account stays unknown."""
        if not is_organiser(user):
            raise ValidationError(self.error_messages["invalid_login"], code="invalid_login")
