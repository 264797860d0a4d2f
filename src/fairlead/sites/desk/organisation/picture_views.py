"""The logo and the pictures of an organisation: uploaded, described, ordered, taken away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairlead.apps.people.models import Organisation
from fairlead.apps.people.roles import Act
from fairlead.apps.trade.domain.edit_organisation import (
    EditConflict,
    read_newest,
    read_numbered,
    save_values,
)
from fairlead.apps.trade.domain.keep_picture import MOST_PICTURES, keep_picture
from fairlead.apps.trade.models import PictureKind
from fairlead.apps.trade.pictures import MOST_BYTES, NoPicture, PictureFault
from fairlead.apps.trade.queries.own_pages import find_own_picture, list_waiting, read_shown
from fairlead.folder import bounds
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.own import find_own, read_seen
from fairlead.sites.desk.organisation.views import say_saved
from fairlead.sites.public.pictures import serve_picture
from fairlead.ui.formats import name_language
from fairlead.ui.forms.lengths import check_line

# What the texts of eight pictures and the form add to a file on its way.
UPLOAD_BYTES = MOST_BYTES + 512 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def edit_pictures(request: DeskRequest, kind: str) -> HttpResponse:
    """Show the logo or the pictures, and take a new one, new words, another order, or one away."""
    firm = find_own(request, Act.EDIT_ORGANISATION)
    if kind not in PictureKind.values:
        raise Http404(_("No such page"))
    refused, status = "", 200
    if request.method == "POST":
        refused, status = _change(request, firm, PictureKind(kind))
        if not refused:
            return redirect("desk:pictures", request.edition.code, kind)
    values, number = read_numbered(firm, kind)
    shown = read_shown((values or {"pictures": []})["pictures"])
    context = {
        "kind": kind,
        "pictures": shown,
        "may_add": kind == PictureKind.LOGO or len(shown) < MOST_PICTURES,
        "most": MOST_PICTURES,
        "megabytes": MOST_BYTES // 2**20,
        "languages": [
            (tag, name_language(tag.partition("-")[0])) for tag in request.edition.languages
        ],
        "refused": refused,
        "waits": kind in list_waiting(firm),
        "seen": number,
    }
    return show_desk(request, "pictures", context, section="organisation", status=status)


def _change(request: DeskRequest, firm: Organisation, kind: PictureKind) -> tuple[str, int]:
    """Do what was pressed; return why not, with the status to say it with."""
    held: list[dict[str, Any]] = list((read_newest(firm, kind) or {"pictures": []})["pictures"])
    try:
        pictures = _read_wanted(request, kind, held)
        saved = save_values(
            firm, kind, {"pictures": pictures}, seen=read_seen(request), by=request.doer
        )
    except NoPicture as fault:
        return explain_fault(fault.fault), 400
    except EditConflict:
        return _("Somebody changed the pictures meanwhile. Please look at them again."), 409
    say_saved(request, waits=saved.waits)
    return "", 302


def _read_wanted(
    request: DeskRequest, kind: PictureKind, held: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the pictures as they are to be from now on; raises NoPicture."""
    given = request.POST
    wanted = [
        {**one, "words": _read_words(request, one["digest"])}
        for one in held
        if given.get("remove") != one["digest"]
    ]
    first = next((one for one in wanted if given.get("first") == one["digest"]), None)
    if first is not None:
        wanted = [first, *(one for one in wanted if one is not first)]
    file = request.FILES.get("file")
    if file is None:
        if "add" in given or not held or _read_words(request, "new"):
            raise NoPicture(PictureFault.EMPTY)
        return wanted
    if (file.size or 0) > MOST_BYTES:
        raise NoPicture(PictureFault.TOO_LARGE)
    fresh = keep_picture(kind, file.read(), _read_words(request, "new"))
    if kind is PictureKind.LOGO:
        return [fresh]
    if any(one["digest"] == fresh["digest"] for one in wanted):
        messages.info(request, _("This picture is here already."))
        return wanted
    if len(wanted) >= MOST_PICTURES:
        raise NoPicture(PictureFault.TOO_MANY)
    return [*wanted, fresh]


def _read_words(request: DeskRequest, name: str) -> dict[str, str]:
    said = {
        tag: check_line(request.POST.get(f"words_{name}_{tag}", ""), bounds.TEXT_LENGTH)
        for tag in request.edition.languages
    }
    return {tag: text for tag, text in said.items() if text}


def explain_fault(fault: PictureFault) -> str:
    """Return in words why a file was not taken, and what to do."""
    words = {
        PictureFault.EMPTY: _("Choose a file that is not empty."),
        PictureFault.TOO_LARGE: _("Expected a picture of at most %d MB: save it smaller.")
        % (MOST_BYTES // 2**20),
        PictureFault.UNKNOWN: _(
            "This file is no JPEG, PNG or WebP picture. Open it in an image program and save it as"
            " one of these."
        ),
        PictureFault.TOO_MANY_PIXELS: _(
            "This picture has more than 50 million pixels: make it smaller."
        ),
        PictureFault.TOO_MANY: _("There are %d pictures: take one away to add another.")
        % MOST_PICTURES,
        PictureFault.BROKEN: _(
            "This picture cannot be read: it may be cut off. Open it in an image program and save"
            " it again."
        ),
    }
    return words[fault]


@admit_participants
def show_own_picture(request: DeskRequest, digest: str) -> HttpResponse:
    """Return a picture of one's own organisation, seen by everybody or not."""
    firm = find_own(request, Act.POST_ENTRIES)
    return serve_picture(find_own_picture(firm, digest), private=True)
