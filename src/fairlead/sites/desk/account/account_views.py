"""One's account: devices signed in, passkeys, an authenticator app; and the way out."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import EditWebAuthnForm
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.forms import CharField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fairlead.apps.people.domain.limit_sign_in import TooManyTries, is_first_use
from fairlead.apps.people.models import Account, Participation
from fairlead.sites.desk.account.browsers import name_browser
from fairlead.sites.desk.account.limits import reserve_for, tell_to_wait, write_wait
from fairlead.ui.serving import accept_body


@require_safe
@login_required
def show_account(request: HttpRequest) -> HttpResponse:
    """Show where one is signed in, and by what."""
    account = request.user
    assert isinstance(account, Account)  # noqa: S101  the page asks to be signed in
    kept = list(Authenticator.objects.filter(user=account).order_by("created_at"))
    sessions = sorted(UserSession.objects.purge_and_list(account), key=lambda one: one.created_at)
    taking_part = Participation.objects.filter(person=account.person_id).select_related("edition")
    return render(
        request,
        "account/index.html",
        {
            "sessions": [(one, one.is_current(), name_browser(one.user_agent)) for one in sessions],
            "passkeys": [one for one in kept if one.type == Authenticator.Type.WEBAUTHN],
            "app": next((one for one in kept if one.type == Authenticator.Type.TOTP), None),
            "codes": any(one.type == Authenticator.Type.RECOVERY_CODES for one in kept),
            "taking_part": taking_part.order_by("-edition__first_day") if account.person_id else (),
            "providers": [
                (one["name"], reverse("openid_connect_login", args=(one["provider_id"],)))
                for one in settings.IDENTITY_PROVIDERS
            ],
            "connected": SocialAccount.objects.filter(user=account).order_by("provider"),
            "office": account.memberships.filter(organisation__isnull=True).exists(),
        },
    )


@accept_body()
@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions; 0 ends all others."""
    own = UserSession.objects.filter(user=request.user)
    here = request.session.session_key
    ended = own.exclude(session_key=here) if pk == 0 else own.filter(pk=pk)
    if pk and not ended:
        raise Http404(_("No such session"))
    for one in ended:
        one.end()
    messages.success(request, _("Signed out there."))
    return redirect("account_index")


@require_safe
def say_not_signed_in(request: HttpRequest) -> HttpResponse:
    """Say that the provider let nobody in, and offer the other ways."""
    messages.error(request, _("The provider did not sign you in. Please try again, or by a code."))
    return redirect("account_login")


@accept_body()
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; by a form only, never by a link."""
    logout(request)
    response = redirect("public:editions")
    # What a browser keeps of an agenda, to be read without a network, goes with its owner.
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


class PasskeyName(EditWebAuthnForm):
    """What a passkey is called."""

    name = CharField(max_length=60)


class SecondFactor(AuthenticateView):
    """Asks for the second factor after a code or a password, as often as one may try to sign in."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse a try too many before the code is looked at."""
        user = self.stage.login.user
        try:
            account = reserve_for(request, user.email, purpose=":second factor")
        except TooManyTries as refused:
            messages.error(request, write_wait(refused))
            self.auth_form = self.get_form_class()(user=user)
            return tell_to_wait(self.get(request), refused)
        code = request.POST.get("code", "")
        if code and not is_first_use(account, code):
            messages.error(request, _("This code was typed before. Please wait for the next one."))
            self.auth_form = self.get_form_class()(user=user)
            return self.get(request)
        return super().post(request, *args, **kwargs)
