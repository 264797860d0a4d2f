"""Meeting requests with their parties and history, and the timetables that hold them."""

from fairlead.apps.meetings.models.feeds import AgendaFeed
from fairlead.apps.meetings.models.places import Place, Table
from fairlead.apps.meetings.models.requests import (
    Act,
    Answer,
    Block,
    MeetingRequest,
    Preference,
    RequestEvent,
    RequestLimit,
    RequestParty,
    RequestState,
    Side,
)
from fairlead.apps.meetings.models.timetables import (
    Attendee,
    Booking,
    Change,
    ChangeKind,
    Lane,
    Meeting,
    PlaceBooking,
    Timetable,
    TimetableState,
    Unheld,
)

__all__ = [
    "Act",
    "AgendaFeed",
    "Answer",
    "Attendee",
    "Block",
    "Booking",
    "Change",
    "ChangeKind",
    "Lane",
    "Meeting",
    "MeetingRequest",
    "Place",
    "PlaceBooking",
    "Preference",
    "RequestEvent",
    "RequestLimit",
    "RequestParty",
    "RequestState",
    "Side",
    "Table",
    "Timetable",
    "TimetableState",
    "Unheld",
]
