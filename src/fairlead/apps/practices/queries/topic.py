"""A practice as what a conversation is about."""

from __future__ import annotations

from fairlead.apps.market.topics import Topic
from fairlead.apps.practices.models import Practice, PracticeState


def name_practice(practice: Practice) -> Topic:
    """Return the topic: asked is the organisation that did it, else the economy's delegates."""
    firm = practice.organisation_id
    return Topic(
        edition=practice.edition_id,
        about=f"practice/{practice.code}",
        title=practice.title,
        owner=firm,
        economy="" if firm is not None else practice.economy,
        is_seen=practice.state == PracticeState.PUBLISHED,
    )
