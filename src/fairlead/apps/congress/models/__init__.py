"""The programme that holds now, its versions, and what changed on the day."""

from fairlead.apps.congress.models.live import LiveChange, LiveKind
from fairlead.apps.congress.models.sessions import (
    MOST_OF_A_FEATURE,
    Access,
    Level,
    Room,
    RoomHours,
    Session,
    SessionKind,
    SessionText,
    Speaker,
)
from fairlead.apps.congress.models.versions import (
    PlannedSession,
    PlannedSpeaker,
    Programme,
    ProgrammeOrigin,
    ProgrammeStep,
    ProgrammeStepKind,
)

__all__ = (
    "MOST_OF_A_FEATURE",
    "Access",
    "Level",
    "LiveChange",
    "LiveKind",
    "PlannedSession",
    "PlannedSpeaker",
    "Programme",
    "ProgrammeOrigin",
    "ProgrammeStep",
    "ProgrammeStepKind",
    "Room",
    "RoomHours",
    "Session",
    "SessionKind",
    "SessionText",
    "Speaker",
)
