"""Whose pages these are: one's own organisation, where one may do something upon it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from fairlead.apps.people.models import Organisation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.sites.desk.access import DeskRequest
from fairlead.ui.numbers_asked import read_key


def find_own(request: DeskRequest, act: Act) -> Organisation:
    """Return one's own organisation, where one may do this upon it; raises PermissionDenied."""
    firm = request.participation.organisation
    if firm is None or not may(request.user, act, edition=request.edition, organisation=firm):
        raise PermissionDenied
    firm.edition = request.edition  # read already
    return firm


def read_seen(request: DeskRequest) -> int:
    """Return the number of the saving that a form was opened with."""
    return read_key(request.POST.get("seen"), most=10**9) or 0
