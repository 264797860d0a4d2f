"""Queueing messages: in the caller's transaction, each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, CharField, F, QuerySet
from django.utils import timezone

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.messages.hours import Hours, read_hours
from fairlead.apps.messages.models import MailState, MailWish, Message, Wish
from fairlead.apps.messages.purposes import Purpose, find_purpose
from fairlead.apps.messages.words import (
    MOST_OF_A_SUBJECT,
    Reading,
    choose_reading,
    clean_line,
    word_message,
)
from fairlead.ui.text_language import build_prefix, split_path

_BATCH = 1000


class Addressee(Protocol):
    """Who a message is to: a person, of whose app this one knows nothing."""

    @property
    def pk(self) -> Any:
        """Return its number."""

    @property
    def languages(self) -> Sequence[str]:
        """Return the languages it speaks, the best first."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be queued: to a person, or to an address where there is no person yet.

    ``key`` names the occasion: of one purpose and key a person gets one message. The words are
    those of `word_message`; ``link`` is the path of the page it is about, and ``calendar`` what a
    calendar is to do, as iCalendar.
    """

    key: str
    person: Addressee | None = None
    address: str = ""
    languages: Sequence[str] = ()
    subject: Any = ""
    body: Any = ""
    template: str = ""
    context: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""
    calendar: str = ""


def queue_message(
    *,
    person: Addressee,
    edition: Edition | None,
    purpose: str,
    key: str,
    subject: Any = "",
    body: Any = "",
    template: str = "",
    context: Mapping[str, Any] | None = None,
    link: str = "",
    hold: bool = False,
) -> Message:
    """Return the message to a person, queued in the caller's transaction.

    A message of the same purpose, person and key that is there already is returned as it is.
    ``subject`` and ``body`` are texts (lazily translated ones and those in all languages are
    said in the person's language); or ``template`` names ``outbox/NAME.txt``, which is told the
    ``context``. One on ``hold`` is mailed once the organiser releases it. Raises KeyError for an
    unknown purpose.
    """
    draft = Draft(key, person, "", (), subject, body, template, context or {}, link)
    queue_messages([draft], edition=edition, purpose=purpose, hold=hold)
    return Message.objects.get(person_id=person.pk, purpose=purpose, key=key)


def queue_message_to_address(
    address: str,
    *,
    edition: Edition | None,
    purpose: str,
    key: str,
    languages: Sequence[str] = (),
    **words: Any,
) -> Message:
    """Return the message to an address that is no person's yet; the rest as `queue_message`."""
    draft = Draft(key, None, address, tuple(languages), **words)
    queue_messages([draft], edition=edition, purpose=purpose)
    return Message.objects.get(person=None, address__address=address, purpose=purpose, key=key)


def queue_messages(
    drafts: Iterable[Draft], *, edition: Edition | None, purpose: str, hold: bool = False
) -> int:
    """Return how many messages were queued; those that were there already are none of them."""
    known = find_purpose(purpose)
    hours, now = read_hours(edition), timezone.now()
    queued, batch = 0, []
    for draft in drafts:
        batch.append(draft)
        if len(batch) == _BATCH:
            queued += _queue(batch, edition, known, hours, now, hold=hold)
            batch = []
    return queued + (_queue(batch, edition, known, hours, now, hold=hold) if batch else 0)


@dataclass(frozen=True, slots=True)
class WordedMessage:
    """A message to a person, worded already as that person reads."""

    person: int
    reading: Reading
    subject: str
    body: str


_MANY = 5000
_QUEUE_WORDED = """
INSERT INTO outbox_message (
    uid, edition_id, person_id, address, purpose, key, language, subject, body, link, state,
    due_at, attempts, error, queued_at
)
SELECT gen_random_uuid(), %(edition)s, given.person, '', %(purpose)s, %(key)s, given.language,
    given.subject, given.body, given.link,
    CASE WHEN wish.wish = 'never' AND NOT %(needed)s THEN 'unwanted' ELSE 'queued' END,
    CASE wish.wish WHEN 'each' THEN %(each)s WHEN 'daily' THEN %(daily)s ELSE %(usual)s END,
    0, '', %(now)s
FROM unnest(%(people)s::bigint[], %(languages)s::text[], %(subjects)s::text[], %(bodies)s::text[],
    %(links)s::text[]) AS given (person, language, subject, body, link)
LEFT JOIN outbox_mailwish wish ON wish.person_id = given.person AND wish.purpose = %(purpose)s
ON CONFLICT DO NOTHING
"""


def queue_worded(
    messages: Iterable[WordedMessage], *, edition: Edition, purpose: str, key: str, link: str = ""
) -> int:
    """Return how many messages were queued, of as many as one likes, thousands in a statement.

    As with `queue_messages` a person gets one of a purpose and key, in the caller's transaction.
    """
    known = find_purpose(purpose)
    hours, now = read_hours(edition), timezone.now()
    given: dict[str, Any] = {
        "edition": edition.pk,
        "purpose": known.name,
        "key": key,
        "needed": known.needed,
        "now": now,
        "each": hours.find_due(now, known, Wish.EACH),
        "daily": hours.find_due(now, known, Wish.DAILY),
        "usual": hours.find_due(now, known, None),
    }
    queued = 0
    waiting = iter(messages)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, _MANY)):
            columns: dict[str, list[Any]] = {
                "people": [one.person for one in batch],
                "languages": [one.reading.site for one in batch],
                "subjects": [clean_line(one.subject)[:MOST_OF_A_SUBJECT] for one in batch],
                "bodies": [one.body for one in batch],
                "links": [_lead_to(link, one.reading) for one in batch],
            }
            cursor.execute(_QUEUE_WORDED, {**given, **columns})
            queued += cursor.rowcount
    return queued


