"""Acting for somebody who takes part: begun in the office, shown on every page, recorded."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.people.domain.appoint import appoint
from fairlead.apps.people.domain.manage_team import find_managing_role
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Participation
from fairlead.apps.people.roles import Act
from fairlead.sites.desk.acting import begin_acting
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.ui.serving import accept_body


@accept_body()
@require_POST
@admit(Act.ACT_FOR)
def act_for(request: OfficeRequest, pk: int) -> HttpResponse:
    """Open the desk of somebody of this edition, as that person's."""
    one = get_object_or_404(Participation, edition=request.edition, pk=pk)
    begin_acting(request, one)
    record_change("act_for", one, by=Doer(request.user, one), edition=request.edition)
    return redirect("desk:home", request.edition.code)


@accept_body()
@require_POST
@admit(Act.SET_UP)
def let_manage(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let somebody who has signed in manage the organisation they are with."""
    people = Participation.objects.select_related("person__account", "organisation")
    one = get_object_or_404(people, edition=request.edition, pk=pk)
    account = getattr(one.person, "account", None)
    if account is None or one.organisation is None:
        raise Http404(
            _("Only people who have signed in and belong to an organisation can manage it")
        )
    appoint(account, find_managing_role(one), organisation=one.organisation, by=Doer(request.user))
    messages.success(request, _("Saved."))
    return redirect("office:person", request.edition.code, pk)
