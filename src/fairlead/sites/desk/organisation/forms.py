"""The forms of an organisation's profile and of an entry, in the edition's languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _

from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.today import find_today
from fairlead.apps.trade.models import Cooperation, Product
from fairlead.apps.trade.queries.find_products import find_products
from fairlead.apps.trade.queries.own_pages import find_last_day
from fairlead.folder import bounds
from fairlead.folder.codes import parse_product
from fairlead.ui.formats import format_calendar_date, name_language
from fairlead.ui.forms.fields import AddressField, DayField, LineField, WebAddressField

_FOUND, _LONGEST_FIND = 20, 100


class TextForm(forms.Form):
    """Texts in each language of the edition."""

    def __init__(
        self, edition: Edition, values: Mapping[str, Any] | None, data: QueryDict | None = None
    ) -> None:
        """Take the stored values, and the submitted ones."""
        self.edition = edition
        super().__init__(data, initial=self._describe(values or {}))
        self.build()

    def build(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    @property
    def looks(self) -> bool:
        """Return whether it was sent to find codes or to get more fields, and not to be saved."""
        return self.is_bound and not {"find_codes", "more"}.isdisjoint(self.data)

    def is_valid(self) -> bool:
        """Return whether what was sent can be saved."""
        return not self.looks and super().is_valid()

    def full_clean(self) -> None:
        """Judge what was sent to be saved."""
        super().full_clean()
        if self.looks:
            self._errors = ErrorDict()

    @property
    def finds_no_code(self) -> bool:
        """Return whether codes were looked for and the nomenclature has none that fits."""
        if not isinstance(self.data, QueryDict) or "find_codes" not in self.data:
            return False
        return not list_found_codes(self.edition, self.data.get("find", ""))

    def add_text(
        self, name: str, label: str, *, long: bool = False, required: bool = False
    ) -> None:
        """Add a text: a field a language, the edition's own required where the text is."""
        longest = min(bounds.LONG_TEXT_LENGTH if long else bounds.TEXT_LENGTH, 4000)
        for place, tag in enumerate(self.edition.languages):
            language = name_language(tag.partition("-")[0])
            attributes = {"lang": tag, "dir": "auto"}
            asked = forms.CharField if long else LineField
            self.fields[f"{name}_{tag}"] = asked(
                label=f"{label} ({language})",
                required=required and place == 0,
                max_length=longest,
                widget=forms.Textarea({**attributes, "rows": 4})
                if long
                else forms.TextInput(attributes),
            )

    def _describe(self, values: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, Mapping):
                found |= {f"{name}_{tag}": value.get(tag, "") for tag in self.edition.languages}
            else:
                found[name] = value
        return found

    def read_text(self, name: str) -> dict[str, str]:
        """Return a text by its languages."""
        said = {tag: self.cleaned_data[f"{name}_{tag}"] for tag in self.edition.languages}
        return {tag: text for tag, text in said.items() if text.strip()}


class ProfileForm(TextForm):
    """How an organisation presents itself."""

    def build(self) -> None:
        """Add the fields."""
        self.add_text("city", _("City"))
        self.add_text("description", _("About us"), long=True)
        self.fields["website"] = WebAddressField(
            label=_("Web address"), required=False, max_length=500
        )
        self.fields["email"] = AddressField(
            label=_("Address for enquiries"), required=False, max_length=254
        )
        spoken = dict.fromkeys(tag.partition("-")[0] for tag in self.edition.languages)
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages we speak"),
            choices=[(code, name_language(code)) for code in spoken],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def read(self) -> dict[str, Any]:
        """Return the profile, of a valid form."""
        plain = {name: self.cleaned_data[name] for name in ("website", "email", "languages")}
        before = self.initial.get("languages") or []
        if set(before) == set(plain["languages"]):
            plain["languages"] = list(before)  # boxes say which, not which first
        return {name: self.read_text(name) for name in ("city", "description")} | plain


