"""What django-allauth asks of this site."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.people.domain.find_account import open_account
from fairlead.apps.people.models import Account
from fairlead.sites.desk.account.browsers import name_browser
from fairlead.sites.desk.sessions.choice import take_over

# How long after signing in one may change what keeps the account safe without a new code.
_FRESH_SECONDS = 15 * 60
_BACKEND = "fairlead.apps.people.account_backend.AccountBackend"
_PARTICIPANTS_SESSION = 30 * 24 * 3600


class AccountAdapter(DefaultAccountAdapter):
    """Signs in; sends nothing and says nothing by itself, our pages do."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody signs up at allauth's own page: a code by mail makes the account."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the visitor's address; who may name another one is decided by the gateway."""
        return str(request.META["REMOTE_ADDR"])

    def get_login_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return where to go for those who were going nowhere."""
        return reverse("account_index")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return where to go after signing out."""
        return reverse("public:editions")

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; those without an office stay so for a month, the office's session is shorter."""
        user.backend = _BACKEND
        super().login(request, user)
        if isinstance(user, Account) and not user.has_office:
            request.session.set_expiry(_PARTICIPANTS_SESSION)

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse:
        """Return where to go; the sessions that the browser chose before go along."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, Account):
            take_over(request, user, answer)
        return answer

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Pass on messages given as text; allauth's own message templates are not shown."""
        if kwargs.get("message"):
            super().add_message(*args, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: codes are sent by our own page."""

    def is_reauthentication_required(self, app: str | None = None) -> bool:  # noqa: ARG002
        """Return whether the sign-in is too long ago to change what keeps the account safe."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """Return the one way to show again who one is: a new code."""
        if not user.is_authenticated:
            return []
        return [{"id": "again", "description": "", "url": reverse("account_again")}]


def is_fresh(request: HttpRequest) -> bool:
    """Return whether somebody signed in, or showed again who they are, a short while ago."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < _FRESH_SECONDS


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps secrets of authenticator apps encrypted with the site's own."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it is kept."""
        return _make_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret."""
        return _make_cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: object) -> str:  # noqa: A002, ARG002
        """Return a name for a passkey that one knows it by: the browser it was made in."""
        return name_browser(context.request.META.get("HTTP_USER_AGENT", ""))

    def get_totp_issuer(self) -> str:
        """Return the name an authenticator app shows."""
        return f"Fairlead {context.request.get_host()}"


def _make_cipher() -> Fernet:
    key = hashlib.sha256(f"fairlead.second_factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Signs in by a provider of identities: its word for an address is believed if it verified it.

    A provider that vouches for no address opens no account by itself; it can be connected by
    somebody who is signed in.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find or make the account of the verified address, and connect it."""
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        verified = [one.email for one in sociallogin.email_addresses if one.verified]
        if not verified:
            said = _("The provider does not vouch for your address. Please sign in by a code.")
            messages.error(request, said)
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, open_account(verified[0]))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Return that allauth makes no account by itself."""
        return False
