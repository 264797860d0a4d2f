"""Which steps of a consortium are taken on, who could take on the rest, what pooling gains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Q, QuerySet

from fairlead.apps.consortia.models import PRESENT, Consortium, Interest, Member
from fairlead.apps.consortia.runs import find_covers
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import IsAmong, Parameter, PreparedQuery
from fairlead.apps.fairs.query_batch import QueryBatch
from fairlead.apps.people.models import Organisation
from fairlead.apps.trade.models import Cooperation, Need, Offer
from fairlead.apps.trade.queries.entries import find_every_title, label
from fairlead.apps.trade.queries.need_makers import ListedMakers, ask_listed, list_listed
from fairlead.apps.trade.studies import study_edition
from fairlead.folder.input_errors import InvalidInput

MOST_PROPOSED, MOST_REACHED = 12, 6


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its name, and the members that take it on."""

    key: str
    title: str
    by: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organisation that could take on steps nobody has; ``together`` numbers its group.

    ``interested`` says that it said so itself; ``fit`` is None for who stands on no list.
    """

    organisation: Organisation
    steps: tuple[Step, ...]
    fit: float | None
    interested: bool
    together: int


@dataclass(frozen=True, slots=True)
class Gain:
    """What members can do together that none can alone.

    ``alone`` is the most steps one of them takes on, ``together`` all of them. ``reached`` are
    products near which their economies stand together and none does alone, by trade flows.
    """

    together: int
    alone: int
    of: int
    economies: tuple[str, ...]
    reached: tuple[Step, ...] = ()
    asked: bool = False

    @property
    def more(self) -> int:
        """Return how many steps more they cover than the best of them."""
        return self.together - self.alone


def name_steps(edition: Edition, keys: Iterable[str]) -> dict[str, str]:
    """Return the name of each step: a product's title, or a form of cooperation."""
    wanted = list(keys)
    titles = find_every_title(edition) if any(":" in key for key in wanted) else {}
    return {
        key: str(Cooperation(key).label) if key in Cooperation.values else label(key, titles).title
        for key in wanted
    }


def list_steps(
    steps: Iterable[str], members: Sequence[Member], names: Mapping[str, str]
) -> list[Step]:
    """Return steps of a consortium, by their names, with the members that take each on."""
    return [
        Step(key, names[key], tuple(one for one in members if key in one.steps)) for key in steps
    ]


def find_abilities(need: Need | None, organisations: Collection[int]) -> dict[int, set[str]]:
    """Return the steps of a need that each organisation's offers cover.

    An offer covers a code when it is the code, one below it or its heading, and a form of
    cooperation when it is offered for one of the codes.
    """
    return match_offers(need, Offer.objects.filter(organisation__in=organisations))


def match_offers(need: Need | None, offers: Iterable[Offer]) -> dict[int, set[str]]:
    """Return what the offers of organisations cover, as `find_abilities` has it."""
    able: dict[int, set[str]] = defaultdict(set)
    if need is None:
        return able
    for one in offers:
        met = {
            code
            for code in need.products
            if any(code.startswith(known) or known.startswith(code) for known in one.products)
        }
        able[one.organisation_id] |= met
        if met:
            able[one.organisation_id] |= set(one.cooperation) & set(need.cooperation)
    return able


@dataclass(frozen=True, slots=True)
class Candidates:
    """Who could take on steps of a need, as `ask_candidates` asked for it.

    They are the makers of the need by the released lists and who is interested by themselves;
    ``offers`` are theirs, and those of the firms asked for besides.
    """

    listed: ListedMakers
    interests: list[Interest]
    offers: list[Offer]

    @property
    def firms(self) -> dict[int, Organisation]:
        """Return who they are, by their ids."""
        interested = [one.organisation for one in self.interests]
        return {one.pk: one for one in (*self.listed.firms, *interested)}


def ask_candidates(need: Need, together: QueryBatch, firms: Collection[int] = ()) -> Candidates:
    """Return who could take on steps, which reading ``together`` fills; it adds no query."""
    return Candidates(
        ask_listed(need, together),
        together.add(_INTERESTS, need=need.pk),
        together.add(_OFFERS, need=need.pk, firms=list(firms)),
    )


