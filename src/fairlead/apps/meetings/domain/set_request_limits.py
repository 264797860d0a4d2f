"""Saying how many requests for meetings participants of a role may make."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import RequestLimit
from fairlead.apps.people.domain.record_change import Doer, record_change


def set_request_limits(
    edition: Edition, limits: Mapping[str, tuple[int, int]], *, by: Doer
) -> None:
    """Let each role make so many requests in a day and have so many unanswered at once.

    A role without limits has the usual ones of `request_meeting`. What was asked already stays.
    """
    with transaction.atomic():
        Edition.objects.select_for_update(no_key=True).get(pk=edition.pk)
        known = RequestLimit.objects.filter(edition=edition)
        before = {one.role: [one.a_day, one.open_at_once] for one in known}
        after = {role: list(pair) for role, pair in limits.items()}
        if before == after:
            return
        known.exclude(role__in=limits).delete()
        RequestLimit.objects.bulk_create(
            (
                RequestLimit(edition=edition, role=role, a_day=a_day, open_at_once=at_once)
                for role, (a_day, at_once) in limits.items()
            ),
            update_conflicts=True,
            unique_fields=("edition", "role"),
            update_fields=("a_day", "open_at_once"),
        )
        record_change(
            "set_request_limits", edition, by=by, edition=edition, before=before, after=after
        )
