"""Rules across the files of registration and of what people say of themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.choices import TRUSTED_ROLES
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_WITH_PLACE = ("registered", "approved")


def check_registration(tables: Tables) -> Iterator[InputError]:
    """Yield faults of types and registrations: wrong state, quota exceeded, broken references."""
    yield from _check_types(tables)
    yield from _check_places(tables)
    yield from _check_questions(tables)
    yield from _check_answers(tables)
    yield from _check_consents(tables)
    yield from _check_marks(tables)
    yield from _check_mail_rules(tables)


def _check_types(tables: Tables) -> Iterator[InputError]:
    for row, one in enumerate(tables.table("participation_types").to_pylist()):
        trusted = one["role"] is None or one["role"] in TRUSTED_ROLES
        if not trusted and one["needs_approval"] is None:
            expected = f"expected yes: only {' and '.join(TRUSTED_ROLES)} come unseen"
            yield tables.problem("participation_types", row, "needs_approval", expected, "")
        if one["opens_at"] and one["closes_at"] and one["closes_at"] <= one["opens_at"]:
            expected = "expected a moment later than opens_at"
            yield tables.problem(
                "participation_types", row, "closes_at", expected, one["closes_at"]
            )
        for day in one["meeting_days"] or ():
            if tables.settings is not None and day not in tables.settings.dates:
                expected = "expected days of the fair"
                yield tables.problem("participation_types", row, "meeting_days", expected, day)


def _check_places(tables: Tables) -> Iterator[InputError]:
    quotas = tables.pair("participation_types", "id", "quota")
    taken: Counter[str] = Counter()
    registered = tables.table("people").select(["type", "registered_at", "state"])
    for row, one in enumerate(registered.to_pylist()):
        kind = one["type"]
        if one["registered_at"] is not None and kind is None:
            expected = "expected no value where no type is given"
            yield tables.problem("people", row, "registered_at", expected, one["registered_at"])
        if kind is None or (one["state"] or "approved") not in _WITH_PLACE:
            continue
        taken[kind] += 1
        quota = quotas.get(kind)
        if quota is not None and taken[kind] == quota + 1:
            expected = f"expected at most the {quota} places of the type"
            yield tables.problem("people", row, "type", expected, kind)


def _check_questions(tables: Tables) -> Iterator[InputError]:
    columns = _list_columns(tables, "text")
    choices = _list_columns(tables, "choices")
    for row, one in enumerate(tables.table("questions").to_pylist()):
        if not any(one[column] for column in columns):
            expected = "expected the question, in one of the languages"
            yield tables.problem("questions", row, "text", expected, "")
        said = any(one[column] for column in choices)
        if one["kind"] == "choice" and not said:
            expected = "expected the answers of a choice, a line each"
            yield tables.problem("questions", row, "choices", expected, "")
        if one["kind"] in {"text", "yes_no"} and said:
            expected = "expected nothing of a question that is no choice"
            yield tables.problem("questions", row, "choices", expected, one["choices"])


def _check_answers(tables: Tables) -> Iterator[InputError]:
    asked = _list_pairs(tables, "questions", "type", "number")
    for row, one in enumerate(tables.table("answers").to_pylist()):
        if None not in (one["type"], one["number"]) and (one["type"], one["number"]) not in asked:
            expected = "expected the number of a question of the type in questions.csv"
            yield tables.problem("answers", row, "number", expected, one["number"])


def _check_consents(tables: Tables) -> Iterator[InputError]:
    asked = _list_pairs(tables, "consent_texts", "purpose", "version")
    for row, one in enumerate(tables.table("consents").to_pylist()):
        pair = (one["purpose"], one["version"])
        if None not in pair and pair not in asked:
            expected = "expected the version of a text of the purpose in consent_texts.csv"
            yield tables.problem("consents", row, "version", expected, one["version"])


def _check_marks(tables: Tables) -> Iterator[InputError]:
    for row, one in enumerate(tables.table("marks").to_pylist()):
        if (one["organisation"] is None) == (one["other"] is None):
            expected = "expected either an organisation or another person"
            yield tables.problem("marks", row, "organisation", expected, one["organisation"] or "")


def _check_mail_rules(tables: Tables) -> Iterator[InputError]:
    for row, one in enumerate(tables.table("mail_rules").to_pylist()):
        if (one["quiet_from"] is None) != (one["quiet_until"] is None):
            expected = "expected both times of the quiet hours, or none"
            yield tables.problem("mail_rules", row, "quiet_until", expected, "")
        if len(one["reply_to"] or "") > bounds.ADDRESS_LENGTH:
            expected = f"expected an address of at most {bounds.ADDRESS_LENGTH} characters"
            yield tables.problem("mail_rules", row, "reply_to", expected, one["reply_to"])


def _list_columns(tables: Tables, field: str) -> list[str]:
    """Return the columns of a text of questions, in whatever languages it is."""
    names = tables.table("questions").column_names
    return [name for name in names if name == field or name.startswith(f"{field}_")]


def _list_pairs(tables: Tables, name: str, *columns: str) -> set[tuple[Any, ...]]:
    rows = tables.table(name)
    return set(zip(*(rows[column].to_pylist() for column in columns), strict=True))
