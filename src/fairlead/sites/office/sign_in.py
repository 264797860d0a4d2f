"""Signing in to the office by a password, and out."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse

from fairlead.apps.people.domain.limit_sign_in import TooManyTries, make_account_key, note_failure
from fairlead.sites.desk.account.devices import remember_device
from fairlead.sites.desk.account.limits import reserve_for, tell_to_wait, write_wait
from fairlead.sites.office.access import SignInForm, note_use, read_typed_address
from fairlead.ui.frame import Frame, list_language_links


class SignIn(LoginView):
    """The office's door; a second factor is asked for where the account has one."""

    template_name = "office/sign_in.html"
    authentication_form = SignInForm
    next_page = "office:editions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form's context in its frame."""
        return super().get_context_data(page=Frame(list_language_links(self.request)), **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign in, unless it was tried too often; a failure is noted."""
        address = read_typed_address(request.POST.get("username", ""))
        try:
            account = reserve_for(request, address, purpose=":password")
        except TooManyTries as refused:
            context = self.get_context_data(
                form=SignInForm(self.request), refused=write_wait(refused)
            )
            return tell_to_wait(self.render_to_response(context), refused)
        response = super().post(request, *args, **kwargs)
        if response.status_code == 302:
            note_use(request)
            remember_device(request, response, account)
        else:
            note_failure(make_account_key(address))
        return response

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let in who knows the password, by way of the second factor."""
        account = form.get_user()
        login = Login(user=account, redirect_url=self.get_success_url())
        response: HttpResponse = perform_password_login(
            self.request, {"email": account.get_username()}, login
        )
        return response


class SignOut(LogoutView):
    """The way out; by a form only, never by a link."""

    next_page = "office:sign_in"
