"""Months of the standing search: brought in, listed, opened, and an economy's history."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.standing_search.domain.set_search_rules import WrongEconomy, set_search_rules
from fairlead.apps.standing_search.domain.take_flows import locate_new_flows, upload_flows
from fairlead.apps.standing_search.models import (
    ChangeKind,
    FoundFile,
    NeedState,
    ProposedNeed,
    SearchedMonth,
)
from fairlead.apps.standing_search.queries.focal_points import find_focal_points
from fairlead.apps.standing_search.queries.months import (
    find_search_rules,
    list_differences,
    list_judged,
    list_months,
    list_watched_economies,
)
from fairlead.apps.trade.uploaded_flows import MOST_BYTES
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.public.imports.history import describe_history, name_differences
from fairlead.ui.forms.files import UnusableFile, check_file
from fairlead.ui.lists.pagination import parse_page_number, split_pages
from fairlead.ui.serving import FORM_BYTES, accept_body
from fairlead.ui.table_download import download_table

_PAGE, _SHOWN = 50, 24


@never_cache
@accept_body(MOST_BYTES + FORM_BYTES)
@admit(Act.SEE_OFFICE)
def show_months(request: OfficeRequest) -> HttpResponse:
    """Show the months, the newest first, and what is proposed; take a new month."""
    edition = request.edition
    may_bring = may(request.user, Act.RUN_ENGINES, edition=edition)
    faults: list[str] = []
    if request.method == "POST":
        if not may_bring:
            raise PermissionDenied
        number, faults = _take(request)
        if number:
            return redirect("office:work_one", edition.code, number)
    proposed = ProposedNeed.objects.filter(edition=edition)
    counted = dict(proposed.order_by().values_list("state").annotate(Count("pk")))
    waiting = proposed.filter(state=NeedState.WAITING).order_by("economy")
    concerned = list(waiting.values_list("economy", flat=True).distinct())
    heard = find_focal_points(edition, concerned)
    folder = locate_new_flows(edition)
    context = {
        "edition": edition,
        "months": list_months(edition, stop=_SHOWN),
        "judged": list_judged(edition),
        "watched": list_watched_economies(edition),
        "rules": find_search_rules(edition),
        "counts": [(one.label, counted.get(one.value, 0)) for one in NeedState],
        "waits": bool(concerned),
        "unheard": [one for one in concerned if not heard[one]],
        "folder": "" if folder is None else folder.name,
        "files": FoundFile.objects.filter(edition=edition).exclude(said="")[:_SHOWN],
        "faults": faults,
        "most": MOST_BYTES // 2**20,
        "may_bring": may_bring,
        "may_set": may(request.user, Act.SET_UP, edition=edition),
    }
    return show_page(request, "standing_search", context, status=400 if faults else 200)


def _take(request: OfficeRequest) -> tuple[int, list[str]]:
    """Return the number of the work that judges what was sent, or what is wrong with it."""
    try:
        sent = check_file(request.FILES.get("file"), MOST_BYTES)
        work = upload_flows(
            request.edition,
            request.user,
            month=request.POST.get("month", ""),
            name=sent.name or "",
            chunks=sent.chunks(),
            revised="revised" in request.POST,
        )
    except UnusableFile as error:
        return 0, [str(error)]
    except InvalidInput as error:
        return 0, [str(problem) for problem in error.problems]
    return work.pk, []


@accept_body()
@require_POST
@admit(Act.SET_UP)
def set_rules(request: OfficeRequest) -> HttpResponse:
    """Set whose imports are judged, and who may see their history."""
    given = request.POST.get("economies", "").replace(",", " ").split()
    try:
        set_search_rules(
            request.edition, economies=given, public="public" in request.POST, by=request.user
        )
    except WrongEconomy as wrong:
        messages.error(request, _("“%s” is no code of an economy, such as BLR.") % wrong)
    else:
        messages.success(request, _("Saved."))
    return redirect("office:standing_search", request.edition.code)


def _find_month(request: OfficeRequest, month: str) -> SearchedMonth:
    rows = SearchedMonth.objects.filter(edition=request.edition, month=month)
    number = request.GET.get("revision", "")
    if number:
        if not number.isascii() or not number.isdigit() or len(number) > 6:
            raise Http404
        return get_object_or_404(rows, revision=int(number))
    return get_object_or_404(rows, current=True)


@admit(Act.SEE_OFFICE)
def show_month(request: OfficeRequest, month: str) -> HttpResponse:
    """Show what differed in a month, and why; revisions of before stay to be read."""
    searched = _find_month(request, month)
    asked = {name: request.GET.get(name, "") for name in ("change", "economy")}
    change = asked["change"] if asked["change"] in ChangeKind.values else ""
    economies = list(
        searched.figures.order_by("economy").values_list("economy", flat=True).distinct()
    )
    economy = asked["economy"] if asked["economy"] in economies else ""
    rows = list_differences(searched, change=change, economy=economy)
    revision = request.GET.get("revision", "")
    pages = split_pages(
        rows.count(),
        number=parse_page_number(request.GET.get("page", "")),
        size=_PAGE,
        address=lambda page: f"?change={change}&economy={economy}&revision={revision}&page={page}",
    )
    start = (pages.number - 1) * _PAGE
    context = {
        "edition": request.edition,
        "searched": searched,
        "rows": name_differences(request.edition, list(rows[start : start + _PAGE])),
        "kinds": ChangeKind.choices,
        "change": change,
        "economies": economies,
        "economy": economy,
        "pages": pages,
        "other_years": [] if int(month[:4]) in searched.years else searched.years,
        "revisions": SearchedMonth.objects.filter(edition=request.edition, month=month),
    }
    return show_page(request, "searched_month", context)


@admit(Act.SEE_OFFICE)
def export_month(request: OfficeRequest, month: str, kind: str) -> HttpResponse:
    """Hand what differed in a month as a table; no text in it runs as a formula."""
    searched = _find_month(request, month)
    header = (
        _("economy"), _("product"), _("title"), _("change"), _("compared with"),
        _("criteria that hold now"), _("criteria that hold no longer"), _("imports before"),
        _("imports now"), _("concentration before"), _("concentration now"),
        _("first supplier before"), _("first supplier now"), _("share before"), _("share now"),
        _("file"), "SHA-256",
    )  # fmt: skip
    rows = (
        (
            one.economy,
            one.product,
            str(title),
            one.get_change_display(),
            one.compared_with,
            " ".join(one.gained).upper(),
            " ".join(one.lost).upper(),
            one.imports_before,
            one.imports_after,
            one.hhi_before,
            one.hhi_after,
            one.first_before,
            one.first_after,
            one.share_before,
            one.share_after,
            searched.source,
            searched.digest,
        )
        for one, title in name_differences(request.edition, list(list_differences(searched)))
    )
    return download_table(f"changes-{month}", kind, header, rows)


@admit(Act.SEE_OFFICE)
def show_economy(request: OfficeRequest, economy: str) -> HttpResponse:
    """Show an economy's history."""
    context = describe_history(request.edition, economy)
    return show_page(request, "search_history", {"edition": request.edition, **context})
