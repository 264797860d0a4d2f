"""Rows that a folder has no more, out of an edition with what belongs to them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from fairlead.apps.cooperation.models import Partner, Project
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import Meeting, TimetableState
from fairlead.apps.people.models import Participation, Person
from fairlead.apps.transfer.loading.market import MARKET_SHEETS
from fairlead.apps.transfer.loading.months import PROPOSED_SHEETS
from fairlead.apps.transfer.loading.partnership import CONSORTIUM_SHEETS, DELEGATION_SHEETS
from fairlead.apps.transfer.loading.registration import REGISTRATION_SHEETS
from fairlead.apps.transfer.merging.holders import FILES, list_relations

# What belongs to the rows of a file alone, by the table and the column of the row.
_PARTS: dict[str, tuple[tuple[str, str], ...]] = {
    "organisations": (
        ("exhibition_exhibitor", "organisation_id"),
        ("meetings_outcome", "organisation_id"),
    ),
    "people": (
        ("people_availability", "participation_id"),
        ("meetings_personlimit", "participation_id"),
        ("congress_speaker", "participation_id"),
        ("attendance_seat", "participation_id"),
        ("meetings_checkin", "participation_id"),
        ("meetings_followup", "participation_id"),
        ("meetings_outcome", "participation_id"),
    ),
    "requests": (
        ("meetings_checkin", "request_id"),
        ("meetings_noshow", "request_id"),
        ("meetings_outcome", "request_id"),
        ("meetings_followup", "request_id"),
        ("meetings_started", "request_id"),
    ),
    "sessions": (("congress_speaker", "session_id"), ("attendance_seat", "session_id")),
}


def remove_rows(edition: Edition, name: str, codes: Collection[str]) -> None:
    """Remove rows of a file; what refers to them and is not the folder's goes along.

    References that the folder says are checked when the transaction ends: rows written after this
    may still lose theirs.
    """
    if name == "projects":
        _detach_projects(edition, codes)
        return
    model = FILES[name]
    rows = model._default_manager.filter(edition=edition, code__in=codes)
    ids = list(rows.values_list("pk", flat=True))
    persons = list(rows.values_list("person", flat=True)) if model is Participation else []
    _remove_referring(model, ids)
    _remove_rows_of_sheets(model, ids)
    for table, column in _PARTS.get(name, ()):
        _delete(table, column, ids)
    _delete(model._meta.db_table, "id", ids)
    if persons:
        _remove_persons(persons)


def _detach_projects(edition: Edition, codes: Collection[str]) -> None:
    """Take projects out of the edition; they stay in its ledger, and come back with their code."""
    rows = Project.objects.filter(edition=edition, code__in=codes)
    ids = list(rows.values_list("pk", flat=True))
    for column in ("project_id", "other_id"):
        _delete("cooperation_tie", column, ids)
    Partner.objects.filter(project__in=ids).update(organisation=None)
    Project.objects.filter(pk__in=ids).update(edition=None, lead=None)


def remove_times(edition: Edition, keys: Collection[str]) -> None:
    """Remove times at which persons are free, by their keys in availability.csv."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM people_availability held USING people_participation person"
            " WHERE held.participation_id = person.id AND held.edition_id = %s"
            " AND concat_ws(' ', person.code, held.date, held.start, held.end) = ANY(%s)",
            (edition.pk, list(keys)),
        )


def _remove_referring(model: type[models.Model], ids: Sequence[Any]) -> None:
    for relation in list_relations(model):
        if relation.remote_field.on_delete is models.DO_NOTHING:
            continue  # the database looks after it
        found = relation.model._base_manager.filter(**{f"{relation.name}__in": ids})
        if relation.remote_field.on_delete is models.SET_NULL:
            found.update(**{relation.name: None})
            continue
        if relation.model is Meeting:
            _remove_meetings(found)
        found.delete()


def _remove_meetings(found: models.QuerySet[Any]) -> None:
    """Remove meetings of versions that were released, which nothing but a load may."""
    open_ones = (TimetableState.DRAFT, TimetableState.CURRENT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL fairlead.versions = 'on'")
        found.exclude(timetable__state__in=open_ones).delete()
        cursor.execute("SET LOCAL fairlead.versions = 'off'")


def _remove_rows_of_sheets(model: type[models.Model], ids: Sequence[Any]) -> None:
    """Remove rows of the files written by their keys that are nothing without those that go.

    No such row stays: else what it needs had been kept.
    """
    for sheet in (
        *DELEGATION_SHEETS,
        *CONSORTIUM_SHEETS,
        *MARKET_SHEETS,
        *PROPOSED_SHEETS,
        *REGISTRATION_SHEETS,
    ):
        for field in sheet.model._meta.concrete_fields:
            if (
                isinstance(field, models.ForeignKey)
                and field.related_model is model
                and field.remote_field.on_delete is models.CASCADE
            ):
                sheet.model._default_manager.filter(**{f"{field.name}__in": ids}).delete()


def _remove_persons(persons: Sequence[int]) -> None:
    """Remove persons who take part in nothing else and whom nothing else is about."""
    left = Person.objects.filter(pk__in=persons, participations__isnull=True)
    for relation in list_relations(Person):
        held = relation.model._base_manager.filter(**{f"{relation.name}__in": persons})
        left = left.exclude(pk__in=held.values(relation.attname))
    _delete("people_person", "id", list(left.values_list("pk", flat=True)))


def _delete(table: str, column: str, ids: Sequence[Any]) -> None:
    statement = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)")
    with connection.cursor() as cursor:
        cursor.execute(
            statement.format(sql.Identifier(table), sql.Identifier(column)), (list(ids),)
        )
