"""The files of a fair folder about what was said of its projects, and who decides about them."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import AMOUNT_KINDS, STAGES
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import build_exact, build_integer, build_money
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import CURRENCY, DIGEST, EMAIL, ID, TEXT, build_one_of
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT

_ENTRY = build_integer(bounds.ENTRIES)
_SUM = build_exact(bounds.SUM, digits=30, places=4)
_COUNT = build_integer(bounds.PROJECTS)

HEADLINES = Schema(
    "headlines",
    "Statements about the projects with the question that was asked and what came of it; only "
    "added to. The number is part of the address by which a headline is cited.",
    (
        Field("number", build_integer(bounds.PLACE), "Its number, from 1", "1", required=True),
        localized("title", TEXT, "What is stated", "17 projects, over 80 billion", required=True),
        Field("question", JSON, "What was asked, an object: `currency`, and lists or an empty text "
              "`stages`, `kind`, `products`, `economies`",
              '{"currency":"RUB","economies":[],"kind":"","products":[],"stages":["signed"]}',
              required=True),
        Field("day", DATE, "Of which day", "2023-07-10", required=True),
        Field("moment", MOMENT, "As known at which moment", "2023-07-10T09:30:00Z", required=True),
        Field("size", build_integer(bounds.PROJECTS), "Number of the ledger's last entry then",
              "120", required=True),
        Field("head", DIGEST, "Digest of that entry", ""),
        Field("count", _COUNT, "Projects that are meant", "17", required=True),
        Field("in_approval", _COUNT, "Those that a party has still to decide about", "12", True),
        Field("amount", _SUM, "What they come to", "80000000000", required=True),
        Field("currency", CURRENCY, "Currency of the amount", "RUB", required=True),
        Field("unconverted", JSON, "Sums without a rate, a list of currency and amount",
              '[["USD","12.5000"]]'),
        Field("person", TEXT, "Who stated it", "Example Person", required=True),
        Field("made_at", MOMENT, "When", "2023-07-10T09:30:00Z", required=True),
    ),
    key=("number",),
)  # fmt: skip
HEADLINE_ROWS = Schema(
    "headline_rows",
    "The projects of headlines, each with the entries and the rate that its figure comes from; "
    "only added to.",
    (
        Field("headline", build_integer(bounds.PLACE), "Number of the headline", "1", True),
        build_reference("project", "projects", "The project", "project-01", required=True),
        Field("stage", build_one_of(*STAGES), "Its stage", "signed", required=True),
        Field("stage_entry", _ENTRY, "Entry of the ledger that says so", "12", required=True),
        Field("kind", build_one_of(*AMOUNT_KINDS), "What the amount says", "signed"),
        Field("amount", build_money(bounds.MONEY), "Its amount", "250000000"),
        Field("currency", CURRENCY, "Currency of the amount", "RUB"),
        Field("amount_entry", _ENTRY, "Entry of the ledger that says so", "13"),
        Field("rate", build_exact(bounds.CONVERSION, digits=36, places=18),
              "Rate by which it was converted", "0.011"),
        Field("rate_day", DATE, "Day of the rate", "2023-07-10"),
        Field("rate_source", TEXT, "Who published it", "Central bank"),
        Field("converted", _SUM, "The amount in the headline's currency", "250000000"),
        Field("in_approval", build_one_of("yes"), "`yes`: a party has still to decide", "yes"),
    ),
    key=("headline", "project"),
)  # fmt: skip
APPROVERS = Schema(
    "approvers",
    "Who decides for a party of a project, a body of an economy. An address that has no account "
    "gets one, to sign in with by a code sent there; what the account may do in the office is "
    "appointed there.",
    (
        build_reference("project", "projects", "The project", "project-01", required=True),
        Field("partner", ID, "The partner in the project", "BLR", required=True),
        Field("email", EMAIL, "Address of the account", "approver@example.org", required=True),
        Field("until", DATE, "Last day of a decision that was delegated", "2023-12-31"),
    ),
    key=("project", "partner", "email"),
)
HEADLINE_SCHEMAS = (HEADLINES, HEADLINE_ROWS, APPROVERS)
