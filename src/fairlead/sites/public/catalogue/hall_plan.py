"""Halls, their stands, and who is at each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Exhibitor, Exposition, Hall, Stand
from fairlead.apps.fairs.language import chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.apps.fairs.translated_columns import choose_spoken_column, order_alphabetically
from fairlead.charts.floor_plan import Plot
from fairlead.folder.localized_text import SpokenText
from fairlead.ui.formats import join_items


@dataclass(frozen=True, slots=True)
class Occupant:
    """An exhibitor as named on a plan."""

    code: str
    name: SpokenText
    country: str


@dataclass(frozen=True, slots=True)
class HallStand:
    """A stand with its exhibitors in alphabetical order; nobody on a free one."""

    plot: Plot
    exposition: SpokenText
    occupants: tuple[Occupant, ...]


def find_hall(edition: Edition, code: str) -> Hall:
    """Return the hall of that code; raises Http404."""
    try:
        found = Hall.objects.get(edition=edition, code=code)
    except Hall.DoesNotExist:
        raise Http404(_("No such hall")) from None
    found.edition = edition  # read already
    return found


@keep_by_stamp
def list_halls(edition: Edition) -> list[tuple[Hall, int]]:
    """Return the halls in order of their codes, each with its number of exhibitors.

    Asks a query when the edition has changed.
    """
    halls = Hall.objects.filter(edition=edition).annotate(Count("stands__exhibitors"))
    counted = [(hall, int(hall.stands__exhibitors__count)) for hall in halls]
    return sorted(counted, key=lambda entry: (len(entry[0].code), entry[0].code))


@keep_by_stamp
def list_expositions(edition: Edition) -> list[Exposition]:
    """Return the joint stands, the largest first; a query when the edition has changed."""
    return list(Exposition.objects.filter(edition=edition).order_by("-area_m2", "code"))


@keep_by_stamp
def list_stands(edition: Edition, hall: str, *, home: str) -> tuple[HallStand, ...]:
    """Return the stands of the hall of that code in order of their numbers, ready to draw.

    ``home`` is the edition's address. Asks two queries when the edition has changed.
    """
    occupants = _find_occupants(edition, hall)
    rows = (
        Stand.objects.filter(edition=edition, hall__code=hall)
        .order_by("number")
        .values_list("id", "number", "x", "y", "width", "depth", "exposition__name")
    )
    choose = chooser(edition)
    stands = [
        _build_stand(row[:6], choose(row[6]), occupants.get(row[0], ()), hall=hall, home=home)
        for row in rows
    ]
    return _shade_expositions(stands)


def mark_stand(stands: Iterable[HallStand], number: str) -> list[HallStand]:
    """Return the stands with the one of that number marked."""
    return [
        replace(held, plot=replace(held.plot, here=True)) if held.plot.number == number else held
        for held in stands
    ]


def _shade_expositions(stands: list[HallStand]) -> tuple[HallStand, ...]:
    """Return the stands with every second exposition in a second shade."""
    names = sorted({held.exposition for held in stands if held.exposition})
    second = set(names[1::2])
    return tuple(
        replace(held, plot=replace(held.plot, kind="pavilion next"))
        if held.exposition in second and held.occupants
        else held
        for held in stands
    )


def _find_occupants(edition: Edition, hall: str) -> dict[int, tuple[Occupant, ...]]:
    """Return who is at each stand of the hall."""
    at: dict[int, tuple[Occupant, ...]] = {}
    rows = (
        Exhibitor.objects.filter(edition=edition, stand__hall__code=hall)
        .annotate(name=choose_spoken_column("organisation__name", edition))
        .order_by(*order_alphabetically("name"))
        .values_list(
            "stand_id", "organisation__code", "organisation__name", "organisation__country"
        )
    )
    choose = chooser(edition)
    for stand, code, name, country in rows:
        at[stand] = (*at.get(stand, ()), Occupant(code, choose(name), country))
    return at


def _build_stand(
    row: tuple[int, str, float, float, float, float],
    exposition: SpokenText,
    occupants: tuple[Occupant, ...],
    *,
    hall: str,
    home: str,
) -> HallStand:
    """Return one stand; it leads to its exhibitor, or to the list when several share it."""
    _id, number, x, y, width, depth = row
    names = join_items(occupant.name for occupant in occupants)
    address = ""
    if len(occupants) == 1:
        address = f"{home}exhibitors/{occupants[0].code}/"
    elif occupants:
        address = f"{home}halls/{hall}/?stand={quote(number)}#stands"
    kind = "pavilion" if exposition else "taken"
    plot = Plot(
        number=number,
        x=x,
        y=y,
        width=width,
        depth=depth,
        title=f"{number}: {names}" if names else f"{number}: {_('free')}",
        name=occupants[0].name if len(occupants) == 1 else names,
        address=address,
        kind=kind if occupants else "free",
    )
    return HallStand(plot, exposition, occupants)
