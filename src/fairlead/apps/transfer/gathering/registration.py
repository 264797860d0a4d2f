"""Types of participation, what people answered and agreed to, and marks, out of the database."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
from django.db.models import Value

from fairlead.apps.consent.models import Consent, ConsentText
from fairlead.apps.fairs.models import Edition
from fairlead.apps.messages.models import MailRules, MailWish
from fairlead.apps.people.models import AnswerGiven, Mark, ParticipationType, Question
from fairlead.apps.trade.models import MarketRules
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.apps.transfer.gathering.partnership import list_columns, say_yes
from fairlead.folder.localized_text import LocalizedText


def gather_registration(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; ten queries."""
    return {
        **_gather_types(edition),
        **_gather_consents(edition),
        **_gather_marks(edition),
    }


def number_questions(edition: Edition) -> dict[int, tuple[str, int]]:
    """Return the type and the place there of each question, by its id; one query."""
    rows = Question.objects.filter(type__edition=edition).order_by("type_id", "position", "pk")
    places: Counter[str] = Counter()
    numbered = {}
    for pk, kind in rows.values_list("pk", "type__code"):
        places[kind] += 1
        numbered[pk] = (kind, places[kind])
    return numbered


def _gather_types(edition: Edition) -> dict[str, pa.Table]:
    languages = edition.languages
    has = list_columns("participation_types", id="code", needs_approval=say_yes("needs_approval"))
    kinds = ParticipationType.objects.filter(edition=edition).order_by("pk")
    numbered = number_questions(edition)
    asked = Question.objects.filter(type__edition=edition).order_by("type_id", "position", "pk")
    questions = [
        (*numbered[pk], text, kind, _join_choices(choices, languages), "yes" if required else "")
        for pk, text, kind, choices, required in asked.values_list(
            "pk", "text", "kind", "choices", "required"
        )
    ]
    given = AnswerGiven.objects.filter(participation__edition=edition).order_by("pk")
    answers = [
        (person, *numbered[question], value)
        for person, question, value in given.values_list(
            "participation__code", "question_id", "value"
        )
        if question in numbered
    ]
    return {
        "participation_types": tabulate(
            "participation_types", list(has), kinds.values_list(*has.values()), languages
        ),
        "questions": tabulate(
            "questions",
            ("type", "number", "text", "kind", "choices", "required"),
            questions,
            languages,
        ),
        "answers": tabulate("answers", ("person", "type", "number", "value"), answers, languages),
    }


def _join_choices(choices: list[dict[str, str]], languages: list[str]) -> LocalizedText:
    """Return the choices in each language, a line each; nothing where it has none of them."""
    return LocalizedText(
        {
            tag: "\n".join(" ".join(one.get(tag, "").split()) for one in choices)
            for tag in languages
            if any(one.get(tag) for one in choices)
        }
    )


def _gather_consents(edition: Edition) -> dict[str, pa.Table]:
    has = list_columns(
        "consent_texts", asks_again=say_yes("asks_again"), withdrawn=say_yes("withdrawn")
    )
    texts = ConsentText.objects.filter(edition=edition).order_by("pk")
    said = list_columns(
        "consents",
        person="person__participations__code",
        purpose="text__purpose",
        version="text__version",
        given=say_yes("given"),
    )
    answers = Consent.objects.filter(
        text__edition=edition, person__participations__edition=edition
    ).order_by("pk")
    languages = edition.languages
    return {
        "consent_texts": tabulate(
            "consent_texts", list(has), texts.values_list(*has.values()), languages
        ),
        "consents": tabulate(
            "consents", list(said), answers.values_list(*said.values()), languages
        ),
    }


def _gather_marks(edition: Edition) -> dict[str, pa.Table]:
    made = list_columns(
        "marks",
        person="participation__code",
        organisation="organisation__code",
        other="other__code",
        mark="kind",
    )
    marks = Mark.objects.filter(participation__edition=edition).order_by("pk")
    want = list_columns("mail_wishes", person="person__participations__code")
    wishes = MailWish.objects.filter(person__participations__edition=edition).order_by("pk")
    by: dict[str, Any] = list_columns("mail_rules", rules=Value("mail"))
    rules = MailRules.objects.filter(edition=edition)
    asks: dict[str, Any] = list_columns(
        "market_rules", rules=Value("market"), moderated=say_yes("moderated")
    )
    market = MarketRules.objects.filter(edition=edition)
    languages = edition.languages
    return {
        "marks": tabulate("marks", list(made), marks.values_list(*made.values()), languages),
        "mail_wishes": tabulate(
            "mail_wishes", list(want), wishes.values_list(*want.values()), languages
        ),
        "market_rules": tabulate(
            "market_rules", list(asks), market.values_list(*asks.values()), languages
        ),
        "mail_rules": tabulate("mail_rules", list(by), rules.values_list(*by.values()), languages),
    }
