"""How long the edition keeps what, and what would go now."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.apps.privacy.domain.forget_kept import forget_kept, list_rules
from fairlead.apps.privacy.domain.set_kept_for import MOST_DAYS, set_kept_for
from fairlead.apps.privacy.models import RetentionKind
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.numbers_asked import read_key


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.SET_UP)
def edit_kept(request: OfficeRequest) -> HttpResponse:
    """Show and change for how many days after its end the edition keeps what."""
    edition, wrong = request.edition, []
    rules = dict(list_rules(edition))
    if request.method == "POST":
        wanted: dict[RetentionKind, int | None] = {}
        for kind in RetentionKind:
            text = request.POST.get(kind.value, "").strip()
            wanted[kind] = read_key(text, most=MOST_DAYS)
            if text and wanted[kind] is None:
                wrong.append(kind)
        if not wrong:
            set_kept_for(edition, wanted, by=Doer(request.user))
            messages.success(request, _("Saved."))
            return redirect("office:kept", edition.code)
    due = {one.kind: one for one in forget_kept(edition=edition, dry_run=True)}
    rows = [
        (kind, request.POST.get(kind.value, "" if days is None else str(days)), due.get(kind),
         kind in wrong)
        for kind, days in rules.items()
    ]  # fmt: skip
    context = {"edition": edition, "rows": rows, "most": MOST_DAYS, "wrong": bool(wrong)}
    return show_page(request, "kept", context, status=400 if wrong else 200)
