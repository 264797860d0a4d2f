"""One's own page as visitors see it, with what still waits for the organiser."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import chooser
from fairlead.apps.people.models import Organisation
from fairlead.apps.people.roles import Act
from fairlead.apps.trade.models import Need, Offer
from fairlead.apps.trade.own_texts import PROFILE, Values
from fairlead.apps.trade.queries.entries import Entry, build_entry, find_product_titles
from fairlead.apps.trade.queries.own_pages import read_shown
from fairlead.apps.trade.queries.preview import Preview, read_preview
from fairlead.folder.localized_text import LocalizedText
from fairlead.sites.desk.access import DeskRequest, admit_participants
from fairlead.sites.desk.organisation.own import find_own
from fairlead.sites.public.catalogue.exhibitor import describe_exhibitor
from fairlead.sites.public.frame import show


@admit_participants
def show_preview(request: DeskRequest) -> HttpResponse:
    """Show the page that visitors will see when all that waits is approved."""
    firm = find_own(request, Act.POST_ENTRIES)
    edition = request.edition
    rows = Exhibitor.objects.select_related("stand__hall", "stand__exposition")
    found = rows.filter(organisation=firm).first()
    if found is None:
        messages.info(request, _("Your organisation has no stand here, and so no page."))
        return redirect("desk:organisation", edition.code)
    preview = read_preview(firm)
    waiting = preview.waiting
    if PROFILE in waiting:
        _apply_profile(firm, waiting[PROFILE])
    found.organisation, found.edition = firm, edition
    logo, pictures = preview.logo, preview.pictures
    if "logo" in waiting:
        logo = next(iter(read_shown(waiting["logo"]["pictures"])), None)
    if "pictures" in waiting:
        pictures = read_shown(waiting["pictures"]["pictures"])
    offers, needs = _list_entries(firm, preview)
    context = describe_exhibitor(request, found, offers, needs)
    context |= {
        "logo": logo,
        "pictures": pictures,
        "picture_home": f"{reverse('desk:organisation', args=(edition.code,))}files/",
        "preview": reverse("desk:organisation", args=(edition.code,)),
        "structured": "",
    }
    return show(request, "exhibitor", context, edition=edition, section="exhibitors")


def _apply_profile(firm: Organisation, proposed: Values) -> None:
    for name, value in proposed.items():
        setattr(firm, name, LocalizedText(value) if isinstance(value, dict) else value)


def _list_entries(firm: Organisation, preview: Preview) -> tuple[list[Entry], list[Entry]]:
    offers, needs = preview.offers, preview.needs
    for about, proposed in preview.waiting.items():
        kind, _colon, code = about.partition("/")
        row: Offer | Need
        if kind == "offer":
            row = offers[code] = offers.get(code) or Offer(code=code, organisation=firm)
        elif kind == "need" and not proposed.get("economy"):
            row = needs[code] = needs.get(code) or Need(code=code, organisation=firm)
        else:
            continue
        row.title = LocalizedText(proposed["title"])
        row.description = LocalizedText(proposed["description"])
        row.products = proposed["products"]
        row.cooperation = proposed["cooperation"]
    codes = {code for row in (*offers.values(), *needs.values()) for code in row.products}
    titles, choose = find_product_titles(firm.edition, codes), chooser(firm.edition)
    return (
        [build_entry(row, titles, choose) for _code, row in sorted(offers.items())],
        [build_entry(row, titles, choose) for _code, row in sorted(needs.items())],
    )
