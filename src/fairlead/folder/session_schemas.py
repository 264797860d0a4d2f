"""The file of the congress programme."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    ACCESS,
    SESSION_KINDS,
    SESSION_LEVELS,
)
from fairlead.folder.fields import (
    PRODUCT_CODES,
    build_description,
    build_id,
)
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.kinds import (
    COUNTRY,
    FEATURE,
    GUID,
    ID,
    LANGUAGE,
    LINK,
    LISTED_TEXT,
    LONG_TEXT,
    PRODUCT,
    TEXT,
    WEBSITE,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, TIME

SESSIONS = Schema(
    "sessions",
    "The congress programme; a room holds one session at a time. A session whose end is not later "
    "than its start ends on the next day.",
    (
        build_id("Identifies the session", "s-001"),
        localized("title", TEXT, "Title", "Main strategic session", required=True),
        Field("date", DATE, "Day of the fair on which it begins", "2023-07-10", required=True),
        Field("start", TIME, "Begins", "10:00", required=True),
        Field("end", TIME, "Ends; 00:30 after a start at 22:00 is on the next day", "11:30", True),
        localized("subtitle", TEXT, "Line below the title", "Industry beyond 2030"),
        localized("room", TEXT, "Room", "Congress hall", required=True),
        localized("track", TEXT, "Track", "Technology"),
        Field("kind", build_one_of(*SESSION_KINDS), "Kind of session", "panel"),
        Field("level", build_one_of(*SESSION_LEVELS), "For whom it is", "introductory"),
        Field("language", LANGUAGE, "Language spoken", "en"),
        Field("interpretation", list_of(LANGUAGE), "Languages it is interpreted into", "ru|zh"),
        Field("speakers", list_of(ID), "Persons who speak", "p-00007|p-00009", refers="people"),
        Field("moderators", list_of(ID), "Persons who moderate", "p-00011", refers="people"),
        Field("capacity", build_integer(bounds.SEATS), "Places for visitors", "120"),
        Field("access", build_one_of(*ACCESS), "Who may attend; empty: everyone", "invitation"),
        Field(
            "guid",
            GUID,
            "Identifier in exports, kept from another system; made from the id when empty",
            "0c8b0cb4-6cf9-5ff8-928a-0a0f49558c48",
        ),
        Field("stream", WEBSITE, "Address of the stream", "https://example.org/live"),
        localized("abstract", LONG_TEXT, "The session in short", ""),
        build_description("session"),
        localized(
            "speakers_as",
            LONG_TEXT,
            "How speakers are presented on that day, a line each: id: position, organisation",
            "p-00007: Minister of Industry",
        ),
        Field("economies", list_of(COUNTRY), "Whose delegates may attend; empty: all", "BLR|KAZ"),
        Field("booking", build_one_of("yes"), "`yes`: a place has to be booked", "yes"),
        Field(
            "invited",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons invited who have booked no place",
            "p-00030",
            refers="people",
        ),
        Field(
            "booked",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons with a place, at most as many as there are places unless it is `overbooked`",
            "p-00031|p-00032",
            refers="people",
        ),
        Field(
            "waiting",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Persons who wait for a place, who waits longest first",
            "p-00033",
            refers="people",
        ),
        Field(
            "by_invitation",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Of those who booked or wait who was invited",
            "p-00031",
            refers="people",
        ),
        Field(
            "beside",
            list_of(ID, at_most=int(bounds.SEATS.high)),
            "Of those who booked or wait whose place lies beside meetings and takes no time",
            "p-00032",
            refers="people",
        ),
        Field(
            "overbooked",
            build_one_of("yes"),
            "`yes`: fewer places were set than were taken; all keep theirs, nobody new comes in",
            "yes",
        ),
        Field("expected", build_integer(bounds.SEATS), "How many are expected to come", "90"),
        Field("needs", list_of(FEATURE), "Features that its room must have", "interpretation"),
        Field(
            "delay",
            build_integer(bounds.DELAY_MINUTES),
            "Minutes by which it begins late on the day",
            "15",
        ),
        Field(
            "cancelled",
            build_one_of("yes"),
            "`yes`: it was cancelled on the day, and takes neither room nor speakers",
            "yes",
        ),
        Field(
            "partners",
            list_of(ID),
            "Organisations that hold it with the fair",
            "org-0001",
            refers="organisations",
        ),
        Field("links", list_of(LINK), "Pages about it", "Study https://example.org/study"),
        Field("materials", list_of(LINK), "Files of it", "Slides https://example.org/a.pdf"),
        Field("about_products", list_of(PRODUCT), PRODUCT_CODES, "HS:8517"),
        Field("about_needs", list_of(ID), "Needs it is about", "need-0001", refers="needs"),
        Field(
            "about_projects", list_of(ID), "Projects it is about", "project-01", refers="projects"
        ),
        Field(
            "about_practices",
            list_of(ID),
            "Practices it is about",
            "practice-01",
            refers="practices",
        ),
        Field(
            "extras",
            list_of(LISTED_TEXT),
            "What another system says of it besides, as name=value, for exports",
            "kind=Lightning talk",
        ),
    ),
)
