"""What samples of mails say: invented, and visibly so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from fairlead.apps.congress.models import LiveKind, Room
from fairlead.apps.congress.queries.programme_changes import ProgrammeChange
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.domain.release_sessions import SessionSpeaker, say_live
from fairlead.apps.meetings.domain.tell_of_release import ReleaseSpeaker
from fairlead.apps.meetings.models import Place
from fairlead.apps.meetings.queries.release_notices import MeetingChangeNotice
from fairlead.apps.messages.mail import build_site_address
from fairlead.apps.messages.words import OwnText, Reading, word_message
from fairlead.sites.desk.account.mail import write_code_mail
from fairlead.ui.formats import format_days, name_zone_at

SAMPLE_ROOM = pgettext_lazy("sample", "Sample room")


@dataclass(frozen=True, slots=True)
class Sample:
    """What a mail says to an invented reader, in one language; ``link`` is a path of the site."""

    subject: str
    body: str
    link: str = ""


Make = Callable[[Edition, str], Sample]


def invent(edition: Edition) -> dict[str, Any]:
    """Return what templates are told, in the language that is active."""
    day = edition.first_day
    path = f"/{edition.code}/invitation/sample/"
    return {
        "fair": edition.name,
        "who": _("Sample Person 001"),
        "name": _("Sample Person 001"),
        "firm": _("Sample Organisation 001"),
        "host": _("Sample Organisation 001"),
        "guest": _("Sample Organisation 002"),
        "title": _("Sample entry 001"),
        "text": _("Sample of what somebody wrote."),
        "words": _("Sample of what somebody wrote."),
        "reason": _("Sample of what somebody wrote."),
        "products": "HS:848340",
        "date": day,
        "day": day,
        "time": dt.time(10, 30),
        "zone": name_zone_at(dt.datetime.combine(day, dt.time(10, 30), edition.zone)),
        "days": format_days(edition.first_day, edition.last_day),
        "address": OwnText(build_site_address(path)),
    }


_SEARCH: dict[str, Any] = {
    "count": 1,
    "economy": "BLR",
    "month": "2000-02",
    "before": "2000-01",
    "rows": (
        {
            "title": gettext_lazy("Sample entry 001"),
            "product": "HS:848340",
            "imports": 1_000_000.0,
            "first": "RUS",
            "share": 0.75,
            "before": 0.4,
            "after": 0.6,
        },
    ),
    "product": "HS:848340",
    "basis": "both",
    "hhi_before": 0.4,
    "hhi_after": 0.6,
    "source": "sample-flows.parquet",
    "digest": "0" * 64,
    "day": dt.datetime(2000, 3, 1, 12, tzinfo=dt.UTC),
}
# What a template is told otherwise than the others.
OTHERWISE: dict[str, dict[str, Any]] = {
    "entry_ends": {"date": dt.date(2000, 1, 1)},
    "proposed_needs": _SEARCH,
    "need_to_make": _SEARCH,
}


def say_plainly(subject: Any, body: Any, link: str) -> Make:
    """Return what makes the sample of a message without a template."""

    def word(edition: Edition, language: str) -> Sample:
        said = body() if callable(body) else body
        subjects, text = word_message(
            language=language, declared=edition.languages, subject=subject, body=said
        )
        return Sample(subjects, text, link.format(code=edition.code))

    return word


def word_code(edition: Edition, _language: str) -> Sample:
    mail = write_code_mail("sample-person-001@example.org", "000000", edition=edition)
    return Sample(str(mail.subject), str(mail.body))


def word_release(edition: Edition, language: str) -> Sample:
    """Return what a release of a timetable tells: a meeting of each kind of change."""
    slots = list(Slot.objects.filter(edition=edition).order_by("date", "number")[:3])
    first, last = (slots[0].pk, slots[-1].pk) if slots else (0, 0)
    other = {language: _("Sample Organisation 001")}

    def tell(before: int | None, after: int | None, table: int | None) -> MeetingChangeNotice:
        place = Place.TABLE if table else Place.ONLINE
        return MeetingChangeNotice(
            0, 0, (language,), before, after, place, None, None, table, other
        )

    told = [tell(None, first, 1), tell(first, last, 2), tell(last, last, 3), tell(first, None, 1)]
    speaker = ReleaseSpeaker(edition, Reading(language, ""))
    return Sample(*speaker.say(told), f"/{edition.code}/desk/agenda/")


def _sample_session(edition: Edition, language: str) -> dict[str, Any]:
    """Return the content of an invented session."""
    room = Room.objects.filter(edition=edition).order_by("pk").first()
    return {
        "title": {language: _("Sample session 001")},
        "place": {
            "date": edition.first_day.isoformat(),
            "start": "10:30:00",
            "room": room.pk if room is not None else 0,
        },
        "minutes": 60,
        "people": [],
    }


def word_programme(edition: Edition, language: str) -> Sample:
    """Return what a release of the programme tells those whom it concerns."""
    said = _sample_session(edition, language)
    later = {**said, "place": {**said["place"], "start": "14:00:00"}}
    other = {**said, "title": {language: _("Sample session 002")}}
    changes = [
        ProgrammeChange("sample-001", ("moved",), said, later),
        ProgrammeChange("sample-002", ("cancelled",), other, None),
    ]
    speaker = SessionSpeaker(edition, changes, Reading(language, ""))
    return Sample(*speaker.say(changes), f"/{edition.code}/desk/agenda/")


def word_session(edition: Edition, language: str) -> Sample:
    """Return what a change on the day tells those whom it concerns."""
    said = _sample_session(edition, language)
    words = say_live(edition, LiveKind.LATE, said, said, Reading(language, ""), 20)
    return Sample(*words, f"/{edition.code}/programme/sample/")
