"""The list of editions, and an edition's home."""

from __future__ import annotations

import datetime as dt
from itertools import groupby

from django.http import HttpRequest, HttpResponse

from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.queries.editions import find_current_stamp, list_editions
from fairlead.apps.trade.queries.imports import find_subjects
from fairlead.sites.as_of import find_moment, read_as_of, write_as_of
from fairlead.sites.public.catalogue import schema_org
from fairlead.sites.public.catalogue.country_rows import list_countries
from fairlead.sites.public.catalogue.hall_plan import list_expositions, list_halls
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import find_home, show
from fairlead.sites.public.home.glance import read_glance
from fairlead.ui.formats import format_days, format_short_day

_COUNTRIES_SHOWN = 12
_DAY = dt.timedelta(days=1)


def show_editions(request: HttpRequest) -> HttpResponse:
    """Show the editions."""
    found = [(edition, find_home(edition)) for edition in list_editions()]
    return show(request, "editions", {"editions": found})


@serve_edition_page(besides=find_current_stamp)
def show_home(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show an edition at a glance."""
    expositions = list_expositions(edition)
    subjects = find_subjects(edition)
    as_of, asked = read_as_of(request, edition), write_as_of(request, edition)
    moment = find_moment(as_of, edition)
    countries = list_countries(edition, moment=moment)
    figures = {row.code: row for row in countries} if moment is None else {}  # they are of now
    return show(
        request,
        "home",
        {
            "glance": read_glance(edition, as_of=as_of, moment=moment),
            "as_of": as_of,
            "asked": asked,
            "zone": edition.zone,
            "opening": _list_opening(edition),
            "countries": [row for row in countries if row.exhibitors][:_COUNTRIES_SHOWN],
            "subjects": [row for row in figures.values() if row.code in subjects and row.critical],
            "partner": figures.get(edition.partner_country),
            "area": next(
                (e.area_m2 for e in expositions if e.country == edition.partner_country), None
            ),
            "halls": list_halls(edition),
            "expositions": expositions,
            "structured": schema_org.write_script(
                schema_org.describe_event(edition, address=request.build_absolute_uri())
            ),
        },
        edition=edition,
        section="home",
    )


def _list_opening(edition: Edition) -> list[tuple[str, dt.time, dt.time]]:
    """Return when the fair is open: days one after the other with the same hours, as one."""
    found = []
    numbered = enumerate(edition.opening_hours)
    for (_, *times), same in groupby(
        numbered, key=lambda one: (one[1][0] - one[0] * _DAY, *one[1][1:])
    ):
        dates = [date for _, (date, *_times) in same]
        one_day = dates[0] == dates[-1]
        said = format_short_day(dates[0]) if one_day else format_days(dates[0], dates[-1])
        found.append((said, *times))
    return found
