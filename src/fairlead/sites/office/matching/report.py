"""What the office shows of the lists: how even they are, who is over-asked, and who has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Window

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import Choose, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.models import (
    ListMeasure,
    MakerList,
    Matching,
    MeasureOf,
    Need,
    ShownList,
    Standing,
    Surface,
)
from fairlead.apps.trade.runs import FILTER_NAMES
from fairlead.charts.exposure import share_by_tenths

# The market between exhibitors and those who come to meet them.
MARKET = "organisation-person"
_ROWS = 15
_COUNT_ALL = Window(Count("*"))


@dataclass(frozen=True, slots=True)
class SideMeasures:
    """How evenly one side of a market is shown on the other's lists; shares from 0 to 1."""

    market: str
    side: str
    values: Mapping[str, float]

    @property
    def coverage(self) -> float | None:
        """Return the share that is on at least one list."""
        return self.values.get("coverage")

    @property
    def never(self) -> float | None:
        """Return the share that is on no list."""
        return self.values.get("share never shown")

    @property
    def gini(self) -> float | None:
        """Return the Gini coefficient of how often each is shown."""
        return self.values.get("exposure Gini")

    @property
    def most(self) -> float | None:
        """Return how many times the mean the most shown is shown."""
        return self.values.get("most shown over the mean")


@dataclass(frozen=True, slots=True)
class FilterCount:
    """How many pairs of the market a filter took, and whom it left with nobody."""

    name: str
    pairs: int
    share: float
    people: int


@dataclass(frozen=True, slots=True)
class Participant:
    """Who stands how in the market; ``stopped`` are filters with how many of the others they took.

    ``exhibitor`` is the code of its public page, empty for a person.
    """

    name: str
    organisation: str
    country: str
    exhibitor: str
    standing: Standing
    stopped: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A need, the economy it comes from, and the names of its best makers."""

    need: Need
    country: str
    makers: tuple[str, ...] = ()


def list_versions(edition: Edition) -> list[Matching]:
    """Return the versions of the lists with their runs, the newest first; one query."""
    versions = list(
        Matching.objects.filter(edition=edition).select_related("run").order_by("-version")
    )
    for version in versions:
        version.edition = edition  # read already
    return versions


def read_measures(matching: Matching) -> tuple[list[SideMeasures], list[FilterCount]]:
    """Return how even the lists are, side by side, and what the filters took; two queries."""
    rows = list(ListMeasure.objects.filter(matching=matching))
    sides: dict[tuple[str, str], dict[str, float]] = {}
    for row in rows:
        if row.about == MeasureOf.LISTS and row.side:
            sides.setdefault((row.market, row.side), {})[row.name] = row.value
    taken = {
        row.name: row.value
        for row in rows
        if row.about == MeasureOf.FILTER and row.market == MARKET
    }
    return (
        [SideMeasures(market, side, values) for (market, side), values in sides.items()],
        _count_filters(matching, taken),
    )


def _count_filters(matching: Matching, taken: Mapping[str, float]) -> list[FilterCount]:
    market = Standing.objects.filter(matching=matching, market=MARKET)
    exhibitors, people = Count("organisation"), Count("participation")
    size = market.aggregate(exhibitors=exhibitors, people=people)
    alone = market.filter(listed=0, participation__isnull=False).aggregate(
        **{
            name: Count("pk", filter=Q(**{f"stopped__{name}__gte": size["exhibitors"]}))
            for name in FILTER_NAMES
        }
    )
    pairs = size["exhibitors"] * size["people"]
    return [
        FilterCount(name, round(taken.get(name, 0)), taken.get(name, 0) / (pairs or 1), alone[name])
        for name in FILTER_NAMES
    ]


def list_over_asked(matching: Matching, *, people: bool) -> list[Participant]:
    """Return who may expect more requests than meetings are left, the worst first; one query.

    Neither price nor filling says that: anyone who has few meetings left has a price though nobody
    asks, and both come near to their highest whether slots are short by a few or by hundreds.
    """
    rows = _filter_side(matching, people=people).filter(
        price__isnull=False, shown__gt=0, capacity__gt=0, asked__gt=F("capacity")
    )
    by_slots = (F("asked") / F("capacity")).desc()
    return _add_names(rows.order_by(by_slots, "-asked", "pk")[:_ROWS], matching.edition)


def list_never_shown(matching: Matching) -> tuple[int, list[Participant]]:
    """Return how many exhibitors are on nobody's list, and the first of them; one query."""
    rows = _filter_side(matching, people=False).filter(shown=0)
    return _count_named(rows.order_by("organisation__code"), matching.edition)


