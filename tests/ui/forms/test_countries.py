"""The choice of a country: the same as Django's own, written once."""

from __future__ import annotations

import pytest
from django import forms
from django.utils import translation

from fairlead.ui.formats import list_country_codes, name_country
from fairlead.ui.forms.countries import CountryField


class _Form(forms.Form):
    country = CountryField(attrs={"autocomplete": "country"})


class _Djangos(forms.Form):
    country = forms.ChoiceField(
        choices=[("", "–")], widget=forms.Select(attrs={"autocomplete": "country"})
    )


@pytest.mark.parametrize("language", ["en", "ru", "ar", "zh-hans"])
def test_it_is_written_as_djangos_own_list_is(language: str) -> None:
    with translation.override(language):
        ours, djangos = _Form({"country": "KAZ"}), _Djangos({"country": "KAZ"})
        codes = [one.partition('"')[0] for one in str(ours["country"]).split('value="')[2:]]
        assert sorted(codes) == sorted(list_country_codes())
        djangos.fields["country"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((code, name_country(code)) for code in codes),
        ]
        assert _read(str(ours["country"])) == _read(str(djangos["country"]))


def _read(markup: str) -> str:
    return "".join(markup.replace("\n  ", "\n").split("\n"))


@pytest.mark.parametrize("sent", ["XXX", '"><script>', "kaz"])
def test_what_is_no_country_is_refused_and_never_becomes_markup(sent: str) -> None:
    form = _Form({"country": sent})
    assert not form.is_valid()
    assert "Select a valid choice" in str(form.errors["country"])
    assert "<script>" not in str(form["country"])
    assert "selected" not in str(form["country"])


def test_none_is_refused_where_one_is_needed() -> None:
    assert not _Form({}).is_valid()
    assert _Form({"country": "KAZ"}).is_valid()
