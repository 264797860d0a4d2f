"""An exhibitor's page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Exhibitor, Hall, Stand
from fairlead.apps.exhibition.queries.past_exhibitor import PastExhibitor, restore_exhibitor
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.domain.note_shown import ListImpression, note_shown
from fairlead.apps.trade.models import Surface
from fairlead.apps.trade.queries.entries import Entry, find_exhibitor, list_entries
from fairlead.apps.trade.queries.need_makers import find_matching_at, find_seekers
from fairlead.apps.trade.queries.own_pages import list_pictures
from fairlead.apps.trade.queries.stand_shares import find_sharing
from fairlead.charts import floor_plan
from fairlead.sites.as_of import find_moment, read_as_of
from fairlead.sites.public.catalogue import schema_org
from fairlead.sites.public.catalogue.hall_plan import HallStand, list_stands, mark_stand
from fairlead.sites.public.conditional import read_hour, serve_edition_page
from fairlead.sites.public.frame import find_home, show
from fairlead.ui.classifications import find_sector_title
from fairlead.ui.formats import name_language

SEEKERS_SHOWN = 8  # the others behind a fold
_AROUND = (48.0, 36.0)  # metres of floor shown about the stand


@serve_edition_page(besides=read_hour)
def show_exhibitor(request: HttpRequest, edition: Edition, organisation: str) -> HttpResponse:
    """Show one exhibitor: what it offers and needs, who seeks that, and where its stand is."""
    as_of = read_as_of(request, edition)
    moment = find_moment(as_of, edition)
    held = find_exhibitor(edition, organisation)
    past = PastExhibitor(held) if moment is None else restore_exhibitor(held, moment)
    found, firm = past.exhibitor, past.exhibitor.organisation
    offers, needs = list_entries(found, moment=moment) if past.exhibits else ([], [])
    matching = find_matching_at(edition, moment)
    seekers = find_seekers(found, matching, moment=moment) if past.exhibits else []
    logo, pictures = list_pictures(firm)
    page = show(
        request,
        "exhibitor",
        {
            **describe_exhibitor(request, found, offers, needs),
            "seekers": seekers[:SEEKERS_SHOWN],
            "more_seekers": seekers[SEEKERS_SHOWN:],
            "logo": logo,
            "pictures": pictures,
            "picture_home": f"{find_home(edition)}pictures/",
            "as_of": as_of,
            "begins": past.begins,
            "exhibits": past.exhibits,
            "zone": edition.zone,
        },
        edition=edition,
        section="exhibitors",
    )
    if request.method == "GET" and moment is None:  # what is learnt from is shown now
        entries = [(one.need, one.place, one.score) for one in seekers]
        note_shown([ListImpression(Surface.EXHIBITOR_NEEDS, firm.pk, entries)], matching=matching)
    return page


def describe_exhibitor(
    request: HttpRequest, found: Exhibitor, offers: Sequence[Entry], needs: Sequence[Entry]
) -> dict[str, object]:
    """Return what an exhibitor's page shows but for its pictures and who seeks what it offers."""
    edition, firm, stand = found.edition, found.organisation, found.stand
    home = find_home(edition)
    stands = mark_stand(list_stands(edition, stand.hall.code, home=home), stand.number)
    # Nowhere when the stand was moved while this page was being made.
    here = next((held for held in stands if held.plot.here), None)
    host, guests = find_sharing(found)
    related = {one.code for one in (host, *guests) if one is not None} | {firm.code}
    others = here.occupants if here else ()
    address = request.build_absolute_uri(f"{home}exhibitors/{firm.code}/")
    fair = schema_org.describe_event(edition, address=request.build_absolute_uri(home))
    return {
        "exhibitor": found,
        "exhibits": True,
        "firm": firm,
        "sector": find_sector_title(firm.sector),
        "languages": [name_language(language) for language in firm.languages],
        "offers": offers,
        "needs": needs,
        "host": host,
        "guests": guests,
        "neighbours": [(one.code, one.name) for one in others if one.code not in related],
        "plan": _plan(edition, stand.hall, stands, here) if here else "",
        "hall_address": find_stand_address(stand, home=home),
        "may_be_asked": not edition.is_over(timezone.now()),
        "structured": schema_org.write_script(
            schema_org.describe_organisation(found, offers, address=address, fair=fair)
        ),
    }


def find_stand_address(stand: Stand, *, home: str) -> str:
    """Return the address of the hall's plan with the stand marked."""
    return f"{home}halls/{stand.hall.code}/?stand={quote(stand.number)}#here"


def _plan(edition: Edition, hall: Hall, stands: list[HallStand], here: HallStand) -> str:
    """Return the plan of the hall's floor about the stand marked."""
    size = (hall.width, hall.depth)
    return floor_plan.draw(
        [held.plot for held in stands],
        view=floor_plan.view_around(here.plot, hall=size, size=_AROUND),
        hall=size,
        label=_("Plan around stand %(stand)s in %(hall)s")
        % {"stand": here.plot.number, "hall": choose_text(hall.name, edition)},
    )
