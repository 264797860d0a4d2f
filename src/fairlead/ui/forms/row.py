"""A field of a form with its label and what is wrong with it, written at once (decision 703)."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from fairlead.ui import formats


def write_row(field: BoundField) -> SafeString:
    """Return a field as a row of a form; a box stands before its label, boxes have a legend."""
    asked: Any = field.field
    label = f"<bdi>{conditional_escape(field.label or '')}</bdi>"
    if getattr(asked.widget, "input_type", "") != "checkbox":
        row = _write_labelled(field, label)
    elif hasattr(asked, "choices"):
        boxes = "".join(
            f"<label>{one.tag()} <bdi>{conditional_escape(one.choice_label)}</bdi></label>"
            for one in field
        )
        row = f'<fieldset class="choices"><legend>{label}</legend>{boxes}</fieldset>'
    else:
        row = f'<label class="tick">{field} {label}</label>'
    return SafeString(f'<div class="field">{row}{_write_errors(field)}</div>')


def write_most(count: int) -> SafeString:
    """Return how many characters the text field below takes."""
    said = ngettext("At most %s character", "At most %s characters", count)
    return format_html('<span class="soft small">{}</span>', said % formats.number(count))


def _write_labelled(field: BoundField, label: str) -> str:
    asked: Any = field.field
    longest = getattr(asked, "max_length", None)
    free = "" if asked.required else f' <span class="soft small">{_say_free()}</span>'
    most = write_most(longest) if longest and asked.widget.attrs.get("rows") else ""
    key = conditional_escape(field.id_for_label)
    return f'<label for="{key}">{label}{free}</label>{most}{field}'


def _say_free() -> str:
    return str(conditional_escape(gettext("if you like")))


def _write_errors(field: BoundField) -> str:
    return "".join(
        f'\n<p class="note note-error" id="{conditional_escape(field.id_for_label)}_error">'
        f"{conditional_escape(str(error))}</p>"
        for error in field.errors
    )
