"""The edition's trade flows in the office: which they are, and a file in their place."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import FlowKind
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.flow_files import is_kept
from fairlead.apps.trade.models import Assessment
from fairlead.apps.trade.uploaded_flows import MOST_BYTES
from fairlead.apps.transfer.domain.take_edition_flows import (
    CLASSIFICATIONS,
    read_as_written,
    upload_edition_flows,
)
from fairlead.apps.work.models import LIVE, Work
from fairlead.folder.input_errors import InvalidInput
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.forms.files import UnusableFile, check_file
from fairlead.ui.serving import FORM_BYTES, accept_body

_FIELDS = ("kind", "classification", "years", "unit")


@never_cache
@accept_body(MOST_BYTES + FORM_BYTES)
@admit(Act.SEE_OFFICE)
def show_flows(request: OfficeRequest) -> HttpResponse:
    """Show the flows that the figures come from; take others."""
    edition = request.edition
    may_bring = may(request.user, Act.RUN_ENGINES, edition=edition)
    faults: list[str] = []
    if request.method == "POST":
        if not may_bring:
            raise PermissionDenied
        number, faults = _take(request)
        if number:
            return redirect("office:work_one", edition.code, number)
    context = {
        "edition": edition,
        "kind": FlowKind(edition.flows_kind).label if edition.flows_kind else "",
        "kept": is_kept(edition),
        "under_way": Work.objects.filter(edition=edition, kind="take_flows", state__in=LIVE),
        "figures": Assessment.objects.filter(edition=edition)
        .select_related("run")
        .order_by("-version")[:5],
        "kinds": FlowKind.choices,
        "classifications": CLASSIFICATIONS,
        "given": {name: request.POST.get(name, "") for name in _FIELDS},
        "faults": faults,
        "most": MOST_BYTES // 2**20,
        "may_bring": may_bring,
    }
    return show_page(request, "flows", context, status=400 if faults else 200)


def _take(request: OfficeRequest) -> tuple[int, list[str]]:
    """Return the number of the work that reads what was sent, or what is wrong with it."""
    try:
        sent = check_file(request.FILES.get("file"), MOST_BYTES)
        written = read_as_written(**{name: request.POST.get(name, "") for name in _FIELDS})
    except UnusableFile as error:
        return 0, [str(error)]
    except InvalidInput as error:
        return 0, [str(problem) for problem in error.problems]
    work = upload_edition_flows(
        request.edition,
        request.user,
        name=sent.name or "",
        chunks=sent.chunks(),
        written=written,
    )
    return work.pk, []
