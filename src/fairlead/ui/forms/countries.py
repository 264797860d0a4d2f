"""The choice of a country in a form: 249 of them, written once a language and not once a page."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fairlead.ui.formats import list_country_codes, name_country, order_key
from fairlead.ui.texts import find_language_now


class CountrySelect(forms.Widget):
    """A list to choose a country from; ``empty`` begins it with none.

    Django's own list renders a template for every one of its entries, which takes thirty
    milliseconds; this one is kept as text, and what is chosen is marked in it.
    """

    input_type = "select"

    def __init__(self, attrs: dict[str, Any] | None = None, *, empty: bool) -> None:
        """Keep whether it may be left empty."""
        super().__init__(attrs)
        self.empty = empty

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: Any = None,  # noqa: ARG002  Django's
    ) -> SafeString:
        """Return the list with the country of that code chosen."""
        options = _write_options(find_language_now())
        chosen = str(value or "")
        if chosen in list_country_codes():
            options = options.replace(f'value="{chosen}"', f'value="{chosen}" selected', 1)
        none = "" if not self.empty else '<option value="">–</option>\n'
        marks = ({"name": name} | self.build_attrs(self.attrs, attrs)).items()
        written = (
            format_html(" {}", mark) if said is True else format_html(' {}="{}"', mark, said)
            for mark, said in marks
            if said is not None and said is not False
        )
        return SafeString(f"<select{''.join(written)}>\n{none}{options}</select>")

    def use_required_attribute(self, initial: Any) -> bool:
        """Return whether a browser may ask for a choice: only where none can be made."""
        return self.empty and super().use_required_attribute(initial)


class CountryField(forms.Field):
    """An ISO 3166-1 alpha-3 code out of those that have a name."""

    default_error_messages = {
        "invalid_choice": forms.ChoiceField.default_error_messages["invalid_choice"]
    }

    def __init__(self, *, empty: bool = True, attrs: dict[str, Any] | None = None, **named: Any):
        """Make the field; with ``empty`` none is chosen to begin with."""
        super().__init__(widget=CountrySelect(attrs, empty=empty), **named)

    def to_python(self, value: Any) -> str:
        """Return the code as text."""
        return "" if value in self.empty_values else str(value)

    def validate(self, value: Any) -> None:
        """Refuse what is no country's code."""
        super().validate(value)
        if value and value not in list_country_codes():
            raise ValidationError(
                self.error_messages["invalid_choice"],
                code="invalid_choice",
                params={"value": value},
            )


@cache
def _write_options(_language: str) -> str:
    """Return the countries as options, in the order of the active language's alphabet."""
    named = sorted(
        ((name_country(code), code) for code in list_country_codes()),
        key=lambda one: (order_key(one[0]), one[1]),
    )
    return "".join(
        f'<option value="{escape(code)}">{escape(name)}</option>\n' for name, code in named
    )
