"""Setting who may come to a session, whether they book, and what it is connected with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from fairlead.apps.attendance.domain.book_seat import lock_session, promote_waiting
from fairlead.apps.congress.models import Session
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder.localized_text import LocalizedText

FIELDS = (
    "capacity",
    "access",
    "economies",
    "booking",
    "stream",
    "partners",
    "links",
    "materials",
    "about_products",
    "about_needs",
    "about_projects",
    "about_practices",
    "speakers_as",
)


def set_up_session(session: Session, values: Mapping[str, Any], *, by: Doer) -> int:
    """Change a session's settings, `FIELDS` alone; return how many who waited have a place now.

    Places that are taken stay, though there be fewer than before.
    """
    with transaction.atomic():
        held = lock_session(session)
        before = {name: getattr(held, name) for name in FIELDS}
        changed = {name: values[name] for name in FIELDS if values[name] != before[name]}
        if not changed:
            return 0
        for name, value in changed.items():
            setattr(held, name, value)
        held.save(update_fields=list(changed))
        record_change(
            "set_up_session",
            held,
            by=by,
            edition=held.edition,
            before={name: _write(before[name]) for name in changed},
            after={name: _write(value) for name, value in changed.items()},
        )
        return promote_waiting(held, by=by)


def _write(value: Any) -> Any:
    """Return a value as JSON takes it."""
    return dict(value) if isinstance(value, LocalizedText) else value
