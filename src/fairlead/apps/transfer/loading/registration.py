"""Types of participation, what people answered and agreed to, and marks, into the database."""

from __future__ import annotations

import json
from itertools import zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.utils import timezone

from fairlead.apps.consent.models import Consent, ConsentText
from fairlead.apps.fairs.copy_rows import Column, write_array_column
from fairlead.apps.messages.models import MailRules, MailWish
from fairlead.apps.people.models import (
    AnswerGiven,
    Mark,
    Participation,
    ParticipationType,
    Question,
)
from fairlead.apps.trade.models import MarketRules
from fairlead.apps.transfer.gathering.registration import number_questions
from fairlead.apps.transfer.loading.load_context import Load
from fairlead.apps.transfer.loading.partnership import lay_out_plain
from fairlead.apps.transfer.loading.sheets import Key, Sheet, load_sheet

_COUNT_PLACES = """
UPDATE people_participationtype SET taken = taken WHERE edition_id = %s AND taken IS DISTINCT FROM (
    SELECT count(*) FROM people_participation
    WHERE type_id = people_participationtype.id AND state IN ('registered', 'approved')
)
"""
_PLACE_QUESTIONS = """
UPDATE people_question SET position = told.position
FROM unnest(%s::bigint[], %s::int[]) AS told (id, position)
WHERE people_question.id = told.id AND people_question.position <> told.position
"""


class _Questions(Sheet):
    """Questions are known by their place among those of a type."""

    def find_held(self, load: Load) -> dict[Key, int]:
        """Return the ids by type and place."""
        return {key: pk for pk, key in number_questions(load.edition).items()}


class _Answers(Sheet):
    """Answers are known by who gave them, and by the question's place among those of its type."""

    def find_held(self, load: Load) -> dict[Key, int]:
        """Return the ids by person, type and place."""
        numbered = number_questions(load.edition)
        rows = AnswerGiven.objects.filter(participation__edition=load.edition)
        return {
            (person, *numbered[question]): pk
            for pk, person, question in rows.values_list("pk", "participation__code", "question")
            if question in numbered
        }


def _lay_out_types(load: Load) -> dict[str, Column]:
    rows = load.fair.participation_types
    count = rows.num_rows
    return {
        "code": rows["id"],
        **load.texts("participation_types", "name", "description"),
        **lay_out_plain(rows, "role", "quota", "price", "opens_at", "closes_at", "position"),
        "needs_approval": rows["needs_approval"].is_valid(),
        "meeting_days": write_array_column(rows["meeting_days"]),
        "taken": pa.array([0] * count, pa.int64()),
    }


def _lay_out_questions(load: Load) -> dict[str, Column]:
    rows = load.fair.questions
    return {
        "type_id": load.refer(rows["type"], "participation_types"),
        **load.texts("questions", "text"),
        **lay_out_plain(rows, "kind"),
        "choices": pa.array(
            [
                json.dumps(_split_choices(one))
                for one in load.fair.localized("questions", "choices")
            ],
            pa.string(),
        ),
        "required": rows["required"].is_valid(),
        "position": rows["number"],
    }


def _split_choices(texts: Any) -> list[dict[str, str]]:
    """Return the choices of texts that have one a line, each in the languages that have words."""
    lines = {tag: texts[tag].split("\n") for tag in texts if texts.get(tag)}
    rows = [
        {tag: word.strip() for tag, word in zip(lines, words, strict=True) if word.strip()}
        for words in zip_longest(*lines.values(), fillvalue="")
    ]
    return [row for row in rows if row]


def _lay_out_answers(load: Load) -> dict[str, Column]:
    rows = load.fair.answers
    asked = {key: pk for pk, key in number_questions(load.edition).items()}
    keys = zip(rows["type"].to_pylist(), rows["number"].to_pylist(), strict=True)
    return {
        "participation_id": load.refer(rows["person"], "people"),
        "question_id": pa.array([asked[key] for key in keys], pa.int64()),
        **lay_out_plain(rows, "value"),
    }


def _lay_out_texts(load: Load) -> dict[str, Column]:
    rows = load.fair.consent_texts
    return {
        **load.texts("consent_texts", "text"),
        **lay_out_plain(rows, "purpose", "version", "since"),
        "asks_again": rows["asks_again"].is_valid(),
        "withdrawn": rows["withdrawn"].is_valid(),
    }


def _lay_out_consents(load: Load) -> dict[str, Column]:
    rows = load.fair.consents
    texts = ConsentText.objects.filter(edition=load.edition)
    known = {
        (purpose, version): pk
        for pk, purpose, version in texts.values_list("pk", "purpose", "version")
    }
    keys = zip(rows["purpose"].to_pylist(), rows["version"].to_pylist(), strict=True)
    return {
        "person_id": _find_persons(load, rows["person"]),
        "text_id": pa.array([known[key] for key in keys], pa.int64()),
        "given": rows["given"].is_valid(),
        **lay_out_plain(rows, "language", "at"),
    }


