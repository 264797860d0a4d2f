"""Settings of a build's own site with one address more: a form that saves a firm and its offer.

Both builds answer it by the same lines: through their own server, models, checks and triggers. The
answer says for how many seconds the transaction lasted after its first statement that writes.
"""

from __future__ import annotations

import time
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path

from fairlead.config.settings import *  # noqa: F403

ROOT_URLCONF = __name__


def save(request: HttpRequest, firm: int, offer: int) -> HttpResponse:
    """Save new texts of a firm and of its offer, as a form of both does."""
    from django.db import transaction

    from fairlead.apps.people.models import Organisation
    from fairlead.apps.trade.models import Offer

    with transaction.atomic():
        organisation = Organisation.objects.select_related("edition").get(pk=firm)
        offered = Offer.objects.select_related("organisation").get(pk=offer)
        organisation.city = word(organisation.city, request.GET["text"])
        offered.title = word(offered.title, request.GET["text"])
        organisation.full_clean(exclude=["code"])
        began = time.perf_counter()
        organisation.save()
        offered.full_clean(exclude=["code"])
        offered.save()
    return HttpResponse(str(time.perf_counter() - began))


def word(held: Any, text: str) -> Any:
    """Return the text as the build keeps texts: plain, or by language."""
    return text if isinstance(held, str) else type(held)({"en": text})


def accept(view: Any) -> Any:
    """Return the view as one that takes what a form sends, without a page before it."""
    view.csrf_exempt = True
    try:
        return import_module("fairlead.ui.serving").accept_body()(view)
    except ModuleNotFoundError:  # older builds take it everywhere
        return view


urlpatterns = [path("save/<int:firm>/<int:offer>/", accept(save))]
