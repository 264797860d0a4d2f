"""Whom the released lists propose to a participant to meet, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.expressions import Combinable

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.people.models import (
    Mark,
    MarkKind,
    Organisation,
    Participation,
    ParticipationState,
)
from fairlead.apps.trade.models import Matching, MatchList, PartnerKind, Reason
from fairlead.folder.localized_text import SpokenText


@dataclass(frozen=True, slots=True)
class Proposed:
    """One who is proposed: an organisation, or a person (who has ``person`` set).

    ``mutual`` is the expected chance that both sides agree; ``rank`` is the place on the list.
    ``request`` is what the caller's expression found, ``may_be_asked`` false for an organisation
    that does not exhibit.
    """

    key: str
    pk: int
    rank: int
    name: SpokenText
    country: str
    code: str
    person: bool
    about: SpokenText
    reason: SpokenText
    score: float
    mutual: float
    mark: str
    request: Any = None
    may_be_asked: bool = True


# Of the rows of organisations or of people: an expression that finds what is asked of each.
FindRequest = Callable[[PartnerKind], Combinable]


def _find_nothing(_kind: PartnerKind) -> Combinable:
    return Value(None, output_field=JSONField())


def list_proposed(
    one: Participation, matching: Matching | None, *, find_request: FindRequest = _find_nothing
) -> list[Proposed]:
    """Return whom the released lists propose to a participant and to its stand, the best first.

    Whoever has become hidden or no longer takes part since is left out, and who did not agree to
    be shown where that is asked. ``find_request`` gives the expression of what is open between
    the participant and each of them. At most six queries.
    """
    if matching is None:
        return []
    owner = Q(participation=one)
    if one.organisation_id is not None and "exhibitor" in one.roles:
        owner |= Q(organisation=one.organisation_id)
    lists = list(MatchList.objects.filter(owner, run=matching.run_id))
    organisations = _find_organisations(one, lists, find_request(PartnerKind.ORGANISATION))
    people = _find_people(one, lists, find_request(PartnerKind.PERSON))
    reasons = Reason.objects.in_bulk({pk for found in lists for pk in found.reasons})
    proposed = []
    for found in lists:
        is_person = found.partner_kind == PartnerKind.PERSON
        places = zip(found.partners, found.scores, found.mutual, found.reasons, strict=True)
        for rank, (pk, score, mutual, reason) in enumerate(places, 1):
            key = f"{'p' if is_person else 'o'}{pk}"
            words = reasons[reason].words if reason in reasons else None
            common = {
                "key": key,
                "pk": pk,
                "rank": rank,
                "person": is_person,
                "reason": choose_text(words, one.edition),
                "score": score,
                "mutual": mutual,
            }
            if is_person and pk in people:
                proposed.append(_describe_person(people[pk], one, common))
            elif not is_person and pk in organisations:
                proposed.append(_describe_organisation(organisations[pk], one, common))
    return sorted(proposed, key=lambda each: (each.rank, -each.score, each.key))


def _list_partners(lists: Iterable[MatchList], kind: PartnerKind) -> set[int]:
    return {pk for found in lists if found.partner_kind == kind for pk in found.partners}


def _find_organisations(
    one: Participation, lists: list[MatchList], request: Combinable
) -> dict[int, Organisation]:
    found = Organisation.objects.filter(
        pk__in=_list_partners(lists, PartnerKind.ORGANISATION), edition=one.edition_id
    )
    rows = found.annotate(
        mark=_find_mark(one, "organisation"),
        request=request,
        exhibits=Exists(Exhibitor.objects.filter(pk=OuterRef("pk"))),
    )
    return {each.pk: each for each in rows}


def _find_people(
    one: Participation, lists: list[MatchList], request: Combinable
) -> dict[int, Participation]:
    wanted = _list_partners(lists, PartnerKind.PERSON)
    if not wanted:
        return {}
    found = Participation.objects.filter(
        pk__in=wanted,
        edition=one.edition_id,
        hidden=False,
        state=ParticipationState.APPROVED,
    )
    shown = list_consenting(one.edition, ConsentPurpose.BE_SHOWN)
    if shown is not None:
        found = found.filter(person__in=shown)
    rows = found.select_related("person", "organisation")
    return {each.pk: each for each in rows.annotate(mark=_find_mark(one, "other"), request=request)}


def _find_mark(one: Participation, target: str) -> Subquery:
    """Return what a participant set upon each row of a query, null where nothing."""
    marks = Mark.objects.filter(participation=one, **{target: OuterRef("pk")})
    return Subquery(marks.values("kind")[:1])


def _describe_person(who: Participation, one: Participation, common: dict[str, object]) -> Proposed:
    firm = who.organisation
    about = choose_text(firm.name if firm is not None else who.position, one.edition)
    name = choose_text(who.person.name, one.edition)
    return Proposed(
        name=name,
        country=who.person.country,
        code=who.code,
        mark=who.mark or "",  # type: ignore[attr-defined]  # annotated
        request=who.request,  # type: ignore[attr-defined]  # annotated
        may_be_asked=who.pk != one.pk,
        about=about,
        **common,  # type: ignore[arg-type]
    )


def _describe_organisation(
    firm: Organisation, one: Participation, common: dict[str, object]
) -> Proposed:
    return Proposed(
        name=choose_text(firm.name, one.edition),
        country=firm.country,
        code=firm.code,
        mark=firm.mark or "",  # type: ignore[attr-defined]  # annotated
        request=firm.request,  # type: ignore[attr-defined]  # annotated
        may_be_asked=firm.exhibits and firm.pk != one.organisation_id,  # type: ignore[attr-defined]
        about=choose_text(firm.city, one.edition),
        **common,  # type: ignore[arg-type]
    )


def keep_wanted(proposed: Iterable[Proposed], *, only: str = "") -> list[Proposed]:
    """Return those not dismissed; ``only`` those with that mark."""
    if only:
        return [one for one in proposed if one.mark == only]
    return [one for one in proposed if one.mark != MarkKind.DISMISSED]
