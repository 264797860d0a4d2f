"""A row of a form: its label, how long a text may be, what is wrong; nothing typed is markup."""

from __future__ import annotations

from django import forms

from fairlead.ui.forms.row import write_row

_BAD = "<b>&"


class _Form(forms.Form):
    text = forms.CharField(label=_BAD, max_length=90, widget=forms.Textarea({"rows": 2}))
    line = forms.CharField(label="Line", required=False)
    tick = forms.BooleanField(label=_BAD)
    boxes = forms.MultipleChoiceField(
        label=_BAD, choices=[(_BAD, _BAD)], widget=forms.CheckboxSelectMultiple
    )
    none = forms.MultipleChoiceField(
        label="None", required=False, choices=[], widget=forms.CheckboxSelectMultiple
    )


def test_each_kind_of_field_has_its_label_and_its_faults() -> None:
    form = _Form({"boxes": ["<i>"], "line": _BAD})
    rows = {field.name: write_row(field) for field in form}
    assert not any(_BAD in row or "<i>" in row for row in rows.values())
    assert all(row.startswith('<div class="field">') for row in rows.values())
    assert '<label for="id_text"><bdi>&lt;b&gt;&amp;</bdi></label>' in rows["text"]
    assert "At most 90 characters</span><textarea" in rows["text"]
    assert 'id="id_text_error">This field is required.</p></div>' in rows["text"]
    assert "if you like</span></label><input" in rows["line"]
    assert 'value="&lt;b&gt;&amp;"' in rows["line"]
    assert rows["tick"].startswith('<div class="field"><label class="tick"><input type="checkbox"')
    assert '<fieldset class="choices"><legend><bdi>&lt;b&gt;&amp;</bdi></legend>' in rows["boxes"]
    assert "&lt;i&gt;" in rows["boxes"]
    assert '<fieldset class="choices"><legend><bdi>None</bdi></legend></fieldset>' in rows["none"]
