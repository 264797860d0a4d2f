"""The form of a participation type, in all the edition's languages, with its questions."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import (
    ParticipationType,
    Question,
    QuestionKind,
    TypeRole,
    name_choice,
)
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import format_short_day, name_language
from fairlead.ui.forms.fields import LineField, MomentField

# Empty rows to write further questions in.
_MORE_QUESTIONS = 2
_MOST_QUESTIONS = 20


class TypeForm(forms.Form):
    """What a type is; texts in each language of the edition, its own language required."""

    role = forms.ChoiceField(label=gettext_lazy("Takes part as"), choices=TypeRole.choices)
    needs_approval = forms.BooleanField(
        label=gettext_lazy("Each registration is looked at"), required=False
    )
    quota = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=0, max_value=1_000_000, required=False
    )
    price = forms.DecimalField(
        label=gettext_lazy("Price, paid elsewhere"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
    )
    opens_at = MomentField(label=gettext_lazy("Opens"), required=False)
    closes_at = MomentField(label=gettext_lazy("Closes"), required=False)
    position = forms.IntegerField(
        label=gettext_lazy("Place in the list"), min_value=0, max_value=1000, required=False
    )

    def __init__(
        self, kind: ParticipationType, edition: Edition, data: QueryDict | None = None
    ) -> None:
        """Take the type, new or not, and what was sent."""
        self.kind, self.edition = kind, edition
        self.now: list[Question] = list(kind.questions.all()) if kind.pk else []
        self.old: list[Question | None] = [*self.now]
        rows = len(self.old) + _MORE_QUESTIONS
        if data is not None:  # as many rows as the form had that was sent
            self.old = _order_as_sent(self.now, data)
            rows = max(rows, len([name for name in data if name.startswith("kind")]))
        super().__init__(data, initial=self._describe())
        self.fields["meeting_days"] = forms.MultipleChoiceField(
            label=_("Days with meetings at first; none ticked is all"),
            choices=[(one.isoformat(), format_short_day(one)) for one in edition.dates],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
        for place, tag in enumerate(edition.languages):
            self._add_text("name", tag, pgettext("of a thing", "Name"), 200, required=place == 0)
            self._add_text("description", tag, _("Description"), 2000)
        for number in range(min(rows, _MOST_QUESTIONS)):
            self.fields[f"question_id{number}"] = forms.CharField(
                required=False, widget=forms.HiddenInput
            )
            for tag in edition.languages:
                self._add_text(f"question{number}", tag, _("Question"), 500)
                self.fields[f"choices{number}_{tag}"] = forms.CharField(
                    label=f"{_('Choices, one a line')} ({name_language(tag.partition('-')[0])})",
                    required=False,
                    max_length=2000,
                    widget=forms.Textarea({"rows": 2}),
                )
            self.fields[f"kind{number}"] = forms.ChoiceField(
                label=_("Answered"), choices=QuestionKind.choices, required=False
            )
            self.fields[f"required{number}"] = forms.BooleanField(
                label=_("must be answered"), required=False
            )

    def _add_text(
        self, name: str, tag: str, label: str, longest: int, *, required: bool = False
    ) -> None:
        language = name_language(tag.partition("-")[0])
        self.fields[f"{name}_{tag}"] = LineField(
            label=f"{label} ({language})",
            max_length=longest,
            required=required,
            widget=forms.TextInput({"lang": tag, "dir": "auto"}),
        )

    def _describe(self) -> dict[str, Any]:
        kind = self.kind
        found: dict[str, Any] = {"seen": stamp_type(kind, self.now)}
        for field in ("role", "needs_approval", "quota", "opens_at", "closes_at", "position"):
            found[field] = getattr(kind, field)
        found["price"] = kind.price or None
        found["meeting_days"] = [one.isoformat() for one in kind.meeting_days]
        for tag in self.edition.languages:
            found[f"name_{tag}"] = kind.name.get(tag, "") if kind.pk else ""
            found[f"description_{tag}"] = kind.description.get(tag, "") if kind.pk else ""
        for number, question in enumerate(self.old):
            if question is None:
                continue
            found[f"question_id{number}"] = str(question.pk)
            found |= {f"kind{number}": question.kind, f"required{number}": question.required}
            for tag in self.edition.languages:
                found[f"question{number}_{tag}"] = question.text.get(tag, "")
                lines = [choice.get(tag, "") for choice in question.choices]
                found[f"choices{number}_{tag}"] = "\n".join(lines)
        return found

    def clean(self) -> dict[str, Any]:
        """Refuse times the wrong way round, people of firms let in unseen, and what is outdated."""
        values: dict[str, Any] = super().clean() or {}
        now = stamp_type(self.kind, self.now)
        if values.get("seen", "") != now:
            said = _("Somebody saved this meanwhile. Nothing of yours was saved: save again to"
                     " replace what they wrote, or reload the page to see it.")  # fmt: skip
            self.add_error(None, said)
            shown: Any = self.data
            self.data = shown.copy()
            self.data["seen"] = now  # type: ignore[index]  # a copy of a QueryDict can be written
        opens, closes = values.get("opens_at"), values.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("Expected a time after it opens."))
        trusted = values.get("role") in (TypeRole.VISITOR, TypeRole.BUYER)
        if not trusted and not values.get("needs_approval"):
            said = _("Only visitors and buyers may come without being looked at.")
            self.add_error("needs_approval", said)
        for number, texts in self._list_questions(values):
            choices = self._read_choices(values, number)
            called = {name_choice(one, self.edition.languages) for one in choices}
            if values.get(f"kind{number}") == QuestionKind.CHOICE and len(called) < 2:
                tag = next(iter(texts))
                self.add_error(f"choices{number}_{tag}", _("Expected two choices or more."))
        return values

    def _list_questions(self, values: dict[str, Any]) -> Iterator[tuple[int, dict[str, str]]]:
        for number in range(_MOST_QUESTIONS):
            texts = {
                tag: values[f"question{number}_{tag}"]
                for tag in self.edition.languages
                if values.get(f"question{number}_{tag}")
            }
            if texts:
                yield number, texts

    def _read_choices(self, values: dict[str, Any], number: int) -> list[dict[str, str]]:
        lines = {
            tag: [one.strip() for one in values.get(f"choices{number}_{tag}", "").splitlines()]
            for tag in self.edition.languages
        }
        most = max(map(len, lines.values()), default=0)
        rows = [
            {
                tag: found[place]
                for tag, found in lines.items()
                if place < len(found) and found[place]
            }
            for place in range(most)
        ]
        return [row for row in rows if row]

    def read(self) -> tuple[ParticipationType, list[Question]]:
        """Return the type and its questions from a valid form."""
        values, kind = self.cleaned_data, self.kind
        languages = self.edition.languages
        kind.name = LocalizedText((tag, values[f"name_{tag}"]) for tag in languages)
        kind.description = LocalizedText((tag, values[f"description_{tag}"]) for tag in languages)
        for field in ("role", "needs_approval", "quota", "opens_at", "closes_at"):
            setattr(kind, field, values[field])
        kind.meeting_days = [dt.date.fromisoformat(one) for one in values["meeting_days"]]
        kind.price, kind.position = values["price"] or 0, values["position"] or 0
        questions = []
        for number, texts in self._list_questions(values):
            question = (self.old[number] if number < len(self.old) else None) or Question()
            question.text = LocalizedText(texts)
            question.kind = values[f"kind{number}"] or QuestionKind.TEXT
            question.required = values[f"required{number}"]
            is_choice = question.kind == QuestionKind.CHOICE
            question.choices = self._read_choices(values, number) if is_choice else []
            questions.append(question)
        return kind, questions

    def list_settings(self) -> list[Any]:
        """Return the fields of how one gets it: neither texts nor questions."""
        texts = ("name_", "description_", *_OF_QUESTIONS)
        return [self[name] for name in self.fields if not name.startswith(texts)]

    def list_own_texts(self) -> list[Any]:
        """Return name and description in the edition's own language."""
        return self._list_texts(self.edition.languages[:1])

    def list_other_texts(self) -> list[Any]:
        """Return name and description in the edition's further languages."""
        return self._list_texts(self.edition.languages[1:])

    def _list_texts(self, tags: Sequence[str]) -> list[Any]:
        return [self[f"{name}_{tag}"] for tag in tags for name in ("name", "description")]

    def list_questions(self) -> list[QuestionFields]:
        """Return the fields of each question, those in the edition's own language first."""
        numbers = range(len([name for name in self.fields if name.startswith("kind")]))
        own, *others = self.edition.languages
        return [
            QuestionFields(
                text=self[f"question{number}_{own}"].value() or "",
                first=[
                    self[f"question_id{number}"],
                    self[f"question{number}_{own}"],
                    self[f"kind{number}"],
                    self[f"choices{number}_{own}"],
                    self[f"required{number}"],
                ],
                others=[
                    self[f"{name}{number}_{tag}"]
                    for tag in others
                    for name in ("question", "choices")
                ],
            )
            for number in numbers
        ]


