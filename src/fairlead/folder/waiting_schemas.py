"""The files of a fair folder about what waits for the organiser beside what everybody sees."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import COOPERATION, ENTRY_KINDS, PICTURE_KINDS
from fairlead.folder.fields import LANGUAGES, PRODUCT_CODES, build_description, build_reference
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import (
    COUNTRY,
    DIGEST,
    EMAIL,
    ID,
    PRODUCT,
    TEXT,
    WEBSITE,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT

_OF = build_reference(
    "organisation", "organisations", "Whose it is", "org-0001", required=True, belongs=True
)
_AT = Field("at", MOMENT, "When it was written", "2023-06-01T09:00:00Z", required=True)

WAITING_PROFILES = Schema(
    "waiting_profiles",
    "What profiles of organisations are to say once the organiser approves it.",
    (
        _OF,
        localized("city", TEXT, "City", "Minsk"),
        build_description("organisation"),
        Field("website", WEBSITE, "Web address", "https://works.example.org/"),
        Field("email", EMAIL, "Address for enquiries", "sales@works.example.org"),
        LANGUAGES,
        _AT,
    ),
    key=("organisation",),
)
WAITING_ENTRIES = Schema(
    "waiting_entries",
    "Offers and needs that are new, or are to say this, once the organiser approves it. What is "
    "seen until then is in offers.csv and needs.csv.",
    (
        _OF,
        Field("kind", build_one_of(*ENTRY_KINDS), "What it is", "offer", required=True),
        Field("code", ID, "Its id in offers.csv or needs.csv, or a new one", "offer-0001", True),
        localized("title", TEXT, "Title", "Gearboxes for mining lorries", required=True),
        build_description("entry"),
        Field("products", list_of(PRODUCT), PRODUCT_CODES, "HS:848340", required=True),
        Field("cooperation", list_of(build_one_of(*COOPERATION)), "Forms of cooperation",
              "supply", required=True),
        Field("expires_on", DATE, "Last day the site shows it", "2023-07-13"),
        Field("economy", COUNTRY, "The economy that needs it, of one a delegation posts", "RUS"),
        Field("hidden", build_one_of("yes"), "`yes`: only the organiser is to see it", "yes"),
        Field("figures", JSON, "The figures a need was posted with, an object with the columns "
              "of need_figures.csv", ""),
        _AT,
    ),
    key=("organisation", "kind", "code"),
)  # fmt: skip
WAITING_PICTURES = Schema(
    "waiting_pictures",
    "Logos and pictures that are to be shown, all of a kind together, once the organiser approves "
    "it; files as those of pictures.csv. A row with the number 0 and no picture: none is to be "
    "shown.",
    (
        _OF,
        Field("kind", build_one_of(*PICTURE_KINDS), "What they are to it", "logo", required=True),
        Field("number", build_integer(bounds.WAITING_PICTURES), "Place among them", "1", True),
        Field("sha256", DIGEST, "SHA-256 of the file", ""),
        localized("words", TEXT, "What is to be seen on it", "A gearbox, opened"),
        _AT,
    ),
    key=("organisation", "kind", "number"),
)
WAITING_SCHEMAS = (WAITING_PROFILES, WAITING_ENTRIES, WAITING_PICTURES)
