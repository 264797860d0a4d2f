"""The files about delegations and their visits of a fair folder."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import DELEGATION_KINDS, OFFICES
from fairlead.folder.fields import build_id, build_reference
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.kinds import COUNTRY, LANGUAGE_TAG, TEXT, build_one_of, list_of
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import MOMENT

_PLACE = build_integer(bounds.PLACE)

DELEGATIONS = Schema(
    "delegations",
    "Delegations of economies, of regions of them, and of their bodies.",
    (
        build_id("Identifies the delegation", "belarus"),
        localized("name", TEXT, "Name", "Delegation of Belarus", required=True),
        Field("kind", build_one_of(*DELEGATION_KINDS), "Of what it is", "economy",
              default="economy"),
        Field("economy", COUNTRY, "Its economy, and the only one it sees", "BLR", required=True),
        build_reference("organisation", "organisations", "The body it is of", "org-0001"),
        build_reference("exposition", "expositions", "Its joint stand", "belarus"),
        Field("position", _PLACE, "Place in the order of protocol", "1", default="1"),
        Field("quota", build_integer(bounds.QUOTA), "Most delegates it may have", "20"),
        Field("arrives_at", MOMENT, "When it arrives", "2023-07-09T14:00:00Z"),
        Field("leaves_at", MOMENT, "When it leaves", "2023-07-13T10:00:00Z"),
        Field("language", LANGUAGE_TAG, "Language of its briefing", "ru"),
    ),
)  # fmt: skip
DELEGATES = Schema(
    "delegates",
    "Who is in a delegation, heads and focal points with the others; nobody in two.",
    (
        build_reference("person", "people", "The person", "p-00001", required=True),
        build_reference("delegation", "delegations", "The delegation", "belarus", required=True),
        Field("office", build_one_of(*OFFICES), "What they are there", "head",
              default="delegate"),
        Field("position", _PLACE, "Place in the order of protocol", "1", default="1"),
    ),
    key=("person",),
)  # fmt: skip
INTERPRETERS = Schema(
    "interpreters",
    "Who interprets, and between which languages.",
    (
        build_id("Identifies the interpreter", "interpreter-1"),
        localized("name", TEXT, "Name", "Example Interpreter", required=True),
        Field("languages", list_of(LANGUAGE_TAG), "Languages spoken", "en|ru", required=True),
    ),
)
INTERPRETATION = Schema(
    "interpretation",
    "When an interpreter is with a delegation; never with two at a time.",
    (
        build_reference("interpreter", "interpreters", "The interpreter", "interpreter-1",
                        required=True),
        Field("begins_at", MOMENT, "Beginning", "2023-07-10T05:00:00Z", required=True),
        Field("ends_at", MOMENT, "End", "2023-07-10T07:00:00Z", required=True),
        build_reference("delegation", "delegations", "The delegation", "belarus", required=True),
        Field("language", LANGUAGE_TAG, "Language interpreted into", "ru", required=True),
        Field("purpose", TEXT, "What for", "Opening"),
    ),
    key=("interpreter", "begins_at"),
)  # fmt: skip
VISITS = Schema(
    "visits",
    "The programme of a delegation's visit: sessions, stands, and what else there is.",
    (
        build_reference("delegation", "delegations", "The delegation", "belarus", required=True),
        Field("begins_at", MOMENT, "Beginning", "2023-07-10T15:00:00Z", required=True),
        Field("number", _PLACE, "Place among what begins at that moment", "1", default="1"),
        Field("ends_at", MOMENT, "End", "2023-07-10T17:00:00Z", required=True),
        localized("title", TEXT, "What it is; may be empty for a session or a stand", "Reception"),
        localized("place", TEXT, "Where", "Hall 2"),
        build_reference("session", "sessions", "The session gone to", "session-01"),
        build_reference("organisation", "organisations", "The exhibitor seen", "org-0001"),
    ),
    key=("delegation", "begins_at", "number"),
)  # fmt: skip
DELEGATION_SCHEMAS = (DELEGATIONS, DELEGATES, INTERPRETERS, INTERPRETATION, VISITS)
