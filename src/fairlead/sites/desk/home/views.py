"""The desk's first page: what waits, what is on, how far one's registration is, what is missing."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.row_count import RowCount
from fairlead.apps.market.queries.conversations import list_unread
from fairlead.apps.meetings.models import FollowUp
from fairlead.apps.meetings.queries.agenda import read_day
from fairlead.apps.meetings.queries.letters import count_waiting
from fairlead.apps.messages.queries.outbox import list_notifications
from fairlead.apps.people.models import Participation, ParticipationState, Role
from fairlead.sites.desk.access import DeskRequest, admit_registered
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.meetings.agenda_lines import Line, Lines
from fairlead.sites.desk.meetings.moments import list_moments, write_token

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
    """Show what waits for somebody in the edition, and as whom that person takes part in it."""
    one = request.participation
    approved = one.state == ParticipationState.APPROVED
    context = {
        "approved": approved,
        "roles": _name_roles(one),
        "state": str(one.state),
        "state_words": _WORDS.get(one.state, ""),
        "zone": request.edition.zone,
    }
    if approved:
        context |= {
            "waiting": _list_waiting(one),
            "missing": _list_missing(request),
            "moments": _list_moments(request),
        }
    return show_desk(request, "home", context, section="home")


def _list_waiting(one: Participation) -> list[tuple[str, str, int]]:
    """Return what waits for somebody: what it is, where, and how much of it."""
    code = one.edition.code
    lists = (
        list_unread(one),
        list_notifications(one.person_id, one.edition).filter(read_at=None),
        FollowUp.objects.filter(participation=one, done_at=None),
    )
    found = Participation.objects.filter(pk=one.pk)
    conversations, told, tasks = found.values_list(*map(RowCount, lists)).get()
    kinds = (
        (_("Requests waiting for your answer"), "requests", count_waiting(one)),
        (_("Conversations with something new"), "conversations", conversations),
        (_("Messages not read"), "messages", told),
        (_("To do"), "to_do", tasks),
    )
    return [
        (words, reverse(f"desk:{name}", args=(code,)), count)
        for words, name, count in kinds
        if count
    ]


def _list_moments(request: DeskRequest) -> list[tuple[str, Line, SafeString]]:
    """Return what is on now and what comes next; nothing when the fair is over."""
    edition, who, now = request.edition, request.participation, timezone.now()
    today = now.astimezone(edition.zone).date()
    if today > edition.last_day:
        return []
    agenda = read_day(who, max(today, edition.first_day), now)
    lines, token = Lines(who, agenda, now), write_token(request)
    return list(list_moments(lines, agenda, now, code=edition.code, token=token))


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
