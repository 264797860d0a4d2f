"""Saving a version of a project's appraisal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from fairlead.apps.cooperation.domain.under_lock import EntryAuthor
from fairlead.apps.cooperation.models import Project, ProjectAppraisal
from fairlead.apps.cooperation.runs import appraise_new
from fairlead.apps.people.domain.record_change import Doer, record_change


def save_appraisal(
    project: Project,
    document: Mapping[str, Any],
    *,
    by: EntryAuthor,
    doer: Doer,
    supply: Mapping[str, Any] | None = None,
) -> ProjectAppraisal:
    """Return the new version; the ones before stay as they are.

    Raises InvalidInput, and saves nothing, for a document that is not one.
    """
    appraise_new(document)
    with transaction.atomic():
        held = (
            Project.objects.select_for_update(of=("self",))
            .select_related("edition")
            .get(pk=project.pk)
        )
        version = ProjectAppraisal.objects.create(
            project=held,
            number=held.appraisals.count() + 1,
            inputs=dict(document),
            supply=dict(supply or {}),
            person=by.name,
            account=by.account,
            recorded_at=timezone.now(),
        )
        record_change(
            "save_appraisal",
            version,
            by=doer,
            edition=held.edition,
            after={"project": held.code, "number": version.number},
        )
    return version
