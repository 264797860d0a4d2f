"""Whatever the app of meetings keeps is in the folder, or is named here with the reason."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from fairlead.folder.schemas import BY_NAME
from fairlead.folder.toml_schema import SECTIONS

# What each table becomes: a file and its columns by the table's fields, where they are called
# otherwise; a tuple where several columns say one field.
CARRIED: dict[str, tuple[str, dict[str, str | tuple[str, ...]]]] = {
    "MeetingRequest": (
        "requests",
        {
            "code": "id",
            "asking_firm": "for_firm",
            "invitee": "person",
            "locked": ("locked_date", "locked_slot"),
            "proposed": ("proposed_date", "proposed_slot"),
        },
    ),
    "RequestParty": ("request_parties", {"exhibitor": "organisation", "participation": "person"}),
    "RequestEvent": ("request_history", {"number": "slot"}),
    "RequestLimit": ("request_limits", {}),
    "PersonLimit": (
        "people",
        {
            "participation": "id",
            "a_day": "max_per_day",
            "in_all": "max_meetings",
            "at_least": "min_meetings",
            "least_a_day": "min_per_day",
        },
    ),
    "Block": ("blocks", {"by": "person", "whom": "blocked"}),
    "MeetingRules": ("fair.toml meetings", {}),
    "Table": ("fair.toml meetings", {"number": "tables"}),
    "Timetable": ("timetables", {"run": ("planned_at", "seed", "objective", "bound", "said")}),
    "Meeting": ("meetings", {"timetable": "version", "slot": ("date", "slot")}),
    "Attendee": ("meetings", {"meeting": "request", "participation": "attendees"}),
    "Unheld": ("unheld", {"timetable": "version"}),
    "Adjustment": ("draft_changes", {"timetable": "version"}),
    "CheckIn": (
        "check_ins",
        {"participation": "person", "begins": "begins_at", "side": ("side", "party")},
    ),
    "NoShow": ("no_shows", {"begins": "begins_at", "ends": "ends_at"}),
    "Outcome": ("outcomes", {"participation": "person", "said_at": "at"}),
    "FollowUp": ("follow_ups", {"participation": "person"}),
    "Started": ("started", {}),
    "FollowedSession": ("followed", {"participation": "person"}),
    "Visit": ("stand_visits", {"participation": "person", "exhibitor": "organisation"}),
}  # fmt: skip
LEFT_BEHIND = {
    "AgendaFeed": "its address is a secret of the site that gave it",
    "Booking": "the database writes it from the meetings",
    "Change": "the database writes it, and counts anew what calendars of that site are told",
    "FreedTime": "it lasts some minutes, until the waiting list was asked",
    "Lane": "a mark by which writers of this database see one another",
    "PersonSlot": "the database writes it from the meetings",
    "PlaceBooking": "the database writes it from the meetings",
    "PlaceSlot": "the database writes it from the meetings",
    "PrivateNote": "it is promised to its side, and the folder is the organiser's",
    "Adjustment.account": "accounts are the site's",
    "MeetingRequest.changed_by": "request_history.csv says it",
    "Timetable.stamp": "a mark by which writers of this database see one another",
}


def _list_models() -> list[type[models.Model]]:
    return [one for one in apps.get_app_config("meetings").get_models() if one._meta.managed]


def _list_columns(file: str) -> set[str]:
    if file.startswith("fair.toml "):
        (section,) = (one for one in SECTIONS if one.name == file.split()[1])
        return {one.name for one in section.fields}
    return {one.name for one in BY_NAME[file].fields}


@pytest.mark.parametrize("model", _list_models(), ids=lambda one: one.__name__)
def test_every_field_is_in_the_folder_or_has_a_reason(model: type[models.Model]) -> None:
    name = model.__name__
    if name in LEFT_BEHIND:
        assert name not in CARRIED
        return
    assert name in CARRIED, f"{name} is in no file of the folder, and nothing says why"
    file, called = CARRIED[name]
    columns = _list_columns(file)
    for field in model._meta.concrete_fields:
        if isinstance(field, models.AutoField) or field.name in {"id", "edition"}:
            continue
        if f"{name}.{field.name}" in LEFT_BEHIND:
            continue
        said = called.get(field.name, field.name)
        for column in (said,) if isinstance(said, str) else said:
            assert column in columns, f"{file} has no {column} for {name}.{field.name}"


def test_no_reason_is_given_for_what_is_no_more() -> None:
    known = {one.__name__ for one in _list_models()}
    fields = {
        f"{one.__name__}.{field.name}" for one in _list_models() for field in one._meta.fields
    }
    assert set(CARRIED) <= known
    assert set(LEFT_BEHIND) <= known | fields
