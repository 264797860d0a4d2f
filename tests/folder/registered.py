"""The small fair with what people filled in when they registered, and what they said of others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows


def at(hour: int, day: int = 1) -> dt.datetime:
    """Return a moment in the May before the small fair."""
    return dt.datetime(2024, 5, day, hour, tzinfo=dt.UTC)


ROWS: dict[str, list[dict[str, Any]]] = {
    "participation_types": [
        {"id": "guest", "name": "Guest", "name_ru": "Гость", "description": "Who looks around",
         "role": "visitor", "quota": 2, "price": Decimal("120.50"), "opens_at": at(6),
         "closes_at": at(6, day=20), "position": 1},
        {"id": "press", "name": "Press", "role": "press", "price": Decimal("0.00"),
         "needs_approval": "yes", "position": 0},
        {"id": "late", "name": "Latecomer", "role": "buyer", "price": Decimal("0.00"),
         "quota": 5, "position": 2, "meeting_days": [dt.date(2024, 7, 9)]},
    ],
    "questions": [
        {"type": "guest", "number": 1, "text": "What for?", "text_ru": "Зачем?", "kind": "choice",
         "choices": "Gears\nPumps\n", "choices_ru": "\nНасосы\nПрочее", "required": "yes"},
        {"type": "guest", "number": 2, "text_ru": "=Что ещё?", "kind": "text"},
        {"type": "press", "number": 1, "text": "Camera?", "kind": "yes_no"},
    ],
    "answers": [
        {"person": "v1", "type": "guest", "number": 1, "value": "Pumps"},
        {"person": "v1", "type": "guest", "number": 2, "value": "Two lines,\nand a \"quote\""},
        {"person": "v2", "type": "press", "number": 1, "value": "yes"},
    ],
    "consent_texts": [
        {"purpose": "be_shown", "version": 1, "text": "Show me.", "text_ru": "Показывайте.",
         "asks_again": "yes", "since": at(6)},
        {"purpose": "be_shown", "version": 2, "text": "Show me, please.", "since": at(7)},
        {"purpose": "news", "version": 1, "text": "Write to me.", "asks_again": "yes",
         "since": at(6)},
        {"purpose": "news", "version": 2, "withdrawn": "yes", "asks_again": "yes", "since": at(8)},
    ],
    "consents": [
        {"person": "v1", "purpose": "be_shown", "version": 1, "given": "yes", "language": "en",
         "at": at(7)},
        {"person": "v1", "purpose": "be_shown", "version": 2, "language": "ru", "at": at(9)},
        {"person": "v2", "purpose": "news", "version": 1, "given": "yes", "language": "ru",
         "at": at(7)},
    ],
    "marks": [
        {"person": "v1", "organisation": "gear", "mark": "saved", "at": at(9)},
        {"person": "v1", "other": "g1", "mark": "dismissed", "at": at(10)},
        {"person": "g1", "other": "v1", "mark": "saved", "at": at(10)},
    ],
    "mail_wishes": [
        {"person": "v1", "purpose": "marketplace", "wish": "never", "said_at": at(9)},
        {"person": "g1", "purpose": "news", "wish": "daily", "said_at": at(9)},
    ],
    "mail_rules": [
        {"rules": "mail", "sender_name": "River Fair", "reply_to": "office@fair.example.org",
         "quiet_from": dt.time(21), "quiet_until": dt.time(6, 30), "digest_at": dt.time(9)},
    ],
    "market_rules": [
        {"rules": "market", "moderated": "yes", "entry_days": 90, "remind_days": 5,
         "passes_base": 2, "metres_a_pass": 6},
    ],
}  # fmt: skip
_AS: dict[str, dict[str, Any]] = {
    "v1": {"type": "guest", "registered_at": at(7)},
    "v2": {"type": "press", "registered_at": at(8), "reason": "Let in late"},
}


def join_registered(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the fair with these rows, or others for some files."""
    people = [row | _AS.get(row["id"], {}) for row in fair.people.to_pylist()]
    rows = {"people": people, **ROWS, **others}
    languages = fair.settings.languages
    tables = {
        name: build_table_of_rows(name, listed, languages=languages)
        for name, listed in rows.items()
    }
    return replace(fair, **tables)
