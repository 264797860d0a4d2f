"""As what one may register for the demonstration: what a folder does not carry."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import COMMAND_LINE
from fairlead.apps.people.domain.set_up_type import set_up_type
from fairlead.apps.people.models import ParticipationType, TypeRole
from fairlead.folder.localized_text import LocalizedText

_NAMES = {
    TypeRole.VISITOR: {"en": "Visitor", "ru": "Посетитель", "zh": "观众", "ar": "زائر"},
    TypeRole.PRESS: {"en": "Press", "ru": "Пресса", "zh": "媒体", "ar": "صحافة"},
}


def open_registration(edition: Edition) -> list[ParticipationType]:
    """Return the new types of an edition: visitors come at once, the press is looked at first."""
    kinds = [
        ParticipationType(
            edition=edition,
            code=role.value,
            name=LocalizedText(names),
            role=role,
            needs_approval=role != TypeRole.VISITOR,
            position=place,
        )
        for place, (role, names) in enumerate(_NAMES.items())
    ]
    for kind in kinds:
        set_up_type(kind, (), by=COMMAND_LINE)
    return kinds
