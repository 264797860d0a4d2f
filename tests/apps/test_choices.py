"""The database takes exactly the words that a folder takes."""

from __future__ import annotations

from fairlead.apps.cooperation.models import Stage
from fairlead.apps.fairs.models import FlowKind
from fairlead.apps.meetings.models import Act, Answer, Place, Preference, RequestState, Side
from fairlead.apps.people.models import ParticipationState, Role, Size
from fairlead.apps.trade.models import Cooperation
from fairlead.folder import schemas, toml_schema


def test_same_words() -> None:
    assert tuple(Stage.values) == schemas.STAGES
    assert tuple(FlowKind.values) == toml_schema.FLOW_KINDS
    assert tuple(Preference.values) == schemas.PREFERENCES
    assert tuple(Side.values) == schemas.SIDES
    assert tuple(Answer.values) == schemas.ANSWERS
    assert tuple(Act.values) == schemas.REQUEST_ACTS
    assert tuple(Place.values) == schemas.PLACES
    assert tuple(RequestState.values) == schemas.REQUEST_STATES
    assert tuple(Role.values) == schemas.ROLES
    assert tuple(ParticipationState.values) == schemas.PARTICIPATION_STATES
    assert tuple(Size.values) == schemas.SIZES
    assert tuple(Cooperation.values) == schemas.COOPERATION
