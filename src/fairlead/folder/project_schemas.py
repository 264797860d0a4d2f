"""The files about projects of a fair folder: projects, partners, rates, the ledger."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import ACTS, AMOUNT_KINDS, PARTNER_ROLES, STAGES
from fairlead.folder.fields import build_description, build_id, build_reference
from fairlead.folder.figure_kinds import SHARES, build_decimal, build_integer, build_money
from fairlead.folder.kinds import (
    COUNTRY,
    CURRENCY,
    DIGEST,
    ID,
    LONG_TEXT,
    PRODUCT,
    TEXT,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT

PROJECTS = Schema(
    "projects",
    "Joint projects of partner economies.",
    (
        build_id("Identifies the project", "project-01"),
        localized("title", TEXT, "Title", "Joint gearbox plant", required=True),
        Field("stage", build_one_of(*STAGES), "Stage reached", "feasibility", required=True),
        build_reference("lead", "organisations", "Organisation that leads", "org-0001"),
        Field("partners", SHARES, "Shares of the cost by economy", "BLR=0.5|RUS=0.5", True),
        Field("benefit_shares", SHARES, "Shares of the benefit; as the cost when empty", ""),
        Field("products", list_of(PRODUCT), "Product codes it makes", "HS:848340"),
        Field(
            "amount",
            build_money(bounds.MONEY),
            "Investment: the amount that binds most (signed, else financed, approved, announced)",
            "250000000",
            True,
        ),
        Field(
            "currency", CURRENCY,
            "Currency of the amount; the fair's when empty", "RUB",
        ),
        Field(
            "start_year", build_integer(bounds.YEAR), "Year of the first cash flow",
            "2024", required=True,
        ),
        Field(
            "cash_flows",
            list_of(build_money(bounds.CASH_FLOW), at_most=bounds.YEARS_OF_MONEY),
            "Net cash flow of each year from start_year, in the fair's currency",
            "-200|-50|90|120|120",
            required=True,
        ),
        Field(
            "costs",
            list_of(build_money(bounds.MONEY), at_most=bounds.YEARS_OF_MONEY),
            "What the partners pay in each of these years, gross; without it, what the net cash "
            "flow is below zero",
            "200|80|30|0|0",
        ),
        Field("jobs", build_integer(bounds.JOBS), "Jobs created", "420"),
        Field("local_share", build_decimal(bounds.SHARE), "Share of local content", "0.6"),
        Field("requires", list_of(ID), "Projects that must be chosen too", "", refers="projects"),
        Field("excludes", list_of(ID), "Projects that cannot be too", "", refers="projects"),
        build_description("project"),
    ),
)  # fmt: skip

PARTNERS = Schema(
    "partners",
    "Who takes part in a project, organisations and bodies of economies. Where a project has rows "
    "here, their shares summed by economy are those in projects.csv; without, each economy there "
    "is a partner as a body.",
    (
        build_reference("project", "projects", "The project", "project-01", required=True),
        Field("partner", ID, "Identifies the partner in the project", "gear", required=True),
        Field("economy", COUNTRY, "Economy the partner is of", "BLR", required=True),
        build_reference("organisation", "organisations", "The organisation", "org-0001"),
        localized("name", TEXT, "Name of a body that is no organisation of the fair", ""),
        Field("role", build_one_of(*PARTNER_ROLES), "What it does there", "supplier",
              default="body"),
        Field("cost_share", build_decimal(bounds.SHARE), "Share of the cost", "0.5", True),
        Field("benefit_share", build_decimal(bounds.SHARE), "Share of the benefit", ""),
    ),
    key=("project", "partner"),
)  # fmt: skip
RATES = Schema(
    "rates",
    "What one unit of a currency was worth in another, by day and source.",
    (
        Field("currency", CURRENCY, "Currency of which one unit is priced", "USD", required=True),
        Field("against", CURRENCY, "Currency it is priced in", "RUB", required=True),
        Field("day", DATE, "Day of the rate", "2023-07-10", required=True),
        Field("rate", build_decimal(bounds.RATE), "Units of the second for one of the first",
              "90.5", required=True),
        Field("source", TEXT, "Who published it", "Central bank", required=True),
        Field("recorded_at", MOMENT, "When it was imported; now when empty", ""),
    ),
    key=("currency", "against", "day", "source"),
)  # fmt: skip
LEDGER = Schema(
    "ledger",
    "What was recorded of the projects, in the order it was. Each entry holds the digest of the "
    "one before, so that none can be changed, left out or put in between unnoticed.",
    (
        Field("number", build_integer(bounds.ENTRIES), "Place in the ledger, from 1", "1", True),
        build_reference("project", "projects", "The project", "project-01", required=True),
        Field("act", build_one_of(*ACTS), "What was done", "move", required=True),
        Field("day", DATE, "Day from which it holds", "2023-07-10", required=True),
        Field("recorded_at", MOMENT, "Moment it was recorded", "2023-07-10T09:30:00Z", True),
        Field("person", TEXT, "Who recorded it", "Example Person"),
        Field("party", ID, "Partner whose act it is", "BLR"),
        Field("stage", build_one_of(*STAGES), "Stage reached", "signed"),
        Field("kind", build_one_of(*AMOUNT_KINDS), "What the amount says", "signed"),
        Field("amount", build_money(bounds.MONEY), "Amount", "250000000"),
        Field("currency", CURRENCY, "Currency of the amount", "RUB"),
        Field("document", TEXT, "Name of the document that shows it", "agreement.pdf"),
        Field("sha256", DIGEST, "SHA-256 of the document", ""),
        Field("source", TEXT, "Where the amount was published", "Statement of the ministry"),
        Field("reason", LONG_TEXT, "Reason, or conditions", ""),
        Field("due", DATE, "Day by which the party is to decide", ""),
        Field("corrects", build_integer(bounds.ENTRIES), "Entry this one stands in place of", ""),
        Field("previous", DIGEST, "Digest of the entry before; empty for the first", ""),
        Field("digest", DIGEST, "Digest of this entry", "", required=True),
    ),
    key=("number",),
)
