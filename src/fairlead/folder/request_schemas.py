"""The files of requests for meetings and of when people are free."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    ANSWERS,
    COOPERATION,
    PLACES,
    PREFERENCES,
    REQUEST_ACTS,
    REQUEST_STATES,
    SIDES,
)
from fairlead.folder.fields import (
    build_id,
    build_reference,
)
from fairlead.folder.figure_kinds import build_decimal, build_integer
from fairlead.folder.kinds import (
    MESSAGE,
    TEXT,
    WEBSITE,
    build_one_of,
)
from fairlead.folder.schema import Field, Schema
from fairlead.folder.time_kinds import DATE, MOMENT, TIME

REQUESTS = Schema(
    "requests",
    "Meeting requests of a person to an exhibitor or to another person; of each pair at most one "
    "is pending or accepted at a time.",
    (
        build_id("Identifies the request", "r-000001"),
        build_reference("requester", "people", "Person who asks", "p-00001", required=True),
        build_reference(
            "recipient",
            "organisations",
            "Exhibitor that is asked (an organisation with a stand): this, or a person",
            "org-0001",
        ),
        build_reference("person", "people", "Person that is asked", ""),
        Field(
            "for_firm",
            build_one_of("yes"),
            "`yes`: the requester asks for the own organisation, and a colleague may go",
            "yes",
        ),
        build_reference(
            "assigned", "people", "Person of the exhibitor's who is to hold the meeting", ""
        ),
        build_reference("author", "people", "Person who wrote the request", "p-00001"),
        Field("asked_at", MOMENT, "When it was asked", "2023-06-01T08:00:00Z"),
        Field("answered_at", MOMENT, "When it was answered", "2023-06-02T08:00:00Z"),
        Field("expires_at", MOMENT, "When it ends unless it is answered", "2023-07-01T00:00:00Z"),
        Field("message", MESSAGE, "What the requester says", "We look for gearboxes."),
        Field(
            "preference",
            build_one_of(*PREFERENCES),
            "How much the requester wants it",
            "must",
            default="would_like",
        ),
        Field("purpose", build_one_of(*COOPERATION), "What it is to lead to", "supply"),
        Field(
            "slots",
            build_integer(bounds.MEETING_SLOTS),
            "Slots it lasts, one after another",
            "1",
            default="1",
        ),
        Field("link", WEBSITE, "Where to meet online", "https://meet.example.org/room"),
        Field(
            "turn",
            build_one_of(*SIDES),
            "Whose answer a pending request waits for",
            "recipient",
            default="recipient",
        ),
        Field("proposed_date", DATE, "Day proposed instead; needs proposed_slot", "2023-07-11"),
        Field("proposed_slot", build_integer(bounds.SLOTS_PER_DAY), "Slot proposed", "5"),
        Field("reason", TEXT, "Why it was declined or cancelled", "No time left"),
        Field(
            "weight",
            build_decimal(bounds.REQUEST_WEIGHT),
            "What holding the meeting is worth; a mutual wish weighs more",
            "2",
            default="1",
        ),
        Field("state", build_one_of(*REQUEST_STATES), "State", "accepted", default="pending"),
        Field("place", build_one_of(*PLACES), "Where they wish to meet", "stand", default="stand"),
        Field("locked_date", DATE, "Day that must be kept; needs locked_slot", "2023-07-11"),
        Field("locked_slot", build_integer(bounds.SLOTS_PER_DAY), "Slot of that day, from 1", "4"),
        Field(
            "locked_table",
            build_integer(bounds.TABLE_NUMBER),
            "Shared table that it is held at, in whatever slot; of a meeting at a table",
            "17",
        ),
    ),
)
REQUEST_PARTIES = Schema(
    "request_parties",
    "Third and further parties of meeting requests: exactly one of organisation and person.",
    (
        build_reference("request", "requests", "Request", "r-000001", required=True),
        Field("number", build_integer(bounds.PARTY), "Counts the parties", "3", required=True),
        build_reference("organisation", "organisations", "Exhibitor that comes too", "org-0002"),
        build_reference("person", "people", "Person who comes too", "p-00002"),
        build_reference("attends", "people", "Person who comes for the exhibitor", ""),
        Field("answer", build_one_of(*ANSWERS), "Answer", "accepted", default="pending"),
    ),
    key=("request", "number"),
)
REQUEST_HISTORY = Schema(
    "request_history",
    "What happened to meeting requests, in order.",
    (
        build_reference("request", "requests", "Request", "r-000001", required=True),
        Field(
            "number",
            build_integer(bounds.EVENT),
            "Counts what happened to the request, from 1",
            "1",
            required=True,
        ),
        Field("at", MOMENT, "When", "2023-06-02T08:00:00Z", required=True),
        Field("act", build_one_of(*REQUEST_ACTS), "What was done", "accepted", required=True),
        build_reference("by", "people", "Person who did it", "p-00001"),
        Field("state", build_one_of(*REQUEST_STATES), "State after it", "accepted", required=True),
        Field("date", DATE, "Day of the slot it was about", "2023-07-11"),
        Field("slot", build_integer(bounds.SLOTS_PER_DAY), "Slot of that day", "5"),
        Field("note", TEXT, "What was said", ""),
    ),
    key=("request", "number"),
)
AVAILABILITY = Schema(
    "availability",
    "When a person is free, in the fair's local time. A person with rows here is free only then; "
    "a person without is always free.",
    (
        build_reference("person", "people", "Person", "p-00001", required=True),
        Field("date", DATE, "Day of the fair", "2023-07-10", required=True),
        Field("start", TIME, "Free from", "10:00", required=True),
        Field("end", TIME, "Free until, later than start", "13:00", required=True),
    ),
    key=("person", "date", "start", "end"),
)
