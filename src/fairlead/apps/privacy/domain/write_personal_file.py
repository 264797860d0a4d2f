"""All that is kept of a person as one file: for the person, or who may have it."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account, Person
from fairlead.apps.privacy.holdings import BY_ADDRESS, HOLDINGS, Subject
from fairlead.apps.privacy.models import PersonalFile
from fairlead.apps.privacy.queries.subject import (
    find_subject,
    list_given_out,
    list_rows_by_address,
)
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.apps.work.models import Work

MOST_AT_ONCE = 2_000
"""Rows that are written while who asks waits; more are written in the background."""
RETENTION = dt.timedelta(days=7)
_JUST_MADE = dt.timedelta(minutes=10)
# What a reference to such a row is called by, beside its number; names of other people are not.
_CALLED = {
    "fairs.Edition": "code",
    "fairs.Slot": "starts_at",
    "people.Organisation": "name",
    "people.ParticipationType": "name",
    "people.Question": "text",
    "congress.Session": "title",
    "consent.ConsentText": "text",
    "meetings.MeetingRequest": "code",
    "cooperation.Project": "title",
}


def ask_for_personal_file(
    person: Person, *, by: Doer, account: Account, edition: Edition
) -> PersonalFile | Work:
    """Return the file, or the work that makes it where there is much to write; it is recorded."""
    with transaction.atomic():
        record_change("export_person", person, by=by, edition=edition)
        subject = find_subject(person)
        ready = PersonalFile.objects.filter(
            person_id=person.pk, account=account, made_at__gte=timezone.now() - _JUST_MADE
        ).first()
        if ready is not None:
            return ready
        if sum(list_given_out(one, subject).count() for one in HOLDINGS) <= MOST_AT_ONCE:
            return make_personal_file(person, account)
        return queue_work(
            "write_personal_file",
            account=account,
            parameters={"person": person.pk},
            key=f"write_personal_file {person.pk} {account.pk}",
        )


def make_personal_file(person: Person, account: Account) -> PersonalFile:
    """Return the file, kept for who asked."""
    PersonalFile.objects.filter(made_at__lt=timezone.now() - RETENTION).delete()
    content = write_personal_file(find_subject(person), own=account.person_id == person.pk)
    return PersonalFile.objects.create(person_id=person.pk, account=account, content=content)


def write_personal_file(subject: Subject, *, own: bool = True) -> bytes:
    """Return a ZIP with a JSON file of each table that has something of the person.

    Where it is not the person's own what is for its own eyes is left out.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        counts = {}
        for name, rows in _list_tables(subject, own=own):
            if rows:
                counts[name] = len(rows)
                text = json.dumps(rows, ensure_ascii=False, indent=1, default=_write_value)
                archive.writestr(f"{name}.json", text)
        about = {
            "about": _("All data held about you, one file for each kind."),
            "made": timezone.now(),
            "rows": counts,
        }
        text = json.dumps(about, ensure_ascii=False, indent=1, default=_write_value)
        archive.writestr("about.json", text)
    return written.getvalue()


def _list_tables(subject: Subject, *, own: bool) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for holding in HOLDINGS:
        if holding.own_eyes and not own:
            continue
        model = apps.get_model(holding.model)
        yield model._meta.db_table, _read(list_given_out(holding, subject), holding.leaves_out)
    for name in BY_ADDRESS:
        rows = _read(list_rows_by_address(name, subject), ("digest",))
        yield apps.get_model(name)._meta.db_table, rows


def _read(rows: models.QuerySet[models.Model], leaves_out: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return rows with all columns that may be given out; references are told by their names."""
    fields = [
        one
        for one in rows.model._meta.concrete_fields
        if one.name not in leaves_out
        and not isinstance(one, models.BinaryField)
        and not isinstance(one, models.CompositePrimaryKey)
    ]
    found = [
        {one.name: value for one, value in zip(fields, row, strict=True)}
        for row in rows.values_list(*(one.attname for one in fields))
    ]
    for one in fields:
        related = one.related_model
        if isinstance(one, models.ForeignKey) and isinstance(related, type):
            column = _CALLED.get(related._meta.label)
            if column is not None:
                _call(found, one.name, related, column)
    return found


def _call(rows: list[dict[str, Any]], name: str, related: type[models.Model], column: str) -> None:
    keys = {row[name] for row in rows} - {None}
    called = dict(related._base_manager.filter(pk__in=keys).values_list("pk", column))
    for row in rows:
        if row[name] is not None:
            row[name] = {"number": row[name], column: called.get(row[name])}


def _write_value(value: object) -> Any:
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else str(value)
