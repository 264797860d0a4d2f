"""Handing a mail to the server, so that it is never sent twice without somebody's word.

Two transactions: the first names sender and recipient to the server and notes the message as being
handed over; the second holds its row, marks it as sent, and gives the content. What a killed worker
leaves is then either waiting, and was not given; or being handed over with nobody at its row, and
may have arrived. That is held for the organiser, who alone may say whether it goes again.
"""

from __future__ import annotations

import datetime as dt
import logging
import smtplib
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from fairlead.apps.messages.mail import write_mail
from fairlead.apps.messages.mail_smtp import EmailBackend, NoAnswer
from fairlead.apps.messages.models import MailState, Message
from fairlead.apps.messages.purposes import SECRET
from fairlead.apps.messages.queries.postbag import Postbag

_Answer = TypeVar("_Answer")
logger = logging.getLogger(__name__)
OUR_FAULT, GOES_AWAY = 0, 421
MOST_SAID = 500
_MOST_IN_A_DIGEST = 100
_NO_ANSWER = "the mail server was given it and did not answer"
_ENDED = "the worker ended before the mail server's answer was noted"
_SECONDS_TO_LOCK = 10
"""From noting that a mail is handed over until its row is held: nobody takes it for left."""
_MARK_AS_SENDING = """
UPDATE outbox_message
SET state = 'sending', error = '', due_at = now() + make_interval(secs => %s)
WHERE id = %s AND state = 'queued' AND attempts = %s
"""
_MARK_AS_SENT = """
UPDATE outbox_message SET state = %s, sent_at = now()
WHERE id = ANY(%s) AND state = 'sending'
"""


class ServerAway(Exception):
    """The mail server takes no connection or ended it: no message is to blame."""


class MailRefusal(Exception):
    """A mail is not sent, now or ever: the server would not take it, or we could not write it."""

    def __init__(self, code: int, said: bytes | str, *, of_address: bool = False) -> None:
        """Take the server's code, or OUR_FAULT, and what it said."""
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        super().__init__(text)
        self.code, self.said, self.of_address = code, text, of_address


class _HoldLost(Exception):
    """A message is not being handed over any more: somebody held it meanwhile."""


def hand_over(server: BaseEmailBackend, message: Message, bag: Postbag, address: str) -> None:
    """Mail a message, with the others of its digest, unless it is somebody else's by now.

    Raises Refusal or ServerAway; the message waits then as before, or it is held where the server
    was given it and did not answer.
    """
    with transaction.atomic():
        batch = _take_batch(message, bag)
        if not batch:
            return
        give = _offer(server, batch, address)
    try:
        with transaction.atomic():
            _mark_as_sent(batch)
            _ask(give, message)
    except _HoldLost:
        server.close()
    except NoAnswer as error:
        hold_in_doubt(batch, _NO_ANSWER)
        raise ServerAway(str(error)[:MOST_SAID]) from error
    except (MailRefusal, ServerAway):
        _put_back(batch)
        raise


def hold_unanswered() -> int:
    """Hold the mails that killed workers were at; return how many.

    Who is at one holds its row, so that only those are found that nobody will note as sent.
    """
    with transaction.atomic():
        left = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            state=MailState.SENDING, due_at__lte=timezone.now()
        )
        found = list(left.order_by("due_at"))
        hold_in_doubt(found, _ENDED)
    return len(found)


def hold_in_doubt(batch: Sequence[Message], why: str) -> None:
    """Hold mails that may have arrived until the organiser says whether they go again.

    A code for signing in is of use to nobody later, and what belongs to no edition is seen by no
    organiser: these go again at once.
    """
    held = [one.pk for one in batch if one.edition_id and one.purpose not in SECRET]
    again = [one.pk for one in batch if one.pk not in held]
    found = Message.objects.filter(state=MailState.SENDING)
    if held:
        found.filter(pk__in=held).update(state=MailState.DOUBTFUL, error=why)
    if again:
        found.filter(pk__in=again).update(state=MailState.QUEUED, error=why, due_at=Now())


def forget_secret(batch: Sequence[Message]) -> None:
    """Empty a message that is for the eyes of its addressee only."""
    if batch[0].purpose in SECRET:
        Message.objects.filter(pk=batch[0].pk).update(subject="", body="")


def _take_batch(message: Message, bag: Postbag) -> list[Message]:
    """Return what goes into the mail, noted as being handed over: the message and its digest.

    Nothing where the message is somebody else's by now. It comes first: its number is the mail's.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MARK_AS_SENDING, [_SECONDS_TO_LOCK, message.pk, message.attempts])
        if not cursor.rowcount:
            return []
    gathered = bag.list_gathered(message)
    if not gathered:
        return [message]
    others = (
        Message.objects.select_for_update(skip_locked=True)
        .filter(
            person=message.person,
            edition=message.edition,
            state=MailState.QUEUED,
            purpose__in=gathered,
            language=message.language,
        )
        .exclude(pk=message.pk)
        .order_by("queued_at", "id")
    )
    taken = list(others[:_MOST_IN_A_DIGEST])
    if taken:
        Message.objects.filter(pk__in=[one.pk for one in taken]).update(
            state=MailState.SENDING, due_at=Now() + dt.timedelta(seconds=_SECONDS_TO_LOCK)
        )
    return [message, *taken]


def _mark_as_sent(batch: Sequence[Message]) -> None:
    state = MailState.SENT if len(batch) == 1 else MailState.GATHERED
    with connection.cursor() as cursor:
        cursor.execute(_MARK_AS_SENT, [state.value, [one.pk for one in batch]])
        if cursor.rowcount != len(batch):
            raise _HoldLost
    forget_secret(batch)


def _put_back(batch: Sequence[Message]) -> None:
    """Let what the server certainly did not take wait until its next attempt."""
    for one in batch:
        Message.objects.filter(pk=one.pk, state=MailState.SENDING).update(
            state=MailState.QUEUED, due_at=one.due_at
        )


def _offer(
    server: BaseEmailBackend, batch: Sequence[Message], address: str
) -> Callable[[], object]:
    """Write the mail and name its addressee to the server; return what gives it the content."""
    first = batch[0]
    rules = getattr(first.edition, "mail_rules", None) if first.edition else None
    try:
        mail = write_mail(batch, address, rules=rules, server=server)
    except Exception as error:
        raise _note_unwritten(first, error) from error
    if not isinstance(server, EmailBackend):
        return lambda: server.send_messages([mail])
    return _ask(lambda: server.offer(mail), first)


def _ask(server: Callable[[], _Answer], first: Message) -> _Answer:
    """Return what the server answers; raises Refusal, NoAnswer or ServerAway."""
    try:
        return server()
    except NoAnswer:
        raise
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise MailRefusal(code, said, of_address=True) from error
    except smtplib.SMTPDataError as error:
        raise MailRefusal(error.smtp_code, error.smtp_error) from error
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{type(error).__name__}: {error}"[:MOST_SAID]) from error
    except Exception as error:  # the mail is put into bytes there
        raise _note_unwritten(first, error) from error


def _note_unwritten(message: Message, error: Exception) -> MailRefusal:
    """Log why a mail was not written; the fault is ours and may be mended, so it is put off."""
    logger.error("Message %d cannot be written.", message.pk, exc_info=error)
    return MailRefusal(OUR_FAULT, f"cannot be written: {type(error).__name__}")
