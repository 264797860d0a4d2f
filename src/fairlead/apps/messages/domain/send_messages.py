"""Sending what is due: by several workers at once, each message by one of them.

A worker claims a few messages at a time by counting the attempt and setting when the next is due;
so a message whose worker died is simply due again. Those that it had given to the mail server
without noting the answer are held (`hand_over`): after a ``kill -9`` at most one a sender.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import re
import smtplib
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from fairlead.apps.messages.domain.hand_over import (
    GOES_AWAY,
    MOST_SAID,
    OUR_FAULT,
    MailRefusal,
    ServerAway,
    forget_secret,
    hand_over,
    hold_unanswered,
)
from fairlead.apps.messages.models import SERVER_AWAY, BouncedAddress, MailState, Message
from fairlead.apps.messages.queries.postbag import Postbag, find_address
from fairlead.apps.messages.words import clean_line

logger = logging.getLogger(__name__)
_AT_ONCE = 50
_PAUSES = (60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
"""Seconds between attempts at a message that the server put off, a tenth more or less."""
_SERVER_PAUSES = (5.0, 15.0, 60.0)
"""Seconds to wait for a server that takes no connection; the last for as long as it is away."""
_FOR_GOOD = 500
_refused_in_a_row = 0
_COUNT_ATTEMPTS = """
UPDATE outbox_message SET due_at = claimed.due_at, attempts = attempts + 1
FROM unnest(%s::bigint[], %s::timestamptz[]) AS claimed (id, due_at)
WHERE outbox_message.id = claimed.id
"""


def send_due_messages(
    *,
    stops: threading.Event,
    at_most: int | None = None,
    on_many: Callable[[], object] | None = None,
) -> int:
    """Return how many messages were dealt with: sent, put off or given up.

    ``on_many`` is called when more are due than are claimed at a time.
    """
    done = 0
    hold_unanswered()
    if not Message.objects.filter(state=MailState.QUEUED, due_at__lte=timezone.now()).exists():
        return 0
    server = get_connection()
    try:
        with _need_not_sync():
            while not stops.is_set() and (at_most is None or done < at_most):
                claimed = _claim(_AT_ONCE if at_most is None else min(_AT_ONCE, at_most - done))
                if not claimed:
                    break
                if on_many is not None and len(claimed) == _AT_ONCE:
                    on_many()
                done += _send_all(server, claimed, stops)
    except ServerAway as away:
        _wait_for_server(away, stops)
    finally:
        _close(server)
    return done


def send_one(server: BaseEmailBackend, message: Message, bag: Postbag) -> None:
    """Deal with a message that was claimed, unless somebody else claimed it since.

    Raises ServerAway when the server is to blame and not the message.
    """
    if (later := bag.find_morning(message)) is not None:
        _give_back([message], due_at=later)
        return
    address = find_address(message)
    refusal = _give_up(message) or bag.refuse(message, address)
    if refusal is not None:
        _end(message, *refusal)
        return
    try:
        hand_over(server, message, bag, address)
    except MailRefusal as refused:
        _note_refusal(message, refused, address)


def _give_up(message: Message) -> tuple[MailState, str] | None:
    """Return why a message is tried no more after all its attempts, None where it is."""
    if message.attempts <= len(_PAUSES) + 4:
        return None
    return MailState.FAILED, message.error or "the worker ended in the middle of it each time"


def _claim(count: int) -> list[Message]:
    """Return messages that are due, their attempt counted and their next one set."""
    with transaction.atomic():
        due = (
            Message.objects.select_for_update(skip_locked=True, of=("self",))
            .filter(state=MailState.QUEUED, due_at__lte=timezone.now())
            .select_related("person", "edition__mail_rules")
            .order_by("due_at", "id")
        )
        claimed = list(due[:count])
        now = timezone.now()
        for message in claimed:
            message.due_at = now + _pause_after(message.attempts)
            message.attempts += 1
        if claimed:
            given = [one.pk for one in claimed], [one.due_at for one in claimed]
            with connection.cursor() as cursor:
                cursor.execute(_COUNT_ATTEMPTS, given)
    return claimed


@contextmanager
def _need_not_sync() -> Iterator[None]:
    """Commit without waiting for the disk in the body: each mail would wait for it.

    A worker that is killed loses nothing by it. When the machine of the database loses its power,
    the last half second of what was noted may be forgotten, and goes out again under the same
    Message-ID.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")
    try:
        yield
    finally:
        if not connection.in_atomic_block or not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("RESET synchronous_commit")


