"""Addresses of an account; the names are those that django-allauth asks for."""

from __future__ import annotations

from allauth.mfa.recovery_codes.views import (
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    EditWebAuthnView,
    LoginWebAuthnView,
    RemoveWebAuthnView,
)
from django.urls import path
from django.views.decorators.http import require_POST

from fairlead.sites.desk.account import account_views, code_views, provider_views
from fairlead.sites.desk.account.factors import View, guard_factors
from fairlead.ui.serving import accept_body, serve_apart

_form = accept_body()
_slow = serve_apart("sign_in")


def _factor(view: View) -> View:
    return _form(guard_factors(view))


# What a provider sends people back to is one address, told to it once: it has no language.
callback = _slow(provider_views.come_from_provider)
urlpatterns = [
    path("", account_views.show_account, name="account_index"),
    path("", account_views.show_account, name="mfa_index"),
    path("sign-in/", _slow(code_views.sign_in), name="account_login"),
    path("code/", code_views.confirm_code, name="account_confirm_login_code"),
    path("code/again/", _slow(code_views.resend_code), name="account_resend_code"),
    path("confirm/", _slow(code_views.show_again), name="account_again"),
    path("sign-out/", account_views.sign_out, name="account_logout"),
    path("sessions/<int:pk>/end/", account_views.end_session, name="account_end_session"),
    path("second-factor/", _form(account_views.SecondFactor.as_view()), name="mfa_authenticate"),
    path("app/", _factor(ActivateTOTPView.as_view()), name="mfa_activate_totp"),
    path("app/remove/", _factor(DeactivateTOTPView.as_view()), name="mfa_deactivate_totp"),
    path(
        "recovery-codes/",
        guard_factors(ViewRecoveryCodesView.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        _factor(GenerateRecoveryCodesView.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path("passkeys/", account_views.show_account, name="mfa_list_webauthn"),
    path("passkeys/add/", _factor(AddWebAuthnView.as_view()), name="mfa_add_webauthn"),
    path("passkeys/sign-in/", _form(LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path(
        "passkeys/<int:pk>/rename/",
        _factor(EditWebAuthnView.as_view(form_class=account_views.PasskeyName)),
        name="mfa_edit_webauthn",
    ),
    path(
        "passkeys/<int:pk>/remove/",
        _factor(RemoveWebAuthnView.as_view()),
        name="mfa_remove_webauthn",
    ),
    path(
        "with/<slug:provider_id>/",
        _slow(_form(require_POST(provider_views.go_to_provider))),
        name="openid_connect_login",
    ),
    path("", account_views.show_account, name="socialaccount_connections"),
    path("with-error/", account_views.say_not_signed_in, name="socialaccount_login_error"),
    path("with-cancelled/", account_views.say_not_signed_in, name="socialaccount_login_cancelled"),
]
