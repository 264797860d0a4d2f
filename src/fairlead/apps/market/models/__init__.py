"""Conversations about offers and needs, watched products, and what was announced."""

from fairlead.apps.market.models.conversations import (
    Conversation,
    ConversationState,
    Letter,
    Reading,
)
from fairlead.apps.market.models.watches import Announced, Watch

__all__ = ["Announced", "Conversation", "ConversationState", "Letter", "Reading", "Watch"]
