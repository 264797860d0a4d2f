"""The journal of a draft: what was done to it by hand; everybody undoes and redoes their own.

What changed the same (a meeting, a session) is undone in the reverse order. Where somebody else
changed it since, one's own change cannot be undone: that would take theirs back. Changes without an
account were loaded, or made by somebody who is gone: everybody may undo them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import Count, Max, Q
from django.db.models.functions import Now


class JournalEntry(models.Model):
    """A change of a draft, the ``number``-th of those that can be undone or redone.

    ``before`` and ``after`` say all that the draft says of what the change is about. Of the changes
    of the same, those that were undone come last; they go when something else is done to it.
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

    @property
    def subjects(self) -> frozenset[Any]:
        """Return what the change is about."""
        raise NotImplementedError

    @staticmethod
    def match_subjects(subjects: Iterable[Any]) -> Q:
        """Return the condition by which changes about any of these are found."""
        raise NotImplementedError


Kept = TypeVar("Kept", bound=JournalEntry)


class ChangedSince(Exception):
    """A change that cannot be undone or redone, since somebody else changed the same since."""

    def __init__(self, other: JournalEntry) -> None:
        """Take the other change."""
        super().__init__(other)
        self.other = other

    def name_doer(self) -> str:
        """Return who made the other change, empty when it is not known."""
        account = self.other.account
        return str(account.person or account.email) if account is not None else ""


def append_entry(
    journal: models.QuerySet[Kept], *, account: models.Model | None, **said: Any
) -> Kept:
    """Return the entry of what was just done.

    What its account had undone cannot be redone any more, nor can what anybody had undone of the
    same.
    """
    entry = journal.model(account=account, **said)
    touched, lost = set(entry.subjects), []
    by = account.pk if account is not None else None
    for one in journal.filter(undone=True).order_by("number"):
        if one.account_id in (None, by) or not touched.isdisjoint(one.subjects):
            touched |= one.subjects
            lost.append(one.pk)
    if lost:
        journal.filter(pk__in=lost).delete()
    entry.number = (journal.aggregate(last=Max("number"))["last"] or 0) + 1
    entry.save(force_insert=True)
    return entry


def find_to_undo(journal: models.QuerySet[Kept], *, by: int | None) -> Kept | None:
    """Return the last change of an account that has not been undone; raises ChangedSince."""
    held = journal.filter(undone=False)
    found = held.filter(_is_of(by)).order_by("number").last()
    if found is not None:
        same = found.match_subjects(found.subjects)
        _refuse_for(held.filter(same, number__gt=found.number).order_by("-number"))
    return found


def find_to_redo(journal: models.QuerySet[Kept], *, by: int | None) -> Kept | None:
    """Return the change of an account that was undone last; raises ChangedSince."""
    undone = journal.filter(undone=True)
    found = undone.filter(_is_of(by)).order_by("number").first()
    if found is not None:
        same = found.match_subjects(found.subjects)
        _refuse_for(undone.filter(same, number__lt=found.number).order_by("number"))
    return found


def _is_of(by: int | None) -> Q:
    return Q(account=None) | Q(account=by) if by is not None else Q(account=None)


def _refuse_for(others: models.QuerySet[Kept]) -> None:
    other = others.select_related("account__person").first()
    if other is not None:
        raise ChangedSince(other)


def count_journal(journal: models.QuerySet[Kept], *, by: int | None) -> dict[str, int]:
    """Return how many changes an account can undo and redo."""
    undone = Q(undone=True)
    own = journal.filter(_is_of(by))
    return own.aggregate(undo=Count("pk", filter=~undone), redo=Count("pk", filter=undone))
