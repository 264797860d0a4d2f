"""Who may enter the office: accounts with a role there, nobody else."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import CharField, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Account
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.people.second_factor import needs_second_factor
from fairlead.folder.kinds import EMAIL

View = Callable[..., HttpResponse]
GuardedView = Callable[..., HttpResponseBase]
# A session that is not used ends after this; its last use is noted this often.
IDLE_SECONDS, _NOTED_EVERY = 2 * 3600, 60
_SEEN = "seen"


class OfficeRequest(HttpRequest):
    """A request for a page of the office: who asks may do there what the page is for."""

    user: Account
    edition: Edition


def has_office(account: object) -> bool:
    """Return whether an account, or an anonymous visitor, has a role of the office anywhere."""
    if not isinstance(account, Account) or not account.is_active:
        return False
    return account.memberships.filter(organisation__isnull=True).exists()


def admit_office(view: View) -> GuardedView:
    """Return the view of no edition behind the office's door: sign in, and have a role there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        _end_idle_session(request)
        if not request.user.is_authenticated:
            return redirect_to_login(_find_way_back(request, kwargs), reverse("office:sign_in"))
        if not has_office(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def admit(act: Act) -> Callable[[View], GuardedView]:
    """Return what lets a view of an edition be seen only by those who may do ``act`` there.

    ``code`` of the address names the edition; the view is called without it and finds
    ``request.edition``. An edition there is none of is 404 for those of the office, and 403 for
    others, as one is that they may not see.
    """

    def guard(view: View) -> GuardedView:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponseBase:
            _end_idle_session(request)
            if not request.user.is_authenticated:
                way_back = _find_way_back(request, {"code": code})
                return redirect_to_login(way_back, reverse("office:sign_in"))
            editions = Edition.objects.select_related("officerules")
            edition = editions.filter(code=code).first()
            if edition is None:
                if has_office(request.user):
                    raise Http404(_("No such edition"))
                raise PermissionDenied
            if not may(request.user, act, edition=edition):
                raise PermissionDenied
            if needs_second_factor(request, edition):
                return _ask_for_second_factor(request)
            admitted = cast("OfficeRequest", request)
            admitted.edition = edition
            return view(admitted, **kwargs)

        return guarded

    return guard


def _ask_for_second_factor(request: HttpRequest) -> HttpResponseBase:
    """Lead to where a second factor is made; who has one signs in again with it."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101  one is signed in here
    if is_mfa_enabled(account):
        logout(request)
        messages.info(request, _("Please sign in again, with your second factor."))
        return redirect_to_login(request.get_full_path(), reverse("office:sign_in"))
    messages.info(
        request,
        _("The office of this edition asks for a second factor. Please add a passkey or an app."),
    )
    return redirect("account_index")


def _end_idle_session(request: HttpRequest) -> None:
    """Sign out who has not been here for `IDLE_SECONDS`; note from time to time who is.

    Who signed in as a participant stays so for a month, and for the office half a day.
    """
    if not request.user.is_authenticated:
        return
    now = int(time.time())
    seen = request.session.get(_SEEN, now)
    shown = [one["at"] for one in get_authentication_records(request, request.user)]
    if now - seen > IDLE_SECONDS or now - max(shown, default=now) > settings.SESSION_COOKIE_AGE:
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


def read_typed_address(text: str) -> str:
    """Return an address as accounts keep it; what is none as it was typed.

    Django's field for names of users makes one of letters that only look alike (NFKC), by which
    one account has very many names, each with its own tries.
    """
    bare = text.strip()
    try:
        return str(EMAIL.parse(bare))
    except ValueError:
        return bare


class TypedAddressField(CharField):
    """The address of an account."""

    def to_python(self, value: object) -> str:
        """Return the address as accounts keep it."""
        return read_typed_address(super().to_python(value) or "")


class SignInForm(AuthenticationForm):
    """An organiser's address and password."""

    username = TypedAddressField()
    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": gettext_lazy("No organiser has this address and password."),
    }

    def confirm_login_allowed(self, user: AbstractBaseUser) -> None:
        """Refuse others with the words for a wrong password: who has an account stays unknown."""
        if not has_office(user):
            raise ValidationError(self.error_messages["invalid_login"], code="invalid_login")
