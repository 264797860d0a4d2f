"""Asking for a meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.draw_code import draw_code
from fairlead.apps.meetings.domain.notices import tell_of_request
from fairlead.apps.meetings.domain.refusals import Refusal, find_rule
from fairlead.apps.meetings.models import (
    MeetingRequest,
    Place,
    Preference,
    RequestParty,
)
from fairlead.apps.meetings.queries.hindrances import RequestFacts, read_known
from fairlead.apps.meetings.queries.sides import find_firm
from fairlead.apps.people.models import Participation, ParticipationState, Role

# Of an edition that sets no limit: more than anybody means, and less than a program would send.
USUAL_A_DAY, USUAL_OPEN = 100, 300


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wishes of a meeting."""

    message: str = ""
    preference: str = Preference.WOULD_LIKE
    purpose: str = ""
    place: str = Place.STAND
    slots: int = 1
    link: str = ""
    for_firm: bool = False
    expires_at: dt.datetime | None = None


Whom = Exhibitor | Participation


def request_meeting(
    *,
    author: Participation,
    whom: Whom,
    wish: Wish | None = None,
    others: Sequence[Whom] = (),
    now: dt.datetime | None = None,
) -> MeetingRequest:
    """Return the new request of a participant to an exhibitor or to a person.

    ``others`` are further parties. It holds no time until it is accepted. Those who are asked
    are told. Raises Refusal, in words, when the participant may not ask.
    """
    said, moment = wish or Wish(), now or timezone.now()
    firm = find_firm(author) if said.for_firm else None
    try:
        with transaction.atomic():
            _lock_people(author, whom)
            rule = find_hindrance(author, whom, now=moment)
            if not rule and said.for_firm and firm is None:
                rule = "request_no_firm"
            if not rule and said.place == Place.STAND and not may_have_stand(whom):
                rule = "request_no_stand"
            rule = rule or next(
                (why for one in others if (why := find_hindrance_of_other(author, one))), ""
            )
            if rule:
                raise Refusal(rule)
            asked = MeetingRequest.objects.create(
                edition_id=author.edition_id,
                code=draw_code("q"),
                requester=author,
                author=author,
                changed_by=author,
                asking_firm_id=firm,
                recipient=whom if isinstance(whom, Exhibitor) else None,
                invitee=whom if isinstance(whom, Participation) else None,
                asked_at=moment,
                expires_at=said.expires_at,
                message=said.message,
                preference=said.preference,
                purpose=said.purpose,
                place=said.place,
                slots=said.slots,
                link=said.link,
                weight=2 if said.preference == Preference.MUST else 1,
            )
            RequestParty.objects.bulk_create(
                RequestParty(
                    request=asked,
                    exhibitor=one if isinstance(one, Exhibitor) else None,
                    participation=one if isinstance(one, Participation) else None,
                )
                for one in others
            )
            tell_of_request(asked, "asked", by=author)
    except IntegrityError as error:
        raise Refusal(find_rule(error)) from error
    return asked


def may_have_stand(whom: Whom) -> bool:
    """Return whether there is a stand to meet at, or will be: an exhibitor's."""
    if isinstance(whom, Exhibitor):
        return True
    return Exhibitor.objects.filter(organisation=whom.organisation_id).exists()


def _lock_people(author: Participation, whom: Whom) -> None:
    """Have who asks at the same moment in another window wait, and who is asked and asks back.

    What was asked already is counted, so it has to be counted by one after the other. Where one
    exhibitor asks another, anybody of either may ask back: both wait for the exhibitors.
    """
    people = {author.pk} | ({whom.pk} if isinstance(whom, Participation) else set())
    rows = Participation.objects.select_for_update(no_key=True).filter(pk__in=people)
    list(rows.order_by("pk").values_list("pk"))
    own = find_firm(author)
    if isinstance(whom, Exhibitor) and own is not None and Role.EXHIBITOR in author.roles:
        exhibitors = Exhibitor.objects.select_for_update(no_key=True, of=("self",))
        both = exhibitors.filter(pk__in={own, whom.pk})
        list(both.order_by("pk").values_list("pk"))


def find_hindrance(author: Participation, whom: Whom, *, now: dt.datetime) -> str:
    """Return the rule by which somebody cannot ask somebody; empty when nothing stands against.

    `explain_rule` says it in words.
    """
    edition = author.edition
    if author.state != ParticipationState.APPROVED:
        return "meeting_taking_part"
    if edition.is_over(now):
        return "request_over"
    if rule := _find_plain_hindrance(author, whom):
        return rule
    known = read_known(author, whom, now=now)
    if known.asked:
        return "request_of_pair" if isinstance(whom, Exhibitor) else "request_of_two"
    if rule := _find_unwelcome(known):
        return rule
    if known.asks_back:
        return "request_mutual"
    if known.open_now >= (USUAL_OPEN if known.most_open is None else known.most_open):
        return "request_limit"
    if known.asked_today >= (USUAL_A_DAY if known.most_a_day is None else known.most_a_day):
        return "request_limit_day"
    return ""


def find_hindrance_of_other(author: Participation, other: Whom) -> str:
    """Return the rule by which somebody cannot be a further party; empty when nothing is."""
    if rule := _find_plain_hindrance(author, other):
        return rule
    return _find_unwelcome(read_known(author, other, now=timezone.now()))


def _find_unwelcome(known: RequestFacts) -> str:
    """Return the rule by which nobody is there to be asked, or takes requests; empty for none."""
    if not known.has_people:
        return "request_no_staff"
    return "request_blocked" if known.blocked else ""


def _find_plain_hindrance(author: Participation, whom: Whom) -> str:
    """Return the rule broken by who the two are, without a query; empty when none is."""
    if isinstance(whom, Exhibitor):
        return "request_own_firm" if author.organisation_id == whom.pk else ""
    if whom.pk == author.pk:
        return "request_of_oneself"
    hidden = whom.hidden or whom.state != ParticipationState.APPROVED
    return "request_hidden" if hidden else ""
