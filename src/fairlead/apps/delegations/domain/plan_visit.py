"""Planning a visit: its interpreters and the entries of its programme."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from fairlead.apps.delegations.models import (
    Delegation,
    Interpreter,
    InterpreterBooking,
    VisitItem,
)
from fairlead.apps.fairs.domain.refusal import Refusal
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.folder import bounds
from fairlead.folder.localized_text import LocalizedText
from fairlead.ui.formats import format_span, join_items, name_language
from fairlead.ui.forms.lengths import check_line
from fairlead.ui.spoken import choose_for_reader

_LONGEST = dt.timedelta(hours=24)
_NOTHING = LocalizedText()


def add_interpreter(made: Interpreter, *, by: Doer) -> Interpreter:
    """Write a new interpreter; raises Refusal without a language."""
    if not made.languages:
        raise Refusal(_("Expected at least one language."))
    with transaction.atomic():
        made.save(force_insert=True)
        after = {"name": dict(made.name), "languages": list(made.languages)}
        record_change("add_interpreter", made, by=by, edition=made.edition, after=after)
    return made


def book_interpreter(
    interpreter: Interpreter,
    delegation: Delegation,
    language: str,
    begins: dt.datetime,
    ends: dt.datetime,
    *,
    purpose: str = "",
    by: Doer,
) -> InterpreterBooking:
    """Return that the interpreter is with the delegation for a time.

    Two at once: the database lets one have it, and the other is told who has. Raises Refusal for
    a time that is taken or none, and for a language the interpreter does not speak.
    """
    if language not in interpreter.languages:
        spoken = {"languages": join_items(map(name_language, interpreter.languages))}
        raise Refusal(_("This interpreter speaks: %(languages)s.") % spoken)
    if not dt.timedelta() < ends - begins <= _LONGEST:
        raise Refusal(_("Expected an end after the beginning, within a day."))
    try:
        with transaction.atomic():
            made = InterpreterBooking.objects.create(
                edition_id=delegation.edition_id,
                interpreter=interpreter,
                delegation=delegation,
                language=language,
                during=DateTimeTZRange(begins, ends),
                purpose=check_line(purpose, bounds.TEXT_LENGTH),
            )
            after = {
                "interpreter": interpreter.code,
                "delegation": delegation.code,
                "begins": begins.isoformat(),
                "ends": ends.isoformat(),
            }
            record_change("book_interpreter", made, by=by, edition=delegation.edition, after=after)
    except IntegrityError as error:
        if "interpreter_once" not in str(error):
            raise
        raise Refusal(_say_who_has(interpreter, begins, ends)) from None
    return made


def _say_who_has(interpreter: Interpreter, begins: dt.datetime, ends: dt.datetime) -> str:
    """Return that an interpreter is booked, for whom and when; the other may be gone by now."""
    held = interpreter.bookings.filter(during__overlap=DateTimeTZRange(begins, ends))
    taken = held.select_related("delegation__edition").order_by("during").first()
    if taken is None:
        return _("This interpreter is booked at that time already.")
    edition = taken.delegation.edition
    held_from, until = (
        one.astimezone(edition.zone) for one in (taken.during.lower, taken.during.upper)
    )
    said = {
        "delegation": choose_for_reader(edition.languages)(taken.delegation.name),
        "time": format_span(held_from, until),
    }
    return _("This interpreter is booked already, %(time)s: %(delegation)s.") % said


def free_interpreter(held: InterpreterBooking, *, by: Doer) -> None:
    """Take a booking back."""
    with transaction.atomic():
        before = {"interpreter": held.interpreter.code, "begins": held.during.lower.isoformat()}
        edition = held.delegation.edition
        record_change("free_interpreter", held, by=by, edition=edition, before=before)
        held.delete()


def add_to_visit(
    delegation: Delegation,
    begins: dt.datetime,
    ends: dt.datetime,
    *,
    by: Doer,
    title: LocalizedText = _NOTHING,
    place: LocalizedText = _NOTHING,
    **said: Any,
) -> VisitItem:
    """Return the entry of the visit's programme: a title, a session or a stand, and a place.

    Raises Refusal for one that is nothing, for a text that is not written in the edition's own
    language too, and for one that ends before it begins.
    """
    if ends <= begins:
        raise Refusal(_("Expected an end after the beginning, within a day."))
    own = delegation.edition.languages[0]
    if any(text and own not in text for text in (title, place)):
        raise Refusal(_("Expected the text in the edition's own language."))
    if not (title or said.get("session") or said.get("exhibitor")):
        raise Refusal(_("Expected a title, a session or a stand."))
    with transaction.atomic():
        made = VisitItem.objects.create(
            edition_id=delegation.edition_id,
            delegation=delegation,
            begins_at=begins,
            ends_at=ends,
            title=title,
            place=place,
            **said,
        )
        after = {"delegation": delegation.code, "begins": begins.isoformat(), "title": dict(title)}
        record_change("add_to_visit", made, by=by, edition=delegation.edition, after=after)
    return made


def remove_from_visit(held: VisitItem, *, by: Doer) -> None:
    """Take an entry out of the visit's programme."""
    with transaction.atomic():
        before = {"begins": held.begins_at.isoformat(), "title": dict(held.title)}
        record_change(
            "remove_from_visit", held, by=by, edition=held.delegation.edition, before=before
        )
        held.delete()
