"""Background work of an edition: asked for, followed and cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.pipeline.tasks import RUNS
from fairlead.apps.work.domain.cancel_work import cancel_work
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.kinds import name_kind
from fairlead.apps.work.models import Work
from fairlead.apps.work.tokens import make_events_address
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.serving import accept_body
from fairlead.ui.step_words import say_sentences

MOST_ROWS = 50
_STEPS = {
    "dependency": gettext_lazy("Critical imports"),
    "matching": gettext_lazy("Matches"),
    "scheduling": gettext_lazy("Timetable"),
    "portfolio": gettext_lazy("Choice of projects"),
    "programme": gettext_lazy("Programme"),
    "releasing": gettext_lazy("Releasing the timetable"),
    "reading": gettext_lazy("Reading the file"),
    "checking": gettext_lazy("Checking the rows"),
    "preparing": gettext_lazy("Making the flows ready for pages"),
    "writing": gettext_lazy("Writing"),
    "deciding": gettext_lazy("Deciding"),
}


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of work as the page shows it; ``share`` is None while nobody knows.

    ``english`` are words that an older build kept, or a fault's.
    """

    name: str | Promise
    words: str
    english: bool
    share: float | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Work as the list shows it."""

    work: Work
    name: str | Promise


@admit(Act.SEE_OFFICE)
def list_work(request: OfficeRequest) -> HttpResponse:
    """Show the newest background work of the edition, and what can be asked for."""
    newest = Work.objects.filter(edition=request.edition).select_related("account")[:MOST_ROWS]
    rows = [WorkRow(work, name_kind(work.kind)) for work in newest]
    may_run = may(request.user, Act.RUN_ENGINES, edition=request.edition)
    runs = [(kind, name_kind(kind)) for kind in RUNS] if may_run else []
    return show_page(request, "work", {"edition": request.edition, "rows": rows, "runs": runs})


@accept_body()
@require_POST
@admit(Act.RUN_ENGINES)
def start(request: OfficeRequest, kind: str) -> HttpResponse:
    """Ask for a run; where one waits or runs already, show that."""
    if kind not in RUNS:
        raise Http404
    work = queue_work(kind, edition=request.edition, account=request.user)
    return redirect("office:work_one", request.edition.code, work.pk)


@never_cache
@admit(Act.SEE_OFFICE)
def show_work(request: OfficeRequest, number: int) -> HttpResponse:
    """Show where work stands; the page follows by itself."""
    context = _build_context(request, number)
    context["events"] = make_events_address(number)
    return show_page(request, "work_one", context)


@never_cache
@admit(Act.SEE_OFFICE)
def show_steps(request: OfficeRequest, number: int) -> HttpResponse:
    """Return the part of the page that changes, for its script."""
    return render(request, "office/work_steps.html", _build_context(request, number))


@accept_body()
@require_POST
@admit(Act.SEE_OFFICE)
def cancel(request: OfficeRequest, number: int) -> HttpResponse:
    """Cancel work, and say what came of it; pressing again changes nothing."""
    work = Work.objects.filter(edition=request.edition, pk=number).first()
    if not _may_cancel(request, work):
        raise PermissionDenied
    if work is None:
        raise Http404
    if not cancel_work(work):
        messages.warning(request, _("It had ended before."))
    elif work.is_live:
        messages.success(request, _("It is asked to stop and does at its next step."))
    else:
        messages.success(request, _("Cancelled."))
    return redirect("office:work_one", request.edition.code, number)


def _build_context(request: OfficeRequest, number: int) -> dict[str, object]:
    work = get_object_or_404(Work, edition=request.edition, pk=number)
    return {
        "edition": request.edition,
        "work": work,
        "name": name_kind(work.kind),
        "steps": list(list_steps(work)),
        "may_cancel": _may_cancel(request, work),
    }


def _may_cancel(request: OfficeRequest, work: Work | None) -> bool:
    """Return whether the visitor runs the engines, or asked for this work."""
    own = work is not None and work.account_id == request.user.pk
    return own or may(request.user, Act.RUN_ENGINES, edition=request.edition)


def list_steps(work: Work) -> Iterator[StepRow]:
    """Yield the steps in the order in which they are usually taken."""
    order = list(_STEPS)
    known = sorted(work.progress, key=lambda name: order.index(name) if name in order else 99)
    for name in known:
        share, words = work.progress[name]
        told = words if isinstance(words, str) else say_sentences(words)
        yield StepRow(_STEPS.get(name, name), told, isinstance(words, str), share)