def ask_offers(firms: Collection[int], together: QueryBatch) -> list[Offer]:
    """Return the offers of firms, which reading ``together`` fills."""
    return together.add(_OFFERS, need=None, firms=list(firms))


def _build_interests() -> QuerySet[Interest]:
    rows = Interest.objects.filter(need=Parameter("need"))
    rows = rows.select_related("organisation__exhibitor")
    return rows.defer("organisation__description")


def _build_offers() -> QuerySet[Offer]:
    interested = Interest.objects.filter(need=Parameter("need")).order_by()
    firms = (
        Parameter("firms", ArrayField(BigIntegerField())),
        ArraySubquery(interested.values("organisation")),
        list_listed("makers"),
    )
    among = [Q(IsAmong(F("organisation"), one)) for one in firms]
    return Offer.objects.filter(among[0] | among[1] | among[2]).only(
        "organisation_id", "products", "cooperation"
    )


_INTERESTS, _OFFERS = PreparedQuery(_build_interests), PreparedQuery(_build_offers)


def propose_members(
    consortium: Consortium,
    members: Sequence[Member],
    names: Mapping[str, str],
    known: Candidates,
) -> list[Proposal]:
    """Return who could take on the steps that nobody takes on, those who do together first.

    ``names`` are those of the consortium's steps, ``known`` who could take steps on of its need;
    anyone who is or was in the consortium is not proposed.
    """
    taken = {step for one in members if one.state in PRESENT for step in one.steps}
    open_steps = [step for step in consortium.steps if step not in taken]
    firms, fits = known.firms, known.listed.fits
    interested = {one.organisation_id for one in known.interests}
    candidates = set(firms) - {one.organisation_id for one in members}
    able = match_offers(consortium.need, known.offers)
    can = {firm: able[firm] & set(open_steps) for firm in candidates}
    covers = find_covers(open_steps, can, fits)
    together = {firm: place for place, one in enumerate(covers, 1) for firm in one.makers}
    chosen = sorted(
        (firm for firm in candidates if can[firm] or firm in interested),
        key=lambda firm: (
            together.get(firm, len(covers) + 1),
            firm not in interested,
            -len(can[firm]),
            -fits.get(firm, 0.0),
            firm,
        ),
    )[:MOST_PROPOSED]
    return [
        Proposal(
            firms[firm],
            tuple(Step(step, names[step]) for step in open_steps if step in can[firm]),
            fits.get(firm),
            firm in interested,
            together.get(firm, 0),
        )
        for firm in chosen
    ]


def find_gain(
    consortium: Consortium,
    members: Sequence[Member],
    offers: Iterable[Offer],
    *,
    ask_flows: bool,
) -> Gain:
    """Return what the members can do together that none of them can alone.

    ``offers`` are theirs, and may be more. The flows are queried where ``ask_flows`` is true: that
    can take a second.
    """
    present = [one for one in members if one.state in PRESENT]
    able = match_offers(consortium.need, offers)
    steps = set(consortium.steps)
    each = [(set(one.steps) | able[one.organisation_id]) & steps for one in present]
    economies = tuple(dict.fromkeys(one.organisation.country for one in present))
    together = len(set().union(*each)) if each else 0
    alone = max(map(len, each), default=0)
    reached = _list_reached(consortium, economies) if ask_flows and len(economies) > 1 else None
    return Gain(together, alone, len(steps), economies, tuple(reached or ()), reached is not None)


def _list_reached(consortium: Consortium, economies: Sequence[str]) -> list[Step] | None:
    """Return what the economies stand near together alone, the need's own codes first."""
    edition = consortium.edition
    try:
        study = study_edition(edition, economies)
    except InvalidInput:
        return None
    if study is None:
        return None
    standing = study.standing
    found = standing.filter(standing["reached"]).sort_by([("gain", "descending")])
    codes = [f"{study.scheme}:{code}" for code in found["product"].to_pylist()]
    wanted = [step for step in consortium.steps if ":" in step]

    def is_far(code: str) -> bool:
        return not any(code.startswith(one) or one.startswith(code) for one in wanted)

    chosen = sorted(codes, key=is_far)[:MOST_REACHED]
    names = name_steps(edition, chosen)
    return [Step(code, names[code]) for code in chosen]
