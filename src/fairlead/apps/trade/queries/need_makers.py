"""Who could make what a need asks for, and who seeks what an exhibitor offers.

Read from the released lists alone. Organisations removed since, and hidden needs, are left out here
and nowhere else: a page gets only what everybody may know.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BigIntegerField, F, Field, FloatField, Func, Q, QuerySet, Value
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Exhibitor, Stand
from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition, VersionState
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.fairs.text_field import LocalizedTextField
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.domain.note_shown import ListImpression
from fairlead.apps.trade.models import (
    Cooperation,
    MakerBasis,
    MakerGroup,
    MakerList,
    Matching,
    Need,
    Offer,
    Surface,
)
from fairlead.apps.trade.models.market import find_country_of_need
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.folder.localized_text import SpokenText

MOST_SEEKERS = 24


@dataclass(frozen=True, slots=True)
class Party:
    """An exhibitor as lists name it."""

    id: int
    code: str
    name: str
    country: str
    city: str
    hall: str
    stand: str


@dataclass(frozen=True, slots=True)
class Maker:
    """A place in a need's list; ``offer`` and its code are empty where none speaks for it.

    ``basis`` is one of `MakerBasis`.
    """

    rank: int
    score: float
    party: Party
    reason: str
    offer: str
    offer_code: str
    basis: str


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a need: a product code with its title, or a form of cooperation (no code)."""

    title: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group, with the steps it takes on."""

    party: Party
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Exhibitors that cover a need's steps together; ``missing`` are steps nobody here covers."""

    number: int
    members: tuple[Member, ...]
    covered: int
    missing: tuple[Step, ...]
    cost: float
    proved: bool

    @property
    def steps(self) -> int:
        """Return how many steps the need has."""
        return self.covered + len(self.missing)


@dataclass(frozen=True, slots=True)
class NeedMatches:
    """What the released lists say about a need; ``matching`` is None when none are released."""

    matching: Matching | None
    makers: tuple[Maker, ...]
    groups: tuple[Group, ...]

    def on(self, basis: MakerBasis) -> tuple[Maker, ...]:
        """Return the makers that stand there on that basis."""
        return tuple(maker for maker in self.makers if maker.basis == basis)

    def shown(self, need: Need) -> list[ListImpression]:
        """Return what a page with all of it shows."""
        makers = [(one.party.id, one.rank, one.score) for one in self.makers]
        groups = [
            (member.party.id, group.number, group.cost)
            for group in self.groups
            for member in group.members
        ]
        return [
            ListImpression(Surface.NEED_MAKERS, need.pk, makers),
            ListImpression(Surface.NEED_GROUPS, need.pk, groups),
        ]


@dataclass(frozen=True, slots=True)
class Seeker:
    """A need that an exhibitor could serve; ``place`` is its place among those, from 1."""

    place: int
    need: int
    code: str
    title: str
    economy: str
    organisation: str
    score: float
    reason: str
    volume_usd: float | None


def find_need(edition: Edition, code: str, *, moment: dt.datetime | None = None) -> Need:
    """Return the need of that code that everybody may see, with who needs it; raises Http404.

    With a ``moment`` it had been posted by then and had not ended.
    """
    shown = Need.objects.visible() if moment is None else Need.objects.visible_at(moment)
    try:
        found = shown.select_related("organisation__exhibitor", "figures").get(
            edition=edition, code=code
        )
    except Need.DoesNotExist:
        raise Http404(_("No such need")) from None
    found.edition = edition  # read already
    return found


@keep_by_stamp
def find_released_matching(edition: Edition) -> Matching | None:
    """Return the released lists with their run, if there are any; a query when it has changed."""
    return (
        Matching.objects.select_related("run")
        .filter(edition=edition, state=VersionState.RELEASED)
        .first()
    )


def find_matching_at(edition: Edition, moment: dt.datetime | None) -> Matching | None:
    """Return the lists that were the last to be released by a moment; one query.

    Without one those released now, as `find_released_matching` does.
    """
    if moment is None:
        return find_released_matching(edition)
    then = Matching.objects.select_related("run").filter(edition=edition, released_at__lte=moment)
    return then.order_by("-released_at", "-version").first()


