"""Texts and pictures that wait to be looked at; the rules of pages, passes and the marketplace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.find_named import find_named
from fairlead.apps.people.domain.record_change import Doer
from fairlead.apps.people.domain.set_passes import set_passes
from fairlead.apps.people.roles import Act
from fairlead.apps.people.rules import may
from fairlead.apps.trade.domain.decide_proposal import (
    PROPOSAL_WORDS,
    DecidedAlready,
    decide_proposal,
)
from fairlead.apps.trade.domain.set_market_rules import give_passes, set_market_rules
from fairlead.apps.trade.models import Cooperation, Proposal
from fairlead.apps.trade.own_texts import PICTURES, read_values
from fairlead.apps.trade.queries.own_pages import (
    find_rules,
    find_waiting_picture,
    list_proposals,
    read_shown,
)
from fairlead.folder import bounds
from fairlead.sites.office.access import OfficeRequest, admit
from fairlead.sites.office.editions.views import show_page
from fairlead.sites.public.pictures import serve_picture
from fairlead.ui.formats import join_items, name_language
from fairlead.ui.forms.refusal import refuse
from fairlead.ui.lists.pagination import find_pages
from fairlead.ui.numbers_asked import read_key

PAGE = 20
_PASSES_PAGE = 50


@admit(Act.MODERATE)
def show_moderation(request: OfficeRequest) -> HttpResponse:
    """Show what waits beside what everybody sees, the oldest first."""
    found = list_proposals(request.edition)
    pages = find_pages(request, found.count(), size=PAGE)
    context = {
        "edition": request.edition,
        "proposals": [_describe(one) for one in found[pages.rows]],
        "pages": pages,
        "rules": find_rules(request.edition),
        "may_set_up": may(request.user, Act.SET_UP, edition=request.edition),
    }
    return show_page(request, "moderation", context)


def _describe(one: Proposal) -> dict[str, Any]:
    """Return a proposal with what everybody sees beside it, field by field."""
    live = read_values(one.organisation, one.about)
    shown: dict[str, Any] = {
        "one": one,
        "kind": PROPOSAL_WORDS.get(one.about.partition("/")[0], one.about),
        "is_new": live is None,
    }
    if one.about in PICTURES:
        shown["pictures"] = read_shown(one.values["pictures"])
        shown["live_pictures"] = read_shown((live or {"pictures": []})["pictures"])
    else:
        shown["fields"] = list(_compare(live or {}, one.values))
    return shown


_FIELD_WORDS = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "city": gettext_lazy("City"),
    "website": gettext_lazy("Web address"),
    "email": gettext_lazy("Address for enquiries"),
    "languages": gettext_lazy("Languages"),
    "products": gettext_lazy("Product codes"),
    "cooperation": gettext_lazy("Forms of cooperation"),
    "expires_on": gettext_lazy("Seen until"),
}


def _compare(
    live: Mapping[str, Any], wanted: Mapping[str, Any]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield label, language tag, what is seen and what is to be seen of each field that differs."""
    for name, label in _FIELD_WORDS.items():
        before, after = live.get(name), wanted.get(name)
        if isinstance(before, Mapping) or isinstance(after, Mapping):
            for tag in {**(before or {}), **(after or {})}:
                old, new = (before or {}).get(tag, ""), (after or {}).get(tag, "")
                if old != new:
                    language = name_language(tag.partition("-")[0])
                    yield f"{label} ({language})", tag, old, new
        elif before != after:
            yield str(label), "", _say(name, before), _say(name, after)


def _say(name: str, value: Any) -> str:
    if name == "cooperation":
        return join_items(str(Cooperation(one).label) for one in value or ())
    if name == "languages":
        return join_items(name_language(one) for one in value or ())
    return join_items(value) if isinstance(value, list) else str(value or "")


