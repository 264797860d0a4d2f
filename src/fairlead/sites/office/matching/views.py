"""The matching report, and releasing a version of the lists."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import Matching
from fairlead.charts.exposure import NARROW, WIDE, draw_tenths
from fairlead.charts.text import lay_out
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.office.matching import report as found_in
from fairlead.sites.office.release import release_draft
from fairlead.ui.list_words import name_filter, name_side
from fairlead.ui.lists.pagination import parse_page_number
from fairlead.ui.serving import accept_body
from fairlead.ui.texts import right_to_left


@admit(Act.SEE_OFFICE)
def show_matching(request: OfficeRequest) -> HttpResponse:
    """Show how one version of the lists turned out: the newest, or the one asked for."""
    edition = request.edition
    versions = found_in.list_versions(edition)
    context: dict[str, object] = {"edition": edition, "versions": versions, "shown": None}
    context["may_release"] = may(request.user, Act.RELEASE, edition=edition)
    if versions:
        shown = _choose_matching(versions, request.GET.get("version", ""))
        context |= {"shown": shown, **_report(edition, shown)}
    return show_page(request, "matching", context)


def _choose_matching(versions: list[Matching], asked: str) -> Matching:
    if not asked:
        return versions[0]
    for version in versions:
        if version.version == parse_page_number(asked):
            return version
    raise Http404(_("No such version"))


def _report(edition: Edition, shown: Matching) -> dict[str, object]:
    sides, filters = found_in.read_measures(shown)
    never, first_never = found_in.list_never_shown(shown)
    without, first_without = found_in.list_unlisted(shown)
    unmade, first_unmade = found_in.needs_without_makers(edition, shown)
    tenths = found_in.measure_exposure(shown)
    return {
        "sides": [(name_side(one.market, one.side), one) for one in sides],
        "filters": [(name_filter(one.name), one) for one in filters],
        "exhibitors": found_in.list_over_asked(shown, people=False),
        "people": found_in.list_over_asked(shown, people=True),
        "never": never,
        "first_never": first_never,
        "unlisted": without,
        "first_unlisted": [(one, _list_reasons(one)) for one in first_without],
        "uncoded": found_in.count_without_codes(shown),
        "unmade": unmade,
        "first_unmade": first_unmade,
        "hidden": found_in.list_hidden_needs(edition, shown),
        "times": found_in.count_times_shown(shown),
        "picture": _draw_picture(tenths, width=WIDE),
        "picture_tall": _draw_picture(tenths, width=NARROW),
    }


def _draw_picture(tenths: Sequence[float], *, width: float) -> SafeString:
    """Return the exhibitors' shares drawn; the texts are escaped by the drawing function."""
    drawn = draw_tenths(
        tenths,
        title=_("Share of all places on people's lists, by tenths of the exhibitors"),
        even=_("if all were shown alike"),
        width=width,
    )
    return SafeString(lay_out(drawn, right_to_left=right_to_left()))


def _list_reasons(one: found_in.Participant) -> list[str]:
    """Return why somebody has no list, the filter that took most first."""
    taken = sorted(one.stopped, key=lambda pair: -pair[1])
    return [
        _("%(filter)s (%(count)d)") % {"filter": name_filter(name), "count": count}
        for name, count in taken
    ]


@accept_body()
@require_POST
@admit(Act.RELEASE)
def release(request: OfficeRequest, version: int) -> HttpResponse:
    """Release a draft and go back to it; a second press changes nothing."""
    done = _("Version %d of the lists is what everybody sees now.")
    release_draft(request, Matching, version=version, done=done)
    return redirect("office:matching", request.edition.code)
