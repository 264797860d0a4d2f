"""Bringing in a list: uploaded, checked without changing anything, corrected, imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.roles import Act
from fairlead.apps.transfer.domain.upload_list import (
    MOST_BYTES,
    NotReady,
    check_again,
    find_last_work,
    import_list,
    upload_list,
)
from fairlead.apps.transfer.imports.fields import list_choices
from fairlead.apps.transfer.models import ListKind, ListState, UploadedList
from fairlead.apps.work.kinds import name_kind
from fairlead.apps.work.tokens import make_events_address
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.work.views import list_steps
from fairlead.ui.forms.files import UnusableFile, check_file
from fairlead.ui.serving import FORM_BYTES, accept_body
from fairlead.ui.table_download import download_workbook

SHOWN, FAULTS_SHOWN = 30, 200


@never_cache
@accept_body(MOST_BYTES + FORM_BYTES)
@admit(Act.IMPORT_PEOPLE)
def show_imports(request: OfficeRequest) -> HttpResponse:
    """Show the newest lists; take a new one."""
    refused = ""
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind not in ListKind.values:
            raise Http404
        try:
            file = check_file(request.FILES.get("file"), MOST_BYTES)
        except UnusableFile as error:
            refused = str(error)
        else:
            uploaded = upload_list(
                request.edition,
                request.user,
                kind=ListKind(kind),
                name=file.name or "",
                content=file.read(),
            )
            return redirect("office:import", request.edition.code, uploaded.pk)
    lists = UploadedList.objects.filter(edition=request.edition).select_related("account")
    context = {
        "edition": request.edition,
        "lists": lists.defer("content", "faulty", "findings", "reading")[:SHOWN],
        "kinds": ListKind.choices,
        "most": MOST_BYTES // 2**20,
        "refused": refused,
    }
    return show_page(request, "imports", context, status=400 if refused else 200)


@never_cache
@admit(Act.IMPORT_PEOPLE)
def show_import(request: OfficeRequest, number: int) -> HttpResponse:
    """Show what a list holds and would do, or did."""
    uploaded = _find(request, number)
    work = find_last_work(uploaded)
    context: dict[str, Any] = {
        "edition": request.edition,
        "list": uploaded,
        "work": work,
        "may_cancel": True,
    }
    if work is not None and uploaded.state in (ListState.UPLOADED, ListState.WRITING):
        context |= {"name": name_kind(work.kind), "steps": list(list_steps(work))}
        context["events"] = make_events_address(work.pk)
    if uploaded.findings:
        context |= _describe(request, uploaded)
    return show_page(request, "import", context)


def _describe(request: OfficeRequest, uploaded: UploadedList) -> dict[str, Any]:
    choices = list_choices(ListKind(uploaded.kind), request.edition.languages)
    labels = [
        (key, field.label if key == field.key else f"{field.label} ({key[len(field.key) + 1 :]})")
        for key, field in choices.items()
    ]
    reading = uploaded.reading
    columns = [
        (place, name, example, chosen)
        for place, (name, example, chosen) in enumerate(
            zip(reading["names"], reading["examples"], reading["columns"], strict=True)
        )
    ]
    visible = [one for one in reading["sheets"] if one["name"]]
    return {
        "found": uploaded.findings,
        "reading": reading,
        "columns": columns,
        "choices": labels,
        "sheets": visible if len(visible) > 1 else [],
        "faults": uploaded.findings["faults"][:FAULTS_SHOWN],
        "can_write": uploaded.state == ListState.CHECKED
        and uploaded.findings["made"] + uploaded.findings["changed"] > 0,
    }


@accept_body()
@require_POST
@admit(Act.IMPORT_PEOPLE)
def check(request: OfficeRequest, number: int) -> HttpResponse:
    """Check a list again, with the sheet and the meaning of its columns as they were chosen."""
    uploaded = _find(request, number)
    width = len(uploaded.reading.get("names", ()))
    sheet = request.POST.get("sheet", uploaded.sheet)
    chosen = [request.POST.get(f"column-{place}", "") for place in range(width)]
    # Of another sheet nobody has said anything yet.
    columns = chosen if width and sheet == uploaded.sheet else None
    try:
        check_again(uploaded, request.user, sheet=sheet, columns=columns)
    except NotReady:
        messages.warning(request, _("It is being worked on, or was imported before."))
    return redirect("office:import", request.edition.code, number)


@accept_body()
@require_POST
@admit(Act.IMPORT_PEOPLE)
def write(request: OfficeRequest, number: int) -> HttpResponse:
    """Import a list that was checked; pressing twice imports once."""
    try:
        import_list(_find(request, number), request.user)
    except NotReady:
        messages.warning(request, _("It is being worked on, or was imported before."))
    return redirect("office:import", request.edition.code, number)


@never_cache
@admit(Act.IMPORT_PEOPLE)
def download_faulty(request: OfficeRequest, number: int) -> HttpResponse:
    """Return the faulty rows as a workbook to correct and upload again."""
    uploaded = _find(request, number)
    if uploaded.faulty is None:
        raise Http404
    return download_workbook(f"to-correct-{uploaded.pk}", bytes(uploaded.faulty))


def _find(request: OfficeRequest, number: int) -> UploadedList:
    lists = UploadedList.objects.filter(edition=request.edition).defer("content")
    return get_object_or_404(lists, pk=number)
