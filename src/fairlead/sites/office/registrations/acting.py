"""Acting for somebody who takes part: begun in the office, shown on every page, recorded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.sites.desk.acting import begin_acting
from fairlead.sites.office.access import OfficeRequest, admit


@require_POST
@admit(Act.ACT_FOR)
def act_for(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open the desk of somebody of this edition, as that person's."""
    one = get_object_or_404(Participation, edition=request.edition, pk=pk)
    begin_acting(request, one)
    record_change("act_for", one, by=Doer(request.user, one), edition=request.edition)
    return redirect("desk:home", request.edition.code)
