"""Telling people what a release changes for them: one message each, all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import Place, Timetable
from fairlead.apps.meetings.queries.meeting_times import build_times
from fairlead.apps.meetings.queries.release_notices import MeetingChangeNotice
from fairlead.apps.messages.domain.queue_message import WordedMessage, queue_worded
from fairlead.apps.messages.words import Reading, choose_reading, quote_stranger
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import format_span, name_zone
from fairlead.ui.spoken import choose_for_reader
from fairlead.ui.text_language import write_in


def tell_of_release(timetable: Timetable, told: Sequence[MeetingChangeNotice]) -> int:
    """Return how many people were told of a release, in the caller's transaction."""
    edition = timetable.edition
    return tell_of_meetings(edition, told, key=f"release:{edition.code}:{timetable.version}")


def tell_of_meetings(edition: Edition, told: Sequence[MeetingChangeNotice], *, key: str) -> int:
    """Return how many people were told of meetings that change, in the caller's transaction.

    ``told`` is in the order of people. Each gets one message of a ``key``, the occasion, that names
    what changes.
    """
    speaking = cache(lambda reading: ReleaseSpeaker(edition, reading))
    reading_of = cache(lambda spoken: choose_reading(spoken, edition.languages))

    def word() -> Iterator[WordedMessage]:
        for person, mine in groupby(told, key=lambda one: one.person):
            lines = list(mine)
            reading = reading_of(lines[0].languages)
            subject, body = speaking(reading).say(lines)
            yield WordedMessage(person, reading, subject, body)

    return queue_worded(
        word(),
        edition=edition,
        purpose="timetable",
        key=key,
        link=f"/{edition.code}/desk/agenda/",
    )


class ReleaseSpeaker:
    """The words of one language, each found once however many people speak it."""

    def __init__(self, edition: Edition, reading: Reading) -> None:
        self._reading = reading
        with write_in(*reading):
            choose = choose_for_reader(edition.languages)
            self._name: Callable[[LocalizedText], str] = lambda text: quote_stranger(
                str(choose(text))
            )
            fair = self._name(edition.name)
            self._subject = _("Your timetable at %(fair)s") % {"fair": fair}
            self._slots = {slot.pk: slot for slot in Slot.objects.filter(edition=edition)}
            self._halls = {
                hall.pk: self._name(hall.name) for hall in Hall.objects.filter(edition=edition)
            }
            self._words = {
                "added": _("New: %(time)s, %(other)s, %(place)s"),
                "moved": _("Moved: %(time)s (was %(before)s), %(other)s, %(place)s"),
                "reseated": _(
                    "At another place or with a colleague: %(time)s, %(other)s, %(place)s"
                ),
                "cancelled": _("Cancelled: %(time)s, %(other)s"),
            }
            self._stand, self._table = _("%(hall)s, stand %(stand)s"), _("table %(number)s")
            self._online = _("online")
            self._zone = _("Times are those of %(zone)s.") % {
                "zone": name_zone(edition.zone, edition.first_day)
            }
        self._find_times = build_times(self._slots.values())
        self._clock = edition.zone
        self._times = cache(self._write_time)
        # By the text itself, one for all that name it: to compare what it says takes longer.
        self._others: dict[int, tuple[Mapping[str, str], str]] = {}
        self._many = cache(self._count)

    def say(self, lines: Sequence[MeetingChangeNotice]) -> tuple[str, str]:
        """Return the subject and the body of the message to somebody."""
        said = "\n".join(self._say(one) for one in lines)
        return self._subject, f"{self._many(len(lines))}\n\n{said}\n\n{self._zone}"

    def _count(self, many: int) -> str:
        with write_in(*self._reading):
            return ngettext(
                "%(many)d meeting of yours changes:", "%(many)d meetings of yours change:", many
            ) % {"many": many}

    def _write_time(self, key: int | None, length: int) -> str:
        """Return when a meeting is that begins in a slot and lasts so many."""
        slot = self._slots.get(key or 0)
        if slot is None:
            return ""
        times = self._find_times(slot, length)
        with write_in(*self._reading):
            return format_span(
                times.starts_at.astimezone(self._clock), times.ends_at.astimezone(self._clock)
            )

    def _say(self, one: MeetingChangeNotice) -> str:
        kind = _find_kind(one)
        now = one.after if one.after is not None else one.before
        return self._words[kind] % {
            "time": self._times(now, one.slots),
            "before": self._times(one.before, one.slots),
            "other": self._find_other(one),
            "place": self._find_place(one),
        }

    def _find_other(self, one: MeetingChangeNotice) -> str:
        known = self._others.get(id(one.other))
        if known is None:
            known = one.other, self._name(LocalizedText(one.other))
            self._others[id(one.other)] = known
        return known[1]

    def _find_place(self, one: MeetingChangeNotice) -> str:
        if one.place == Place.STAND:
            return self._stand % {"hall": self._halls.get(one.hall or 0, ""), "stand": one.stand}
        return self._table % {"number": one.table} if one.table is not None else self._online


def _find_kind(one: MeetingChangeNotice) -> str:
    if one.before is None:
        return "added"
    if one.after is None:
        return "cancelled"
    return "moved" if one.before != one.after else "reseated"
