"""The files of a fair folder about what exhibitors and delegations arrange on their own pages."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import PICTURE_KINDS, STAND_SHARE_STATES
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.kinds import (
    DIGEST,
    ECONOMY,
    PRODUCT,
    TEXT,
    TRADER,
    VERSION,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import MOMENT

_DOLLARS = build_decimal(bounds.TRADED)
_SHARE = build_decimal(bounds.CONCENTRATION)

PASSES = Schema(
    "passes",
    "How many may come as an organisation's staff.",
    (
        build_reference(
            "organisation", "organisations", "Whose staff", "org-0001", required=True, belongs=True
        ),
        Field("quota", build_integer(bounds.PASSES), "Passes; empty: as many as come", "6"),
        Field(
            "set_by_hand",
            build_one_of("yes"),
            "`yes`: giving passes by stand leaves it alone",
            "yes",
        ),
    ),
    key=("organisation",),
)
STAND_SHARES = Schema(
    "stand_shares",
    "Who shares whose stand, shared it, or was invited to. A guest that accepted exhibits at the "
    "host's stand, which `organisations.csv` says.",
    (
        build_reference(
            "host", "organisations", "Exhibitor whose stand it is", "org-0001", required=True
        ),
        build_reference("guest", "organisations", "Who is invited", "org-0002", required=True),
        Field("invited_at", MOMENT, "When", "2023-06-01T09:00:00Z", required=True),
        Field(
            "state",
            build_one_of(*STAND_SHARE_STATES),
            "Where the invitation stands",
            "accepted",
            default="invited",
        ),
        Field("message", TEXT, "What the host says", ""),
        Field("answered_at", MOMENT, "When it was answered or ended", "2023-06-02T09:00:00Z"),
    ),
    key=("host", "guest", "invited_at"),
)
NEED_FIGURES = Schema(
    "need_figures",
    "The figures of the critical import that a need was posted from, as they were then; only "
    "added to.",
    (
        build_reference("need", "needs", "The need", "need-0001", required=True, belongs=True),
        Field("economy", ECONOMY, "Whose import it is", "RUS", required=True),
        Field("product", PRODUCT, "Product", "HS:848220", required=True),
        Field("years", list_of(build_integer(bounds.YEAR)), "Years of the flows", "2021|2022"),
        Field("source", TEXT, "Where the flows come from", "flows.parquet"),
        Field("imports_usd", _DOLLARS, "Imports of those years, US dollars", "250000000", True),
        Field("hhi_imports", _SHARE, "Concentration of the imports by economy", "0.62"),
        Field("first_supplier", TRADER, "The largest supplier", "DEU"),
        Field("first_share", _SHARE, "Its share", "0.75"),
        Field("second_supplier", TRADER, "The second largest supplier", "CHN"),
        Field("second_share", _SHARE, "Its share", "0.2"),
        Field("hhi_world", _SHARE, "Concentration of the world's exports", "0.4"),
        Field("exports_usd", _DOLLARS, "The economy's own exports, US dollars", "1200000"),
        Field("engine_version", VERSION, "Version of the engine that found them", "0.3.0"),
        Field("recorded_at", MOMENT, "When it did", "2023-05-01T09:00:00Z", required=True),
    ),
    key=("need",),
)
PICTURES = Schema(
    "pictures",
    "The logo and the pictures that organisations show. Each lies beside the tables as "
    "`pictures/<sha256>.webp`, written as the site writes what is uploaded: WebP of one picture "
    "and nothing else, of at most 8 MiB; a logo fits into 480 by 480 pixels, a picture into 1600 "
    "by 1200.",
    (
        build_reference(
            "organisation", "organisations", "Who shows it", "org-0001", required=True, belongs=True
        ),
        Field("kind", build_one_of(*PICTURE_KINDS), "What it is to it", "logo", required=True),
        Field(
            "number",
            build_integer(bounds.PICTURES),
            "Place among its pictures; of a logo 1",
            "1",
            required=True,
        ),
        Field("sha256", DIGEST, "SHA-256 of the file", "", required=True),
        localized("words", TEXT, "What is to be seen on it", "A gearbox, opened"),
    ),
    key=("organisation", "kind", "number"),
)
MARKET_SCHEMAS = (PASSES, STAND_SHARES, NEED_FIGURES, PICTURES)
