"""Saving a headline from the office: what its form asks, and what came of it."""

from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.cooperation.domain.publish_headline import publish_headline
from fairlead.apps.cooperation.domain.record_entries import open_ledger
from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import AmountKind, Stage
from fairlead.apps.cooperation.queries.answers import Question, reach
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.roles import Act
from fairlead.folder.codes import parse_country, parse_currency, parse_product
from fairlead.sites.as_of import read_moment
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.projects.acts import read_day
from fairlead.sites.reading import read_languages
from fairlead.ui.forms.lengths import TextTooLong
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.serving import accept_body


@accept_body()
@require_POST
@admit(Act.EDIT_PROJECTS)
def publish(request: OfficeRequest) -> HttpResponse:
    """Save a headline and go to its page, or back with what was wrong."""
    edition = request.edition
    try:
        headline = publish_headline(
            open_ledger(edition.code),
            read_languages(edition, request.POST, "title"),
            _read_question(request),
            by=EntryAuthor.of(request.user),
            day=read_day(request.POST.get("day", "")),
            moment=_read_moment(request),
        )
    except (Refusal, TextTooLong) as refused:
        return refuse(request, str(refused), "office:projects", edition.code)
    return redirect("public:headline", edition.code, headline.number)


def _read_moment(request: OfficeRequest) -> dt.datetime | None:
    """Return until when what counts was recorded, by the fair's clock; None: until now."""
    text = request.POST.get("known", "").strip()
    moment = read_moment(text, request.edition)
    if text and moment is None:
        raise Refusal(_("Expected a day and a time such as 2026-07-06T14:00."))
    return moment


def _read_question(request: OfficeRequest) -> Question:
    given = {name: request.POST.get(name, "").strip() for name in ("stage", "kind", "currency")}
    if given["stage"] not in ("", *Stage.values) or given["kind"] not in ("", *AmountKind.values):
        raise Refusal(_("Expected one of the words of the list."))
    try:
        return Question(
            currency=parse_currency(given["currency"].upper() or request.edition.currency),
            stages=reach(Stage(given["stage"])) if given["stage"] else (),
            kind=given["kind"],
            products=tuple(map(parse_product, request.POST.get("products", "").split())),
            economies=tuple(map(parse_country, request.POST.get("economies", "").split())),
        )
    except ValueError:
        expected = _("Expected codes such as RUB, HS:8483 and BLR, with blanks between them.")
        raise Refusal(expected) from None
