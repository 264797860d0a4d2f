"""Releasing a draft from a page, and saying what came of it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from fairlead.apps.fairs.domain.release_version import Kind, NotADraft, release_version
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.sites.office.access import OfficeRequest


def release_draft(
    request: OfficeRequest,
    kind: type[Kind],
    *,
    version: int,
    done: str,
    release: Callable[[Kind], object] = release_version,
) -> None:
    """Release a version of an edition; ``done`` is the message, with %d for its number.

    A second press changes nothing and is told so. Raises Http404 for a version there is none of.
    """
    versions = kind._default_manager.select_related("edition")
    draft = get_object_or_404(versions, edition=request.edition, version=version)
    before = {"state": draft.state}
    try:
        with transaction.atomic():
            release(draft)
            record_change(
                "release",
                draft,
                by=Doer(request.user),
                edition=request.edition,
                before=before,
                after={"state": str(draft.state), "version": version},
            )
    except NotADraft:
        messages.warning(request, _("Version %d was released before.") % version)
    else:
        messages.success(request, done % version)
