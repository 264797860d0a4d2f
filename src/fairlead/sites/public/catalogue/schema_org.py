"""What search engines read of a page: schema.org in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.language import choose_text, chooser
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.entries import Entry
from fairlead.ui.formats import name_country

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def write_script(data: Mapping[str, object]) -> SafeString:
    """Return the data as a script element that a page can hold whatever the texts are."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    body = text.translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{body}</script>')


def describe_event(edition: Edition, *, address: str) -> dict[str, object]:
    """Return the edition as an ExhibitionEvent."""
    return {
        "@type": "ExhibitionEvent",
        "name": choose_text(edition.name, edition),
        "startDate": edition.first_day.isoformat(),
        "endDate": edition.last_day.isoformat(),
        "url": address,
        "location": {
            "@type": "Place",
            "name": choose_text(edition.city, edition),
            "address": {
                "@type": "PostalAddress",
                "addressLocality": choose_text(edition.city, edition),
                "addressCountry": name_country(edition.country),
            },
        },
    }


def describe_organisation(
    exhibitor: Exhibitor, offers: Sequence[Entry], *, address: str, fair: Mapping[str, object]
) -> dict[str, object]:
    """Return the exhibitor as an Organization that makes offers at the fair."""
    firm, choose = exhibitor.organisation, chooser(exhibitor.edition)
    city, description = choose(firm.city), choose(firm.description)
    data: dict[str, object] = {
        "@type": "Organization",
        "name": choose(firm.name),
        "identifier": firm.code,
        "address": {"@type": "PostalAddress", "addressCountry": name_country(firm.country)},
        "mainEntityOfPage": address,
        "subjectOf": dict(fair),
    }
    if city:
        data["address"] = {
            "@type": "PostalAddress",
            "addressLocality": city,
            "addressCountry": name_country(firm.country),
        }
    if firm.website:
        data["url"] = firm.website
    if description:
        data["description"] = description
    if offers:
        data["makesOffer"] = [
            {"@type": "Offer", "itemOffered": {"@type": "Product", "name": offer.title}}
            for offer in offers
        ]
    return data
