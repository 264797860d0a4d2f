"""The door of a session: passes scanned one by one, or many that waited for a network."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

import fairlead.ui
from fairlead.apps.attendance.domain.note_arrival import note_arrival
from fairlead.apps.attendance.domain.refusals import Refusal
from fairlead.apps.attendance.models import Arrival
from fairlead.apps.attendance.passes import read_pass
from fairlead.apps.attendance.queries.floor import count_arrivals_at
from fairlead.apps.congress.models import Session
from fairlead.apps.fairs.language import chooser
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.sessions.views import OVERRULED, find_session, say_refusal
from fairlead.ui.serving import accept_body

_WORKER = Path(fairlead.ui.__file__).parent / "static" / "fairlead" / "door-worker.js"
_MOST = 200  # scans of one message
_SCAN = re.compile(r"([0-9-]{1,24}) ([0-9]{1,9}) ([0-3]) (.{1,60})")
_ANYWAY, _SENT = 1, 2  # let in nevertheless; was sent before, without an answer
_OLDEST = dt.timedelta(days=2)
_SAME = dt.timedelta(seconds=10)  # a scan that is sent again is as old, but for the way


@never_cache
@accept_body()
@require_POST
@admit(Act.RUN_SESSIONS)
def take_scans(request: OfficeRequest, session: str) -> HttpResponse:
    """Count scans that a device sends, each once, and say of each what became of it.

    A scan is its id on the device, how many seconds ago it was, the sum of what is to be done with
    it, and the pass. One that is sent again, because the answer was lost, says the same again; the
    same pass shown by the next one in the row does not.
    """
    found, now = find_session(request.edition, session), timezone.now()
    told = []
    for line in request.POST.getlist("scan")[:_MOST]:
        said = _SCAN.fullmatch(line)
        if said is not None:
            told.append(_take(request, found, said, now))
    return JsonResponse({"scans": told, "came": count_arrivals_at(found)})


def _take(
    request: OfficeRequest, session: Session, said: re.Match[str], now: dt.datetime
) -> dict[str, Any]:
    number, seconds, told, code = said.groups()
    anyway, sent = int(told) & _ANYWAY, int(told) & _SENT
    age, who = dt.timedelta(seconds=int(seconds)), read_pass(request.edition, code)
    try:
        if who is None:
            raise Refusal("pass")
        if age > _OLDEST:
            raise Refusal("scan_old")
        at = now - age
        arrival, fresh = note_arrival(
            session, who, by=Doer(request.user), anyway=bool(anyway), at=at
        )
    except Refusal as refused:
        why = say_refusal(refused, request.edition, who)
        again = refused.rule in OVERRULED
        return {"id": number, "state": "refused", "why": why, "said": why, "again": again,
                "who": _name(request, who)}  # fmt: skip
    first = fresh or (bool(sent) and abs(arrival.at - at) <= _SAME)
    return {
        "id": number,
        "state": "new" if first else "again",
        "said": _("Welcome.") if first else _say_before(request, arrival),
        "who": _name(request, who),
    }


def _say_before(request: OfficeRequest, arrival: Arrival) -> str:
    moment = arrival.at.astimezone(request.edition.zone)
    return _("Was let in before, at %(time)s.") % {"time": f"{moment:%H:%M}"}


def _name(request: OfficeRequest, who: Participation | None) -> str:
    """Return whom to greet; it is shown once and kept nowhere."""
    if who is None:
        return ""
    choose = chooser(request.edition)
    firm = f" · {choose(who.organisation.name)}" if who.organisation else ""
    return f"{choose(who.person.name)}{firm}"


@require_safe
@admit(Act.RUN_SESSIONS)
def give_worker(_request: OfficeRequest, session: str) -> HttpResponse:  # noqa: ARG001
    """Serve the worker of the door from where the door is: it can have no other page."""
    return HttpResponse(_read_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _read_worker() -> str:
    return _WORKER.read_text(encoding="utf-8")
