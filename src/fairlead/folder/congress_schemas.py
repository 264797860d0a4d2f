"""The files about rooms of the congress, and what happened at its sessions."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import LIVE_KINDS, QUESTION_STATES
from fairlead.folder.fields import build_reference
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import FEATURE, ID, LONG_TEXT, TEXT, build_one_of, list_of
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import DATE, MOMENT, TIME

_YES = build_one_of("yes")
_SESSION = build_reference(
    "session", "sessions", "The session", "s-001", required=True, belongs=True
)
_PERSON = build_reference("person", "people", "The person", "p-00001", required=True, belongs=True)
_NUMBER = build_integer(bounds.PLACE)

ROOMS = Schema(
    "rooms",
    "What is known of rooms of the congress besides their names, and rooms without a session. A "
    "room is known by its name in the edition's own language.",
    (
        localized("name", TEXT, "Name", "Congress hall", required=True),
        Field("position", build_integer(bounds.ROOM_PLACE), "Place among the rooms; by name where "
              "it is the same", "1", default="0"),
        Field("capacity", build_integer(bounds.SEATS), "How many it takes", "400"),
        Field("hall", ID, "Code of a hall in fair.toml", "1"),
        Field("features", list_of(FEATURE), "What it has, for sessions that need it",
              "interpretation|stage"),
    ),
    key=("name",),
)  # fmt: skip
ROOM_HOURS = Schema(
    "room_hours",
    "When a room is open, in the fair's local time; one without rows here is always open.",
    (
        Field("room", TEXT, "Name of the room", "Congress hall", required=True),
        Field("date", DATE, "Day", "2023-07-10", required=True),
        Field("opens", TIME, "Opens", "09:00", required=True),
        Field("closes", TIME, "Closes; earlier than it opens is past midnight", "18:00",
              required=True),
    ),
    key=("room", "date", "opens"),
)  # fmt: skip
LIVE_CHANGES = Schema(
    "live_changes",
    "What changed on the day, in order; only added to. What holds now is in sessions.csv.",
    (
        _SESSION,
        Field("number", _NUMBER, "Counts the changes of the session, from 1", "1", required=True),
        Field("kind", build_one_of(*LIVE_KINDS), "What happened", "late", required=True),
        Field("at", MOMENT, "When", "2023-07-10T06:50:00Z", required=True),
        Field("before", JSON, "What held: delay, cancelled, date, start, end, room", "", True),
        Field("after", JSON, "What held from then on", "", True),
    ),
    key=("session", "number"),
)
ARRIVALS = Schema(
    "arrivals",
    "Who was seen at a session, to hear or to speak; only added to.",
    (
        _SESSION,
        _PERSON,
        Field("at", MOMENT, "When", "2023-07-10T06:55:00Z", required=True),
    ),
    key=("session", "person"),
)
FLOOR_QUESTIONS = Schema(
    "floor_questions",
    "Questions from the floor, in order. Who asked without a name is not in the folder.",
    (
        _SESSION,
        Field("number", _NUMBER, "Counts the questions of the session, from 1", "1",
              required=True),
        build_reference("person", "people", "Who asked, with the name", "p-00001"),
        Field("text", TEXT, "The question", "Who will train the staff?", required=True),
        Field("state", build_one_of(*QUESTION_STATES), "What the moderator did with it", "shown",
              default="waiting"),
        Field("asked_at", MOMENT, "When", "2023-07-10T07:10:00Z", required=True),
        Field("votes", list_of(ID, at_most=int(bounds.SEATS.high)), "Who wants it answered",
              "p-00004|p-00005", refers="people"),
    ),
    key=("session", "number"),
)  # fmt: skip
SESSION_RECORDS = Schema(
    "session_records",
    "What came of sessions: a summary, and what was agreed, a line each.",
    (
        _SESSION,
        localized("summary", LONG_TEXT, "Summary", ""),
        localized("agreements", LONG_TEXT, "What was agreed", ""),
        Field("published_at", MOMENT, "When it was published, if it was", "2023-07-11T09:00:00Z"),
    ),
    key=("session",),
)
FOLLOWED = Schema(
    "followed",
    "Sessions that persons have in their agenda.",
    (_PERSON, _SESSION),
    key=("person", "session"),
)
STAND_VISITS = Schema(
    "stand_visits",
    "Visits to exhibitors that persons plan alone.",
    (
        _PERSON,
        build_reference("organisation", "organisations", "The exhibitor", "org-0001",
                        required=True, belongs=True),
        Field("starts_at", MOMENT, "From", "2023-07-10T08:00:00Z", required=True),
        Field("ends_at", MOMENT, "Until", "2023-07-10T08:15:00Z", required=True),
    ),
    key=("person", "organisation", "starts_at"),
)  # fmt: skip
CONGRESS_SCHEMAS = (
    ROOMS,
    ROOM_HOURS,
    LIVE_CHANGES,
    ARRIVALS,
    FLOOR_QUESTIONS,
    SESSION_RECORDS,
    FOLLOWED,
    STAND_VISITS,
)