def list_unlisted(matching: Matching) -> tuple[int, list[Participant]]:
    """Return how many people have an empty list, and the first of them; one query."""
    rows = _filter_side(matching, people=True).filter(listed=0)
    return _count_named(rows.order_by("participation__code"), matching.edition)


def count_without_codes(matching: Matching) -> dict[str, int]:
    """Return how many exhibitors and people have no product codes, ranked by the rest; a query."""
    rows = Standing.objects.filter(matching=matching, market=MARKET, coded=False)
    return rows.aggregate(exhibitors=Count("organisation"), people=Count("participation"))


def measure_exposure(matching: Matching) -> tuple[float, ...]:
    """Return the share of people's lists that each tenth of the exhibitors holds; one query."""
    return share_by_tenths(
        list(_filter_side(matching, people=False).values_list("shown", flat=True))
    )


def _filter_side(matching: Matching, *, people: bool) -> QuerySet[Standing]:
    return Standing.objects.filter(
        matching=matching, market=MARKET, participation__isnull=not people
    )


def _count_named(rows: QuerySet[Standing], edition: Edition) -> tuple[int, list[Participant]]:
    """Return how many rows there are, and the first of them with names."""
    first = _add_names(rows.annotate(of_all=_COUNT_ALL)[:_ROWS], edition)
    return getattr(first[0].standing, "of_all", 0) if first else 0, first


def _add_names(rows: QuerySet[Standing], edition: Edition) -> list[Participant]:
    """Return the rows with names."""
    related = ("organisation", "participation__person", "participation__organisation")
    choose = chooser(edition)
    return [_build_participant(row, choose) for row in rows.select_related(*related)]


def _build_participant(row: Standing, choose: Choose) -> Participant:
    stopped = tuple((name, row.stopped[name]) for name in FILTER_NAMES if name in row.stopped)
    if row.organisation is not None:
        firm = row.organisation
        return Participant(choose(firm.name), "", firm.country, firm.code, row, stopped)
    who = row.participation
    if who is None:
        raise ValueError(f"Expected an organisation or a participation of standing {row.pk}.")
    firm_of = who.organisation
    return Participant(
        choose(who.person.name),
        choose(firm_of.name) if firm_of else "",
        who.person.country or (firm_of.country if firm_of else ""),
        "",
        row,
        stopped,
    )


def needs_without_makers(edition: Edition, matching: Matching) -> tuple[int, list[NeedRow]]:
    """Return how many needs no exhibitor could serve, and the first of them; one query."""
    served = MakerList.objects.filter(matching=matching).values("need")
    rows = Need.objects.filter(edition=edition).exclude(pk__in=served)
    ordered = rows.select_related("organisation").order_by(
        F("volume_usd").desc(nulls_last=True), "code"
    )
    first = list(ordered.annotate(of_all=_COUNT_ALL)[:_ROWS])
    count = getattr(first[0], "of_all", 0) if first else 0
    return count, [NeedRow(need, need.country) for need in first]


def list_hidden_needs(edition: Edition, matching: Matching) -> list[NeedRow]:
    """Return the needs that only the organiser sees, each with its best makers; three queries."""
    hidden = Need.objects.filter(edition=edition, hidden=True)
    needs = list(hidden.select_related("organisation").order_by("code"))
    lists = {
        row.need_id: row.makers[:3]
        for row in MakerList.objects.filter(matching=matching, need__in=needs)
    }
    choose = chooser(edition)
    names = {
        one.pk: choose(one.organisation.name)
        for one in Exhibitor.objects.filter(
            pk__in={m for made in lists.values() for m in made}
        ).select_related("organisation")
    }
    return [
        NeedRow(
            need,
            need.country,
            tuple(names[maker] for maker in lists.get(need.pk, ()) if maker in names),
        )
        for need in needs
    ]


def count_times_shown(matching: Matching) -> Sequence[tuple[str, int]]:
    """Return how many lists were shown to everybody, by where they stand; one query."""
    rows = (
        ShownList.objects.filter(matching=matching)
        .values_list("surface")
        .annotate(count=Count("pk"))
        .order_by("surface")
    )
    return [(str(Surface(surface).label), count) for surface, count in rows]
