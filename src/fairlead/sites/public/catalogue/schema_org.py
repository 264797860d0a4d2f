"""What search engines read of a page: schema.org in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.utils.safestring import SafeString

from fairlead.apps.exhibition.models import Exhibitor
from fairlead.apps.fairs.models import Edition
from fairlead.apps.trade.queries.entries import Entry
from fairlead.ui.formats import country_name

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def as_script(data: Mapping[str, object]) -> SafeString:
    """Return the data as a script element that a page can hold whatever the texts are."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    body = text.translate(_ESCAPES)
    return SafeString(f'<script type="application/ld+json">{body}</script>')


def event(edition: Edition, *, address: str) -> dict[str, object]:
    """Return the edition as an ExhibitionEvent."""
    return {
        "@type": "ExhibitionEvent",
        "name": edition.local_name,
        "startDate": edition.first_day.isoformat(),
        "endDate": edition.last_day.isoformat(),
        "url": address,
        "location": {
            "@type": "Place",
            "name": edition.local_city,
            "address": {
                "@type": "PostalAddress",
                "addressLocality": edition.local_city,
                "addressCountry": country_name(edition.country),
            },
        },
    }


def organisation(
    exhibitor: Exhibitor, offers: list[Entry], *, address: str, fair: Mapping[str, object]
) -> dict[str, object]:
    """Return the exhibitor as an Organization that makes offers at the fair."""
    firm = exhibitor.organisation
    data: dict[str, object] = {
        "@type": "Organization",
        "name": firm.local_name,
        "identifier": firm.code,
        "address": {"@type": "PostalAddress", "addressCountry": country_name(firm.country)},
        "mainEntityOfPage": address,
        "subjectOf": dict(fair),
    }
    if firm.local_city:
        data["address"] = {
            "@type": "PostalAddress",
            "addressLocality": firm.local_city,
            "addressCountry": country_name(firm.country),
        }
    if firm.website:
        data["url"] = firm.website
    if firm.local_description:
        data["description"] = firm.local_description
    if offers:
        data["makesOffer"] = [
            {"@type": "Offer", "itemOffered": {"@type": "Product", "name": offer.title}}
            for offer in offers
        ]
    return data
