"""What background work tells of itself, in the form in which a page words it for its reader."""

from __future__ import annotations

from typing import Any, TypeAlias

# Sentences with their figures apart, as `fairlead.ui.step_words.say_sentences` reads them.
Sentences: TypeAlias = list[dict[str, Any]]


def say_count(one: str, many: str, count: int) -> Sentences:
    """Return a sentence whose form depends on a count, which is also its value ``count``."""
    return [{"text": one, "many": many, "count": count, "values": {"count": count}}]
