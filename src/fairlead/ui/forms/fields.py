"""Fields that more than one form asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from fairlead.folder.kinds import EMAIL, WEBSITE

_EXPECTED = _("Please write an e-mail address such as name@example.org.")
_check_host_and_signs = EmailValidator(message=_EXPECTED)


class LineField(forms.CharField):
    """A text of one line, whatever a program sent in it."""

    def to_python(self, value: Any) -> Any:
        """Return the text with every break and row of blanks as one blank."""
        text = super().to_python(value)
        return " ".join(text.split()) if isinstance(text, str) else text


def validate_address(text: str) -> None:
    """Refuse what is no e-mail address, and one that no list and no folder could carry.

    Raises ValidationError, with what is expected.
    """
    _check_host_and_signs(text)
    try:
        text.encode()
        EMAIL.parse(text)
    except ValueError:  # also of half a pair of surrogates
        raise ValidationError(_EXPECTED, code="invalid") from None


class WebAddressField(forms.URLField):
    """The address of a page on the web."""

    def __init__(self, **kwargs: Any) -> None:
        """Take an address without a scheme as one of https."""
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the address; raises ValidationError for one that no folder could carry."""
        text = super().to_python(value)
        if text:
            try:
                WEBSITE.parse(text)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return text


class AddressField(forms.EmailField):
    """An e-mail address."""

    default_validators = [validate_address]
