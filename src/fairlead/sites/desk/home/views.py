"""The desk's first page: as whom one takes part."""

from __future__ import annotations

from django.http import HttpResponse

from fairlead.apps.people.models import Role
from fairlead.sites.desk.access import DeskRequest, admit_registered
from fairlead.sites.desk.frame import show_desk


@admit_registered
def show_home(request: DeskRequest) -> HttpResponse:
    """Show as whom one takes part in the edition, and how far that is."""
    roles = [Role(role).label for role in request.participation.roles]
    return show_desk(request, "home", {"roles": roles}, section="home")
