"""Versions of the programme: listed, drafted, compared, restored, released."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.change_words import ChangeWords
from fairlead.apps.congress.domain.draft_programme import (
    draft_programme,
    restore_programme,
    throw_draft_away,
)
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.models import PlannedSession, Programme, Session
from fairlead.apps.congress.queries.board import read_board
from fairlead.apps.congress.queries.programme_changes import (
    Kind,
    count_kinds,
    list_release_changes,
    list_version_changes,
)
from fairlead.apps.delegations.queries.commitments import read_elsewhere
from fairlead.apps.fairs.models import VersionState
from fairlead.apps.meetings.domain.release_sessions import count_told, release_and_tell
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import LIVE, Work
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.programme.building import find_programme, may_change
from fairlead.sites.office.programme.conflict_words import ConflictWords
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body

KINDS = {
    "new": gettext_lazy("new"),
    "cancelled": gettext_lazy("not held any more"),
    "moved": gettext_lazy("moved"),
    "renamed": gettext_lazy("renamed"),
    "people": gettext_lazy("other speakers"),
    "details": gettext_lazy("other details"),
}
_MOST_SHOWN = 1000


@never_cache
@admit(Act.SEE_PROGRAMME)
def show_versions(request: OfficeRequest) -> HttpResponse:
    """Show all versions, and what can be drafted."""
    edition = request.edition
    counted = Programme.objects.filter(edition=edition).annotate(
        many=Count("sessions", filter=Q(sessions__room__isnull=False)),
        open=Count("sessions", filter=Q(sessions__room__isnull=True)),
    )
    versions = list(counted.order_by("-version"))
    return show_page(
        request,
        "programme_versions",
        {
            "edition": edition,
            "versions": versions,
            "compared": len(versions) > 1,
            "held": 0 if versions else Session.objects.filter(edition=edition).count(),
            "may_edit": may(request.user, Act.EDIT_PROGRAMME, edition=edition),
            "live": Work.objects.filter(edition=edition, state__in=LIVE, kind="propose_programme"),
        },
    )


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def draft(request: OfficeRequest) -> HttpResponse:
    """Make a draft of what holds, and go there."""
    with transaction.atomic():
        made = draft_programme(request.edition)
        _record("draft_programme", made, request)
    return redirect("office:programme_version", request.edition.code, made.version)


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def restore(request: OfficeRequest, version: int) -> HttpResponse:
    """Make a new draft of a version, and go there."""
    old = find_programme(request.edition, version)
    with transaction.atomic():
        made = restore_programme(old)
        _record("restore_programme", made, request)
    messages.success(request, _("Version %d is a new draft.") % made.version)
    return redirect("office:programme_version", request.edition.code, made.version)


def _record(act: str, made: Programme, request: OfficeRequest) -> None:
    record_change(
        act,
        made,
        by=Doer(request.user),
        edition=request.edition,
        after={"version": made.version, "made_from": made.made_from},
    )


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def throw_away(request: OfficeRequest, version: int) -> HttpResponse:
    """Throw a draft away."""
    programme = find_programme(request.edition, version)
    try:
        with transaction.atomic():
            _record("throw_programme_away", programme, request)
            throw_draft_away(programme)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Draft %d is thrown away.") % version)
    return redirect("office:programme", request.edition.code)


@never_cache
@admit(Act.SEE_PROGRAMME)
def compare(request: OfficeRequest) -> HttpResponse:
    """Show what parts two versions; without two, lead back to the list of them."""
    if not request.GET.keys() >= {"one", "other"}:
        return redirect("office:programme", request.edition.code)
    one, other = (
        find_programme(request.edition, _read(request, name)) for name in ("one", "other")
    )
    changes = list_version_changes(one, other)
    words = ChangeWords(request.edition, changes)
    return show_page(
        request,
        "programme_compare",
        {
            "edition": request.edition,
            "one": one,
            "other": other,
            "counts": _name_kinds(count_kinds(changes)),
            "lines": [line for change in changes[:_MOST_SHOWN] for line in words.say(change)],
        },
    )


def _read(request: OfficeRequest, name: str) -> int:
    if (found := read_key(request.GET.get(name), most=10**9 - 1)) is None:
        raise Http404
    return found


def _name_kinds(counted: list[tuple[Kind, int]]) -> list[tuple[object, int]]:
    return [(KINDS[kind], many) for kind, many in counted]


@never_cache
@accept_body()
@admit(Act.SEE_PROGRAMME)
def release(request: OfficeRequest, version: int) -> HttpResponse:
    """Show what releasing a draft would change; release it when the button there is pressed."""
    edition, programme = request.edition, find_programme(request.edition, version)
    may_release = may(request.user, Act.RELEASE, edition=edition)
    if programme.state != VersionState.DRAFT:
        messages.warning(request, _("Version %d was released before.") % version)
        return redirect("office:programme", edition.code)
    if request.method == "POST":
        if not may_release:
            return HttpResponse(status=403)
        return _release(request, programme)
    changes = list_release_changes(programme)
    words = ChangeWords(edition, changes)
    board = read_board(programme, read_elsewhere(edition))
    said = ConflictWords(edition, board.sessions)
    return show_page(
        request,
        "programme_release",
        {
            "edition": edition,
            "programme": programme,
            "counts": _name_kinds(count_kinds(changes)),
            "lines": [line for change in changes[:_MOST_SHOWN] for line in words.say(change)],
            "told": count_told(edition, changes),
            "open": PlannedSession.objects.filter(programme=programme, room=None).count(),
            "conflicts": [
                (code, said.title(code), said.say_all(found))
                for code, found in list(board.find_all().items())[:_MOST_SHOWN]
            ],
            "may_release": may_release,
            "editable": may_change(request, programme),
        },
    )


def _release(request: OfficeRequest, programme: Programme) -> HttpResponse:
    edition = request.edition
    try:
        done, told = release_and_tell(programme, by=Doer(request.user))
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect("office:release_programme", edition.code, programme.version)
    messages.success(
        request, _("Version %d is the released programme now.") % done.programme.version
    )
    words = ngettext("%d person is told.", "%d people are told.", told)
    messages.success(request, words % told)
    return redirect("office:programme", edition.code)


@accept_body()
@require_POST
@admit(Act.EDIT_PROGRAMME)
def propose(request: OfficeRequest, version: int) -> HttpResponse:
    """Ask the engine for places of the sessions of a draft that have none."""
    programme = find_programme(request.edition, version)
    if programme.state != VersionState.DRAFT:
        messages.error(request, str(Refusal("no_draft")))
        return redirect("office:programme_version", request.edition.code, version)
    work = queue_work(
        "propose_programme",
        edition=request.edition,
        account=request.user,
        parameters={"version": version},
        key=f"propose_programme:{version}",
    )
    return redirect("office:work_one", request.edition.code, work.pk)
