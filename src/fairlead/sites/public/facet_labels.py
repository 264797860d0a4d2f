"""What the facets are called."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fairlead.apps.trade.models import Cooperation
from fairlead.ui.classifications import find_sector_title, group_title
from fairlead.ui.formats import name_country
from fairlead.ui.lists.facets import FacetWords
from fairlead.ui.lists.markup import write_flag


def label_cooperation(value: str) -> str:
    """Return the name of a form of cooperation; the value itself when it is none."""
    return str(Cooperation(value).label) if value in Cooperation.values else value


_KINDS = {"offer": gettext_lazy("Offers"), "need": gettext_lazy("Needs")}


def label_kind(value: str) -> str:
    """Return what a kind of entries is called; the value itself when it is none."""
    return str(_KINDS.get(value, value))


FACET_WORDS = {
    "country": FacetWords(gettext_lazy("Country"), name_country, write_flag),
    "hall": FacetWords(gettext_lazy("Hall"), lambda value: _("Hall %s") % value),
    "sector": FacetWords(gettext_lazy("Sector"), find_sector_title),
    "group": FacetWords(gettext_lazy("Product group"), group_title),
    "cooperation": FacetWords(gettext_lazy("Cooperation"), label_cooperation),
    "product": FacetWords(gettext_lazy("Product"), lambda value: value),
    "kind": FacetWords(gettext_lazy("What"), label_kind),
}
