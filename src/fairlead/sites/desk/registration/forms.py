"""The form of a registration: a few fields of a person, and the questions of the type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from fairlead.apps.consent.models import ConsentText
from fairlead.apps.fairs.language import choose_text
from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.register import Registration
from fairlead.apps.people.models import (
    Participation,
    ParticipationType,
    Question,
    QuestionKind,
    TypeRole,
    name_choice,
)
from fairlead.apps.people.queries.types import list_questions
from fairlead.folder.bounds import TEXT_LENGTH
from fairlead.folder.language_tags import is_same_language
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import name_language
from fairlead.ui.forms.countries import CountryField
from fairlead.ui.forms.fields import LineField
from fairlead.ui.text_language import find_text_language

_LONGEST = min(TEXT_LENGTH, 200)
_CONSENT = "consent_"


class RegistrationForm(forms.Form):
    """What somebody who takes part says of themselves."""

    def __init__(
        self,
        kind: ParticipationType,
        edition: Edition,
        *args: Any,
        consents: Sequence[ConsentText] = (),
        **kwargs: Any,
    ) -> None:
        """Ask what the type asks, and to agree to texts, in the reader's language."""
        super().__init__(*args, **kwargs)
        if not self.initial.get("languages"):  # who reads a page speaks its language
            self.initial["languages"] = [find_writing_language(edition).partition("-")[0]]
        self.consents = consents
        self.kind, self.edition = kind, edition
        self.questions = list_questions(kind)
        self.fields["name"] = LineField(
            label=_("Full name"),
            max_length=_LONGEST,
            widget=forms.TextInput(attrs={"autocomplete": "name"}),
        )
        self.fields["country"] = CountryField(label=_("Country"), attrs={"autocomplete": "country"})
        staff = kind.role == TypeRole.EXHIBITOR
        self.fields["organisation"] = LineField(
            label=_("Exhibitor, as in the catalogue") if staff else _("Organisation"),
            max_length=_LONGEST,
            required=staff,
            widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        )
        self.fields["position"] = LineField(
            label=_("Position"),
            max_length=_LONGEST,
            required=False,
            widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
        )
        spoken = dict.fromkeys(tag.partition("-")[0] for tag in edition.languages)
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages I speak"),
            choices=[(code, name_language(code)) for code in spoken],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        for question in self.questions:
            self.fields[_name(question)] = self._ask(question)
        for text in self.consents:
            label = choose_text(text.text, self.edition)
            self.fields[f"{_CONSENT}{text.purpose}"] = forms.BooleanField(
                label=label, required=False
            )

    def _ask(self, question: Question) -> forms.Field:
        label = choose_text(question.text, self.edition)
        if question.kind == QuestionKind.YES_NO:
            return forms.BooleanField(label=label, required=question.required)
        if question.kind == QuestionKind.CHOICE:
            return forms.ChoiceField(
                label=label,
                choices=[("", "–"), *self._list_choices(question)],
                required=question.required,
            )
        return forms.CharField(
            label=label,
            max_length=2000,
            required=question.required,
            widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        )

    def _list_choices(self, question: Question) -> list[tuple[str, str]]:
        """Return the choices as an answer keeps them and as they are shown.

        What somebody chose before stays open to them when it is no longer offered to others.
        """
        languages = self.edition.languages
        offered = {
            name_choice(one, languages): choose_text(LocalizedText(one), self.edition)
            for one in question.choices
        }
        before = self.initial.get(_name(question), "")
        if before:
            now = question.find_choice(before, languages)
            self.initial[_name(question)] = name_choice(now, languages) if now else before
            offered.setdefault(self.initial[_name(question)], before)
        return list(offered.items())

    def _order_languages(self, spoken: Sequence[str]) -> list[str]:
        """Return the languages as they were ordered before: mails are written in the first."""
        known = [one for one in self.initial["languages"] if one in spoken]
        return known + [one for one in spoken if one not in known]

    def read(self) -> Registration:
        """Return what was said, of a valid form."""
        values = self.cleaned_data
        answers = {}
        for question in self.questions:
            given = values[_name(question)]
            answers[question.pk] = ("yes" if given else "") if isinstance(given, bool) else given
        return Registration(
            name=values["name"],
            country=values["country"],
            organisation=values["organisation"],
            position=values["position"],
            language=find_writing_language(self.edition),
            languages=self._order_languages(values["languages"]),
            answers=answers,
            consents={
                text.purpose: bool(values[f"{_CONSENT}{text.purpose}"]) for text in self.consents
            },
        )


def describe_registration(one: Participation, edition: Edition) -> dict[str, Any]:
    """Return what somebody said before, as the form takes it."""
    answers = {
        f"question_{pk}": value for pk, value in one.answers.values_list("question_id", "value")
    }
    organisation = one.organisation
    return {
        "name": choose_text(one.person.name, edition),
        "country": one.person.country,
        "organisation": choose_text(organisation.name, edition) if organisation else "",
        "position": choose_text(one.position, edition),
        "languages": one.person.languages,
        **answers,
    }


def find_writing_language(edition: Edition) -> str:
    """Return the edition's language that the page is in, else its own."""
    active = find_text_language()
    return next(
        (tag for tag in edition.languages if is_same_language(active, tag)), edition.languages[0]
    )


def _name(question: Question) -> str:
    return f"question_{question.pk}"
