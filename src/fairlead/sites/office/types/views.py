"""The office's pages of participation types."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairlead.apps.meetings.domain.follow_type_days import change_type
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.domain.set_up_type import QuotaTooSmall
from fairlead.apps.people.models import ParticipationType
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.kept_hours import say_who_keeps
from fairlead.sites.office.types.forms import TypeForm
from fairlead.ui.serving import accept_body


@admit(Act.SEE_OFFICE)
def list_types(request: OfficeRequest) -> HttpResponse:
    """Show as what one may register, and how many have."""
    kinds = ParticipationType.objects.filter(edition=request.edition)
    return show_page(
        request,
        "types",
        {
            "edition": request.edition,
            "kinds": kinds,
            "may_set_up": may(request.user, Act.SET_UP, edition=request.edition),
        },
    )


@accept_body()
@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.SET_UP)
def edit_type(request: OfficeRequest, name: str = "") -> HttpResponse:
    """Show a type, new or not, and save what was submitted."""
    edition = request.edition
    if name:
        kind = get_object_or_404(ParticipationType, edition=edition, code=name)
    else:
        kind = ParticipationType(edition=edition)
    # Times are read and shown in the fair's time zone.
    with timezone.override(edition.zone):
        form = TypeForm(kind, edition, request.POST or None)
        if request.method == "POST" and form.is_valid():
            made, questions = form.read()
            if not made.code:
                made.code = _find_code(made)
            try:
                kept = change_type(made, questions, by=Doer(request.user))
            except QuotaTooSmall:
                form.add_error("quota", _("More have a place already."))
            else:
                messages.success(request, _("Saved."))
                say_who_keeps(request, kept)
                return redirect("office:types", edition.code)
        status = 400 if form.errors else 200
        context = {"edition": edition, "kind": kind, "form": form}
        return show_page(request, "type", context, status=status)


def _find_code(kind: ParticipationType) -> str:
    """Return a code for addresses that no other type of the edition has; it stays for ever."""
    others = ParticipationType.objects.filter(edition=kind.edition)
    base = slugify(next(iter(kind.name.values()), ""))[:40] or "type"
    if not others.filter(code=base).exists():
        return base
    return f"{base}-{(others.aggregate(Max('pk'))['pk__max'] or 0) + 1}"
