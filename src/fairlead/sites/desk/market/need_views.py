"""A delegation posts needs from the critical imports of its economy."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairlead.apps.fairs.models import Run
from fairlead.apps.market.domain.post_need import (
    CannotPost,
    PostRule,
    find_delegation,
    find_import,
    find_posted,
    list_posted,
    name_import,
    post_need,
)
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.models import Dependency
from fairlead.apps.trade.queries.imports import (
    describe_period,
    find_economy,
    find_released_run,
    list_figure_years,
    list_imports,
)
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.forms import PostedNeedForm
from fairlead.sites.desk.organisation.views import say_saved
from fairlead.ui.lists.pagination import find_pages

PAGE = 20


def _find_own(request: DeskRequest) -> Organisation:
    """Return the delegation one posts for; raises PermissionDenied for others."""
    if not may(request.user, Act.POST_NEED_FROM_IMPORT, edition=request.edition):
        raise PermissionDenied
    try:
        return find_delegation(request.participation)
    except CannotPost:
        raise PermissionDenied from None


@admit_participants
def show_own_imports(request: DeskRequest) -> HttpResponse:
    """Show what the delegation's economy cannot do without, each to be posted as a need."""
    delegation, edition = _find_own(request), request.edition
    economy, run = delegation.country, find_released_run(edition)
    total = find_economy(run, economy).critical if _is_known(run, economy) else 0
    pages = find_pages(request, total, size=PAGE)
    rows = (
        list_imports(edition, run, economy, start=pages.rows.start, stop=pages.rows.stop)
        if total
        else []
    )
    posted = list_posted(delegation)
    context = {
        "economy": economy,
        "rows": [(row, posted.get(row.product, "")) for row in rows],
        "pages": pages,
        "period": describe_period(list_figure_years(run, edition)),
    }
    return show_desk(request, "own_imports", context, section="imports")


def _is_known(run: Run | None, economy: str) -> bool:
    return run is not None and Dependency.objects.filter(run=run, economy=economy).exists()


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def post_from_import(request: DeskRequest, product: str) -> HttpResponse:
    """Show an import's figures with a need made of it, and post that."""
    delegation, edition = _find_own(request), request.edition
    try:
        found = find_import(edition, delegation.country, product)
    except CannotPost:
        raise Http404(
            _("This is no critical import of your economy in the released figures.")
        ) from (None)
    there = find_posted(delegation, product)
    if there:
        messages.info(request, _("This need was posted already."))
        return redirect("desk:entry", edition.code, "need", there)
    initial = {
        "title": name_import(edition, product, found.title),
        "cooperation": ["supply", "localisation"],
    }
    form = PostedNeedForm(edition, initial, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.read()
        try:
            saved = post_need(
                request.participation,
                product,
                title=said["title"],
                cooperation=said["cooperation"],
                by=request.doer,
            )
        except CannotPost as error:
            if error.rule is not PostRule.POSTED:
                raise Http404(_("No such page")) from None
            messages.info(request, _("This need was posted already."))
            return redirect("desk:entry", edition.code, "need", error.need)
        say_saved(request, waits=saved.waits)
        if saved.waits:
            return redirect("desk:organisation", edition.code)
        return redirect("public:need", edition.code, saved.about.partition("/")[2])
    period = describe_period(list_figure_years(found.run, edition))
    context = {"form": form, "found": found, "period": period}
    status = 400 if form.errors else 200
    return show_desk(request, "post_need", context, section="imports", status=status)
