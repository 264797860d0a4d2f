"""Releasing a programme, changing it on the day, and telling those whose agenda it touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fairlead.apps.attendance.models import Seat, SeatState
from fairlead.apps.congress.change_words import ChangeWords
from fairlead.apps.congress.content import SessionContent, read_current
from fairlead.apps.congress.domain.refusals import Refusal
from fairlead.apps.congress.domain.release_programme import ProgrammeRelease, release_programme
from fairlead.apps.congress.models import LiveChange, Programme, Session
from fairlead.apps.congress.queries.programme_changes import ProgrammeChange, list_release_changes
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import FollowedSession
from fairlead.apps.messages.domain.queue_message import WordedMessage, queue_worded
from fairlead.apps.messages.words import Reading, choose_reading, quote_stranger
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.models import Participation
from fairlead.apps.screening.domain.screen_parties import describe_people, find_blocks
from fairlead.ui.formats import name_zone
from fairlead.ui.text_language import write_in


def release_and_tell(draft: Programme, *, by: Doer) -> tuple[ProgrammeRelease, int]:
    """Return the release of a draft, and how many people were told what it changes for them.

    Who speaks or moderates, before or after, and who has a session in the agenda gets one message,
    in the release's transaction. Raises Refusal as `release_programme` does, and while a list names
    somebody who would newly speak and nobody has decided that another person is meant.
    """
    asked = _list_new_speakers(list_release_changes(draft))
    _refuse_screened_speakers(draft.edition, asked)
    with transaction.atomic():
        concerned = find_concerned(draft.edition, list_release_changes(draft))
        done = release_programme(draft, by=by)
        if not _list_new_speakers(done.changes) <= asked:
            # Somebody came into the draft since they were asked about: the next try asks.
            raise Refusal("screened")
        # What came into the draft at the last moment concerns whom it concerns.
        for who, codes in find_concerned(draft.edition, done.changes).items():
            concerned[who] = concerned.get(who, set()) | codes
        key = f"programme:{draft.edition.code}:{draft.version}"
        return done, tell_of_sessions(draft.edition, done.changes, concerned, key=key)


def _list_new_speakers(changes: Iterable[ProgrammeChange]) -> set[int]:
    """Return who speaks or moderates in a session after the changes and did not before."""
    new: set[int] = set()
    for change in changes:
        before = {who for who, _moderates in change.before["people"]} if change.before else set()
        after = {who for who, _moderates in change.after["people"]} if change.after else set()
        new |= after - before
    return new


def _refuse_screened_speakers(edition: Edition, new: Collection[int]) -> None:
    """Raise Refusal where a list names one of them; call it before the transaction."""
    if not new:
        return
    people = Participation.objects.filter(pk__in=new, edition=edition).select_related("person")
    if find_blocks(edition, describe_people(people)):
        raise Refusal("screened")


def find_concerned(edition: Edition, changes: Iterable[ProgrammeChange]) -> dict[int, set[str]]:
    """Return the participations whom changes touch, each with the codes of these sessions."""
    listed = list(changes)
    found: dict[int, set[str]] = defaultdict(set)
    for change in listed:
        for who in change.people:
            found[who].add(change.code)
    followed = FollowedSession.objects.filter(
        session__edition=edition, session__code__in=[one.code for one in listed]
    )
    booked = Seat.objects.filter(
        session__edition=edition, session__code__in=[one.code for one in listed]
    ).exclude(state=SeatState.INVITED)
    for rows in (followed, booked):
        for who, code in rows.values_list("participation", "session__code"):
            found[who].add(code)
    return dict(found)


def count_told(edition: Edition, changes: Sequence[ProgrammeChange]) -> int:
    """Return how many people a release with these changes would tell; two queries."""
    concerned = find_concerned(edition, changes)
    return Participation.objects.filter(pk__in=concerned).values("person").distinct().count()


def tell_of_sessions(
    edition: Edition,
    changes: Sequence[ProgrammeChange],
    concerned: Mapping[int, set[str]],
    *,
    key: str,
) -> int:
    """Return how many people were told, each of the changes that are theirs and nothing else."""
    by_code = {one.code: one for one in changes}
    people = Participation.objects.filter(pk__in=concerned).select_related("person")
    speaking = cache(lambda reading: SessionSpeaker(edition, changes, reading))

    def word() -> Iterator[WordedMessage]:
        for one in people:
            mine = [by_code[code] for code in by_code if code in concerned[one.pk]]
            if mine:
                reading = choose_reading(one.person.languages, edition.languages)
                subject, body = speaking(reading).say(mine)
                yield WordedMessage(one.person_id, reading, subject, body)

    return queue_worded(
        word(),
        edition=edition,
        purpose="timetable",
        key=key,
        link=f"/{edition.code}/desk/agenda/",
    )


def change_and_tell(session: Session, change: Callable[[], LiveChange]) -> tuple[LiveChange, int]:
    """Return what was changed on the day, and how many people were told of it at once."""
    with transaction.atomic():
        before = read_current(session.edition)[session.code]
        made = change()
        edition = session.edition
        after = read_current(edition)[session.code]
        touched = ProgrammeChange(session.code, ("moved",), before, after)
        concerned = find_concerned(edition, [touched])
        people = Participation.objects.filter(pk__in=concerned).select_related("person")
        saying = cache(
            lambda reading: say_live(edition, made.kind, before, after, reading, session.delay)
        )

        def word() -> Iterator[WordedMessage]:
            for one in people:
                reading = choose_reading(one.person.languages, edition.languages)
                yield WordedMessage(one.person_id, reading, *saying(reading))

        told = queue_worded(
            word(),
            edition=edition,
            purpose="programme_now",
            key=f"session:{session.pk}:{made.number}",
            link=f"/{edition.code}/programme/{session.code}/",
        )
    return made, told


def say_live(
    edition: Edition,
    kind: str,
    before: SessionContent,
    after: SessionContent,
    reading: Reading,
    delay: int,
) -> tuple[str, str]:
    """Return the subject and the body that tell of a change on the day, in a language."""
    with write_in(*reading):
        words = ChangeWords(edition, [], name=quote_stranger)
        said = words.say_live(kind, before, after, delay=delay)
        zone = _("Times are those of %(zone)s.") % {
            "zone": name_zone(edition.zone, edition.first_day)
        }
        return said, f"{said}\n\n{zone}"


class SessionSpeaker:
    """The words of one language."""

    def __init__(
        self, edition: Edition, changes: Sequence[ProgrammeChange], reading: Reading
    ) -> None:
        self._reading = reading
        with write_in(*reading):
            self._words = ChangeWords(edition, changes, name=quote_stranger)
            fair = quote_stranger(str(edition))
            self._subject = _("The programme of %(fair)s: your sessions") % {"fair": fair}
            self._zone = _("Times are those of %(zone)s.") % {
                "zone": name_zone(edition.zone, edition.first_day)
            }

    def say(self, changes: Sequence[ProgrammeChange]) -> tuple[str, str]:
        """Return the subject and the body of a message."""
        with write_in(*self._reading):
            lines = [line for change in changes for _kind, line in self._words.say(change)]
            many = ngettext(
                "%(many)d session that concerns you changes:",
                "%(many)d sessions that concern you change:",
                len(changes),
            ) % {"many": len(changes)}
        return self._subject, "\n\n".join((many, "\n".join(lines), self._zone))
