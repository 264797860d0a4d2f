"""What is wrong with an appraisal, in the language of the reader.

The reader of its document and the engine say it in English, for a file as for the form. A fault
that is not listed here is shown as they say it.
"""

from __future__ import annotations

import re

from django.utils.translation import gettext, gettext_noop, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from fairlead.ui.formats import join_place

_SAID = (
    gettext_noop("expected a number"),
    gettext_noop("expected a number from %(low)s to %(high)s"),
    gettext_noop("expected a whole number"),
    gettext_noop("expected a whole number from 0 to %(most)s"),
    gettext_noop("expected at most %(most)s numbers, one for a year"),
    gettext_noop("expected an amount for a year at least"),
    gettext_noop("expected a text of at most 500 characters"),
    gettext_noop("expected at most %(most)s tables, %(name)s"),
    gettext_noop("expected a year from 1900 to 2200"),
    gettext_noop("expected the code of a currency, such as RUB"),
    gettext_noop("expected %(one)s or %(other)s or %(third)s"),
    gettext_noop("expected %(one)s or %(other)s"),
    gettext_noop("expected a share from 0 to 1, got %(value)s"),
    gettext_noop("expected a share from 0 to 1"),
    gettext_noop("expected at least one line with an amount, got none"),
    gettext_noop("expected a kind of %(kinds)s, got %(value)s of %(name)s"),
    gettext_noop("expected amounts of 0 or more in %(name)s: give no signs"),
    gettext_noop("expected a name once, got two lines of one name"),
    gettext_noop("expected %(name)s above -1, got %(value)s: 0.08 is 8 %% a year"),
    gettext_noop("expected a tax from 0 to below 1, got %(value)s: 0.2 is 20 %%"),
    gettext_noop("expected 1 year or more, got %(value)s"),
    gettext_noop("expected a residual value of 0 or more, got %(value)s"),
    gettext_noop(
        "expected 0 <= low <= likely <= high of %(name)s, got %(value)s: factors, 0.8 is 20 %% less"
    ),
    gettext_noop("expected imports and a ramp-up of a year at least, got none"),
    gettext_noop("expected an indicator of %(known)s, got %(value)s"),
    gettext_noop("expected measured or estimated, got %(value)s"),
    gettext_noop("expected who measured or estimated %(name)s"),
    gettext_noop("expected numbers of 0 or more of %(name)s, got %(value)s"),
    gettext_noop("expected %(name)s of 0 or more, got %(value)s"),
    gettext_noop("expected the source of the factor of %(name)s"),
    gettext_noop("expected a currency that is in use: %(value)s, so state it in %(code)s"),
    gettext_noop("expected an ISO 4217 currency code such as USD"),
    gettext_noop("expected an economy's name or ISO code"),
)
_LABELS = {
    "plan": "",  # several fields at once: what was expected names them
    "currency": _("Currency"),
    "first_year": _("First year"),
    "rate": _("Discount rate"),
    "rate_is": _("The rate is"),
    "prices": _("Amounts are"),
    "inflation": _("Inflation"),
    "timing": _("Flows fall"),
    "tax": _("Tax on profit"),
    "taxed": _("Pays the tax"),
    "depreciation_years": _("Years of depreciation"),
    "residual": _("Residual value"),
    "residual_range": _("Residual value"),
    "seed": _("Seed of the draws"),
    "made_before": _("Units made in the year before"),
    "made_after": _("Units made in the year after"),
    "jobs": _("Jobs"),
    "wage": _("Yearly pay of a job"),
    "local_share": _("Local share"),
    "lines": _("Lines"),
    "name": pgettext_lazy("of a thing", "Name"),
    "kind": _("Kind"),
    "amounts": _("Amounts"),
    "low": _("Low"),
    "high": _("High"),
    "pay": _("Pay in it"),
    "local": _("Local part"),
    "views": _("Parties"),
    "benefit_share": _("Share of the benefit"),
    "cost_share": _("Share of the cost"),
    "per_unit": _("Worth of one unit in it, by year"),
    "renewal": _("Sustainable manufacturing and renewal"),
    "indicator": _("Indicator"),
    "before": _("Before"),
    "after": _("After"),
    "unit": _("Unit"),
    "basis": _("Basis"),
    "who": _("By whom"),
    "source": _("Source"),
    "factor": _("Factor"),
    "factor_source": _("Source of the factor"),
    "replacement": _("What it replaces"),
    "product": _("Product"),
    "importer": _("Importer"),
    "producer": _("Made in"),
    "imports": _("Imports by year"),
    "share": _("Share that can be replaced"),
    "ramp": _("Ramp-up by year"),
    "output": _("Full output a year"),
}
_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def name_field(field: str) -> str:
    """Return a field as the form names it: ``Lines 2, Amounts`` for ``lines 2, amounts``."""
    parts = [part.partition(" ") for part in field.split(", ")]
    return join_place(
        *(
            " ".join(filter(None, (str(_LABELS.get(name, name)), row)))
            for name, _blank, row in parts
        )
    )


def say_fault(expected: str) -> str:
    """Return what was expected, said in the active language where it is known."""
    for text, pattern in _PATTERNS:
        found = pattern.fullmatch(expected.rstrip("."))
        if found is not None:
            return gettext(text) % found.groupdict()
    return expected


def _read_pattern(text: str) -> re.Pattern[str]:
    plain = re.escape(text.replace("%%", "%"))
    return re.compile(_PLACE.sub(r"(?P<\1>.+?)", plain), re.DOTALL)


_PATTERNS = [(text, _read_pattern(text)) for text in _SAID]
