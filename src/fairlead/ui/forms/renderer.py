"""The fields of forms, written at once: Django's templates of widgets, said in Python.

A form of forty fields spends most of its time in the templates of its inputs and of every option of
its lists. What is written is the same, sign for sign; other widgets keep their templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.formats import localize
from django.utils.safestring import SafeString

from fairlead.folder.localized_text import SpokenText
from fairlead.ui.spoken import mark_language, write_language

Widget = Mapping[str, Any]


class PlainRenderer(DjangoTemplates):
    """Writes inputs, texts and lists without a template."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Return the widget as HTML."""
        write = _WRITERS.get(template_name)
        if write is None:
            return str(super().render(template_name, context, request))
        return SafeString(write(context["widget"]))


def write_input(widget: Widget) -> str:
    """Return an input of one line, a box to tick, a hidden value or a file."""
    said = "" if widget["value"] is None else f' value="{_escape(widget["value"])}"'
    name = _escape(widget["name"])
    return f'<input type="{_escape(widget["type"])}" name="{name}"{said}{_write_marks(widget)}>'


def write_option(widget: Widget) -> str:
    """Return a box or button of a choice, in its label where it has one around it."""
    written = write_input(widget)
    if not widget.get("wrap_label"):
        return written
    known = widget["attrs"].get("id")
    whose = f' for="{_escape(known)}"' if known else ""
    return f"<label{whose}>{written} {_write_label(widget['label'])}</label>"


def write_text(widget: Widget) -> str:
    """Return a text of several lines."""
    text, name = _escape(widget["value"] or ""), _escape(widget["name"])
    return f'<textarea name="{name}"{_write_marks(widget)}>\n{text}</textarea>'


def write_list(widget: Widget) -> str:
    """Return a list to choose from, with its groups."""
    groups = "".join(_write_group(name, rows) for name, rows, _place in widget["optgroups"])
    name = _escape(widget["name"])
    return f'<select name="{name}"{_write_marks(widget)}>{groups}\n</select>'


def _write_group(name: Any, options: list[Widget]) -> str:
    rows = "".join(
        f'\n  <option value="{_escape(one["value"])}"{_write_marks(one)}'
        f"{write_language(one['label'])}>"
        f"{_escape(localize(one['label']))}</option>\n"
        for one in options
    )
    if not name:
        return rows
    return f'\n  <optgroup label="{_escape(localize(name))}">{rows}\n  </optgroup>'


def _write_marks(widget: Widget) -> str:
    """Return the attributes: those that are false left out, those that are true by name alone."""
    return "".join(
        f" {_escape(name)}" if said is True else f' {_escape(name)}="{_escape(said)}"'
        for name, said in widget["attrs"].items()
        if said is not False
    )


def _write_label(label: Any) -> str:
    """Return the words beside a box, marked where they are a text in another language."""
    return mark_language(label) if isinstance(label, SpokenText) else _escape(localize(label))


def _escape(value: Any) -> str:
    """Return a value as text that is no markup, unless it is safe already."""
    marked = getattr(value, "__html__", None)
    return str(marked()) if marked is not None else escape(str(value))


_INPUTS = (
    "text", "number", "email", "url", "hidden", "date", "time", "checkbox", "file", "password",
)  # fmt: skip
_WRITERS: dict[str, Callable[[Widget], str]] = {
    **{f"django/forms/widgets/{name}.html": write_input for name in _INPUTS},
    "django/forms/widgets/textarea.html": write_text,
    "django/forms/widgets/select.html": write_list,
    "django/forms/widgets/checkbox_option.html": write_option,
    "django/forms/widgets/radio_option.html": write_option,
}