def _pause_after(attempts: int) -> dt.timedelta:
    seconds = _PAUSES[min(attempts, len(_PAUSES) - 1)]
    return dt.timedelta(seconds=seconds * random.uniform(0.9, 1.1))  # noqa: S311  no secret


def _send_all(server: BaseEmailBackend, claimed: Sequence[Message], stops: threading.Event) -> int:
    """Return how many of the claimed were dealt with; the others are given back."""
    global _refused_in_a_row
    bag = Postbag(claimed)
    for place, message in enumerate(claimed):
        if stops.is_set():
            _give_back(claimed[place:])
            return place
        try:
            _open(server)
        except ServerAway as away:
            _give_back(claimed[place:], error=_word_away(away))
            raise
        try:
            send_one(server, message, bag)
        except ServerAway as away:
            # It may be this message that ends the connection each time: its attempt counts.
            tried = Message.objects.filter(pk=message.pk, state=MailState.QUEUED)
            tried.update(error=_word_away(away))
            _give_back(claimed[place + 1 :], error=_word_away(away))
            raise
        _refused_in_a_row = 0
    return len(claimed)


def _open(server: BaseEmailBackend) -> None:
    """Open a connection, unless it is; one that has sent much or was ended is opened again."""
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{type(error).__name__}: {error}"[:MOST_SAID]) from error


def _close(server: BaseEmailBackend) -> None:
    with suppress(smtplib.SMTPException, OSError):
        server.close()


def _give_back(
    claimed: Sequence[Message], *, due_at: dt.datetime | None = None, error: str = ""
) -> None:
    """Let messages that nobody tried be due as before, or at another time.

    ``error`` is why the server took none, which the organiser reads beside them.
    """
    noted = {"error": error} if error else {}
    for message in claimed:
        Message.objects.filter(
            pk=message.pk, state=MailState.QUEUED, attempts=message.attempts
        ).update(attempts=F("attempts") - 1, due_at=due_at or Now(), **noted)


def _word_away(away: ServerAway) -> str:
    return f"{SERVER_AWAY}: {away}"[:MOST_SAID]


def _wait_for_server(away: ServerAway, stops: threading.Event) -> None:
    global _refused_in_a_row
    pause = _SERVER_PAUSES[min(_refused_in_a_row, len(_SERVER_PAUSES) - 1)]
    _refused_in_a_row += 1
    logger.warning("The mail server is away (%s); next try in %d s.", away, pause)
    stops.wait(pause)


def _end(message: Message, state: MailState, error: str) -> None:
    Message.objects.filter(pk=message.pk).update(state=state, error=error[:MOST_SAID])
    forget_secret([message])


def _note_refusal(message: Message, refused: MailRefusal, address: str) -> None:
    """Note what the server said of a message: put off, refused, or its address unknown.

    Raises ServerAway where it says that it goes away itself.
    """
    if refused.code == GOES_AWAY:
        raise ServerAway(f"it said {refused.code}")
    said_first = "" if refused.code == OUR_FAULT else f"{refused.code} "
    words = clean_line(said_first + refused.said)[:MOST_SAID]
    if refused.code < _FOR_GOOD and message.attempts <= len(_PAUSES):
        Message.objects.filter(pk=message.pk).update(error=words)
        return
    _end(message, MailState.FAILED, words)
    if refused.of_address and is_unknown_address(refused.code, refused.said):
        BouncedAddress.objects.bulk_create(
            [BouncedAddress(address=address, said=words)], ignore_conflicts=True
        )


def is_unknown_address(code: int, said: str) -> bool:
    """Return whether a server's refusal says that there is no such address.

    A full mailbox (5.2), a message thought to be spam (5.7) and the like say nothing of that.
    """
    status = re.match(r"\s*(5\.\d{1,3})\.\d{1,3}\b", said)
    return status[1] == "5.1" if status else code in (550, 551, 553)
