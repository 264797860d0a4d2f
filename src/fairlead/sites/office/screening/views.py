"""Lists of restricted parties and goods, what they hit, and deciding about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.screening.domain.decide_hit import NoReason, decide_hit
from fairlead.apps.screening.domain.load_list import MOST_BYTES, end_list, load_list
from fairlead.apps.screening.models import Hit, HitState, RestrictedList
from fairlead.apps.screening.queries.hits import count_hits, list_hits, list_lists
from fairlead.apps.work.models import LIVE, Work
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.forms.files import UnusableFile, check_file
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import FORM_BYTES, accept_body
from fairlead.ui.table_download import download_table

_PAGE = 50


@never_cache
@accept_body(MOST_BYTES + FORM_BYTES)
@admit(Act.SEE_SCREENING)
def show_screening(request: OfficeRequest) -> HttpResponse:
    """Show lists and hits, those that wait first; take a new list."""
    edition = request.edition
    may_decide = may(request.user, Act.DECIDE_SCREENING, edition=edition)
    faults: list[str] = []
    if request.method == "POST":
        if not may_decide:
            raise PermissionDenied
        faults = _take(request)
        if not faults:
            messages.success(request, _("The list is in force. Everybody is screened again now."))
            return redirect("office:screening", edition.code)
    state = request.GET.get("state", "")
    hits = list_hits(edition, state=state)
    counts = count_hits(edition)
    pages = find_pages(
        request,
        counts[state] if state in counts else sum(counts.values()),
        size=_PAGE,
        query=f"state={state if state in counts else ''}",
    )
    context = {
        "edition": edition,
        # What is compared still has hits to come: none so far is not none.
        "under_way": Work.objects.filter(
            edition=edition, kind="screen_parties", state__in=LIVE
        ).first(),
        "hits": hits[pages.rows],
        "pages": pages,
        "states": [(one.value, one.label, counts[one.value]) for one in HitState],
        "state": state,
        "lists": list_lists(edition)[:30],
        "faults": faults,
        "most": MOST_BYTES // 2**20,
        "may_decide": may_decide,
    }
    return show_page(request, "screening", context, status=400 if faults else 200)


def _take(request: OfficeRequest) -> list[str]:
    """Return what is wrong with the list that was sent; nothing when it is in force."""
    try:
        sent = check_file(request.FILES.get("file"), MOST_BYTES)
        load_list(
            request.edition,
            request.POST.get("name", ""),
            file=sent.name or "list.csv",
            content=sent.read(),
            account=request.user,
        )
    except UnusableFile as error:
        return [str(error)]
    except InvalidInput as error:
        return [str(problem) for problem in error.problems]
    return []


@accept_body()
@require_POST
@admit(Act.DECIDE_SCREENING)
def decide(request: OfficeRequest, number: int) -> HttpResponse:
    """Write down what was decided about a hit."""
    hit = get_object_or_404(Hit, edition=request.edition, pk=number)
    state = request.POST.get("state", "")
    if state in HitState.values:
        try:
            reason = request.POST.get("reason", "")
            decide_hit(hit, HitState(state), reason=reason, account=request.user)
        except (NoReason, TextTooLong) as refused:
            return refuse(request, str(refused), "office:screening", request.edition.code)
        messages.success(request, _("Recorded."))
    return redirect("office:screening", request.edition.code)


@accept_body()
@require_POST
@admit(Act.DECIDE_SCREENING)
def end(request: OfficeRequest, number: int) -> HttpResponse:
    """Take a list out of force; its hits stay until they are decided."""
    held = get_object_or_404(RestrictedList, edition=request.edition, pk=number)
    end_list(held, account=request.user)
    return redirect("office:screening", request.edition.code)


@admit(Act.SEE_SCREENING)
def export_hits(request: OfficeRequest, kind: str) -> HttpResponse:
    """Hand the hits of a state, or all, with what was decided; no text in it runs as a formula."""
    header = (
        _("what"), _("id"), _("ours"), _("theirs"), _("how alike"), _("list"), _("entry"),
        _("country"), _("source"), _("day"), _("state"), _("reason"), _("by"),
    )  # fmt: skip
    rows = []
    for hit in list_hits(request.edition, state=request.GET.get("state", "")):
        last = list(hit.decisions.all())[-1:]
        rows.append(
            (
                hit.get_kind_display(),
                hit.code,
                hit.ours,
                hit.theirs,
                hit.score,
                hit.list_name,
                hit.entry_name,
                hit.country,
                hit.source,
                hit.day.isoformat() if hit.day else "",
                hit.get_state_display(),
                last[0].reason if last else "",
                last[0].person if last else "",
            )
        )
    return download_table("screening", kind, header, rows)
