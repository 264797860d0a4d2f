"""The page of a form whose token is no longer that of its browser: it leads back to the form."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from fairlead.ui.forms.refusal import keep_typed


def answer_outdated_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Return the page, with 403, that says why and leads to the form's page or to signing in.

    What was typed is kept for that page, where the browser says that the form came from this site.
    Who has signed in meanwhile, in another tab, is led on from the forms of signing in.
    """
    sign_in, code = reverse("account_login"), reverse("account_confirm_login_code")
    if request.user.is_authenticated and request.path in (sign_in, code):
        messages.info(request, _("You are signed in already."))
        return redirect(code)  # which leads on to where one was going
    back = _find_page(request)
    if back:
        keep_typed(request, back)
    if back and not back.startswith((sign_in, code)):
        sign_in = f"{sign_in}?{urlencode({'next': back})}"
    context = {"back": back, "sign_in": "" if request.user.is_authenticated else sign_in}
    return render(request, "403_csrf.html", context, status=403)


def _find_page(request: HttpRequest) -> str:
    """Return the address, within this site, of the page that the form was sent from, or nothing."""
    said = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    parts = urlsplit(said)
    if not ours or not parts.netloc:
        return ""
    page = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
    # An address of this site whose path begins as that of another one leads to the other.
    return page if url_has_allowed_host_and_scheme(page, allowed_hosts=None) else ""
