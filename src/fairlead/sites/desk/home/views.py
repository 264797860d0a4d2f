"""The desk's first page: how far one's registration is, and what is still missing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.market.queries.conversations import count_unread
from fairlead.apps.people.models import Participation, ParticipationState, Role
from fairlead.sites.desk.access import DeskRequest, admit_registered
from fairlead.sites.desk.frame import show_desk

_WORDS: dict[str, Promise] = {
    ParticipationState.REGISTERED: gettext_lazy(
        "Your registration has come in. The organiser looks at it and you will be told."
    ),
    ParticipationState.WAITING: gettext_lazy(
        "You are on the waiting list. When a place is free it is yours, and you will be told."
    ),
    ParticipationState.REJECTED: gettext_lazy("Your registration was not accepted."),
    ParticipationState.CANCELLED: gettext_lazy("You do not take part any more."),
}


@admit_registered
def show_home(request: DeskRequest) -> HttpResponse:
    """Show as whom one takes part in the edition, and how far that is."""
    one = request.participation
    return show_desk(
        request,
        "home",
        {
            "roles": _name_roles(one),
            "state": str(one.state),
            "state_words": _WORDS.get(one.state, ""),
            "unread": count_unread(one) if one.state == ParticipationState.APPROVED else 0,
            "missing": _list_missing(request) if one.state == ParticipationState.APPROVED else (),
        },
        section="home",
    )


def _name_roles(one: Participation) -> list[str]:
    """Return as what somebody takes part: the type by its name, and every further role."""
    kind = one.type
    roles = [str(Role(role).label) for role in one.roles if kind is None or role != kind.role]
    return roles if kind is None else [str(choose_text(kind.name, one.edition)), *roles]


def _list_missing(request: DeskRequest) -> list[tuple[str, str]]:
    """Return what would help others to find and to understand somebody, with where to write it."""
    one = request.participation
    here = reverse("desk:registration", args=(request.edition.code,))
    lacking = (
        (not one.person.country, _("Your country")),
        (not one.person.languages, _("The languages you speak: who shares none is not proposed")),
        (not one.position, _("Your position")),
        (one.organisation_id is None, _("Your organisation")),
    )
    return [(words, here) for missing, words in lacking if missing]
