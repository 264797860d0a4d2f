"""Taking no more requests from somebody, and taking them again."""

from __future__ import annotations

from fairlead.apps.meetings.models import Block
from fairlead.apps.people.models import Participation


def block_person(whom: Participation, *, by: Participation) -> None:
    """Let a participant get no requests from another one; said twice it is the same."""
    if whom.pk != by.pk:
        Block.objects.get_or_create(edition_id=by.edition_id, by=by, whom=whom)


def unblock_person(whom: Participation, *, by: Participation) -> None:
    """Let a participant get requests from another one again."""
    Block.objects.filter(by=by, whom=whom).delete()
