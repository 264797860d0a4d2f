"""The journal of a draft: what was done to it by hand, undone and redone in its order."""

from __future__ import annotations

from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.db.models.functions import Now


class JournalEntry(models.Model):
    """A change of a draft, the ``number``-th of those that can be undone or redone.

    ``before`` and ``after`` say all that the draft says of what the change is about. Those that
    were undone come last, and go when something else is done.
    """

    number = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    undone = models.BooleanField(default=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(db_default=Now())

    class Meta:
        """Without a table."""

        abstract = True
        ordering = ("number",)


Kept = TypeVar("Kept", bound=JournalEntry)


def append_entry(journal: models.QuerySet[Kept], **said: Any) -> Kept:
    """Return the entry of what was just done; what had been undone cannot be redone any more."""
    undone = Q(undone=True)
    found = journal.aggregate(last=Max("number", filter=~undone), undone=Count("pk", filter=undone))
    if found["undone"]:
        journal.filter(undone).delete()
    return journal.create(number=(found["last"] or 0) + 1, **said)


def find_to_undo(journal: models.QuerySet[Kept]) -> Kept | None:
    """Return the last change that is not undone."""
    return journal.filter(undone=False).order_by("number").last()


def find_to_redo(journal: models.QuerySet[Kept]) -> Kept | None:
    """Return the change that was undone last."""
    return journal.filter(undone=True).order_by("number").first()


def count_journal(journal: models.QuerySet[Kept]) -> dict[str, int]:
    """Return how many changes can be undone and redone."""
    undone = Q(undone=True)
    return journal.aggregate(undo=Count("pk", filter=~undone), redo=Count("pk", filter=undone))
