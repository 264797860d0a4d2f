"""Signing in by a provider of identities, which may be away or answer what is no answer."""

from __future__ import annotations

import logging

from allauth.socialaccount.providers.openid_connect import views as provider
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from requests import RequestException

logger = logging.getLogger(__name__)


def go_to_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider's page; where it cannot be asked, back to the other ways to sign in."""
    try:
        answer: HttpResponse = provider.login(request, provider_id)
    except (RequestException, KeyError) as error:
        return _say_away(request, provider_id, error)
    return answer


def come_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in whom the provider names; where it cannot be asked, lead to the other ways."""
    try:
        answer: HttpResponse = provider.callback(request, provider_id)
    except (RequestException, KeyError) as error:
        return _say_away(request, provider_id, error)
    return answer


def _say_away(request: HttpRequest, provider_id: str, error: Exception) -> HttpResponse:
    # A key that its description lacks is the provider's fault, or ours: the log says where.
    where = error if isinstance(error, KeyError) else None
    kind = type(error).__name__
    logger.warning("Provider %s cannot be asked (%s).", provider_id, kind, exc_info=where)
    said = _("The provider does not answer now. Please sign in by a code, or try again later.")
    messages.error(request, said)
    way = request.GET.get("next", "")
    return redirect(reverse("account_login", query={"next": way} if way else None))
