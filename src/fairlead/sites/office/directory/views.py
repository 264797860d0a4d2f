"""People and organisations of an edition: listed, exported with their filters, invited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from fairlead.apps.people.models import Organisation, Participation, ParticipationState, Role
from fairlead.apps.people.queries.directory import list_organisations, list_people
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.folder.schema import find_column_in
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import accept_body, serve_apart
from fairlead.ui.table_download import download_table

PAGE = 50
_PEOPLE_FILTERS = ("words", "role", "country", "state")
_ORGANISATION_FILTERS = ("words", "country")


@never_cache
@admit(Act.SEE_PEOPLE)
def show_people(request: OfficeRequest) -> HttpResponse:
    """Show who takes part, narrowed by words, role, country and state."""
    chosen = _read_filters(request, _PEOPLE_FILTERS)
    context = _paginate(request, list_people(request.edition, **chosen), chosen)
    return show_page(
        request,
        "people",
        {
            **context,
            "roles": Role.choices,
            "states": ParticipationState.choices,
            "may_invite": may(request.user, Act.SEND_MESSAGES, edition=request.edition),
            "may_import": may(request.user, Act.IMPORT_PEOPLE, edition=request.edition),
        },
    )


@never_cache
@admit(Act.SEE_PEOPLE)
def show_organisations(request: OfficeRequest) -> HttpResponse:
    """Show the organisations, narrowed by words and country."""
    chosen = _read_filters(request, _ORGANISATION_FILTERS)
    context = _paginate(request, list_organisations(request.edition, **chosen), chosen)
    context["may_import"] = may(request.user, Act.IMPORT_PEOPLE, edition=request.edition)
    return show_page(request, "organisations", context)


@serve_apart("dear")
@never_cache
@admit(Act.SEE_PEOPLE)
def export_people(request: OfficeRequest, kind: str) -> HttpResponse:
    """Return the people shown as a table that can be imported again."""
    found = list_people(request.edition, **_read_filters(request, _PEOPLE_FILTERS))
    languages = request.edition.languages
    header = (
        "id", *_list_heads("name", languages), "email", "country", "languages", "role",
        *_list_heads("position", languages), "organisation", "state",
    )  # fmt: skip
    rows = (_write_person(one, languages) for one in found.iterator(chunk_size=2000))
    return download_table(f"people-{request.edition.code}", kind, header, rows)


@serve_apart("dear")
@never_cache
@admit(Act.SEE_PEOPLE)
def export_organisations(request: OfficeRequest, kind: str) -> HttpResponse:
    """Return the organisations shown as a table that can be imported again."""
    found = list_organisations(request.edition, **_read_filters(request, _ORGANISATION_FILTERS))
    languages = request.edition.languages
    header = (
        "id", *_list_heads("name", languages), "country", *_list_heads("city", languages),
        "sector", "size", "languages", "website", "email", *_list_heads("description", languages),
    )  # fmt: skip
    rows = (_write_organisation(one, languages) for one in found.iterator(chunk_size=2000))
    return download_table(f"organisations-{request.edition.code}", kind, header, rows)


@accept_body()
@require_POST
@admit(Act.SEND_MESSAGES)
def invite(request: OfficeRequest) -> HttpResponse:
    """Have the people shown invited, those invited before only where asked for.

    The invitations are written in the background and wait in the outbox for the organiser.
    """
    chosen = {name: request.POST.get(name, "")[:200] for name in _PEOPLE_FILTERS}
    again = request.POST.get("again") == "yes"
    work = queue_work(
        "invite_people",
        edition=request.edition,
        account=request.user,
        parameters={"chosen": chosen, "again": again},
    )
    messages.success(request, _("The invitations are written now and wait in the outbox."))
    return redirect("office:work_one", request.edition.code, work.pk)


def _read_filters(request: OfficeRequest, names: Sequence[str]) -> dict[str, Any]:
    given = {name: request.GET.get(name, "").replace("\0", "").strip()[:200] for name in names}
    if given.get("role") and given["role"] not in Role.values:
        raise Http404
    if given.get("state") and given["state"] not in ParticipationState.values:
        raise Http404
    return given


def _paginate(
    request: OfficeRequest, found: QuerySet[Any], chosen: dict[str, str]
) -> dict[str, Any]:
    kept = {name: value for name, value in chosen.items() if value}
    total = found.count()
    pages = find_pages(request, total, size=PAGE, query=urlencode(kept))
    return {
        "edition": request.edition,
        "found": found[pages.rows],
        "pages": pages,
        "total": total,
        "chosen": chosen,
        "query": f"?{urlencode(kept)}" if kept else "",
    }


def _list_heads(name: str, languages: Sequence[str]) -> Iterator[str]:
    yield name
    yield from (find_column_in(name, tag) for tag in languages[1:])


def _write_person(one: Participation, languages: Sequence[str]) -> list[object]:
    person = one.person
    return [
        one.code,
        *(person.name.get(tag, "") for tag in languages),
        person.email,
        person.country,
        "|".join(person.languages),
        one.roles[0],
        *(one.position.get(tag, "") for tag in languages),
        one.organisation.code if one.organisation is not None else "",
        one.state,
    ]


def _write_organisation(one: Organisation, languages: Sequence[str]) -> list[object]:
    return [
        one.code,
        *(one.name.get(tag, "") for tag in languages),
        one.country,
        *(one.city.get(tag, "") for tag in languages),
        one.sector,
        one.size,
        "|".join(one.languages),
        one.website,
        one.email,
        *(one.description.get(tag, "") for tag in languages),
    ]
