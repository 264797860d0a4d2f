"""The files about calls for sessions: what is asked, proposed, and said of it by reviewers."""

from __future__ import annotations

from fairlead.folder import bounds
from fairlead.folder.choices import (
    PROPOSAL_STATES,
    PROPOSED_SPEAKER_STATES,
    SESSION_KINDS,
    SESSION_LEVELS,
)
from fairlead.folder.fields import build_id, build_reference
from fairlead.folder.figure_kinds import build_integer
from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import (
    EMAIL,
    ID,
    LANGUAGE,
    LONG_TEXT,
    MESSAGE,
    TEXT,
    build_one_of,
    list_of,
)
from fairlead.folder.schema import Field, Schema, localized
from fairlead.folder.time_kinds import MOMENT

_CALL = build_reference("call", "calls", "The call", "call-1", required=True, belongs=True)
_PROPOSAL = build_reference(
    "proposal", "session_proposals", "The proposal", "pr-001", required=True, belongs=True
)
_PLACE = build_integer(bounds.ROOM_PLACE)

CALLS = Schema(
    "calls",
    "Calls for sessions.",
    (
        build_id("Identifies the call", "call-1"),
        localized("title", TEXT, "Title, in one language at least", "Call for pitches"),
        localized("text", LONG_TEXT, "What is called for", ""),
        Field("kinds", list_of(build_one_of(*SESSION_KINDS)), "Kinds of sessions that it is for",
              "pitch|panel"),
        Field("opens_at", MOMENT, "From when one may propose", "2023-01-10T08:00:00Z",
              required=True),
        Field("closes_at", MOMENT, "Until when; later than it opens", "2023-03-01T21:00:00Z",
              required=True),
    ),
)  # fmt: skip
CALL_QUESTIONS = Schema(
    "call_questions",
    "What a call asks, answered in words.",
    (
        _CALL,
        Field("number", _PLACE, "Counts the questions of the call, from 0", "0", required=True),
        localized("text", TEXT, "The question, in one language at least", "For whom is it?"),
        Field("required", build_one_of("yes"), "`yes`: it has to be answered", "yes"),
    ),
    key=("call", "number"),
)
CALL_CRITERIA = Schema(
    "call_criteria",
    f"What reviewers score, from 0 to {bounds.SCORE.high}.",
    (
        _CALL,
        Field("number", _PLACE, "Counts the criteria of the call, from 0", "0", required=True),
        localized("name", TEXT, "The criterion, in one language at least", "Novelty"),
    ),
    key=("call", "number"),
)
CALL_REVIEWERS = Schema(
    "call_reviewers",
    "Who reviews what a call brings. An address that has no account gets one, to sign in with by "
    "a code sent there.",
    (
        _CALL,
        Field("email", EMAIL, "Address of the account", "reviewer@example.org", required=True),
    ),
    key=("call", "email"),
)
SESSION_PROPOSALS = Schema(
    "session_proposals",
    "Sessions that were proposed. Who proposes has an account, as in call_reviewers.csv.",
    (
        build_id("Identifies the proposal", "pr-001"),
        build_reference("call", "calls", "The call", "call-1", required=True),
        Field("author", EMAIL, "Address of the account", "author@example.org", required=True),
        Field("state", build_one_of(*PROPOSAL_STATES), "How far it is", "submitted",
              default="draft"),
        localized("title", TEXT, "Title; in one language at least where it was submitted",
                  "Gears made at home"),
        localized("text", LONG_TEXT, "What it is about", ""),
        Field("kind", build_one_of(*SESSION_KINDS), "Kind of session", "pitch"),
        Field("level", build_one_of(*SESSION_LEVELS), "For whom it is", "introductory"),
        Field("language", LANGUAGE, "Language spoken", "en"),
        Field("minutes", build_integer(bounds.SESSION_MINUTES), "How long it lasts", "30",
              default="60"),
        Field("answers", JSON, "Answers by the numbers of the questions", '{"0":"For makers"}'),
        Field("submitted_at", MOMENT, "When it was submitted", "2023-02-01T09:00:00Z"),
        Field("decided_at", MOMENT, "When it was decided", "2023-03-10T09:00:00Z"),
        Field("words", MESSAGE, "What its author was told with the decision", ""),
        Field("session", ID, "Id of the session that it became", "s-001"),
        Field("saved_at", MOMENT, "When it was written last", "2023-02-01T09:00:00Z",
              required=True),
    ),
)  # fmt: skip
PROPOSED_SPEAKERS = Schema(
    "proposed_speakers",
    "Who was asked to speak at what is proposed. The link that was mailed stays behind: who is "
    "asked again gets another.",
    (
        _PROPOSAL,
        Field("email", EMAIL, "Address, in small letters", "speaker@example.org", required=True),
        Field("name", TEXT, "Name", "Vera Example", required=True),
        Field("state", build_one_of(*PROPOSED_SPEAKER_STATES), "What was answered", "confirmed",
              default="invited"),
        Field("account", EMAIL, "Address of the account under which it was answered",
              "speaker@example.org"),
        Field("asked_at", MOMENT, "When", "2023-02-01T09:00:00Z", required=True),
    ),
    key=("proposal", "email"),
)  # fmt: skip
PROPOSAL_REVIEWS = Schema(
    "proposal_reviews",
    "What reviewers say of proposals.",
    (
        _PROPOSAL,
        Field("number", build_integer(bounds.EVENT), "Counts the reviews of the proposal, from 1",
              "1", required=True),
        Field("reviewer", EMAIL, "Address of the account; empty where it was erased, and the "
              "scores count still", "reviewer@example.org"),
        Field("scores", JSON, f"0 to {bounds.SCORE.high} by the numbers of the criteria; none with "
              "a conflict", '{"0":7,"1":8}'),
        Field("comment", MESSAGE, "Words for the office and the other reviewers", ""),
        Field("conflicted", build_one_of("yes"), "`yes`: said not to be the one to judge it", ""),
        Field("given_at", MOMENT, "When", "2023-03-02T09:00:00Z", required=True),
    ),
    key=("proposal", "number"),
)  # fmt: skip
PROPOSAL_SCHEMAS = (
    CALLS,
    CALL_QUESTIONS,
    CALL_CRITERIA,
    CALL_REVIEWERS,
    SESSION_PROPOSALS,
    PROPOSED_SPEAKERS,
    PROPOSAL_REVIEWS,
)
