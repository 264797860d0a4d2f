"""Background work and its state, which is ours: the queue only wakes a worker."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fairlead.apps.fairs.constraints import require_one_of
from fairlead.apps.fairs.models import Edition


class WorkState(models.TextChoices):
    """Where background work stands."""

    QUEUED = "queued", pgettext_lazy("queue", "waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


LIVE = (WorkState.QUEUED, WorkState.RUNNING)


class Work(models.Model):
    """A piece of background work.

    ``holder`` is drawn again each time somebody takes it up, and only who holds it may tell its
    progress or end it, so that one that was given up for dead can write nothing. ``progress``
    holds, by step, the share done (null while nobody knows) and words: English, or sentences that
    a page words (`fairlead.apps.work.sentences`). Of work with the same ``key``
    in an edition at most one waits or runs.
    """

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, related_name="work", null=True, blank=True
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
    )
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=100)
    parameters = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.QUEUED)
    holder = models.UUIDField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cancelling = models.BooleanField(default=False)
    progress = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True, default="")
    asked_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The newest first; one of a key at a time; held exactly while it runs."""

        ordering = ("-asked_at", "-id")
        constraints = (
            require_one_of("state", WorkState, name="work_state"),
            models.UniqueConstraint(
                fields=("edition", "key"),
                condition=Q(state__in=LIVE),
                nulls_distinct=False,
                name="work_once",
            ),
            models.CheckConstraint(
                condition=Q(state=WorkState.RUNNING, holder__isnull=False)
                | (~Q(state=WorkState.RUNNING) & Q(holder__isnull=True)),
                name="work_held_while_running",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at__isnull=True)
                | (~Q(state__in=LIVE) & Q(ended_at__isnull=False)),
                name="work_ended",
            ),
        )
        indexes = (
            models.Index(fields=("edition", "-asked_at"), name="work_latest"),
            models.Index(F("id"), condition=Q(state__in=LIVE), name="work_live"),
        )

    def __str__(self) -> str:
        """Return the kind and the state."""
        return f"{self.kind}: {self.state}"

    @property
    def is_live(self) -> bool:
        """Whether it waits or runs."""
        return self.state in LIVE

    @property
    def share(self) -> float | None:
        """Return the share done over all its steps, None while nobody knows."""
        shares = [share for share, _ in self.progress.values()]
        if not shares or any(share is None for share in shares):
            return None
        return float(sum(shares)) / len(shares)
