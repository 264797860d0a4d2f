"""Whom the released lists propose to a participant to meet, with why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import list_consenting
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


def list_proposed(one: Participation, matching: Matching | None) -> list[Proposed]:
    """Return whom the released lists propose to a participant and to its stand, the best first.

    Whoever has become hidden or no longer takes part since is left out, and who did not agree to
    be shown where that is asked. At most six queries.
    """
    if matching is None:
        return []
    owner = Q(participation=one)
    if one.organisation_id is not None and "exhibitor" in one.roles:
        owner |= Q(organisation=one.organisation_id)
    lists = list(MatchList.objects.filter(owner, run=matching.run_id))
    organisations = _find_organisations(one, lists)
    people = _find_people(one, lists)
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


def _find_organisations(one: Participation, lists: list[MatchList]) -> dict[int, Organisation]:
    found = Organisation.objects.filter(
        pk__in=_list_partners(lists, PartnerKind.ORGANISATION), edition=one.edition_id
    )
    return {each.pk: each for each in found.annotate(mark=_find_mark(one, "organisation"))}


def _find_people(one: Participation, lists: list[MatchList]) -> dict[int, Participation]:
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
    return {each.pk: each for each in rows.annotate(mark=_find_mark(one, "other"))}


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
        about=choose_text(firm.city, one.edition),
        **common,  # type: ignore[arg-type]
    )


def keep_wanted(proposed: Iterable[Proposed], *, only: str = "") -> list[Proposed]:
    """Return those not dismissed; ``only`` those with that mark."""
    if only:
        return [one for one in proposed if one.mark == only]
    return [one for one in proposed if one.mark != MarkKind.DISMISSED]
