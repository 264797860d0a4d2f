"""Organisations, persons, who takes part in an edition as what, and who may do what."""

from fairlead.apps.people.models.accounts import (
    ERASED,
    Account,
    Membership,
    OfficeRules,
    SignInCode,
    SignInTries,
)
from fairlead.apps.people.models.changes import Change
from fairlead.apps.people.models.directory import Organisation, Size
from fairlead.apps.people.models.erased import ErasedEntry
from fairlead.apps.people.models.marks import Mark, MarkKind
from fairlead.apps.people.models.participations import (
    TEAM_ROLES,
    WITH_PLACE,
    Availability,
    Participation,
    ParticipationState,
    Person,
    Role,
)
from fairlead.apps.people.models.passes import PassQuota
from fairlead.apps.people.models.registration import (
    AnswerGiven,
    ParticipationType,
    Question,
    QuestionKind,
    TypeRole,
    name_choice,
)
from fairlead.apps.people.models.revisions import Revision

__all__ = [
    "ERASED",
    "TEAM_ROLES",
    "WITH_PLACE",
    "Account",
    "AnswerGiven",
    "Availability",
    "Change",
    "ErasedEntry",
    "Mark",
    "MarkKind",
    "Membership",
    "OfficeRules",
    "Organisation",
    "Participation",
    "ParticipationState",
    "ParticipationType",
    "PassQuota",
    "Person",
    "Question",
    "QuestionKind",
    "Revision",
    "Role",
    "SignInCode",
    "SignInTries",
    "Size",
    "TypeRole",
    "name_choice",
]