def count_makers(needs: Iterable[int]) -> dict[int, int]:
    """Return how many makers on the released lists offer what each need seeks; one query."""
    lists = MakerList.objects.filter(need__in=list(needs), matching__state=VersionState.RELEASED)
    return {
        need: count_offering(bases, offers)
        for need, bases, offers in lists.values_list("need_id", "bases", "offers")
    }


def count_offering(bases: Sequence[str] | None, offers: Sequence[int] | None) -> int:
    """Return how many makers of a list offer what is sought; None where there is no list."""
    return _list_bases(bases or (), offers or ()).count(MakerBasis.OFFERS.value)


def _list_bases(bases: Sequence[str], offers: Sequence[int]) -> list[str]:
    """Return the basis of every place; of before it was kept, by whether an offer speaks for it."""
    return list(bases) or [
        (MakerBasis.OFFERS if offer else MakerBasis.NEAR).value for offer in offers
    ]


@dataclass(frozen=True, slots=True)
class ListedMakers:
    """Who could make what a need asks for by the released list, as `ask_listed` asked for it."""

    lists: list[MakerList]
    firms: list[Organisation]
    offers: list[Offer]

    @property
    def fits(self) -> dict[int, float]:
        """Return how well each organisation fits that is on the list."""
        return {
            firm: score
            for one in self.lists
            for firm, score in zip(one.makers, one.scores, strict=True)
        }

    def list_makers(self, edition: Edition) -> tuple[Maker, ...]:
        """Return the makers, without groups."""
        choose = chooser(edition)
        parties = {
            one.pk: _describe_party(one, one.exhibitor.stand, choose)
            for one in self.firms
            if hasattr(one, "exhibitor")
        }
        offers = {one.pk: (choose(one.title), one.code) for one in self.offers}
        return tuple(
            maker for one in self.lists for maker in _read_makers(one, parties, offers, choose)
        )


def ask_listed(need: Need, together: QueryBatch) -> ListedMakers:
    """Return the list of a need that reading ``together`` fills; it adds no query."""
    return ListedMakers(
        together.add(_LISTS, need=need.pk),
        together.add(_FIRMS, need=need.pk),
        together.add(_OFFERS, need=need.pk),
    )


def list_listed(column: str) -> ArraySubquery:
    """Return what stands in a column of the released list of the need that is `Parameter`."""
    rows = _build_lists().annotate(
        one=Func(F(column), function="unnest", output_field=BigIntegerField())
    )
    return ArraySubquery(rows.values("one"))


def _build_lists() -> QuerySet[MakerList]:
    return MakerList.objects.filter(need=Parameter("need"), matching__state=VersionState.RELEASED)


def _build_firms() -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(Q(IsAmong(F("pk"), list_listed("makers"))))
    return rows.select_related("exhibitor__stand__hall").defer("description")


def _build_offers() -> QuerySet[Offer]:
    rows = Offer.objects.visible().filter(Q(IsAmong(F("pk"), list_listed("offers"))))
    return rows.only("title", "code")


_LISTS, _FIRMS, _OFFERS = (
    PreparedQuery(_build_lists),
    PreparedQuery(_build_firms),
    PreparedQuery(_build_offers),
)


def find_matches(edition: Edition, need: Need, *, moment: dt.datetime | None = None) -> NeedMatches:
    """Return the makers of a need and the groups that cover it; at most six queries.

    With a ``moment`` they are of the lists released by then: of their makers those that exhibit.
    """
    matching = find_matching_at(edition, moment)
    listed = MakerList.objects.filter(matching=matching, need=need).first() if matching else None
    if listed is None:
        return NeedMatches(matching, (), ())
    groups = list(MakerGroup.objects.filter(matching=matching, need=need).order_by("number"))
    members = {member for group in groups for member in group.members}
    choose = chooser(edition)
    parties = _find_parties({*listed.makers, *members}, choose)
    titles = find_product_titles(edition, set(need.products)) if groups else {}
    return NeedMatches(
        matching,
        tuple(_read_makers(listed, parties, _find_named_offers(listed, choose), choose)),
        tuple(_read_groups(groups, parties, titles)),
    )


