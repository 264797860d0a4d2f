"""Six digits by mail: sending them, and telling whether what was typed is them."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from enum import Enum

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import BigIntegerField, F, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.people.models import SignInCode

DIGITS, LONG_DIGITS = 6, 10
LIFETIME, LONG_LIFETIME = dt.timedelta(minutes=10), dt.timedelta(minutes=30)
MOST_TRIES = 5
# A long code that was sent is the one to type for so long; then another one is sent.
_LONG_STANDS = dt.timedelta(minutes=15)
# What is not valid any more is kept a day, so that it can be said what was wrong with it.
_RETENTION = dt.timedelta(days=1)
_SALT_BYTES, _DIGEST_LENGTH = 8, 64
_KEEP = """
WITH forgotten AS (DELETE FROM people_signincode WHERE sent_at < %(old)s)
INSERT INTO people_signincode (address, edition_id, digest, sent_at, tries, is_long)
VALUES (%(address)s, %(edition)s, %(digest)s, %(now)s, 0, %(long)s)
RETURNING id
"""
_USE_UP = "UPDATE people_signincode SET used_at = %s WHERE id = %s"


class Answer(Enum):
    """What there is to say of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    EXPIRED = "expired"
    USED = "used"
    REPLACED = "replaced"
    OF_ANOTHER_EDITION = "of another edition"
    TRIED_TOO_OFTEN = "tried too often"


def make_sign_in_code(
    address: str, *, edition: Edition | None, is_long: bool = False
) -> tuple[SignInCode, str]:
    """Return a new code for an address, as it is kept and as it is sent."""
    now = timezone.now()
    digits = LONG_DIGITS if is_long else DIGITS
    code = f"{secrets.randbelow(10**digits):0{digits}}"
    salt = secrets.token_hex(_SALT_BYTES)
    kept = SignInCode(
        address=address,
        edition=edition,
        digest=_digest(salt, code),
        sent_at=now,
        is_long=is_long,
    )
    given = {
        "address": address,
        "edition": kept.edition_id,
        "digest": kept.digest,
        "now": now,
        "long": is_long,
        "old": now - _RETENTION,
    }
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, given)
        (kept.pk,) = cursor.fetchone()
    return kept, code


def find_long_code(address: str) -> SignInCode | None:
    """Return the long code that was sent to an address a short while ago, and not used."""
    sent = SignInCode.objects.filter(address__address=address, is_long=True, used_at=None)
    return sent.filter(sent_at__gt=timezone.now() - _LONG_STANDS).order_by("-sent_at").first()


def check_sign_in_code(
    asked_for: Sequence[int], typed: str, *, now: dt.datetime | None = None
) -> tuple[Answer, SignInCode | None]:
    """Return what is to be said of what was typed, and the code that was sent last.

    ``asked_for`` are the codes that this browser asked for, the last one last: only that one is
    right, and it is used up by it. Five wrong tries use it up as well, unless it is a long one:
    that nobody guesses, and who tries would use it up for its owner.
    """
    moment = now or timezone.now()
    with transaction.atomic(savepoint=False):
        known = {row.pk: row for row in _ASKED_FOR.read(keys=list(asked_for))}
        last = known.get(asked_for[-1]) if asked_for else None
        if last is None:
            return Answer.EXPIRED, None
        if not _is(last, typed):
            return _explain_wrong(last, [known[pk] for pk in asked_for if pk in known], typed), last
        if last.used_at is not None:
            return Answer.USED, last
        if last.tries >= MOST_TRIES:
            return Answer.TRIED_TOO_OFTEN, last
        if moment - last.sent_at > (LONG_LIFETIME if last.is_long else LIFETIME):
            return Answer.EXPIRED, last
        last.used_at = moment
        with connection.cursor() as cursor:
            cursor.execute(_USE_UP, [moment, last.pk])
        return Answer.RIGHT, last


def _list_asked_for() -> QuerySet[SignInCode]:
    keys = Parameter("keys", ArrayField(BigIntegerField()))
    return SignInCode.objects.select_for_update().filter(IsAmong(F("pk"), keys)).order_by("pk")


_ASKED_FOR = PreparedQuery(_list_asked_for)


def _explain_wrong(last: SignInCode, all_of_them: Sequence[SignInCode], typed: str) -> Answer:
    if last.tries >= MOST_TRIES:
        return Answer.TRIED_TOO_OFTEN
    if not last.is_long:
        last.tries += 1
        SignInCode.objects.filter(pk=last.pk).update(tries=F("tries") + 1)
    for other in all_of_them:
        if _is(other, typed):
            if other.used_at is not None:
                return Answer.USED
            same = other.edition_id == last.edition_id
            return Answer.REPLACED if same else Answer.OF_ANOTHER_EDITION
    return Answer.TRIED_TOO_OFTEN if last.tries >= MOST_TRIES else Answer.WRONG


def _is(kept: SignInCode, typed: str) -> bool:
    return constant_time_compare(kept.digest, _digest(kept.digest[: 2 * _SALT_BYTES], typed))


def _digest(salt: str, code: str) -> str:
    """Return what is stored of a code: a salt and a digest with the site's secret.

    The secret keeps it from being guessed by who reads the table; there is no need of a slow
    digest, since a code is gone after five tries or ten minutes.
    """
    made = salted_hmac("fairlead.sign_in.code", f"{salt}:{code}", algorithm="sha256")
    return f"{salt}{made.hexdigest()}"[:_DIGEST_LENGTH]
