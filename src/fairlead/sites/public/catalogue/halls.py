"""Halls and their plans."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from fairlead.apps.exhibition.models import Hall
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.stamped_cache import keep_by_stamp
from fairlead.charts import floor_plan, floor_way
from fairlead.sites.public.catalogue.hall_plan import (
    HallStand,
    find_hall,
    list_expositions,
    list_halls,
    list_stands,
    mark_stand,
)
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import find_home, show
from fairlead.ui.lists.markup import StandRow, write_stand_row

_TYPE = 0.0125  # height of the largest numbers, of the hall's width: some 13 pixels


@dataclass(frozen=True, slots=True)
class HallCard:
    """A hall with how many exhibit there."""

    hall: Hall
    address: str
    exhibitors: int


@serve_edition_page()
def show_halls(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the halls and the joint stands."""
    home = find_home(edition)
    cards = [
        HallCard(hall, f"{home}halls/{hall.code}/", count) for hall, count in list_halls(edition)
    ]
    context = {"halls": cards, "expositions": list_expositions(edition)}
    return show(request, "halls", context, edition=edition, section="halls")


@serve_edition_page()
def show_hall(request: HttpRequest, edition: Edition, hall: str) -> HttpResponse:
    """Show a hall's plan, with the stand the address names marked, and the list of its stands.

    The address may name the stand one comes from, or say that it is the door: the way is drawn.
    """
    found = find_hall(edition, hall)
    home = find_home(edition)
    stands = mark_stand(list_stands(edition, found.code, home=home), request.GET.get("stand", ""))
    marked = next((held.plot for held in stands if held.plot.here), None)
    way = _find_way(request, found, [held.plot for held in stands], marked)
    taken = sum(1 for held in stands if held.occupants)
    return show(
        request,
        "hall",
        {
            "hall": found,
            "taken": taken,
            "free": len(stands) - taken,
            "rows": write_rows(edition, found.code, home=home),
            "marked": next((held for held in stands if held.plot.here), None),
            "plan": _draw_whole(found, [held.plot for held in stands], way),
            "way": bool(way),
        },
        edition=edition,
        section="halls",
    )


@keep_by_stamp
def write_rows(edition: Edition, hall: str, *, home: str) -> SafeString:
    """Return the rows of the table of the stands that are taken."""
    stands = list_stands(edition, hall, home=home)
    return SafeString(
        "".join(write_stand_row(_list_stand(held)) for held in stands if held.occupants)
    )


def _list_stand(held: HallStand) -> StandRow:
    """Return a stand as the table lists it."""
    return StandRow(
        number=held.plot.number,
        address=f"?stand={quote(held.plot.number)}#here",
        exhibitors=tuple(
            (occupant.name, occupant.country, f"../../exhibitors/{occupant.code}/")
            for occupant in held.occupants
        ),
        exposition=held.exposition,
    )


def _find_way(
    request: HttpRequest, hall: Hall, plots: list[floor_plan.Plot], end: floor_plan.Plot | None
) -> tuple[floor_way.Point, ...]:
    """Return the way to the marked stand from where the address says that one comes."""
    number = request.GET.get("from", "")
    known = next((one for one in plots if one.number == number), None)
    door = (hall.width / 2, hall.depth) if "door" in request.GET else None
    start = known or door
    if start is None or end is None or start == end:
        return ()
    return floor_way.find_way(plots, start=start, end=end, hall=(hall.width, hall.depth))


def _draw_whole(
    hall: Hall, plots: list[floor_plan.Plot], way: tuple[floor_way.Point, ...]
) -> SafeString:
    """Return the plan of the whole hall."""
    size = (hall.width, hall.depth)
    view = floor_plan.View(0, 0, hall.width, hall.depth)
    return floor_plan.draw(
        plots,
        view=view,
        hall=size,
        label=choose_text(hall.name, hall.edition),
        largest=hall.width * _TYPE,
        way=way,
    )
