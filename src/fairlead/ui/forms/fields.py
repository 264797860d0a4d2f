"""Fields that more than one form asks for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from fairlead.folder import bounds
from fairlead.folder.controls import write_line
from fairlead.folder.kinds import EMAIL, WEBSITE

_EXPECTED = _("Please write an e-mail address such as name@example.org.")
_check_host_and_signs = EmailValidator(message=_EXPECTED)


class LineField(forms.CharField):
    """A text of one line, whatever a program sent in it."""

    def to_python(self, value: Any) -> Any:
        """Return the text with every break and row of blanks as one blank."""
        text = super().to_python(value)
        return write_line(text) if isinstance(text, str) else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Return the attributes: what is written runs as its own letters do."""
        return {**super().widget_attrs(widget), "dir": "auto"}


class DayField(forms.DateField):
    """A day of the years that a folder can say."""

    def to_python(self, value: Any) -> Any:
        """Return the day; raises ValidationError for none, and for one too early or late."""
        day = super().to_python(value)
        if day and not bounds.FIRST_DATE <= day <= bounds.LAST_DATE:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class MomentField(forms.DateTimeField):
    """A day and a time by the clock of the page, of the years that a folder can say."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> Any:
        """Return the moment; raises ValidationError for none, and for one too early or late."""
        try:
            moment = super().to_python(value)
        except OverflowError:  # in UTC it is of no year that there is
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if moment and not bounds.FIRST_DATE <= moment.date() <= bounds.LAST_DATE:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment


def read_address(text: str) -> str:
    """Return an e-mail address as it is kept: without blanks, its host in Latin letters.

    Raises ValidationError, with what is expected, for what is none, for one that no list and no
    folder could carry, for one that is longer than a mailbox's may be, and for one that no mail of
    ours reaches: with other letters before the @, or with the number of a machine as its host.
    """
    bare = text.strip()
    name, _at, host = bare.rpartition("@")
    if not name.isascii() or host.startswith("["):
        raise ValidationError(_EXPECTED, code="invalid")
    _check_host_and_signs(bare)
    try:
        address = str(EMAIL.parse(bare))
    except ValueError:
        raise ValidationError(_EXPECTED, code="invalid") from None
    if len(address) > bounds.ADDRESS_LENGTH:
        raise ValidationError(_EXPECTED, code="invalid")
    return address


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

    default_validators = []  # `clean` is stricter

    def clean(self, value: Any) -> Any:
        """Return the address; raises ValidationError for none."""
        text = super().clean(value)
        return read_address(text) if text else text
