"""A person's own invitation to an edition."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.claim_participation import may_join
from fairlead.apps.people.models import Account
from fairlead.apps.transfer.domain.invite_people import find_invited
from fairlead.sites.public.frame import show


@never_cache
def invitation(request: HttpRequest, code: str, token: str) -> HttpResponse:
    """Show who is invited and the way in; opening it changes nothing and signs nobody in.

    Who is signed in as somebody else is told so, and how to come in as the one invited.
    """
    edition = get_object_or_404(Edition, code=code)
    invited = find_invited(edition, token)
    account = request.user
    as_another = (
        account.email
        if invited is not None and isinstance(account, Account) and not may_join(account, invited)
        else ""
    )
    context: dict[str, object] = {"invited": invited, "as_another": as_another}
    status = 200 if invited is not None else 404
    return show(request, "invitation", context, edition=edition, status=status)
