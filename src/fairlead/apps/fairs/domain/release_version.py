"""Making a version of what an engine found the one that everybody sees."""

from __future__ import annotations

from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from fairlead.apps.fairs.models import Edition, Run, Version, VersionState

Kind = TypeVar("Kind", bound=Version)


class NotADraft(ValueError):
    """Only a draft can be released."""


def add_draft(kind: type[Kind], run: Run) -> Kind:
    """Return the next draft of a kind for the run's edition; call it inside a transaction."""
    # Two records of one kind at a time would both take the same version. Other kinds, and whatever
    # else is done with the edition, go on meanwhile.
    with connection.cursor() as cursor:
        key = (kind._meta.db_table, run.edition_id)
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s::int)", key)
    versions = kind._default_manager.filter(edition=run.edition_id)
    last = versions.aggregate(Max("version"))["version__max"] or 0
    return kind._default_manager.create(edition=run.edition, version=last + 1, run=run)


def release_version(draft: Kind) -> Kind:
    """Return the version, released; the one of its kind released before is superseded.

    Raises NotADraft for one that is or was released: a version is released once.
    """
    with transaction.atomic():
        # Another release of this edition waits here meanwhile.
        Edition.objects.select_for_update(no_key=True).get(pk=draft.edition_id)
        draft.refresh_from_db()
        if draft.state != VersionState.DRAFT:
            raise NotADraft(f"Expected a draft, got version {draft}.")
        type(draft)._default_manager.filter(
            edition=draft.edition_id, state=VersionState.RELEASED
        ).update(state=VersionState.SUPERSEDED)
        draft.state = VersionState.RELEASED
        draft.released_at = timezone.now()
        draft.save(update_fields=["state", "released_at"])
    return draft
