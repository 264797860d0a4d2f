"""Meeting requests with their parties and history, and the timetables that hold them."""

from fairlead.apps.meetings.models.adjustments import Adjustment, AdjustmentKind
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
    Origin,
    PersonSlot,
    PlaceBooking,
    PlaceSlot,
    Timetable,
    TimetableState,
    Unheld,
)

__all__ = [
    "Act",
    "Adjustment",
    "AdjustmentKind",
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
    "Origin",
    "PersonSlot",
    "Place",
    "PlaceBooking",
    "PlaceSlot",
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
