"""Asking for background work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.work.kinds import find_kind, find_lane
from fairlead.apps.work.models import LIVE, Work


def queue_work(
    kind: str,
    *,
    edition: Edition | None = None,
    account: AbstractBaseUser | None = None,
    parameters: Mapping[str, Any] | None = None,
    key: str = "",
) -> Work:
    """Return the work asked for, or what waits or runs under the same key already.

    ``key`` is the kind's name when absent: of one kind one at a time in an edition. It becomes
    visible to workers when the caller's transaction commits. Raises KeyError for a kind that
    nobody knows.
    """
    known = find_kind(kind)
    key = key or known.name
    while True:
        live = Work.objects.filter(edition=edition, key=key, state__in=LIVE).first()
        if live is not None:
            return live
        try:
            with transaction.atomic():
                work = Work.objects.create(
                    edition=edition,
                    account_id=account.pk if account is not None else None,
                    kind=known.name,
                    key=key,
                    parameters=dict(parameters or {}),
                )
        except IntegrityError:
            continue
        wake_worker(work)
        return work


def wake_worker(work: Work) -> None:
    """Have a worker look at the work, in this transaction; being woken twice does no harm."""
    from fairlead.apps.work.tasks import look_at_work

    look_at_work.configure(queue=find_lane(work.kind)).defer(work=work.pk)
