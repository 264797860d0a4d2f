"""What makes an agenda its own program on a phone, readable without a network."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.http import HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import fairlead.ui
from fairlead.apps.fairs.language import choose_text
from fairlead.sites.desk.access import DeskRequest, admit_participants

_KEEPER = Path(fairlead.ui.__file__).parent / "static" / "fairlead" / "keeper.js"


def name_owner(request: DeskRequest) -> str:
    """Return what stands for whose agenda it is, until that person signs out.

    It is nothing where somebody acts for another.
    """
    if request.doer.acting_for is not None:
        return ""
    whose = f"{request.user.pk}:{request.participation.pk}:{request.session.session_key}"
    return salted_hmac("fairlead.desk.agenda", whose).hexdigest()[:20]


@require_safe
@admit_participants
def show_manifest(request: DeskRequest) -> HttpResponse:
    """Describe the agenda as a program that a phone can install."""
    home = reverse("desk:agenda", args=(request.edition.code,))
    name = str(choose_text(request.edition.name, request.edition))
    return JsonResponse(
        {
            "name": f"{_('Agenda')} · {name}",
            "short_name": _("Agenda"),
            "id": home,
            "start_url": home,
            "scope": home,
            "display": "standalone",
            "lang": get_language(),
            "dir": "rtl" if get_language_bidi() else "ltr",
            "background_color": "#ffffff",
            "theme_color": "#0b5c63",
            "icons": [
                {"src": static("fairlead/mark.svg"), "sizes": "any", "type": "image/svg+xml"}
            ],
        },
        content_type="application/manifest+json",
    )


@require_safe
@admit_participants
def show_keeper(_request: DeskRequest) -> HttpResponse:
    """Serve the worker from where the agenda is: it can have no other page."""
    return HttpResponse(_read_keeper(), content_type="text/javascript; charset=utf-8")


@cache
def _read_keeper() -> str:
    return _KEEPER.read_text(encoding="utf-8")
