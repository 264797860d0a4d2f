"""Products that somebody watches."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.market.domain.watch_product import (
    MOST_WATCHED,
    CannotWatch,
    WatchRule,
    unwatch,
    watch_product,
)
from fairlead.apps.market.models import Watch
from fairlead.apps.trade.models import Product
from fairlead.apps.trade.queries.entries import find_product_titles, label
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.frame import show_desk
from fairlead.sites.desk.organisation.forms import list_found_codes


@require_http_methods(["GET", "HEAD", "POST"])
@admit_participants
def show_watches(request: DeskRequest) -> HttpResponse:
    """Show what somebody watches; find a product and watch it, or watch one no more."""
    refused = ""
    if request.method == "POST":
        refused = _change(request)
        if not refused:
            return redirect("desk:watches", request.edition.code)
    held = list(Watch.objects.filter(participation=request.participation).order_by("product"))
    titles = find_product_titles(request.edition, {one.product for one in held})
    words = request.GET.get("find") or request.GET.get("product", "")
    words = words.replace("\0", "")[:100]
    watched = {one.product for one in held}
    context = {
        "watches": [(one, label(one.product, titles).title) for one in held],
        "words": words,
        "found": [
            (code, title, code in watched)
            for code, title in list_found_codes(request.edition, words)
        ],
        "refused": refused,
        "has_codes": Product.objects.filter(edition=request.edition).exists(),
        "fair": choose_text(request.edition.name, request.edition),
    }
    status = 400 if refused else 200
    return show_desk(request, "watches", context, section="watches", status=status)


def _change(request: DeskRequest) -> str:
    """Do what was pressed; return why not."""
    one, given = request.participation, request.POST
    if "unwatch" in given:
        unwatch(one, given["unwatch"][:64], by=request.doer)
        messages.success(request, _("You will not be told about it again."))
        return ""
    kinds = given.get("kinds", "both")
    try:
        watch_product(
            one,
            given.get("product", "")[:64],
            offers=kinds != "needs",
            needs=kinds != "offers",
            by=request.doer,
        )
    except CannotWatch as error:
        return explain_watch(error.rule)
    messages.success(request, _("You are told once a day of what is new."))
    return ""


def explain_watch(rule: WatchRule) -> str:
    """Return in words why a product cannot be watched."""
    words = {
        WatchRule.NO_PART: _("You do not take part yet."),
        WatchRule.NO_CODE: _("This is no product code of the fair."),
        WatchRule.TOO_MANY: _("You watch %d products, as many as one may: leave one first.")
        % MOST_WATCHED,
    }
    return words[rule]
