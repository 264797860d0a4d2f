"""Whom the released lists propose to a participant to meet, with why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, JSONArray, JSONObject

from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.consent.queries.consents import agrees
from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.people.models import (
    Mark,
    MarkKind,
    Organisation,
    Participation,
    ParticipationState,
)
from fairlead.apps.trade.models import Matching, MatchList, PartnerKind, Reason
from fairlead.folder.localized_text import LocalizedText, SpokenText


@dataclass(frozen=True, slots=True)
class SuggestedParty:
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


# Of the rows of organisations or of people: expressions that find what is asked of each, by the
# participant `WHO` and the firm `FIRM` whose list it is; null where nothing is.
FindRequests = Callable[[PartnerKind], Sequence[Combinable]]
WHO, FIRM, _OWNER = Parameter("who"), Parameter("firm"), Parameter("owner")
_NOBODY = -1


def _find_nothing(_kind: PartnerKind) -> Sequence[Combinable]:
    return ()


def list_proposed(
    one: Participation,
    matching: Matching | None,
    *,
    firm: int | None = None,
    find_requests: FindRequests = _find_nothing,
) -> list[SuggestedParty]:
    """Return whom the released lists propose to a participant and to its stand, the best first.

    Anyone who has become hidden or no longer takes part since is left out, and who did not agree to
    be shown where that is asked. ``find_requests`` gives the expressions of what is open between
    the participant or ``firm`` and each of them. One query.
    """
    if matching is None:
        return []
    exhibits = one.organisation_id is not None and "exhibitor" in one.roles
    rows = _write(find_requests).read_rows(
        who=one.pk,
        firm=firm or _NOBODY,
        owner=one.organisation_id if exhibits else _NOBODY,
        run=matching.run_id,
        edition=one.edition_id,
    )
    say, proposed = chooser(one.edition), []
    for kind, partners, scores, mutual, reasons, words, found in rows:
        said = {pk: LocalizedText(text) for pk, text in json.loads(words)}
        known = {each["pk"]: each for each in json.loads(found)}
        person = kind == PartnerKind.PERSON
        places = zip(partners, scores, mutual, reasons, strict=True)
        for rank, (pk, score, both, reason) in enumerate(places, 1):
            if pk not in known:
                continue
            each = known[pk]
            proposed.append(
                SuggestedParty(
                    key=f"{'p' if person else 'o'}{pk}",
                    pk=pk,
                    rank=rank,
                    name=say(LocalizedText(each["name"])),
                    country=each["country"],
                    code=each["code"],
                    person=person,
                    about=say(LocalizedText(each["about"] or {})),
                    reason=say(said.get(reason)),
                    score=score,
                    mutual=both,
                    mark=each["mark"] or "",
                    request=_choose_request(each["requests"]),
                    may_be_asked=_may_be_asked(one, each, person=person),
                )
            )
    return sorted(proposed, key=lambda each: (each.rank, -each.score, each.key))


def _may_be_asked(one: Participation, each: Mapping[str, Any], *, person: bool) -> bool:
    if person:
        return bool(each["pk"] != one.pk)
    return bool(each["exhibits"]) and each["pk"] != one.organisation_id


def _choose_request(found: Iterable[Mapping[str, Any] | None]) -> Mapping[str, Any] | None:
    """Return what is agreed before what waits for an answer, the newest of it."""
    some = [one for one in found if one is not None]
    return min(some, key=lambda one: (one["state"], -one["pk"])) if some else None


@cache
def _write(find_requests: FindRequests) -> PreparedQuery[MatchList]:
    return PreparedQuery(partial(_build, find_requests))


def _build(find_requests: FindRequests) -> QuerySet[MatchList, Any]:
    """Return the lists, each with the words of its reasons and what is known of its partners."""
    words = Reason.objects.filter(IsAmong(F("pk"), OuterRef("reasons"))).values_list(
        JSONArray("pk", "words")
    )
    organisations = Organisation.objects.filter(
        IsAmong(F("pk"), OuterRef("partners")), edition=Parameter("edition")
    ).values_list(
        JSONObject(
            pk="pk",
            name="name",
            country="country",
            code="code",
            about="city",
            mark=_find_mark("organisation"),
            requests=JSONArray(*find_requests(PartnerKind.ORGANISATION)),
            exhibits=Exists(Exhibitor.objects.filter(pk=OuterRef("pk"))),
        )
    )
    people = Participation.objects.filter(
        IsAmong(F("pk"), OuterRef("partners")),
        agrees(ConsentPurpose.BE_SHOWN, edition=Parameter("edition"), person="person"),
        edition=Parameter("edition"),
        hidden=False,
        state=ParticipationState.APPROVED,
    ).values_list(
        JSONObject(
            pk="pk",
            name="person__name",
            country="person__country",
            code="code",
            about=Coalesce("organisation__name", "position"),
            mark=_find_mark("other"),
            requests=JSONArray(*find_requests(PartnerKind.PERSON)),
        )
    )
    known = Case(
        When(partner_kind=PartnerKind.PERSON, then=_gather(people)),
        default=_gather(organisations),
    )
    lists = MatchList.objects.filter(
        Q(participation=WHO) | Q(organisation=_OWNER), run=Parameter("run")
    )
    columns = ("partner_kind", "partners", "scores", "mutual", "reasons")
    return lists.values_list(*columns, _gather(words), known)


def _gather(rows: QuerySet[Any, Any]) -> Func:
    """Return the rows of a query as one JSON list."""
    return Func(ArraySubquery(rows), function="to_jsonb", output_field=JSONField())


def _find_mark(target: str) -> Subquery:
    """Return what the participant set upon each row of a query, null where nothing."""
    marks = Mark.objects.filter(participation=WHO, **{target: OuterRef("pk")})
    return Subquery(marks.values("kind")[:1])


def keep_wanted(proposed: Iterable[SuggestedParty], *, only: str = "") -> list[SuggestedParty]:
    """Return those not dismissed; ``only`` those with that mark."""
    if only:
        return [one for one in proposed if one.mark == only]
    return [one for one in proposed if one.mark != MarkKind.DISMISSED]
