"""When mail goes out: not in the quiet hours of the fair, and digests once a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery
from fairlead.apps.messages.models import MailRules, Wish
from fairlead.apps.messages.purposes import Purpose

QUIET_FROM, QUIET_UNTIL, DIGEST_AT = dt.time(22), dt.time(7), dt.time(8)


@dataclass(frozen=True, slots=True)
class Hours:
    """Quiet hours and the hour of the digest, by the clock of a zone.

    Quiet hours may go over midnight; where both ends are the same there are none.
    """

    zone: ZoneInfo
    quiet_from: dt.time = QUIET_FROM
    quiet_until: dt.time = QUIET_UNTIL
    digest_at: dt.time = DIGEST_AT

    def is_quiet(self, moment: dt.datetime) -> bool:
        """Return whether the moment lies in the quiet hours."""
        clock = moment.astimezone(self.zone).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= clock < self.quiet_until
        return clock >= self.quiet_from or clock < self.quiet_until

    def find_due(self, now: dt.datetime, purpose: Purpose, wish: str | None) -> dt.datetime:
        """Return when a message of the purpose is to be mailed to who has this wish."""
        if is_gathered(purpose, wish):
            return self.next_at(self.digest_at, now)
        if purpose.urgent or not self.is_quiet(now):
            return now
        return self.next_at(self.quiet_until, now)

    def next_at(self, clock: dt.time, now: dt.datetime) -> dt.datetime:
        """Return the next moment, after now, at which clocks of the zone show this time."""
        day = now.astimezone(self.zone).date()
        for later in range(3):
            moment = dt.datetime.combine(day + dt.timedelta(days=later), clock, self.zone)
            if moment.astimezone(dt.UTC) > now:
                return moment.astimezone(dt.UTC)
        raise AssertionError("a day has every time of the clock")


def is_gathered(purpose: Purpose, wish: str | None) -> bool:
    """Return whether a person gets messages of the purpose once a day, in one mail."""
    if purpose.urgent or purpose.needed:
        return False
    return wish == Wish.DAILY or (purpose.gathered and wish is None)


def read_hours(edition: Edition | None) -> Hours:
    """Return the hours of an edition; the usual ones, of UTC, where there is none."""
    if edition is None:
        return Hours(ZoneInfo("UTC"))
    rules = next(iter(_RULES.read(edition=edition.pk)), None) or MailRules()
    return Hours(
        edition.zone,
        QUIET_FROM if rules.quiet_from is None else rules.quiet_from,
        QUIET_UNTIL if rules.quiet_until is None else rules.quiet_until,
        DIGEST_AT if rules.digest_at is None else rules.digest_at,
    )


_RULES = PreparedQuery(lambda: MailRules.objects.filter(edition=Parameter("edition")))
