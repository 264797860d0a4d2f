"""The database takes exactly the words that a folder takes."""

from __future__ import annotations

from fairlead.apps.congress.models import Access, SessionKind
from fairlead.apps.cooperation.models import Stage
from fairlead.apps.fairs.models import FlowKind
from fairlead.apps.meetings.models import (
    Act,
    Answer,
    Interest,
    NextStep,
    Place,
    Preference,
    RequestState,
    Side,
    StartedKind,
)
from fairlead.apps.people.models import ParticipationState, Role, Size
from fairlead.apps.trade.models import Cooperation, PictureKind, ShareState
from fairlead.apps.trade.own_texts import KINDS
from fairlead.folder import choices, toml_schema


def test_same_words() -> None:
    assert tuple(Stage.values) == choices.STAGES
    assert tuple(FlowKind.values) == toml_schema.FLOW_KINDS
    assert tuple(Preference.values) == choices.PREFERENCES
    assert tuple(SessionKind.values) == choices.SESSION_KINDS
    assert tuple(Access.values) == choices.ACCESS
    assert tuple(Side.values) == choices.SIDES
    assert tuple(Answer.values) == choices.ANSWERS
    assert tuple(Interest.values) == choices.INTERESTS
    assert tuple(NextStep.values) == choices.NEXT_STEPS
    assert tuple(StartedKind.values) == choices.STARTED_KINDS
    assert tuple(Act.values) == choices.REQUEST_ACTS
    assert tuple(Place.values) == choices.PLACES
    assert tuple(RequestState.values) == choices.REQUEST_STATES
    assert tuple(Role.values) == choices.ROLES
    assert tuple(ParticipationState.values) == choices.PARTICIPATION_STATES
    assert tuple(Size.values) == choices.SIZES
    assert tuple(Cooperation.values) == choices.COOPERATION
    assert (*KINDS,) == choices.ENTRY_KINDS
    assert tuple(PictureKind.values) == choices.PICTURE_KINDS
    assert tuple(ShareState.values) == choices.STAND_SHARE_STATES
