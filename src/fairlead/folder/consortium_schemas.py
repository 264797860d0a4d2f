"""The files about consortia, signings and appraisals of a fair folder."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import MEMBER_STATES, PARTS
from fairlead.folder.fields import build_id, build_reference
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import (
    COUNTRY,
    DIGEST,
    LONG_TEXT,
    MESSAGE,
    NAME,
    STEP,
    TEXT,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT

_NUMBER = build_integer(bounds.PLACE)
_PERCENT = build_decimal(bounds.PERCENT)
_YES = build_one_of("yes")

INTERESTS = Schema(
    "interests",
    "Organisations that say they could make what a need asks for, or a part of it.",
    (
        build_reference("need", "needs", "The need", "need-0001", required=True),
        build_reference("organisation", "organisations", "Who could", "org-0001", required=True),
        build_reference("by", "people", "Who said so", "p-00001"),
        Field("message", MESSAGE, "What they wrote to the focal point", ""),
        Field("at", MOMENT, "When", "2023-06-01T09:00:00Z", required=True),
    ),
    key=("need", "organisation"),
)
CONSORTIA = Schema(
    "consortia",
    "Organisations that would answer a need together.",
    (
        build_id("Identifies the consortium", "k-0001"),
        localized("title", TEXT, "Title", "Gearboxes together", required=True),
        build_reference("need", "needs", "The need it answers", "need-0001"),
        Field("economy", COUNTRY, "Economy of the need", "BLR", required=True),
        Field("steps", list_of(STEP), "The need's product codes and forms of cooperation",
              "HS:848340|supply", required=True),
        build_reference("opened_by", "people", "Focal point who opened it", "p-00001"),
        Field("opened_at", MOMENT, "When", "2023-06-01T09:00:00Z", required=True),
        Field("shared", _YES, "`yes`: the shares of its members are complete, each kind 100",
              "yes"),
        build_reference("project", "projects", "The project that came of it", "project-01"),
    ),
)  # fmt: skip
MEMBERS = Schema(
    "members",
    "Members of consortia: part, steps taken on, and shares in percent.",
    (
        build_reference("consortium", "consortia", "The consortium", "k-0001", required=True),
        build_reference("organisation", "organisations", "The member", "org-0001", required=True),
        Field("part", build_one_of(*PARTS), "What it does there", "supplier", required=True),
        Field("lead", _YES, "`yes`: it leads", "yes"),
        Field("state", build_one_of(*MEMBER_STATES), "How far it has come in, or out",
              "accepted", default="invited"),
        Field("steps", list_of(STEP), "Steps it takes on", "HS:848340"),
        Field("cost", _PERCENT, "Share of the cost in percent", "60"),
        Field("work", _PERCENT, "Share of the work in percent", "50"),
        Field("rights", _PERCENT, "Share of the rights in percent", "50"),
        Field("invited_at", MOMENT, "When it was invited", "2023-06-02T09:00:00Z", required=True),
        Field("answered_at", MOMENT, "When it answered or left", "2023-06-03T09:00:00Z"),
        Field("reason", TEXT, "Why it declined or left", ""),
    ),
    key=("consortium", "organisation"),
)  # fmt: skip
AGREEMENTS = Schema(
    "agreements",
    "Versions of a consortium's agreement, only added to. The documents themselves are the "
    "members' own and are not carried: their digests are.",
    (
        build_reference("consortium", "consortia", "The consortium", "k-0001", required=True),
        Field("number", _NUMBER, "Version, from 1", "1", required=True),
        Field("document", NAME, "Name of the document", "agreement.pdf", required=True),
        Field("sha256", DIGEST, "SHA-256 of the document", "", required=True),
        Field("terms", JSON, "Members, parts, steps and shares as they were", "", required=True),
        Field("person", TEXT, "Who added it", "Example Person", required=True),
        Field("at", MOMENT, "When", "2023-06-10T09:00:00Z", required=True),
    ),
    key=("consortium", "number"),
)
SIGN_OFFS = Schema(
    "sign_offs",
    "That a member signed a version off, and which bytes they were; only added to.",
    (
        build_reference("consortium", "consortia", "The consortium", "k-0001", required=True),
        Field("number", _NUMBER, "Version of the agreement", "1", required=True),
        build_reference("organisation", "organisations", "The member", "org-0001", required=True),
        Field("person", TEXT, "Who signed", "Example Person", required=True),
        Field("day", DATE, "On which day", "2023-06-12", required=True),
        Field("sha256", DIGEST, "SHA-256 of the document", "", required=True),
        Field("at", MOMENT, "When it was recorded", "2023-06-12T09:00:00Z", required=True),
    ),
    key=("consortium", "number", "organisation"),
)
SIGNINGS = Schema(
    "signings",
    "The signing of an agreement as an event, in a session of the programme.",
    (
        build_id("Identifies the signing", "signing-01"),
        localized("title", TEXT, "What is signed", "Agreement on gearboxes", required=True),
        build_reference("session", "sessions", "Session that holds room and hour", "session-01",
                        required=True),
        build_reference("project", "projects", "The project", "project-01"),
        localized("press", LONG_TEXT, "What the page for the press says", ""),
        Field("released_at", MOMENT, "When it was released to the press", ""),
    ),
)  # fmt: skip
SIGNATORIES = Schema(
    "signatories",
    "Who signs for a party, in the order of protocol.",
    (
        build_reference("signing", "signings", "The signing", "signing-01", required=True),
        Field("number", _NUMBER, "Place in the order of protocol", "1", required=True),
        localized("party", TEXT, "The party", "Example Works", required=True),
        Field("economy", COUNTRY, "Its economy", "BLR"),
        localized("person", TEXT, "Who signs", "Example Person", required=True),
        localized("office", TEXT, "Office held", "Director"),
    ),
    key=("signing", "number"),
)
APPRAISALS = Schema(
    "appraisals",
    "Versions of a project's appraisal as what people gave for it, only added to; the figures "
    "come of the inputs.",
    (
        build_reference("project", "projects", "The project", "project-01", required=True),
        Field("number", _NUMBER, "Version, from 1", "1", required=True),
        Field("inputs", JSON, "What was given, as `fairlead appraise` reads it", "",
              required=True),
        Field("supply", JSON, "How the importer is supplied before and with the project", ""),
        Field("person", TEXT, "Who gave it", "Example Person", required=True),
        Field("recorded_at", MOMENT, "When", "2023-06-12T09:00:00Z", required=True),
    ),
    key=("project", "number"),
)  # fmt: skip
CONSORTIUM_SCHEMAS = (
    INTERESTS, CONSORTIA, MEMBERS, AGREEMENTS, SIGN_OFFS, SIGNINGS, SIGNATORIES, APPRAISALS,
)  # fmt: skip
