"""What visitors will look for on an exhibitor's page and not find."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from fairlead.apps.people.models import Organisation


def list_missing(firm: Organisation, *, offers: bool, logo: bool) -> list[tuple[str, str]]:
    """Return what is missing, in words, with where to write it."""
    code = firm.edition.code
    profile = reverse("desk:profile", args=(code,))
    offer = reverse("desk:new_entry", args=(code, "offer"))
    declared = firm.edition.languages
    unsaid = [tag for tag in declared if not firm.description.get(tag)]
    lacking = (
        (len(unsaid) == len(declared), _("What you do"), profile),
        (0 < len(unsaid) < len(declared), _("What you do, in every language of the fair"), profile),
        (not logo, _("Your logo"), reverse("desk:pictures", args=(code, "logo"))),
        (not firm.website, _("Your web address"), profile),
        (
            not firm.languages,
            _("The languages you speak: who shares none is not proposed"),
            profile,
        ),
        (
            not offers,
            _("An offer with product codes: visitors find you by them"),
            offer,
        ),
    )
    return [(words, address) for missing, words, address in lacking if missing]
