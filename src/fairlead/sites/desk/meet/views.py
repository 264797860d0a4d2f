"""People to meet: one's own list from the released matching, with why; saved and dismissed."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.meetings.queries.open_requests import find_open_requests
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.people.domain.set_mark import set_mark
from fairlead.apps.people.models import MarkKind, Organisation, Participation, ParticipationState
from fairlead.apps.trade.domain.note_shown import ListImpression, note_shown
from fairlead.apps.trade.models import Surface
from fairlead.apps.trade.queries.need_makers import find_released_matching
from fairlead.apps.trade.queries.people_to_meet import SuggestedParty, keep_wanted, list_proposed
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meet.rows import write_rows
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

PAGE_SIZE = 20


@admit_participants
def show_people_to_meet(request: DeskRequest) -> HttpResponse:
    """Show the list, a page at a time; or those saved, or dismissed."""
    one, only = request.participation, request.GET.get("show", "")
    only = only if only in MarkKind.values else ""
    matching = find_released_matching(request.edition)
    everybody = list_proposed(one, matching, firm=find_firm(one), find_requests=find_open_requests)
    wanted = keep_wanted(everybody, only=only)
    pages = find_pages(request, len(wanted), size=PAGE_SIZE, query=f"show={only}" if only else "")
    shown = wanted[pages.rows]
    if not only and request.doer.acting_for is None:
        note_shown([_note(one, shown)], matching=matching, viewer=one)
    return show_desk(
        request,
        "meet",
        {
            "shown": bool(shown),
            "rows": write_rows(request, shown, only=only),
            "pages": pages,
            "only": only,
            "released": matching is not None,
            "counts": [
                ("", _("Proposed"), len(keep_wanted(everybody))),
                *(
                    (kind.value, kind.label, len(keep_wanted(everybody, only=kind)))
                    for kind in MarkKind
                ),
            ],
        },
        section="meet",
    )


def _note(one: Participation, shown: list[SuggestedParty]) -> ListImpression:
    organisations = [(each.pk, each.rank, each.score) for each in shown if not each.person]
    return ListImpression(Surface.PARTNERS, one.pk, organisations)


@accept_body()
@require_POST
@admit_participants
def mark(request: DeskRequest) -> HttpResponse:
    """Save or dismiss one, or take that back; only those of this edition who may be seen."""
    edition, asked = request.edition, request.POST.get("who", "")
    pk = read_key(asked[1:])
    target: Organisation | Participation
    if asked.startswith("o"):
        target = get_object_or_404(Organisation, edition=edition, pk=pk)
    else:
        people = Participation.objects.filter(state=ParticipationState.APPROVED, hidden=False)
        target = get_object_or_404(people, edition=edition, pk=pk)
    said = request.POST.get("mark", "")
    kind = MarkKind(said) if said in MarkKind.values else None
    set_mark(request.participation, target, kind, by=request.doer)
    only = request.POST.get("show", "")
    back = reverse("desk:meet", args=(edition.code,))
    return redirect(f"{back}?show={only}" if only in MarkKind.values else back)
