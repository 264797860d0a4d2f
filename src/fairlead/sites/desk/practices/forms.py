"""The form of a practice, in the edition's languages."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from fairlead.apps.cooperation.models import Project
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Organisation
from fairlead.apps.practices.domain.write_practice import MOST_EFFECTS
from fairlead.apps.practices.practice_texts import EFFECT_TEXTS
from fairlead.folder import bounds
from fairlead.sites.desk.organisation.forms import TextForm, list_code_choices
from fairlead.ui.classifications import list_sectors
from fairlead.ui.forms.countries import CountryField
from fairlead.ui.forms.fields import DayField

_FIRST_ROWS = 2
_TEXTS = ("title", "problem", "solution")
_MOST_SECTORS = 5
_MOST_PROJECTS = 500  # that are listed; of more one says the id


class PracticeForm(TextForm):
    """Problem, what was done, and what was measured before and after.

    ``organisation`` is whose practice it is; the office chooses among all, and of whom a project
    is among all projects.
    """

    def __init__(
        self,
        edition: Edition,
        values: Mapping[str, Any] | None,
        data: QueryDict | None = None,
        *,
        organisation: Organisation | None = None,
        is_office: bool = False,
    ) -> None:
        """Take the stored values, the submitted ones, and who submits them."""
        self.organisation, self.is_office = organisation, is_office
        effects = (values or {}).get("effects", [])
        self.rows = _count_rows(data, len(effects))
        flat = {name: value for name, value in (values or {}).items() if name != "effects"}
        for place, one in enumerate(effects, 1):
            flat |= {f"effect{place}_{name}": value for name, value in one.items()}
        super().__init__(edition, flat, data)

    def build(self) -> None:
        """Add the fields."""
        self.add_text("title", _("Title"), required=True)
        self.add_text("problem", _("What was the problem"), long=True, required=True)
        self.add_text("solution", _("What was done"), long=True, required=True)
        if self.is_office:
            self.fields["organisation"] = forms.CharField(
                label=_("Id of the organisation that did it"),
                required=False,
                max_length=64,
            )
        self.fields["economy"] = CountryField(
            label=_("Country where it was done"),
            empty=False,
            initial=self.organisation.country if self.organisation else self.edition.country,
        )
        self.fields["year"] = forms.IntegerField(
            label=_("Year in which it was finished"),
            required=False,
            min_value=int(bounds.YEAR.low),
            max_value=int(bounds.YEAR.high),
        )
        self.fields["project"] = self._build_project()
        self.fields["sectors"] = forms.MultipleChoiceField(
            label=_("Branches"),
            required=False,
            choices=list_sectors(),
            widget=forms.SelectMultiple({"size": 8}),
        )
        sent = self.data if isinstance(self.data, QueryDict) else QueryDict()
        held = sent.getlist("products") if self.is_bound else self.initial.get("products", [])
        self.fields["products"] = forms.MultipleChoiceField(
            label=_("Product codes"),
            required=False,
            choices=list_code_choices(self.edition, held, sent.get("find", "")),
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["find"] = forms.CharField(
            label=_("Find product codes by word or number"), required=False, max_length=100
        )
        for place in range(1, self.rows + 1):
            self._add_effect(place)

    def _build_project(self) -> forms.Field:
        """Return the field of the project: a choice of one's own, and of what it says now."""
        self._projects = Project.objects.filter(edition=self.edition).order_by("code")
        if not self.is_office:
            held = self.initial.get("project") or ""
            own = Q(partners__organisation=self.organisation) | Q(code=held)
            self._projects = self._projects.filter(own).distinct()
        listed = list(self._projects[: _MOST_PROJECTS + 1])
        if len(listed) > _MOST_PROJECTS:
            return forms.CharField(
                label=_("Project, by its id: there are too many to list"),
                required=False,
                max_length=bounds.CODE_LENGTH,
            )
        return forms.ChoiceField(
            label=_("Project of the fair that it comes of"),
            required=False,
            choices=[("", "–")]
            + [(one.code, choose_text(one.title, self.edition)) for one in listed],
        )

    def _add_effect(self, place: int) -> None:
        stem = f"effect{place}"
        self.add_text(f"{stem}_measure", _("What was measured"))
        self.add_text(f"{stem}_unit", _("Unit"))
        for name, label in (("before", _("Before")), ("after", _("After"))):
            self.fields[f"{stem}_{name}"] = forms.FloatField(
                label=label,
                required=False,
                min_value=bounds.MEASURED.low,
                max_value=bounds.MEASURED.high,
                widget=forms.TextInput({"inputmode": "decimal", "dir": "ltr"}),
            )
        self.add_text(f"{stem}_measured_by", _("Who measured it"))
        self.fields[f"{stem}_measured_on"] = DayField(
            label=_("On"),
            required=False,
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        )

    @property
    def plain_fields(self) -> list[Any]:
        """Return the fields that are of no effect."""
        return [field for field in self if not field.name.startswith("effect")]

    @property
    def effect_rows(self) -> list[tuple[int, list[Any]]]:
        """Return the fields of each effect, with its place."""
        return [
            (place, [one for one in self if one.name.startswith(f"effect{place}_")])
            for place in range(1, self.rows + 1)
        ]

    def clean_sectors(self) -> list[str]:
        """Refuse more branches than tell anything."""
        sectors: list[str] = self.cleaned_data["sectors"]
        if len(sectors) > _MOST_SECTORS:
            raise ValidationError(_("Expected at most %d branches.") % _MOST_SECTORS)
        return sectors

    def clean_project(self) -> str:
        """Refuse the id of no project that may be named."""
        code = str(self.cleaned_data["project"]).strip()
        if code and not self._projects.filter(code=code).exists():
            raise ValidationError(_("Expected the id of a project of this edition."))
        return code

    def clean_organisation(self) -> str:
        """Refuse the id of nobody."""
        code = self.cleaned_data["organisation"].strip()
        firms = Organisation.objects.filter(edition=self.edition, code=code)
        if code and not firms.exists():
            raise ValidationError(_("Expected the id of an organisation of this edition."))
        return str(code)

    def clean(self) -> dict[str, Any]:
        """Refuse an effect that is half said."""
        given = super().clean() or {}
        if not given.get("products") and not given.get("sectors"):
            self.add_error(
                "products", _("Expected a product code or a branch, so that others find it.")
            )
        own, *others = self.edition.languages
        for place in range(1, self.rows + 1):
            stem = f"effect{place}"
            names = ("after", *(f"{name}_{own}" for name in EFFECT_TEXTS))
            said = {name: given.get(f"{stem}_{name}") for name in names}
            empty = [name for name, value in said.items() if value in (None, "")]
            spoken = (f"{name}_{tag}" for name in EFFECT_TEXTS for tag in others)
            optional = ("before", "measured_on", *spoken)
            some = any(given.get(f"{stem}_{name}") not in (None, "") for name in optional)
            if empty and (some or len(empty) < len(names)):
                for name in empty:
                    if f"{stem}_{name}" not in self.errors:
                        self.add_error(f"{stem}_{name}", _("Please fill this in as well."))
            for name in ("before", "after"):
                value = given.get(f"{stem}_{name}")
                if isinstance(value, float) and not math.isfinite(value):
                    self.add_error(f"{stem}_{name}", _("Expected a number."))
        return given

    def read(self) -> dict[str, Any]:
        """Return the practice, of a valid form."""
        given = self.cleaned_data
        firm = self.organisation.code if self.organisation else ""
        return {
            **{name: self.read_text(name) for name in _TEXTS},
            "economy": given["economy"],
            "organisation": given["organisation"] if self.is_office else firm,
            "project": given["project"],
            "products": given["products"],
            "sectors": given["sectors"],
            "year": given["year"],
            "effects": [
                {
                    **{name: self.read_text(f"effect{place}_{name}") for name in EFFECT_TEXTS},
                    "before": given[f"effect{place}_before"],
                    "after": given[f"effect{place}_after"],
                    "measured_on": day.isoformat()
                    if (day := given[f"effect{place}_measured_on"])
                    else None,
                }
                for place in range(1, self.rows + 1)
                if given[f"effect{place}_after"] is not None
            ],
        }


def _count_rows(data: QueryDict | None, held: int) -> int:
    """Return how many effects the form has places for: what there is and some more."""
    sent = data.get("rows", "") if data is not None else ""
    count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 3 else 0
    return min(MOST_EFFECTS, max(_FIRST_ROWS, held + 1, count))
