"""The files of a fair folder about the standing search: months, what differed, proposed needs."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import CHANGE_KINDS, PROPOSED_STATES, TOLD_BASES
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import (
    COUNTRY,
    CRITERION,
    DIGEST,
    ID,
    LONG_TEXT,
    MESSAGE,
    MONTH,
    PRODUCT,
    SCHEME,
    TEXT,
    TRADED,
    TRADER,
    VERSION,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import MOMENT

_SHARE = build_decimal(bounds.CONCENTRATION)
_COUNT = build_integer(bounds.COUNTED)
_DOLLARS = build_integer(bounds.TRADED_IN_ALL)
_MONTH = Field("month", MONTH, "The month", "2024-03", required=True)
_REVISION = Field("revision", build_integer(bounds.REVISION), "Its revision", "1", required=True)
_ECONOMY = Field("economy", TRADER, "The economy", "BLR", required=True)
_PRODUCT = Field("product", TRADED, "The product", "HS:848220", required=True)

MONTHS = Schema(
    "months",
    "Months of trade flows as the standing search judged them: a revision each time a month was "
    "compared. What the current one found lies beside the tables, as the site keeps it, in "
    "`months/<table>.parquet` and `months/<changes>.parquet`.",
    (
        _MONTH,
        _REVISION,
        Field("current", build_one_of("yes"), "`yes`: it is the one that counts", "yes"),
        Field("digest", DIGEST, "SHA-256 of the flows", "", required=True),
        Field("source", TEXT, "Name of their file", "2024-03.csv", required=True),
        Field("scheme", SCHEME, "Scheme of their product codes", "HS", required=True),
        Field("digits", build_integer(bounds.DIGITS), "Digits of the codes", "6", required=True),
        Field("economies", list_of(COUNTRY), "Economies that were asked for; empty: all", "BLR"),
        Field("silent", list_of(TRADER), "Those of them that report nothing", "KAZ"),
        Field("before", MONTH, "Month it was compared with; empty for the first", "2024-02"),
        Field("years", list_of(build_integer(bounds.YEAR)), "Years of the flows", "2024"),
        Field("rule", JSON, "By what it was judged, an object", ""),
        Field("engine_version", VERSION, "Version of the engine", "0.1.0", required=True),
        Field("searched_at", MOMENT, "When it was judged", "2024-04-02T09:00:00Z", required=True),
        Field("table", DIGEST, "SHA-256 of what was found of the month; of the current one", ""),
        Field("changes", DIGEST, "SHA-256 of what differed; of the current one", ""),
    ),
    key=("month", "revision"),
)
MONTH_FIGURES = Schema(
    "month_figures",
    "What months come to for economies; only added to.",
    (
        _MONTH,
        _REVISION,
        _ECONOMY,
        Field("products", _COUNT, "Products it imports", "3100", required=True),
        Field("critical", _COUNT, "Those of them that are critical", "240", required=True),
        Field("imports_usd", _DOLLARS, "Imports, US dollars", "2500000000", required=True),
        Field("critical_usd", _DOLLARS, "Critical imports, US dollars", "300000000", True),
        Field("concentration", _SHARE, "Concentration, weighted by imports", "0.41"),
        *(
            Field(kind, _COUNT, f"Changes that are `{kind}`", "3", required=True)
            for kind in CHANGE_KINDS
        ),
    ),
    key=("month", "revision", "economy"),
)
MONTH_DIFFERENCES = Schema(
    "month_differences",
    "What differed of imports from one month to the next, with the figures of both; only added to.",
    (
        _MONTH,
        _REVISION,
        _ECONOMY,
        _PRODUCT,
        Field("title", TEXT, "What the product is called", "Roller bearings"),
        Field("change", build_one_of(*CHANGE_KINDS), "What became of it", "became", required=True),
        Field("compared_with", MONTH, "Month in which it was seen before", "2024-02", True),
        Field("gained", list_of(CRITERION), "Criteria that hold now", "c1"),
        Field("lost", list_of(CRITERION), "Criteria that hold no longer", ""),
        Field("imports_before", _DOLLARS, "Imports before, US dollars", "1000000"),
        Field("imports_after", _DOLLARS, "Imports now, US dollars", "1200000"),
        Field("hhi_before", _SHARE, "Concentration before", "0.38"),
        Field("hhi_after", _SHARE, "Concentration now", "0.62"),
        Field("first_before", TRADER, "Largest supplier before", "DEU"),
        Field("first_after", TRADER, "Largest supplier now", "CHN"),
        Field("share_before", _SHARE, "Its share before", "0.5"),
        Field("share_after", _SHARE, "Its share now", "0.75"),
    ),
    key=("month", "revision", "economy", "product"),
)
PROPOSED_NEEDS = Schema(
    "proposed_needs",
    "Needs proposed because an import became critical in a month, and what was decided.",
    (
        _ECONOMY,
        _PRODUCT,
        _MONTH,
        _REVISION,
        Field("state", build_one_of(*PROPOSED_STATES), "Where it stands", "waiting",
              default="waiting"),
        build_reference("delegation", "organisations", "Who posted it", "org-0001"),
        Field("need", ID, "Id of the need that was posted", "need-0001"),
        Field("reason", MESSAGE, "Why it was dismissed", ""),
        Field("proposed_at", MOMENT, "When it was proposed", "2024-04-02T09:00:00Z", True),
        Field("decided_at", MOMENT, "When it was decided", ""),
        Field("told_at", MOMENT, "When those who could make it were told", ""),
    ),
    key=("economy", "product", "month"),
)  # fmt: skip
TOLD_MAKERS = Schema(
    "told_makers",
    "Who was told of a proposed need that was posted, and why.",
    (
        _ECONOMY,
        _PRODUCT,
        _MONTH,
        build_reference(
            "organisation", "organisations", "Who was told", "org-0002", required=True, belongs=True
        ),
        Field("basis", build_one_of(*TOLD_BASES), "On what basis", "offers", required=True),
        Field("score", build_decimal(bounds.MEASURED), "How near the engine found it", "0.8"),
        localized("reason", LONG_TEXT, "Why, in words", ""),
    ),
    key=("economy", "product", "month", "organisation"),
)
SEARCH_RULES = Schema(
    "search_rules",
    "What the edition asks of its standing search; one row at most. Without one it judges what "
    "the fair is about: its country, the partner country, the bloc and those of delegations.",
    (
        Field("rules", build_one_of("standing_search"), "Whose rules they are",
              "standing_search", required=True),
        Field("economies", list_of(COUNTRY), "Economies that are judged each month; empty: those "
              "that the fair is about", "BLR|KAZ"),
        Field("public", build_one_of("yes"), "`yes`: everybody sees the histories", "yes"),
    ),
    key=("rules",),
)  # fmt: skip
WATCHES = Schema(
    "watches",
    "Products that persons watch: they are told of new offers or needs of them, and of all below.",
    (
        build_reference("person", "people", "The person", "p-00001", required=True, belongs=True),
        Field("product", PRODUCT, "The product, or a group of products", "HS:8482", required=True),
        Field("offers", build_one_of("yes"), "`yes`: told of offers", "yes"),
        Field("needs", build_one_of("yes"), "`yes`: told of needs", "yes"),
        Field("since", MOMENT, "Since when", "2024-03-01T09:00:00Z", required=True),
    ),
    key=("person", "product"),
)
MONTH_SCHEMAS = (
    MONTHS,
    MONTH_FIGURES,
    MONTH_DIFFERENCES,
    PROPOSED_NEEDS,
    TOLD_MAKERS,
    SEARCH_RULES,
    WATCHES,
)
