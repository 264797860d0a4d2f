"""The files about what happened at meetings and after them."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import CHECK_IN_SIDES, INTERESTS, NEXT_STEPS, ROLES, STARTED_KINDS
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import build_integer, build_money
from fairlead.folder.kinds import CURRENCY_LETTERS, ID, TEXT, build_one_of, list_of
from fairlead.folder.schema import Field, Schema
from fairlead.folder.time_kinds import DATE, MOMENT

_REQUEST = build_reference("request", "requests", "The request", "r-000001", required=True)
_PERSON = build_reference("person", "people", "The person", "p-00001", required=True)
_BEGINS = Field(
    "begins_at", MOMENT, "When the meeting was to begin", "2023-07-10T07:00:00Z", required=True
)

CHECK_INS = Schema(
    "check_ins",
    "Who was at a meeting, for the time at which it was to begin then; only added to.",
    (
        _REQUEST,
        _PERSON,
        _BEGINS,
        Field("side", build_one_of(*CHECK_IN_SIDES),
              "For which side; empty for none of them any more", "requester"),
        Field("party", build_integer(bounds.PARTY),
              "Number of the party in request_parties.csv, where the side is `party`", "3"),
        Field("at", MOMENT, "When they said so", "2023-07-10T06:58:00Z", required=True),
    ),
    key=("request", "person", "begins_at"),
)  # fmt: skip
NO_SHOWS = Schema(
    "no_shows",
    "Meetings to which a side did not come: the request is cancelled; only added to.",
    (
        _REQUEST,
        Field("absent", list_of(ID), "Persons who did not come", "p-00002", refers="people"),
        _BEGINS,
        Field("ends_at", MOMENT, "When it was to end", "2023-07-10T07:20:00Z", required=True),
        build_reference("by", "people", "Who said so; empty for the organiser", "p-00001"),
        Field("at", MOMENT, "When it was said", "2023-07-10T07:12:00Z", required=True),
    ),
    key=("request",),
)  # fmt: skip
OUTCOMES = Schema(
    "outcomes",
    "What each side of a meeting says came of it: exactly one of organisation and person, a side "
    "of the request.",
    (
        _REQUEST,
        build_reference("organisation", "organisations", "The side: an organisation", "org-0001"),
        build_reference("person", "people", "The side: a person who came for none", ""),
        Field("interest", build_one_of(*INTERESTS), "How much it wants to go on", "strong",
              required=True),
        Field("next_step", build_one_of(*NEXT_STEPS), "What it means to do next", "offer",
              default="nothing"),
        Field("value", build_money(bounds.MONEY), "What it may be worth; needs a currency",
              "250000"),
        Field("currency", CURRENCY_LETTERS, "Currency of the value", "EUR"),
        build_reference("by", "people", "Who said so", "p-00001"),
        Field("at", MOMENT, "When", "2023-07-10T07:30:00Z", required=True),
    ),
    key=("request", "organisation", "person"),
)  # fmt: skip
FOLLOW_UPS = Schema(
    "follow_ups",
    "What persons mean to do after a meeting, by a day.",
    (
        _REQUEST,
        _PERSON,
        Field("number", build_integer(bounds.PLACE), "Counts those of the person for the request",
              "1", required=True),
        Field("text", TEXT, "What is to be done", "Send the drawings", required=True),
        Field("day", DATE, "By which day", "2023-07-20", required=True),
        Field("made_at", MOMENT, "When it was written", "2023-07-10T07:30:00Z", required=True),
        Field("done_at", MOMENT, "When it was done", "2023-07-18T09:00:00Z"),
        Field("reminded_at", MOMENT, "When the person was reminded", "2023-07-20T05:00:00Z"),
    ),
    key=("request", "person", "number"),
)  # fmt: skip
STARTED = Schema(
    "started",
    "What the parties of a meeting began together.",
    (
        _REQUEST,
        Field("kind", build_one_of(*STARTED_KINDS), "What they began", "project", required=True),
        Field("code", ID, "Id of the project or the consortium, once there is one", "project-01"),
        build_reference("by", "people", "Who began it", "p-00001"),
        Field("at", MOMENT, "When", "2023-07-10T07:30:00Z", required=True),
    ),
    key=("request", "kind"),
)
REQUEST_LIMITS = Schema(
    "request_limits",
    "How many requests for meetings participants of a role may make; who has several roles has the "
    "largest, who has none of these the usual ones.",
    (
        Field("role", build_one_of(*ROLES), "The role", "visitor", required=True),
        Field("a_day", build_integer(bounds.REQUESTS_AT_ONCE), "Requests in a day", "50",
              required=True),
        Field("open_at_once", build_integer(bounds.REQUESTS_AT_ONCE),
              "Requests that are unanswered at once", "100", required=True),
    ),
    key=("role",),
)  # fmt: skip
BLOCKS = Schema(
    "blocks",
    "Persons from whom others want no requests.",
    (
        build_reference("person", "people", "The person", "p-00001", required=True, belongs=True),
        build_reference("blocked", "people", "From whom the person wants none", "p-00002",
                        required=True, belongs=True),
    ),
    key=("person", "blocked"),
)  # fmt: skip
ENCOUNTER_SCHEMAS = (
    CHECK_INS, NO_SHOWS, OUTCOMES, FOLLOW_UPS, STARTED, REQUEST_LIMITS, BLOCKS,
)  # fmt: skip
