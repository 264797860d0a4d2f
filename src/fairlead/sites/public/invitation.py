"""A person's own invitation to an edition."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.domain.invite_people import find_invited
from fairlead.sites.public.frame import show


@never_cache
def invitation(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show who is invited and the way in; opening it changes nothing and signs nobody in."""
    edition = get_object_or_404(Edition, code=code)
    invited = find_invited(edition, token)
    if invited is None:
        raise Http404(_("This link is not complete. Copy it whole from the mail."))
    return show(request, "invitation", {"invited": invited}, edition=edition)
