"""The files of the timetable's versions, and of what holds now."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import ADJUSTMENTS, PLACES, TIMETABLE_ORIGINS, TIMETABLE_STATES
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import SEED, build_decimal, build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import ID, LONG_TEXT, NAME, build_one_of, build_text, list_of
from fairlead.folder.schema import Field, Schema
from fairlead.folder.time_kinds import DATE, MOMENT

_VERSION = build_integer(bounds.VERSION)
_FIGURE = build_decimal(bounds.ENGINE_FIGURE)
_REQUEST = build_reference("request", "requests", "The request", "r-000001", required=True)
_OF = Field("version", _VERSION, "The version, 0 for what holds now", "1", required=True,
            refers="timetables")  # fmt: skip

TIMETABLES = Schema(
    "timetables",
    "Versions of the timetable, and as version 0 what holds now. One that the engine planned has "
    "what its run recorded, from `planned_at` on.",
    (
        Field("version", _VERSION, "Number of the version, 0 for what holds now", "1",
              required=True),
        Field("state", build_one_of(*TIMETABLE_STATES), "`current` for what holds now; at most "
              "one is released", "released", required=True),
        Field("released_at", MOMENT, "When it was released, of those that were",
              "2023-07-01T09:00:00Z"),
        Field("origin", build_one_of(*TIMETABLE_ORIGINS), "How it came to be", "planned",
              default="planned"),
        Field("made_from", _VERSION, "The version it was planned near, or made of", "1"),
        Field("planned_at", MOMENT, "When the engine's run was recorded", "2023-06-30T09:00:00Z"),
        Field("engine_version", build_text(bounds.VERSION_LENGTH), "Version of the engine", "1.0"),
        Field("parameters", JSON, "What it was told", "{}"),
        Field("seed", SEED, "What its random numbers began with", "0"),
        Field("input_digest", build_text(bounds.CODE_LENGTH), "Digest of what it planned", ""),
        Field("status", build_text(bounds.VERSION_LENGTH), "How the run ended", "optimal"),
        Field("summary", LONG_TEXT, "What it said", "1 of 2 requests held."),
        Field("said", JSON, "The same in parts, to be said in any language", "[]"),
        Field("measure", NAME, "What the objective counts", "weight"),
        Field("objective", _FIGURE, "What it reached", "120"),
        Field("bound", _FIGURE, "What nobody can exceed", "121.5"),
        Field("seconds", build_decimal(bounds.SECONDS), "How long it took", "2.5"),
    ),
    key=("version",),
)  # fmt: skip
MEETINGS = Schema(
    "meetings",
    "What each version of the timetable holds. In what holds now nobody and no place is taken "
    "twice, and everything asked for is accepted.",
    (
        _OF,
        _REQUEST,
        Field("date", DATE, "Day of the slot", "2023-07-10", required=True),
        Field("slot", build_integer(bounds.SLOTS_PER_DAY), "First slot of that day", "4",
              required=True),
        Field("slots", build_integer(bounds.MEETING_SLOTS), "Slots it lasts", "1", default="1"),
        build_reference("representative", "people", "Who comes for who is asked", "p-00002"),
        Field("attendees", list_of(ID), "Who comes for further parties", "p-00003",
              refers="people"),
        Field("place", build_one_of(*PLACES), "Where", "stand", required=True),
        build_reference("stand", "stands", "The stand, of a meeting at one", "1-A12"),
        Field("seat", build_integer(bounds.STAND_SEATS), "Seat at the stand, from 1", "1"),
        Field("table", build_integer(bounds.TABLE_NUMBER), "The shared table, of a meeting at one",
              "17"),
        Field("locked", build_one_of("yes"), "`yes`: stays where it is when a draft is planned "
              "again", "yes"),
    ),
    key=("version", "request"),
)  # fmt: skip
UNHELD = Schema(
    "unheld",
    "Open requests that a version does not hold, and why.",
    (
        _OF,
        _REQUEST,
        Field("reason", NAME, "Why, as the engine names it", "no_room", required=True),
        Field("said", JSON, "Its sentences, to be said in any language", ""),
    ),
    key=("version", "request"),
)
DRAFT_CHANGES = Schema(
    "draft_changes",
    "What was changed in drafts by hand, in order: it can be undone, and redone where it was "
    "undone. `before` and `after` say all that the draft said of the request: `meeting`, with the "
    "columns of meetings.csv, and `unheld`, with those of unheld.csv, null where there was none.",
    (
        _OF,
        Field("number", build_integer(bounds.DRAFT_CHANGE), "Place among the changes of the draft",
              "1", required=True),
        Field("kind", build_one_of(*ADJUSTMENTS), "What was done", "moved", required=True),
        _REQUEST,
        Field("before", JSON, "What the draft said", "", required=True),
        Field("after", JSON, "What it said from then on", "", required=True),
        Field("undone", build_one_of("yes"), "`yes`: it was undone, and can be redone", "yes"),
        Field("at", MOMENT, "When", "2023-07-01T09:00:00Z", required=True),
    ),
    key=("version", "number"),
)  # fmt: skip
