"""How often signing in is tried, so that guessing is slow and nobody can be locked out."""

from __future__ import annotations

import datetime as dt
import logging

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fairlead.apps.people.domain.visitor_address import find_block
from fairlead.apps.people.models import SignInTries
from fairlead.folder.addresses import fold_address

WINDOW = dt.timedelta(minutes=15)
# Tries in a window: by an address block for one account, by a device known to the account, and
# what all strangers together, or one block for all accounts, may try before each gets one only.
MOST_BY_PAIR, MOST_BY_DEVICE = 5, 10
MOST_BY_STRANGERS, MOST_BY_BLOCK = 20, 50
# Wrong codes of six digits typed in a block, for all accounts together.
MOST_WRONG_CODES = 100

_log = logging.getLogger("fairlead.sign_in")

# What a window before the last one counted is forgotten; rows are counted in the order of their
# keys, so that two who count the same ones wait for each other in turn.
_COUNT = """
WITH forgotten AS (DELETE FROM people_signintries WHERE "window" < %(window)s - 1)
INSERT INTO people_signintries (key, "window", count)
SELECT key, %(window)s, 1 FROM unnest(%(keys)s::text[]) AS key ORDER BY key
ON CONFLICT (key, "window") DO UPDATE SET count = people_signintries.count + 1
RETURNING key, count
"""


class TooManyTries(Exception):
    """Signing in was tried too often; ``wait`` is how long until it may be tried again."""

    def __init__(self, wait: dt.timedelta) -> None:
        """Keep how long to wait."""
        super().__init__("too many tries")
        self.wait = wait


def make_account_key(email: str) -> str:
    """Return what stands for an address in counts, cookies and logs; no address can be read off."""
    return _digest("account", fold_address(email))


def reserve_try(
    account: str, *, client: str, device: str = "", now: dt.datetime | None = None
) -> None:
    """Count a try for the account (by its key) from the visitor's address, or refuse it.

    ``device`` names a device that has signed in to this account before: it is counted by itself,
    so that no stranger can use up its tries. Any other is counted with its address block. Once
    strangers have tried an account often, or a block many accounts, every further pair of block
    and account still has one try in each window, so that nobody is shut out by what others do.
    Raises TooManyTries.
    """
    moment = now or timezone.now()
    seconds = int(WINDOW.total_seconds())
    window = _find_window(moment)
    if device:
        (by_device,) = _count(window, (account, "device", device))
        refused = by_device > MOST_BY_DEVICE
    else:
        block = find_block(client)
        by_pair, by_strangers, by_block = _count(
            window, (account, "block", block), (account, "strangers"), ("", "block", block)
        )
        crowded = by_strangers > MOST_BY_STRANGERS or by_block > MOST_BY_BLOCK
        refused = by_pair > (1 if crowded else MOST_BY_PAIR)
    if refused:
        _log.warning("sign-in refused: too many tries for account %s", account[:8])
        end = dt.datetime.fromtimestamp((window + 1) * seconds, dt.UTC)
        raise TooManyTries(end - moment)


def is_first_use(account: str, code: str, *, now: dt.datetime | None = None) -> bool:
    """Return whether nobody has tried this second factor's code for the account of late.

    What a process of the site remembers of used codes no other one knows.
    """
    window = _find_window(now or timezone.now())
    parts = (account, "code", "".join(sign for sign in code if sign.isalnum()).upper())
    (count,) = _count(window, parts)
    earlier = SignInTries.objects.filter(key=_make_key(parts), window=window - 1)
    return count == 1 and not earlier.exists()


def count_wrong_code(client: str, *, now: dt.datetime | None = None) -> None:
    """Count a wrong code of six digits that was typed in the visitor's address block."""
    _count(_find_window(now or timezone.now()), _name_wrong_codes(client))


def is_guessing_codes(client: str, *, now: dt.datetime | None = None) -> bool:
    """Return whether so many wrong codes were typed in the block that they may be guesses.

    Five tries at each of very many accounts would find a code of six digits in the end: such a
    block is sent long codes, which nobody guesses and everybody may use.
    """
    window = _find_window(now or timezone.now())
    key = _make_key(_name_wrong_codes(client))
    counted = SignInTries.objects.filter(key=key, window=window, count__gte=MOST_WRONG_CODES)
    return counted.exists()


def note_failure(account: str) -> None:
    """Log that somebody failed to sign in; the account is named by the beginning of its key."""
    _log.warning("sign-in failed for account %s", account[:8])


def _name_wrong_codes(client: str) -> tuple[str, ...]:
    return ("", "wrong codes", find_block(client))


def _find_window(moment: dt.datetime) -> int:
    return int(moment.timestamp()) // int(WINDOW.total_seconds())


def _digest(salt: str, text: str) -> str:
    return salted_hmac(f"fairlead.sign_in.{salt}", text, algorithm="sha256").hexdigest()


def _make_key(parts: tuple[str, ...]) -> str:
    return _digest("tries", "\x1f".join(parts))


def _count(window: int, *counted: tuple[str, ...]) -> list[int]:
    """Return how many tries there are now with this one, by each of what is counted."""
    keys = [_make_key(parts) for parts in counted]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"window": window, "keys": keys})
        found = dict(cursor.fetchall())
    return [int(found[key]) for key in keys]