class EntryForm(TextForm):
    """An offer or a need; product codes are found by word or number and ticked."""

    def build(self) -> None:
        """Add the fields."""
        self.add_text("title", _("Title"), required=True)
        self.add_text("description", _("Description"), long=True)
        self.fields["cooperation"] = forms.MultipleChoiceField(
            label=_("Forms of cooperation"),
            choices=Cooperation.choices,
            widget=forms.CheckboxSelectMultiple,
        )
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        held = sent.getlist("products") if self.is_bound else self.initial.get("products", [])
        words = sent.get("find", "")
        self.fields["products"] = forms.MultipleChoiceField(
            label=_("Product codes"),
            choices=list_code_choices(self.edition, held, words),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["find"] = forms.CharField(
            label=_("Find product codes by word or number"),
            required=False,
            max_length=_LONGEST_FIND,
        )
        self.last_day = last = find_last_day(self.edition)
        self.fields["expires_on"] = DayField(
            label=_("Seen until"),
            required=False,
            initial=last,
            widget=forms.DateInput(
                {
                    "type": "date",
                    "min": find_today(self.edition).isoformat(),
                    **({"max": last.isoformat()} if last else {}),
                },
                format="%Y-%m-%d",
            ),
        )

    def clean_expires_on(self) -> dt.date | None:
        """Refuse a day that is over, or later than the organiser lets entries be seen."""
        until: dt.date | None = self.cleaned_data["expires_on"]
        last = self.last_day
        if until is None:
            return last
        if until < find_today(self.edition):
            raise ValidationError(_("Expected a day that is not over."))
        if last is not None and until > last:
            raise ValidationError(_("Expected at latest %s.") % format_calendar_date(last))
        return until

    def read(self) -> dict[str, Any]:
        """Return the entry, of a valid form."""
        plain = {name: self.cleaned_data[name] for name in ("products", "cooperation")}
        until = self.cleaned_data["expires_on"]
        plain["expires_on"] = until.isoformat() if until else None
        return {name: self.read_text(name) for name in ("title", "description")} | plain

    def clean_products(self) -> list[str]:
        """Refuse more codes than an entry may have."""
        products: list[str] = self.cleaned_data["products"]
        if len(products) > bounds.CODES:
            raise ValidationError(_("Expected at most %d codes.") % bounds.CODES)
        return products


class PostedNeedForm(TextForm):
    """What a need that is posted from an import says besides its figures."""

    def build(self) -> None:
        """Add the fields."""
        self.add_text("title", _("Title"), required=True)
        self.fields["cooperation"] = forms.MultipleChoiceField(
            label=_("Forms of cooperation"),
            choices=Cooperation.choices,
            widget=forms.CheckboxSelectMultiple,
        )

    def read(self) -> dict[str, Any]:
        """Return the need, of a valid form."""
        return {
            "title": self.read_text("title"),
            "cooperation": self.cleaned_data["cooperation"],
        }


def list_found_codes(edition: Edition, words: str) -> list[tuple[str, str]]:
    """Return the codes found by words or digits, each with its title."""
    return list_code_choices(edition, [], words) if words.strip() else []


def list_code_choices(edition: Edition, held: list[str], words: str) -> list[tuple[str, str]]:
    """Return the codes held and those found by words or digits, each with its title.

    Of the words only so many letters are looked at as the form takes.
    """
    known = Product.objects.filter(edition=edition)
    word = words.strip()[:_LONGEST_FIND]
    found = find_products(edition, word)[:_FOUND]
    titles = {one.code: one for one in (*known.filter(code__in=held[: bounds.CODES]), *found)}
    codes = [code for code in dict.fromkeys([*held, *titles]) if code in titles or _is_code(code)]
    if word and not titles and not known.exists() and _is_code(word):
        codes.append(word)  # a fair without a nomenclature takes every well-formed code
    return [
        (code, f"{code} {choose_text(titles[code].title, edition)}" if code in titles else code)
        for code in codes
    ]


def _is_code(text: str) -> bool:
    try:
        return parse_product(text) == text
    except ValueError:
        return False
