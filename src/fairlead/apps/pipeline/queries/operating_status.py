"""What runs and what waits, of background work and of mail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Min, Q
from django.utils import timezone

from fairlead.apps.messages.models import MailState, Message
from fairlead.apps.work.models import Work, WorkState

# A worker tells every ten seconds that it lives.
_ALIVE_SECONDS = 30


@dataclass(frozen=True, slots=True)
class RunningWork:
    """Work under way; ``share`` is done of it, None while nobody knows."""

    number: int
    kind: str
    edition: str
    share: float | None
    seconds: float


@dataclass(frozen=True, slots=True)
class OperatingStatus:
    """How things stand at a moment; failures are those of the last 24 hours.

    ``lanes`` is how many lanes of workers gave a sign of life, two for each whole worker.
    """

    lanes: int
    running: tuple[RunningWork, ...]
    waiting: int
    waiting_since: dt.datetime | None
    failed: int
    mail_due: int
    mail_due_since: dt.datetime | None
    mail_later: int
    mail_held: int
    mail_doubtful: int
    mail_failed: int
    mail_sent: int

    def __str__(self) -> str:
        """Return it as lines for a terminal."""
        workers = f"{self.lanes} lanes of workers alive" if self.lanes else "no worker is alive"
        running = [f"  {_describe(work)}" for work in self.running] or ["  nothing"]
        waits = (
            f" (the first since {_write_clock(self.waiting_since)})" if self.waiting_since else ""
        )
        due = (
            f" (the first since {_write_clock(self.mail_due_since)})" if self.mail_due_since else ""
        )
        return "\n".join(
            (
                f"Workers: {workers}",
                "Running:",
                *running,
                f"Waiting: {self.waiting}{waits}",
                f"Failed since yesterday: {self.failed}",
                f"Mail: {self.mail_due} due{due}, {self.mail_later} for later, "
                f"{self.mail_held} held for the organiser; since yesterday "
                f"{self.mail_sent} sent, {self.mail_failed} not delivered",
                f"Mail that may have arrived, for the office to decide: {self.mail_doubtful}",
            )
        )


def _describe(work: RunningWork) -> str:
    share = "" if work.share is None else f", {work.share:.0%}"
    edition = f" of {work.edition}" if work.edition else ""
    return f"#{work.number} {work.kind}{edition}: {work.seconds:.0f} s{share}"


def _write_clock(moment: dt.datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else ""


def read_standing() -> OperatingStatus:
    """Return how things stand now; four queries."""
    now = timezone.now()
    yesterday = now - dt.timedelta(days=1)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s)",
            (_ALIVE_SECONDS,),
        )
        lanes = cursor.fetchone()[0]
    running = Work.objects.filter(state=WorkState.RUNNING).select_related("edition")
    work = Work.objects.aggregate(
        waiting=Count("id", filter=Q(state=WorkState.QUEUED)),
        since=Min("asked_at", filter=Q(state=WorkState.QUEUED)),
        failed=Count("id", filter=Q(state=WorkState.FAILED, ended_at__gte=yesterday)),
    )
    due = Q(state=MailState.QUEUED, due_at__lte=now)
    mail = Message.objects.aggregate(
        due=Count("id", filter=due),
        since=Min("due_at", filter=due),
        later=Count("id", filter=Q(state=MailState.QUEUED, due_at__gt=now)),
        held=Count("id", filter=Q(state=MailState.HELD)),
        doubtful=Count("id", filter=Q(state=MailState.DOUBTFUL)),
        failed=Count("id", filter=Q(state=MailState.FAILED, due_at__gte=yesterday)),
        sent=Count(
            "id", filter=Q(state__in=(MailState.SENT, MailState.GATHERED), sent_at__gte=yesterday)
        ),
    )
    return OperatingStatus(
        lanes=lanes,
        running=tuple(
            RunningWork(
                number=row.pk,
                kind=row.kind,
                edition=row.edition.code if row.edition else "",
                share=row.share,
                seconds=(now - row.began_at).total_seconds() if row.began_at else 0.0,
            )
            for row in running.order_by("began_at")
        ),
        waiting=work["waiting"],
        waiting_since=work["since"],
        failed=work["failed"],
        mail_due=mail["due"],
        mail_due_since=mail["since"],
        mail_later=mail["later"],
        mail_held=mail["held"],
        mail_doubtful=mail["doubtful"],
        mail_failed=mail["failed"],
        mail_sent=mail["sent"],
    )
