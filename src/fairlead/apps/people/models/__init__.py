"""Organisations, persons, who takes part in an edition as what, and who may do what."""

from fairlead.apps.people.models.accounts import (
    Account,
    Membership,
    OfficeRules,
    SignInCode,
    SignInTries,
)
from fairlead.apps.people.models.changes import Change
from fairlead.apps.people.models.directory import Organisation, Size
from fairlead.apps.people.models.participations import (
    Availability,
    Participation,
    ParticipationState,
    Person,
    Role,
)

__all__ = [
    "Account",
    "Availability",
    "Change",
    "Membership",
    "OfficeRules",
    "Organisation",
    "Participation",
    "ParticipationState",
    "Person",
    "Role",
    "SignInCode",
    "SignInTries",
    "Size",
]
