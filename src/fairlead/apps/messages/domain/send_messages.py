"""Sending what is due: by several workers at once, each message by one of them.

A worker claims a few messages at a time by counting the attempt and setting when the next is due;
so a message whose worker died is simply due again. While one is handed to the mail server its row
is locked, and it is marked as sent before the next begins: what is in doubt after a ``kill -9`` is
at most one message a worker, and it goes out again with the same Message-ID.
"""

from __future__ import annotations

import datetime as dt
import logging
import random
import re
import smtplib
import threading
from collections.abc import Sequence
from contextlib import suppress

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from fairlead.apps.messages.hours import is_gathered, read_hours
from fairlead.apps.messages.mail import write_mail
from fairlead.apps.messages.models import (
    BouncedAddress,
    MailState,
    MailWish,
    Message,
    Wish,
)
from fairlead.apps.messages.purposes import PURPOSES, SECRET
from fairlead.apps.messages.words import clean_line

logger = logging.getLogger(__name__)
_AT_ONCE = 20
_PAUSES = (60, 300, 900, 3600, 4 * 3600, 12 * 3600, 24 * 3600, 24 * 3600)
"""Seconds between attempts at a message that the server put off, a tenth more or less."""
_SERVER_PAUSES = (5.0, 15.0, 60.0)
"""Seconds to wait for a server that takes no connection; the last for as long as it is away."""
_GOES_AWAY, _FOR_GOOD = 421, 500
_MOST_SAID, _MOST_IN_A_DIGEST = 500, 100
_refused_in_a_row = 0


class ServerAway(Exception):
    """The mail server takes no connection or ended it: no message is to blame."""


def send_due_messages(*, stops: threading.Event, at_most: int | None = None) -> int:
    """Return how many messages were dealt with: sent, put off or given up."""
    done = 0
    server = get_connection()
    try:
        while not stops.is_set() and (at_most is None or done < at_most):
            claimed = _claim(_AT_ONCE if at_most is None else min(_AT_ONCE, at_most - done))
            if not claimed:
                break
            done += _send_all(server, claimed, stops)
    except ServerAway as away:
        _wait_for_server(away, stops)
    finally:
        _close(server)
    return done


def send_one(server: BaseEmailBackend, message: Message) -> None:
    """Deal with a message that was claimed, unless somebody else claimed it since.

    Raises ServerAway when the server is to blame and not the message.
    """
    with transaction.atomic():
        # of=self: the row of the person or the edition is nobody's to lock here.
        held = Message.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            pk=message.pk, state=MailState.QUEUED, attempts=message.attempts
        )
        if not held.exists():
            return
        if (later := _find_morning(message)) is not None:
            held.update(attempts=F("attempts") - 1, due_at=later)
            return
        batch = _find_batch(message)
        address = _find_address(message)
        refusal = _refuse(message, address)
        if refusal is not None:
            _end(batch, *refusal)
            return
        rules = getattr(message.edition, "mail_rules", None) if message.edition else None
        try:
            mail = write_mail(batch, address, rules=rules, server=server)
        except Exception as error:
            logger.exception("Message %d cannot be written.", message.pk)
            _end(batch, MailState.FAILED, f"cannot be written: {type(error).__name__}")
            return
        try:
            server.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            _note_refusal(batch, code, said, address=address)
        except smtplib.SMTPDataError as error:
            _note_refusal(batch, error.smtp_code, error.smtp_error)
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(f"{type(error).__name__}: {error}"[:_MOST_SAID]) from error
        else:
            _end(batch, MailState.SENT if len(batch) == 1 else MailState.GATHERED)


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
        Message.objects.bulk_update(claimed, ("due_at", "attempts"))
    return claimed


def _pause_after(attempts: int) -> dt.timedelta:
    seconds = _PAUSES[min(attempts, len(_PAUSES) - 1)]
    return dt.timedelta(seconds=seconds * random.uniform(0.9, 1.1))  # noqa: S311  no secret


def _send_all(server: BaseEmailBackend, claimed: Sequence[Message], stops: threading.Event) -> int:
    """Return how many of the claimed were dealt with; the others are given back."""
    global _refused_in_a_row
    for place, message in enumerate(claimed):
        if stops.is_set():
            _give_back(claimed[place:])
            return place
        try:
            _open(server)
        except ServerAway:
            _give_back(claimed[place:])
            raise
        try:
            send_one(server, message)
        except ServerAway:
            # It may be this message that ends the connection each time: its attempt counts.
            _give_back(claimed[place + 1 :])
            raise
        _refused_in_a_row = 0
    return len(claimed)


