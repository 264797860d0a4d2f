"""Second factors are changed only by who has shown one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.people.second_factor import has_shown_second_factor

View = Callable[..., HttpResponse]


def guard_factors(view: View) -> View:
    """Return the view of what keeps an account safe, behind the second factor it has.

    A session that is older than the factor, as on a laptop that was lost, has shown none: a code
    by mail alone would take the factor away. Who has none yet may make one.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = request.user
        if (
            account.is_authenticated
            and is_mfa_enabled(account)
            and not has_shown_second_factor(request)
        ):
            logout(request)
            messages.info(request, _("Please sign in again, with your second factor."))
            return redirect_to_login(reverse("account_index"), reverse("account_login"))
        return view(request, *args, **kwargs)

    return guarded


def note_added_factor(
    request: HttpRequest, user: object, authenticator: Authenticator, **_named: object
) -> None:
    """Note that a session has shown the factor that was just made in it."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        named = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, "mfa", **named)