def _find_parties(organisations: Iterable[int], choose: Choose) -> dict[int, Party]:
    """Return those of the organisations that exhibit, by id; one query."""
    rows = Exhibitor.objects.filter(organisation__in=set(organisations))
    rows = rows.select_related("organisation", "stand__hall").defer("organisation__description")
    return {one.pk: _describe_party(one.organisation, one.stand, choose) for one in rows}


def _describe_party(firm: Organisation, stand: Stand, choose: Choose) -> Party:
    name, city = choose(firm.name), choose(firm.city)
    return Party(firm.pk, firm.code, name, firm.country, city, stand.hall.code, stand.number)


def _find_named_offers(listed: MakerList, choose: Choose) -> dict[int, tuple[str, str]]:
    rows = Offer.objects.visible().filter(pk__in=listed.offers)
    return {
        pk: (choose(title), code) for pk, title, code in rows.values_list("pk", "title", "code")
    }


def _read_makers(
    listed: MakerList,
    parties: Mapping[int, Party],
    offers: Mapping[int, tuple[str, str]],
    choose: Choose,
) -> Iterable[Maker]:
    bases = _list_bases(listed.bases, listed.offers)
    places = zip(listed.makers, listed.scores, listed.offers, listed.reasons, bases, strict=True)
    for rank, (maker, score, offer, reason, basis) in enumerate(places, 1):
        # A maker whose offer was withdrawn is here for a reason that no longer holds.
        if maker in parties and (not offer or offer in offers):
            named = offers.get(offer, ("", ""))
            yield Maker(rank, score, parties[maker], choose(reason), *named, basis)


def _read_groups(
    groups: Sequence[MakerGroup], parties: Mapping[int, Party], titles: Mapping[str, SpokenText]
) -> Iterable[Group]:
    for group in groups:
        if not all(member in parties for member in group.members):
            continue
        yield Group(
            number=group.number,
            members=tuple(
                Member(parties[member], _read_steps(steps, titles))
                for member, steps in zip(group.members, group.covers, strict=True)
            ),
            covered=len({step for steps in group.covers for step in steps}),
            missing=_read_steps(group.missing, titles),
            cost=group.cost,
            proved=group.proved,
        )


def _read_steps(steps: Iterable[str], titles: Mapping[str, SpokenText]) -> tuple[Step, ...]:
    return tuple(
        Step(str(Cooperation(step).label))
        if step in Cooperation.values
        else Step(label(step, titles).title, step)
        for step in steps
    )


def find_seekers(
    exhibitor: Exhibitor, matching: Matching | None, *, moment: dt.datetime | None = None
) -> list[Seeker]:
    """Return at most `MOST_SEEKERS` needs an exhibitor could serve, best fit first; one query.

    With a ``moment`` they are of those that had been posted by then and had not ended.
    """
    if matching is None:
        return []
    lists = MakerList.objects.filter(matching=matching, makers__contains=[exhibitor.pk])
    if moment is None:
        lists = lists.filter(need__hidden=False, need__expired=False)
    else:
        lists = lists.filter(need__in=Need.objects.visible_at(moment))
    place = Func(F("makers"), Value(exhibitor.pk), function="array_position")
    rows = (
        lists.annotate(
            economy=find_country_of_need("need__"),
            score=_take_element("scores", place, FloatField()),
            reason=_take_element("reasons", place, LocalizedTextField()),
        )
        .values_list(
            "need_id",
            "need__code",
            "need__title",
            "economy",
            "need__organisation__name",
            "score",
            "reason",
            "need__volume_usd",
        )
        .order_by("-score", "need__code")[:MOST_SEEKERS]
    )
    choose = chooser(exhibitor.edition)
    return [
        Seeker(
            rank, need, code, choose(title), economy, choose(firm), score, choose(reason), volume
        )
        for rank, (need, code, title, economy, firm, score, reason, volume) in enumerate(rows, 1)
    ]


def _take_element(array: str, place: Func, kind: Field[Any, Any]) -> Func:
    """Return the element of an array column at a place: (array)[place]."""
    return Func(F(array), place, template="(%(expressions)s]", arg_joiner=")[", output_field=kind)
