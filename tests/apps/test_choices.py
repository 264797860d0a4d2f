"""The database takes exactly the words that a folder takes."""

from __future__ import annotations

from fairlead.apps.attendance.models import QuestionState
from fairlead.apps.congress.content import PLAIN, TEXTS
from fairlead.apps.congress.models import Access, Level, LiveKind, ProgrammeOrigin, SessionKind
from fairlead.apps.consent.purposes import ConsentPurpose
from fairlead.apps.cooperation.models import Stage
from fairlead.apps.fairs.models import FlowKind
from fairlead.apps.meetings.models import (
    Act,
    Answer,
    Interest,
    NextStep,
    Origin,
    Place,
    Preference,
    RequestState,
    Side,
    StartedKind,
    TimetableState,
)
from fairlead.apps.messages.models import Wish
from fairlead.apps.people.models import (
    MarkKind,
    ParticipationState,
    QuestionKind,
    Role,
    Size,
    TypeRole,
)
from fairlead.apps.standing_search.models import ChangeKind, NeedState, ToldBasis
from fairlead.apps.trade.models import Cooperation, PictureKind, ShareState
from fairlead.apps.trade.own_texts import KINDS
from fairlead.folder import choices, toml_schema
from fairlead.folder.programme_schemas import SHARED


def test_same_words() -> None:
    assert tuple(Stage.values) == choices.STAGES
    assert tuple(FlowKind.values) == toml_schema.FLOW_KINDS
    assert tuple(Preference.values) == choices.PREFERENCES
    assert tuple(SessionKind.values) == choices.SESSION_KINDS
    assert tuple(Level.values) == choices.SESSION_LEVELS
    assert tuple(Access.values) == choices.ACCESS
    assert tuple(Side.values) == choices.SIDES
    assert tuple(Answer.values) == choices.ANSWERS
    assert tuple(Interest.values) == choices.INTERESTS
    assert tuple(NextStep.values) == choices.NEXT_STEPS
    assert tuple(StartedKind.values) == choices.STARTED_KINDS
    assert tuple(TimetableState.values) == choices.TIMETABLE_STATES
    assert tuple(Origin.values) == choices.TIMETABLE_ORIGINS
    assert tuple(ProgrammeOrigin.values) == choices.PROGRAMME_ORIGINS
    assert tuple(LiveKind.values) == choices.LIVE_KINDS
    assert tuple(QuestionState.values) == choices.QUESTION_STATES
    assert tuple(Act.values) == choices.REQUEST_ACTS
    assert tuple(Place.values) == choices.PLACES
    assert tuple(RequestState.values) == choices.REQUEST_STATES
    assert tuple(Role.values) == choices.ROLES
    assert tuple(ParticipationState.values) == choices.PARTICIPATION_STATES
    assert tuple(TypeRole.values) == choices.TYPE_ROLES
    assert tuple(QuestionKind.values) == choices.QUESTION_KINDS
    assert tuple(ConsentPurpose.values) == choices.CONSENT_PURPOSES
    assert tuple(MarkKind.values) == choices.MARKS
    assert tuple(Wish.values) == choices.MAIL_WISHES
    assert tuple(Size.values) == choices.SIZES
    assert tuple(Cooperation.values) == choices.COOPERATION
    assert (*KINDS,) == choices.ENTRY_KINDS
    assert tuple(ChangeKind.values) == choices.CHANGE_KINDS
    assert tuple(NeedState.values) == choices.PROPOSED_STATES
    assert tuple(ToldBasis.values) == choices.TOLD_BASES
    assert tuple(PictureKind.values) == choices.PICTURE_KINDS
    assert tuple(ShareState.values) == choices.STAND_SHARE_STATES


def test_a_version_says_all_that_is_said_of_a_session() -> None:
    assert set(SHARED) == {*TEXTS, *PLAIN, "speakers", "moderators"}