def _queue(
    drafts: Sequence[Draft],
    edition: Edition | None,
    purpose: Purpose,
    hours: Hours,
    now: dt.datetime,
    *,
    hold: bool,
) -> int:
    persons = [draft.person.pk for draft in drafts if draft.person is not None]
    wishes = dict(_WISHES.read_rows(persons=persons, purpose=purpose.name) if persons else ())
    declared = edition.languages if edition is not None else ()
    due = {wish: hours.find_due(now, purpose, wish) for wish in {None, *wishes.values()}}
    rows = []
    for draft in drafts:
        person = draft.person
        wish = wishes.get(person.pk) if person is not None else None
        reading = choose_reading(draft.languages or (person.languages if person else ()), declared)
        subject, body = word_message(
            language=reading.site,
            texts=reading.texts,
            declared=declared,
            subject=draft.subject,
            body=draft.body,
            template=draft.template,
            context=draft.context,
        )
        rows.append(
            Message(
                edition=edition,
                person_id=person.pk if person is not None else None,
                address="" if person is not None else draft.address,
                purpose=purpose.name,
                key=draft.key,
                language=reading.site,
                subject=subject,
                body=body,
                link=_lead_to(draft.link, reading),
                calendar=draft.calendar,
                state=_choose_first_state(purpose, wish, hold=hold),
                due_at=due[wish],
                queued_at=now,
            )
        )
    return _insert(rows)


def _lead_to(link: str, reading: Reading) -> str:
    """Return the path of a page with what people wrote on it in the language somebody reads.

    It may have been written where somebody of another language did what the message tells.
    """
    return link and f"{build_prefix(reading.texts)}{split_path(link)[1]}"


def _list_wishes() -> QuerySet[MailWish, tuple[int, str]]:
    persons = Parameter("persons", ArrayField(BigIntegerField()))
    found = MailWish.objects.filter(IsAmong(F("person_id"), persons))
    return found.filter(purpose=Parameter("purpose", CharField())).values_list("person_id", "wish")


_WISHES = PreparedQuery(_list_wishes)
# One statement with an array for each column: it has a dozen parameters whatever the number of
# rows, and says how many were new.
_INSERT = """
INSERT INTO outbox_message (uid, edition_id, person_id, address, purpose, key, language, subject,
    body, calendar, link, state, due_at, queued_at, attempts, error)
SELECT row.uid, %s, row.person, row.address, %s, row.key, row.language, row.subject, row.body,
    row.calendar, row.link, row.state, row.due_at, %s, 0, ''
FROM unnest(%s::uuid[], %s::bigint[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::text[], %s::timestamptz[])
    AS row (uid, person, address, key, language, subject, body, calendar, link, state, due_at)
ON CONFLICT DO NOTHING
"""


def _insert(rows: Sequence[Message]) -> int:
    """Return how many of the rows, of one edition and purpose, were new."""
    first = rows[0]
    columns: list[list[object]] = [
        [one.uid for one in rows],
        [one.person_id for one in rows],
        [one.address for one in rows],
        [one.key for one in rows],
        [one.language for one in rows],
        [one.subject for one in rows],
        [one.body for one in rows],
        [one.calendar for one in rows],
        [one.link for one in rows],
        [str(one.state) for one in rows],
        [one.due_at for one in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [first.edition_id, first.purpose, first.queued_at, *columns])
        return int(cursor.rowcount)


def _choose_first_state(purpose: Purpose, wish: str | None, *, hold: bool) -> MailState:
    if wish == Wish.NEVER and not purpose.needed:
        return MailState.UNWANTED
    return MailState.HELD if hold else MailState.QUEUED
