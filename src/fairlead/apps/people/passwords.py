"""What a password needs besides length."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_CHARACTERS = 6


class VarietyValidator:
    """Refuses passwords of a few characters said again and again."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        """Raise ValidationError for fewer than six different characters, or a word repeated."""
        if len(set(password)) < FEWEST_CHARACTERS or password in (password + password)[1:-1]:
            raise ValidationError(self.get_help_text(), code="password_too_uniform")

    def get_help_text(self) -> str:
        """Return what is expected."""
        return (
            _("The password needs at least %d different characters, and not one word repeated.")
            % FEWEST_CHARACTERS
        )