def _lay_out_marks(load: Load) -> dict[str, Column]:
    rows = load.fair.marks
    return {
        "participation_id": load.refer(rows["person"], "people"),
        "organisation_id": load.refer(rows["organisation"], "organisations"),
        "other_id": load.refer(rows["other"], "people"),
        "kind": rows["mark"],
        **lay_out_plain(rows, "at"),
    }


def _lay_out_wishes(load: Load) -> dict[str, Column]:
    rows = load.fair.mail_wishes
    return {
        "person_id": _find_persons(load, rows["person"]),
        **lay_out_plain(rows, "purpose", "wish", "said_at"),
    }


def _find_persons(load: Load, codes: Column) -> pa.Array:
    """Return the ids of the human beings who take part under these codes."""
    known = dict(
        Participation.objects.filter(edition=load.edition).values_list("code", "person_id")
    )
    return pa.array([known[code] for code in codes.to_pylist()], pa.int64())


TYPES = Sheet("participation_types", ParticipationType, ("code",), _lay_out_types,
              of_edition=True)  # fmt: skip
QUESTIONS = _Questions("questions", Question, (), _lay_out_questions, edition="type__edition")
ANSWERS = _Answers("answers", AnswerGiven, (), _lay_out_answers,
                edition="participation__edition")  # fmt: skip
TEXTS = Sheet("consent_texts", ConsentText, ("purpose", "version"), _lay_out_texts,
              of_edition=True, is_recorded=True)  # fmt: skip
CONSENTS = Sheet("consents", Consent, ("person__participations__code", "text__purpose", "at"),
                 _lay_out_consents, edition="text__edition", is_recorded=True)  # fmt: skip
MARKS = Sheet("marks", Mark, ("participation__code", "organisation__code", "other__code"),
              _lay_out_marks, edition="participation__edition", gives_way=True)  # fmt: skip
WISHES = Sheet("mail_wishes", MailWish, ("person__participations__code", "purpose"),
               _lay_out_wishes, edition="person__participations__edition",
               gives_way=True)  # fmt: skip
REGISTRATION_SHEETS = (QUESTIONS, ANSWERS, MARKS)


def load_types(load: Load) -> None:
    """Write as what one may register; places are counted once everybody is there."""
    load.cursor.execute("SET LOCAL fairlead.places = 'loading'")
    load_sheet(load, TYPES)


def load_questions(load: Load) -> None:
    """Write what is asked, in the order of the numbers.

    What is here gets its number as its place first, so that what comes is numbered with it.
    """
    if load.touched is not None:
        held = number_questions(load.edition)
        numbers = [number for _, number in held.values()]
        load.cursor.execute(_PLACE_QUESTIONS, [list(held), numbers])
    load_sheet(load, QUESTIONS)


def load_registration(load: Load) -> None:
    """Write what people answered, agreed to and marked, and how they want to be written to."""
    load.cursor.execute("SET LOCAL fairlead.places = 'counted'")
    load.cursor.execute(_COUNT_PLACES, [load.edition.pk])
    load.cursor.execute("SET LOCAL fairlead.places = ''")
    for sheet in (ANSWERS, TEXTS, CONSENTS, MARKS, WISHES):
        load_sheet(load, sheet)
    _load_rules(load)


def _load_rules(load: Load) -> None:
    """Write how mails go out and what the marketplace asks; one row each, or none."""
    mail, market = load.fair.mail_rules.to_pylist(), load.fair.market_rules.to_pylist()
    if not mail:
        MailRules.objects.filter(edition=load.edition).delete()
    for row in mail:
        said = {name: row[name] or "" for name in ("sender_name", "reply_to")}
        said |= {name: row[name] for name in ("quiet_from", "quiet_until", "digest_at")}
        MailRules.objects.update_or_create(edition=load.edition, defaults=said)
    if not market:
        MarketRules.objects.filter(edition=load.edition).delete()
    for row in market:
        said = {name: value for name, value in row.items() if name != "rules"}
        said |= {"moderated": row["moderated"] is not None}
        MarketRules.objects.update_or_create(edition=load.edition, defaults=said)


def fill_moments(load: Load, codes: Column, told: Column) -> Column:
    """Return when people registered: as told, as it is here, else now."""
    if load.touched is None:
        return _fill_now(told)
    known = dict(
        Participation.objects.filter(edition=load.edition).values_list("code", "registered_at")
    )
    here = pa.array([known.get(code) for code in codes.to_pylist()], told.type)
    return _fill_now(pc.coalesce(told.combine_chunks(), here))


def _fill_now(told: Column) -> Column:
    return pc.fill_null(told, pa.scalar(timezone.now(), told.type))
