"""Versions side by side: drafted, compared, restored, thrown away, released."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from fairlead.apps.fairs.domain.release_version import NotADraft
from fairlead.apps.meetings.domain.refusals import Refusal, explain_rule
from fairlead.apps.meetings.domain.release_timetable import release_timetable
from fairlead.apps.meetings.domain.restore_version import restore_version, throw_draft_away
from fairlead.apps.meetings.models import Timetable, TimetableState
from fairlead.apps.meetings.queries.absent_parties import AbsentParties, find_away
from fairlead.apps.meetings.queries.release_effect import ReleaseComparison
from fairlead.apps.meetings.queries.versions import (
    count_differences,
    list_differences,
    list_figures,
)
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import LIVE, Work
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.timetables.grid import find_version, read_words
from fairlead.sites.office.timetables.rows import (
    count_reasons,
    describe_changes,
    find_left,
    read_left,
)
from fairlead.ui.forms.lengths import check_length
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key
from fairlead.ui.serving import accept_body, serve_apart

_PAGE, _MOST_VERSIONS, _LONGEST_LIST, _MOST_NAMED = 50, 10**9, 8000, 5
# A release of more meetings than this is background work.
AT_ONCE = 3000
KINDS = {
    "added": gettext_lazy("new"),
    "moved": gettext_lazy("at another time"),
    "reseated": gettext_lazy("at another place or with a colleague"),
    "cancelled": gettext_lazy("not held any more"),
}
REASONS = {
    "no_staff": gettext_lazy("Nobody of the exhibitor takes part"),
    "by_hand": gettext_lazy("Not planned by the engine: book it by hand"),
    "no_stand": gettext_lazy("Asked for at the stand of a person who has none"),
    "no_room": gettext_lazy("No room"),
    "taken_out": gettext_lazy("Taken out by hand"),
    "changed_since": gettext_lazy("Not possible any more as it was"),
    "asked_since": gettext_lazy("Not planned yet"),
    "never_together": gettext_lazy("Never there at the same time"),
    "meet_already": gettext_lazy("The organisations meet already"),
    "both_full": gettext_lazy("Both are full"),
    "one_full": gettext_lazy("One of them is full"),
    "never_free_together": gettext_lazy("Never free at the same time"),
    "representatives": gettext_lazy("No representative is left"),
    "crew": gettext_lazy("No representative is left"),  # as older editions have it
    "tables": gettext_lazy("No table free"),
    "rest": gettext_lazy("There must be a rest"),
    "limit": gettext_lazy("A limit is reached"),
    "walk": gettext_lazy("The way is too far"),
    "order": gettext_lazy("Another meeting must come first"),
    "room": gettext_lazy("There is room: put it in by hand"),
}


@admit(Act.EDIT_TIMETABLE)
def show_versions(request: OfficeRequest) -> HttpResponse:
    """Show all versions side by side, and what can be drafted."""
    edition = request.edition
    figures = list_figures(edition)
    return show_page(
        request,
        "timetables",
        {
            "edition": edition,
            "figures": figures,
            "compared": len(figures) > 1,
            "may_run": may(request.user, Act.RUN_ENGINES, edition=edition),
            "may_release": may(request.user, Act.RELEASE, edition=edition),
            "live": Work.objects.filter(
                edition=edition,
                state__in=LIVE,
                kind__in=("run_timetable", "replan_timetable", "release_timetable"),
            ),
            "bases": [one.timetable for one in figures if one.held],
        },
    )


@admit(Act.EDIT_TIMETABLE)
def show_left(request: OfficeRequest, version: int) -> HttpResponse:
    """Show what a version leaves out, and why."""
    held_in = find_version(request, version)
    words = read_words(request)
    reason = request.GET.get("reason", "")[:40]
    found = find_left(held_in, words, reason if reason in REASONS else "")
    query = urlencode({name: one for name, one in (("q", words), ("reason", reason)) if one})
    pages = find_pages(request, found.count(), size=_PAGE, query=query)
    return show_page(
        request,
        "timetable_left",
        {
            "edition": request.edition,
            "held_in": held_in,
            "rows": [
                (row, REASONS.get(row.why, row.why))
                for row in read_left(found, start=pages.rows.start, most=_PAGE)
            ],
            "reasons": [(one, REASONS.get(one, one), many) for one, many in count_reasons(held_in)],
            "reason": reason,
            "words": words,
            "query": f"?{urlencode({'q': words, 'reason': reason})}",
            "pages": pages,
        },
    )


@serve_apart("dear")
@admit(Act.EDIT_TIMETABLE)
def compare(request: OfficeRequest) -> HttpResponse:
    """Show what parts two versions; without two, lead back to the list of them."""
    if not request.GET.keys() >= {"one", "other"}:
        return redirect("office:timetables", request.edition.code)
    one, other = (find_version(request, _read(request, name)) for name in ("one", "other"))
    counts = count_differences(one, other)
    said = urlencode({"one": one.version, "other": other.version})
    pages = find_pages(request, sum(counts.values()), size=_PAGE, query=said)
    rows = list_differences(one, other, start=pages.rows.start, most=_PAGE)
    return show_page(
        request,
        "timetable_compare",
        {
            "edition": request.edition,
            "one": one,
            "other": other,
            "counts": [(KINDS[kind], counts.get(kind, 0)) for kind in KINDS],
            "rows": describe_changes(
                (KINDS[row.kind], row.request, row.before, row.after) for row in rows
            ),
            "pages": pages,
        },
    )


def _read(request: OfficeRequest, name: str) -> int:
    number = read_key(request.GET.get(name, ""), most=_MOST_VERSIONS)
    if number is None:
        raise Http404
    return number


@accept_body()
@require_POST
@admit(Act.EDIT_TIMETABLE)
def restore(request: OfficeRequest, version: int) -> HttpResponse:
    """Make a new draft of a version, and go there."""
    old = find_version(request, version)
    restored = restore_version(old)
    made = restored.timetable
    if restored.made:
        record_change(
            "restore_version",
            made,
            by=Doer(request.user),
            edition=request.edition,
            after={"version": made.version, "made_from": version},
        )
    messages.success(request, _("Version %d is a new draft.") % made.version)
    if restored.left:
        words = ngettext(
            "%d meeting cannot be as it was and is left out.",
            "%d meetings cannot be as they were and are left out.",
            restored.left,
        )
        messages.warning(request, words % restored.left)
    return redirect("office:timetable", request.edition.code, made.version)


@accept_body()
@require_POST
@admit(Act.EDIT_TIMETABLE)
def throw_away(request: OfficeRequest, version: int) -> HttpResponse:
    """Throw a draft away."""
    draft = find_version(request, version)
    try:
        with transaction.atomic():
            record_change("throw_draft_away", draft, by=Doer(request.user), edition=request.edition)
            throw_draft_away(draft)
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Draft %d is thrown away.") % version)
    return redirect("office:timetables", request.edition.code)


@dataclass(frozen=True, slots=True)
class LeftOutCount:
    """Why meetings of a draft cannot hold, and how many."""

    why: Any
    many: int


@serve_apart("dear")
@accept_body()
@admit(Act.RELEASE)
def release(request: OfficeRequest, version: int) -> HttpResponse:
    """Show what releasing a draft would do; release it when the button there is pressed."""
    draft = find_version(request, version)
    if request.method == "POST":
        return _release(request, draft)
    if draft.state != TimetableState.DRAFT:
        messages.warning(request, _("Version %d was released before.") % version)
        return redirect("office:timetables", request.edition.code)
    releasing = ReleaseComparison(draft)
    effect = releasing.count_effect()
    pages = find_pages(request, effect.changed, size=_PAGE)
    rows = releasing.list_changed(start=pages.rows.start, most=_PAGE)
    return show_page(
        request,
        "timetable_release",
        {
            "edition": request.edition,
            "held_in": draft,
            "effect": effect,
            "counts": [(KINDS[kind], getattr(effect, kind)) for kind in KINDS],
            "left": [LeftOutCount(explain_rule(rule), many) for rule, many in effect.left_by_rule],
            "left_requests": [(code, explain_rule(rule)) for code, rule in effect.left[:_PAGE]],
            "rows": describe_changes(
                (KINDS[kind], asked, before, after) for kind, asked, before, after in rows
            ),
            "pages": pages,
        },
    )


def _release(request: OfficeRequest, draft: Timetable) -> HttpResponse:
    edition = request.edition
    if draft.state == TimetableState.DRAFT and draft.meetings.count() > AT_ONCE:
        work = queue_work(
            "release_timetable",
            edition=edition,
            account=request.user,
            parameters={"version": draft.version},
        )
        return redirect("office:work_one", edition.code, work.pk)
    try:
        done = release_timetable(draft, tell=True, by=Doer(request.user))
    except NotADraft:
        messages.warning(request, _("Version %d was released before.") % draft.version)
    else:
        messages.success(request, _("Version %d is the released timetable now.") % draft.version)
        told = ngettext("%d person is told.", "%d people are told.", done.told)
        messages.success(request, told % done.told)
    return redirect("office:timetables", edition.code)


@accept_body()
@require_POST
@admit(Act.RUN_ENGINES)
def replan(request: OfficeRequest) -> HttpResponse:
    """Ask for a draft near a version: what is locked stays, and as little as possible moves."""
    edition = request.edition
    base = read_key(request.POST.get("base", "0"), most=_MOST_VERSIONS)
    if base is None or not Timetable.objects.filter(edition=edition, version=base).exists():
        raise Http404
    stands, people = (_split_words(request.POST.get(one, "")) for one in ("stands", "people"))
    away = find_away(edition, stands, people)
    if away.unknown_stands or away.unknown_people:
        return refuse(request, _name_unknown(away), "office:timetables", edition.code)
    work = queue_work(
        "replan_timetable",
        edition=edition,
        account=request.user,
        parameters={
            "base": base,
            "keep": request.POST.get("keep") == "yes",
            "stands": stands,
            "people": people,
        },
    )
    return redirect("office:work_one", edition.code, work.pk)


def _name_unknown(away: AbsentParties) -> str:
    """Return what was given of stands and people that there is none of."""
    stand = _("There is no stand %s. Expected its hall and number, such as 2-A14.")
    person = _("Nobody takes part as %s. Expected an address or a code.")
    said = [stand % one for one in away.unknown_stands]
    said += [person % one for one in away.unknown_people]
    return " ".join(said[:_MOST_NAMED])


def _split_words(text: str) -> list[str]:
    """Return the words between commas; raises TextTooLong."""
    said = check_length(text, _LONGEST_LIST)
    return [one.strip() for one in said.split(",") if one.strip()]