@require_POST
@admit(Act.MODERATE)
def decide(request: OfficeRequest, pk: int) -> HttpResponse:
    """Let a text be seen, or refuse it with a reason."""
    rows = Proposal.objects.filter(organisation__edition=request.edition)
    one = get_object_or_404(rows, pk=pk)
    approve = request.POST.get("decision") == "approve"
    reason = request.POST.get("reason", "")
    if not approve and not reason.strip():
        said = _("Please say why: the exhibitor reads it.")
        return refuse(request, said, "office:moderation", request.edition.code)
    try:
        decide_proposal(one, approve=approve, reason=reason, by=Doer(request.user))
    except DecidedAlready:
        messages.warning(request, _("It was decided, changed or taken back meanwhile."))
    else:
        done = _("It can be seen now.") if approve else _("It is refused; the exhibitor is told.")
        messages.success(request, done)
    return redirect("office:moderation", request.edition.code)


@admit(Act.MODERATE)
def show_picture(request: OfficeRequest, digest: str) -> HttpResponse:
    """Return a picture that waits, or that is shown."""
    return serve_picture(find_waiting_picture(request.edition, digest), private=True)


class MarketRulesForm(forms.Form):
    """The rules of pages, passes and the marketplace."""

    moderated = forms.BooleanField(
        label=gettext_lazy("Texts and pictures are seen once they are approved"), required=False
    )
    entry_days = forms.IntegerField(
        label=gettext_lazy("Days for which an offer or a need is shown"),
        required=False,
        min_value=1,
        max_value=1000,
    )
    remind_days = forms.IntegerField(
        label=gettext_lazy("Days before its end at which its owner is reminded"),
        min_value=1,
        max_value=365,
    )
    passes_base = forms.IntegerField(
        label=gettext_lazy("Passes of an exhibitor's team"),
        required=False,
        min_value=0,
        max_value=10_000,
    )
    metres_a_pass = forms.IntegerField(
        label=gettext_lazy("Square metres of stand for each further pass"),
        required=False,
        min_value=1,
        max_value=10_000,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.SET_UP)
def edit_rules(request: OfficeRequest) -> HttpResponse:
    """Show the rules, and take others."""
    rules = find_rules(request.edition)
    names = list(MarketRulesForm.base_fields)
    form = MarketRulesForm(
        request.POST or None, initial={name: getattr(rules, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        set_market_rules(request.edition, form.cleaned_data, by=Doer(request.user))
        messages.success(request, _("Saved."))
        return redirect("office:market_rules", request.edition.code)
    status = 400 if form.errors else 200
    return show_page(
        request, "market_rules", {"edition": request.edition, "form": form}, status=status
    )


@require_http_methods(["GET", "HEAD", "POST"])
@admit(Act.SET_UP)
def edit_passes(request: OfficeRequest) -> HttpResponse:
    """Show how many passes each exhibitor has and took; set one's by hand, or all by stand."""
    edition = request.edition
    rows = Exhibitor.objects.filter(edition=edition)
    words = request.GET.get("q", "").replace("\0", "")[:100].strip()
    if words:
        rows = rows.filter(find_named(words, "organisation__name", codes=["organisation__code"]))
    if request.method == "POST":
        _set_passes(request)
        return redirect("office:passes", edition.code)
    pages = find_pages(request, rows.count(), size=_PASSES_PAGE, query=urlencode({"q": words}))
    found = rows.select_related("organisation__passes", "stand").order_by("organisation__code")
    context = {
        "edition": edition,
        "rows": [(one, getattr(one.organisation, "passes", None)) for one in found[pages.rows]],
        "pages": pages,
        "words": words,
        "rules": find_rules(edition),
    }
    return show_page(request, "passes", context)


def _set_passes(request: OfficeRequest) -> None:
    if "by_stand" in request.POST:
        given = give_passes(find_rules(request.edition), by=Doer(request.user))
        messages.success(request, _("%d exhibitors have passes by their stands.") % given)
        return
    rows = Exhibitor.objects.select_related("organisation__edition")
    code = request.POST.get("firm", "")
    found = get_object_or_404(rows, edition=request.edition, organisation__code=code)
    said = request.POST.get("quota", "").strip()
    quota = read_key(said, most=int(bounds.PASSES.high))
    if said and quota is None:
        messages.error(request, _("Expected a number of passes, or nothing for no limit."))
        return
    set_passes(found.organisation, quota, by=Doer(request.user))
    messages.success(request, _("Saved."))
