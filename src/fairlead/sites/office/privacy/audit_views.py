"""The record of changes: who changed what, when, acting for whom; searched and taken along."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from fairlead.apps.people.roles import Act
from fairlead.apps.privacy.act_words import list_act_choices, name_act
from fairlead.apps.privacy.queries.changes import (
    ChangeFilter,
    find_changes,
    list_acts,
    name_table,
    tell_changes,
)
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.serving import serve_apart
from fairlead.ui.table_download import download_table

PAGE, _BATCH = 50, 1000


@never_cache
@admit(Act.SEE_AUDIT)
def show_audit(request: OfficeRequest) -> HttpResponse:
    """Show the changes that are looked for."""
    sought = _read_sought(request)
    found = find_changes(request.edition, sought)
    pages = find_pages(request, found.count(), size=PAGE, query=sought.write())
    acts, abouts = list_acts(request.edition)
    return show_page(
        request,
        "audit",
        {
            "edition": request.edition,
            "told": [(one, name_act(one.change.act)) for one in tell_changes(found[pages.rows])],
            "pages": pages,
            "sought": sought,
            "query": sought.write(),
            "acts": list_act_choices(acts),
            "abouts": [(one, name_table(one)) for one in abouts],
            "zone": request.edition.zone,
        },
    )


@serve_apart("dear")
@never_cache
@admit(Act.SEE_AUDIT)
def export_audit(request: OfficeRequest, kind: str) -> HttpResponse:
    """Return the changes shown as a table, a line for each value that changed."""
    header = (
        _("number"), _("when"), _("who"), _("acting for"), _("act"), _("act in words"), _("about"),
        _("identifier"), _("field"), _("before"), _("after"),
    )  # fmt: skip
    # Named now: the rows are written when the page's language is forgotten.
    words = {act: name_act(act) for act in list_acts(request.edition)[0]}
    rows = _list_rows(request, words)
    return download_table(f"changes-{request.edition.code}", kind, header, rows)


def _list_rows(request: OfficeRequest, words: Mapping[str, str]) -> Iterator[tuple[object, ...]]:
    found = find_changes(request.edition, _read_sought(request))
    last: int | None = None
    while True:
        part = found if last is None else found.filter(pk__lt=last)
        told = tell_changes(part[:_BATCH])
        for one in told:
            change = one.change
            head = (
                change.pk, change.at, one.who, change.acted_for_id, change.act,
                words.get(change.act, change.act), change.about, change.about_id,
            )  # fmt: skip
            for name, before, after in one.values or [("", None, None)]:
                yield (*head, name, _write(before), _write(after))
        if len(told) < _BATCH:
            return
        last = told[-1].change.pk


def _write(value: object) -> object:
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False)


def _read_sought(request: OfficeRequest) -> ChangeFilter:
    said = {name: str(value).replace("\0", "").strip()[:200] for name, value in request.GET.items()}
    return ChangeFilter(
        words=said.get("words", ""),
        act=said.get("act", "")[:60],
        about=said.get("about", "")[:60],
        who=said.get("who", ""),
        since=_read_day(said.get("since", "")),
        until=_read_day(said.get("until", "")),
        acted="yes" if said.get("acted") == "yes" else "",
    )


def _read_day(text: str) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day if dt.date(2000, 1, 1) <= day <= dt.date(2200, 1, 1) else None
