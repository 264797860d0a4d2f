"""Signings: agreement, parties, who signs, where and when; released to the press or not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.congress.models import Session
from fairlead.apps.consortia.domain.set_up_signing import release_signing, set_up_signing
from fairlead.apps.consortia.models import Signing
from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.roles import Act
from fairlead.folder import bounds
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.signings.signatories import (
    MOST_LINES,
    read_signatories,
    write_signatories,
)
from fairlead.sites.reading import read_languages, read_text
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.serving import accept_body

_LONG = 512 * 1024
_MOST_SESSIONS, _MOST_PROJECTS = 500, 2000  # that are listed; of more one says the id


@never_cache
@admit(Act.EDIT_SIGNINGS)
def show_signings(request: OfficeRequest) -> HttpResponse:
    """Show the signings in the order of time."""
    rows = Signing.objects.filter(edition=request.edition)
    found = rows.select_related("session__room", "project").prefetch_related("signatories")
    context = {
        "edition": request.edition,
        "signings": found.order_by("session__date", "session__start"),
    }
    return show_page(request, "signings", context)


@never_cache
@accept_body(_LONG)
@admit(Act.EDIT_SIGNINGS)
def edit_signing(request: OfficeRequest, name: str = "") -> HttpResponse:
    """Show the form of a signing, and save what was submitted."""
    edition = request.edition
    rows = Signing.objects.select_related("session", "project")
    held = get_object_or_404(rows, edition=edition, code=name) if name else None
    error, given = "", _write(held) if held is not None else {}
    if request.method == "POST":
        given = request.POST.dict()  # what was typed is shown again with what is wrong of it
        try:
            made = _save(request, held)
        except (Refusal, TextTooLong) as refused:
            error = str(refused)
        else:
            return redirect("office:signing", edition.code, made.code)
    free = Session.objects.filter(edition=edition, signing=None).select_related("room")
    sessions = list(free.order_by("date", "start")[: _MOST_SESSIONS + 1])
    projects = list(Project.objects.filter(edition=edition).order_by("code")[: _MOST_PROJECTS + 1])
    context = {
        "edition": edition,
        "signing": held,
        "error": error,
        "given": given,
        "longest": bounds.LONG_TEXT_LENGTH,
        "most_lines": MOST_LINES,
        "titles": [(tag, given.get(f"title_{tag}", "")) for tag in edition.languages],
        "signatories": [(tag, given.get(f"signatories_{tag}", "")) for tag in edition.languages],
        "texts": [(tag, given.get(f"press_{tag}", "")) for tag in edition.languages],
        "sessions": sessions,
        "too_many_sessions": len(sessions) > _MOST_SESSIONS,
        "projects": projects,
        "too_many_projects": len(projects) > _MOST_PROJECTS,
    }
    return show_page(request, "signing", context, status=400 if error else 200)


def _save(request: OfficeRequest, held: Signing | None) -> Signing:
    edition, given = request.edition, request.POST
    code = read_text(given, "session")
    session = Session.objects.filter(edition=edition, code=code).first()
    if not code and held is not None:
        session = held.session
    if session is None:
        raise Refusal(_("Expected a session of the programme: it holds room and hour."))
    session.edition = edition
    title = read_languages(edition, given, "title") or session.title
    named = read_text(given, "project")
    project = Project.objects.filter(edition=edition, code=named).first()
    if named and project is None:
        raise Refusal(_("Expected the id of a project of this edition."))
    return set_up_signing(
        session,
        title=title,
        signatories=read_signatories(
            {tag: given.get(f"signatories_{tag}", "") for tag in edition.languages}
        ),
        project=project,
        press=read_languages(edition, given, "press", long=True),
        by=Doer(request.user),
        held=held,
    )


def _write(held: Signing) -> dict[str, str]:
    """Return the fields of the form as they say what is in force."""
    rows = list(held.signatories.all())
    return {
        "session": held.session.code,
        "project": held.project.code if held.project is not None else "",
        **{f"signatories_{tag}": write_signatories(rows, tag) for tag in held.edition.languages},
        **{f"title_{tag}": text for tag, text in held.title.items()},
        **{f"press_{tag}": text for tag, text in held.press.items()},
    }


@accept_body()
@require_POST
@admit(Act.EDIT_SIGNINGS)
def release(request: OfficeRequest, name: str) -> HttpResponse:
    """Show the page for the press, or take it back."""
    held = get_object_or_404(Signing, edition=request.edition, code=name)
    shown = request.POST.get("release") == "yes"
    held.edition = request.edition
    try:
        release_signing(held, release=shown, by=Doer(request.user))
    except Refusal as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Saved."))
    return redirect("office:signings", request.edition.code)
