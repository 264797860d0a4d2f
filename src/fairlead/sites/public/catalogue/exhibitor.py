"""An exhibitor's page."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Hall, Stand
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.domain.note_shown import Shown, note_shown
from fairlead.apps.trade.models import Surface
from fairlead.apps.trade.queries.entries import entries_of, find_exhibitor
from fairlead.apps.trade.queries.need_makers import released_matching, seekers_of
from fairlead.charts import floor_plan
from fairlead.sites.public.catalogue import schema_org
from fairlead.sites.public.catalogue.hall_plan import HallStand, stands_of, with_marked
from fairlead.sites.public.conditional import edition_page, this_hour
from fairlead.sites.public.frame import home_of, show
from fairlead.ui.classifications import sector_title
from fairlead.ui.formats import language_name

SEEKERS_SHOWN = 8  # the others behind a fold
_AROUND = (48.0, 36.0)  # metres of floor shown about the stand


@edition_page(besides=this_hour)
def exhibitor(request: HttpRequest, edition: Edition, organisation: str) -> HttpResponse:
    """Show one exhibitor: what it offers and needs, who seeks that, and where its stand is."""
    found = find_exhibitor(edition, organisation)
    offers, needs = entries_of(found)
    firm = found.organisation
    matching = released_matching(edition)
    seekers = seekers_of(found, matching)
    home = home_of(edition)
    stand = found.stand
    stands = with_marked(stands_of(edition, stand.hall.code, home=home), stand.number)
    # Nowhere when the stand was moved while this page was being made.
    here = next((held for held in stands if held.plot.here), None)
    others = here.occupants if here else ()
    address = request.build_absolute_uri(f"{home}exhibitors/{firm.code}/")
    fair = schema_org.event(edition, address=request.build_absolute_uri(home))
    page = show(
        request,
        "exhibitor",
        {
            "exhibitor": found,
            "firm": firm,
            "sector": sector_title(firm.sector),
            "languages": [language_name(language) for language in firm.languages],
            "offers": offers,
            "needs": needs,
            "seekers": seekers[:SEEKERS_SHOWN],
            "more_seekers": seekers[SEEKERS_SHOWN:],
            "neighbours": [(one.code, one.name) for one in others if one.code != firm.code],
            "plan": _plan(edition, stand.hall, stands, here) if here else "",
            "hall_address": stand_address(stand, home=home),
            "structured": schema_org.as_script(
                schema_org.organisation(found, offers, address=address, fair=fair)
            ),
        },
        edition=edition,
        section="exhibitors",
    )
    if request.method == "GET":
        entries = [(one.need, one.place, one.score) for one in seekers]
        note_shown([Shown(Surface.EXHIBITOR_NEEDS, firm.pk, entries)], matching=matching)
    return page


def stand_address(stand: Stand, *, home: str) -> str:
    """Return the address of the hall's plan with the stand marked."""
    return f"{home}halls/{stand.hall.code}/?stand={quote(stand.number)}#here"


def _plan(edition: Edition, hall: Hall, stands: list[HallStand], here: HallStand) -> str:
    """Return the plan of the hall's floor about the stand marked."""
    size = (hall.width, hall.depth)
    return floor_plan.draw(
        [held.plot for held in stands],
        view=floor_plan.around(here.plot, hall=size, size=_AROUND),
        hall=size,
        label=_("Plan around stand %(stand)s in %(hall)s")
        % {"stand": here.plot.number, "hall": choose_text(hall.name, edition)},
    )