def _open(server: BaseEmailBackend) -> None:
    """Open a connection, unless it is; one that has sent much or was ended is opened anew."""
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as error:
        raise ServerAway(f"{type(error).__name__}: {error}"[:_MOST_SAID]) from error


def _close(server: BaseEmailBackend) -> None:
    with suppress(smtplib.SMTPException, OSError):
        server.close()


def _give_back(claimed: Sequence[Message]) -> None:
    """Let messages that nobody tried be due as before."""
    for message in claimed:
        Message.objects.filter(
            pk=message.pk, state=MailState.QUEUED, attempts=message.attempts
        ).update(attempts=F("attempts") - 1, due_at=Now())


def _wait_for_server(away: ServerAway, stops: threading.Event) -> None:
    global _refused_in_a_row
    pause = _SERVER_PAUSES[min(_refused_in_a_row, len(_SERVER_PAUSES) - 1)]
    _refused_in_a_row += 1
    logger.warning("The mail server is away (%s); next try in %d s.", away, pause)
    stops.wait(pause)


def _find_morning(message: Message) -> dt.datetime | None:
    """Return when the quiet hours end that it is now, None where it is no matter."""
    purpose, now = PURPOSES.get(message.purpose), timezone.now()
    if purpose is not None and purpose.urgent:
        return None
    hours = read_hours(message.edition)
    return hours.next_at(hours.quiet_until, now) if hours.is_quiet(now) else None


def _find_address(message: Message) -> str:
    return (message.person.email if message.person else message.address).strip()


def _find_batch(message: Message) -> list[Message]:
    """Return the message with all others that go into the same digest, locked; by itself if none.

    The mail's own message comes first: its number is the mail's.
    """
    if message.person is None:
        return [message]
    wishes = dict(MailWish.objects.filter(person=message.person).values_list("purpose", "wish"))
    gathered = [name for name, one in PURPOSES.items() if is_gathered(one, wishes.get(name))]
    if message.purpose not in gathered:
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
    return [message, *others[:_MOST_IN_A_DIGEST]]


def _refuse(message: Message, address: str) -> tuple[MailState, str] | None:
    """Return why a message is not to be mailed at all, None when it is."""
    if not address or "@" not in address:
        return MailState.NO_ADDRESS, ""
    if message.attempts > len(_PAUSES) + 4:
        return MailState.FAILED, "the worker ended in the middle of it each time"
    if BouncedAddress.objects.filter(address__iexact=address).exists():
        return MailState.FAILED, "a mail server refused this address before"
    purpose = PURPOSES.get(message.purpose)
    if purpose is None or purpose.needed or message.person is None:
        return None
    wished = MailWish.objects.filter(
        person=message.person, purpose=message.purpose, wish=Wish.NEVER
    )
    return (MailState.UNWANTED, "") if wished.exists() else None


def _end(batch: Sequence[Message], state: MailState, error: str = "") -> None:
    sent = state in (MailState.SENT, MailState.GATHERED)
    Message.objects.filter(pk__in=[message.pk for message in batch]).update(
        state=state, error=error[:_MOST_SAID], sent_at=Now() if sent else None
    )
    if batch[0].purpose in SECRET:
        Message.objects.filter(pk=batch[0].pk).update(subject="", body="")


def _note_refusal(
    batch: Sequence[Message], code: int, said: bytes | str, *, address: str = ""
) -> None:
    """Note what the server said of a message: put off, refused, or its address unknown."""
    if code == _GOES_AWAY:
        raise ServerAway(f"it said {code}")
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    words = clean_line(f"{code} {text}")[:_MOST_SAID]
    if code < _FOR_GOOD and batch[0].attempts <= len(_PAUSES):
        Message.objects.filter(pk=batch[0].pk).update(error=words)
        return
    _end(batch, MailState.FAILED, words)
    if address and is_unknown_address(code, text):
        BouncedAddress.objects.bulk_create(
            [BouncedAddress(address=address, said=words)], ignore_conflicts=True
        )


def is_unknown_address(code: int, said: str) -> bool:
    """Return whether a server's refusal says that there is no such address.

    A full mailbox (5.2), a message thought to be spam (5.7) and the like say nothing of that.
    """
    status = re.match(r"\s*(5\.\d{1,3})\.\d{1,3}\b", said)
    return status[1] == "5.1" if status else code in (550, 551, 553)
