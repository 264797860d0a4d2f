"""What a page of an economy's history says: by month, as a picture and as a table."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.standing_search.models import Difference, MonthFigures
from fairlead.apps.standing_search.queries.months import (
    find_search_rules,
    list_history,
    list_history_changes,
)
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.charts.history import HistoryWords, MonthPoint, draw_history
from fairlead.sites.public.conditional import serve_edition_page
from fairlead.sites.public.frame import show
from fairlead.ui.texts import right_to_left

WIDE, NARROW, FEW = 1080.0, 358.0, 7


def name_differences(
    edition: Edition, found: Sequence[Difference]
) -> list[tuple[Difference, object]]:
    """Return each difference with what its product is called; one query."""
    titles = find_product_titles(edition, {one.product for one in found})
    return [(one, label(one.product, titles).title or one.title or one.product) for one in found]


def describe_history(edition: Edition, economy: str) -> dict[str, object]:
    """Return what the page of an economy's history shows; raises Http404 for one without any."""
    months = list_history(edition, economy)
    if not months:
        raise Http404(_("No history of this economy"))
    points = list(_list_points(months))
    words = HistoryWords(
        title=_("Critical imports by month"),
        count=_("Critical imports"),
        concentration=_("Concentration of imports"),
        nothing=_("no flows"),
        right_to_left=right_to_left(),
    )
    changes = list_history_changes(edition, economy)
    return {
        "economy": economy,
        "zone": edition.zone,
        "months": list(reversed(months)),
        "last": months[-1],
        "wide": SafeString(draw_history(points, words=words, width=WIDE)),
        "narrow": SafeString(draw_history(points[-FEW:], words=words, width=NARROW)),
        "changes": name_differences(edition, changes),
    }


def _list_points(months: Sequence[MonthFigures]) -> list[MonthPoint]:
    """Return a point for every month from the first to the last, also those without flows."""
    known = {one.searched.month: one for one in months}
    first, last = months[0].searched.month, months[-1].searched.month
    points = []
    for moment in np.arange(np.datetime64(first), np.datetime64(last) + 1):
        one = known.get(str(moment))
        if one is None:
            points.append(MonthPoint(str(moment)))
        else:
            points.append(
                MonthPoint(str(moment), one.critical, one.became, one.ceased, one.concentration)
            )
    return points


@serve_edition_page()
def show_history(request: HttpRequest, edition: Edition, economy: str) -> HttpResponse:
    """Show an economy's history to everybody, where the edition lets everybody see it."""
    if not find_search_rules(edition).public:
        raise Http404(_("No history of this economy"))
    context = describe_history(edition, economy)
    return show(request, "history", context, edition=edition, section="imports")
