"""What was typed into a form that is refused stays in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from fairlead.ui.forms.filling import fill_forms

_KEY = "refused_form"
_MOST = 200_000  # signs of a form that are kept
_NEVER = {"csrfmiddlewaretoken", "password", "code"}


def refuse(request: HttpRequest, words: str, name: str, *args: object) -> HttpResponse:
    """Return the way to the page ``name``, which says why, with what was typed in its form."""
    return refuse_at(request, words, reverse(name, args=args))


def refuse_at(request: HttpRequest, words: str, address: str) -> HttpResponse:
    """Return the way to an address of a form's page: see refuse()."""
    messages.warning(request, words)
    keep_typed(request, address)
    return redirect(address)


def keep_typed(request: HttpRequest, address: str) -> None:
    """Keep what a form says for the page at ``address``, until it is shown once."""
    said = _read_said(request)
    if sum(len(one) for values in said.values() for one in values) > _MOST:
        return
    page = address.partition("?")[0].partition("#")[0]
    request.session[_KEY] = {"page": page, "action": request.path, "said": said}


def show_typed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return a page with what was refused in its form, where something was.

    That is what was kept for the page, or, where a view answers a form with its page at once and
    a status that says why not, what the form says.
    """
    if request.method == "POST" and 400 <= response.status_code < 500:
        html = response.content.decode()
        response.content = fill_forms(html, action=request.path, said=_read_said(request))
        return response
    if request.method != "GET" or response.status_code != 200:
        return response
    kept = request.session.get(_KEY)
    if kept is None or kept["page"] != request.path:
        return response
    del request.session[_KEY]
    html = response.content.decode()
    response.content = fill_forms(html, action=kept["action"], said=kept["said"])
    return response


def _read_said(request: HttpRequest) -> dict[str, list[str]]:
    return {name: values for name, values in request.POST.lists() if name not in _NEVER}
