"""What cannot be done, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils.functional import Promise


class Refusal(ValueError):
    """Nothing was changed; the message says what was expected, in the reader's language."""


class RuleRefusal(Refusal):
    """Refused by a rule: ``rule`` names it to programs, the text says it to people.

    ``words`` are the rules in words; KeyError for a rule without.
    """

    words: ClassVar[Mapping[str, Promise]]

    def __init__(self, rule: str) -> None:
        """Take the rule's name."""
        super().__init__(rule)
        self.rule = rule

    def __str__(self) -> str:
        """Return why, in the reader's language."""
        return str(self.words[self.rule])