@dataclass(frozen=True, slots=True)
class QuestionFields:
    """The fields of a question; ``text`` is what it asks, empty for one not written yet."""

    text: str
    first: list[Any]
    others: list[Any]

    @property
    def has_errors(self) -> bool:
        """Return whether a field of it was refused."""
        return any(field.errors for field in (*self.first, *self.others))


def _order_as_sent(known: list[Question], data: QueryDict) -> list[Question | None]:
    """Return the questions in the rows in which the form sent has them; None for a new one.

    A question is known by its number, not by its place: in another tab one may have been taken
    away or put before it.
    """
    by_number = {str(one.pk): one for one in known}
    return [by_number.get(data.get(f"question_id{row}", "")) for row in range(_MOST_QUESTIONS)]


def stamp_type(kind: ParticipationType, questions: Sequence[Question | None]) -> str:
    """Return a digest of a type and its questions, by which a form tells that they changed."""
    if not kind.pk:
        return ""
    said = [(one.pk, dict(one.text), one.kind, one.choices, one.required, one.position)
            for one in questions if one is not None]  # fmt: skip
    about = [str(getattr(kind, name)) for name in _OF_TYPE]
    return hashlib.sha256(repr((about, sorted(said))).encode()).hexdigest()[:32]


_OF_TYPE = (
    "name", "description", "role", "quota", "price", "opens_at", "closes_at", "needs_approval",
    "position", "meeting_days",
)  # fmt: skip
_OF_QUESTIONS = ("question", "choices", "kind", "required", "seen")
