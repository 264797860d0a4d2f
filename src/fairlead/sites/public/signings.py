"""A signing's page for the press; there is none before it is released."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.consortia.models import Signing
from fairlead.apps.fairs.models import Edition
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.public.frame import show


@never_cache
def show_signing(request: HttpRequest, code: str, signing: str) -> HttpResponse:
    """Show what is signed, by whom, where and when."""
    edition = Edition.objects.filter(code=code).first()
    rows = Signing.objects.select_related("session__room", "project")
    found = rows.filter(edition=edition, code=signing, released_at__isnull=False).first()
    if edition is None or found is None:
        raise Http404(_("No such page"))
    parties: dict[tuple[LocalizedText, str], list[tuple[LocalizedText, LocalizedText]]] = {}
    for one in found.signatories.all():
        parties.setdefault((one.party, one.economy), []).append((one.person, one.office))
    context: dict[str, object] = {"signing": found, "parties": parties.items()}
    return show(request, "signing", context, edition=edition, section="programme")
