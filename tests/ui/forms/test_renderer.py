"""Widgets written in Python are what Django's own templates write, sign for sign."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django import forms
from django.forms.boundfield import BoundWidget
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.utils.html import format_html
from hypothesis import given
from hypothesis import strategies as st

from fairlead.ui.forms.renderer import PlainRenderer

TEMPLATES, PLAIN = DjangoTemplates(), PlainRenderer()
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
MARKS = st.dictionaries(
    st.sampled_from(["id", "dir", "rows", "max", "data-x", "required"]),
    st.one_of(st.booleans(), TEXT, st.integers()),
)
CHOICES = [
    ("", "–"),
    ("<a>", format_html("<b>{}</b>", "bold & <so>")),
    ('"q"', "'"),
    (3, 12345),
    ("Group <g>", [("in", "one"), (4, "two")]),
]
INPUTS = (
    forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.HiddenInput,
    forms.PasswordInput, forms.CheckboxInput, forms.FileInput, forms.Textarea,
)  # fmt: skip
LISTS = (forms.Select, forms.SelectMultiple, forms.CheckboxSelectMultiple, forms.RadioSelect)


def render_both(widget: forms.Widget, value: Any, marks: dict[str, Any]) -> tuple[str, str]:
    """Return what Django's templates write, and what we write."""
    by_templates = widget.render("na<me", value, marks, renderer=TEMPLATES)
    return by_templates, widget.render("na<me", value, marks, renderer=PLAIN)


@pytest.mark.parametrize("kind", INPUTS)
@given(value=st.one_of(st.none(), TEXT, st.integers()), marks=MARKS)
def test_an_input_is_what_djangos_template_writes(
    kind: type[forms.Widget], value: object, marks: dict[str, Any]
) -> None:
    expected, written = render_both(kind(), value, marks)
    assert written == expected


@pytest.mark.parametrize("kind", LISTS)
@given(value=st.one_of(st.none(), st.sampled_from(["", "<a>", "3", "in", ["in", "<a>"]])))
def test_a_list_is_what_djangos_template_writes(kind: type[ChoiceWidget], value: object) -> None:
    expected, written = render_both(kind(choices=CHOICES), value, {"id": "x", "size": 8})
    assert written == expected


def test_the_boxes_of_a_choice_each_alone_and_dates() -> None:
    many = forms.CheckboxSelectMultiple(choices=CHOICES)
    by_templates, written = (
        [BoundWidget(many, one, renderer).tag() for one in many.subwidgets("n", ["3"])]
        for renderer in (TEMPLATES, PLAIN)
    )
    assert written == by_templates
    day = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    expected, said = render_both(day, dt.date(2026, 7, 6), {})
    assert said == expected
