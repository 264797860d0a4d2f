"""Each file's rows out of the database, in the order they came in."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Exists,
    F,
    Func,
    IntegerField,
    OuterRef,
    TextField,
    Value,
    When,
    Window,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast, Coalesce, NullIf, RowNumber

from fairlead.apps.attendance.models import Seat, SeatCount
from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.cooperation.models import Project
from fairlead.apps.exhibition.models import Exposition, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest, RequestEvent, RequestParty
from fairlead.apps.people.models import Availability, Organisation, Participation
from fairlead.apps.practices.models import Practice
from fairlead.apps.trade.models import Need, Offer, Product
from fairlead.apps.transfer.gathering.columns import Only, copy_table, group_rows, tabulate
from fairlead.folder.schemas import BY_NAME

# How a folder writes that a row is hidden.
_YES = Case(When(hidden=True, then=Value("yes")), default=Value(""))

# A folder writes no state for those who take part.
_STATE = Case(When(state="approved", then=Value("")), default=F("state"))
# Of those who registered as a type; of others it is when a load wrote them.
_REGISTERED = Case(When(type__isnull=False, then=F("registered_at")))
_REASON = Func(F("reason"), Value(r"\s+"), Value(" "), Value("g"), function="regexp_replace")


def _list_names(name: str) -> list[str]:
    return [field.name for field in BY_NAME[name].fields]


def gather_products(edition: Edition, only: Only = None) -> pa.Table:
    """Return the nomenclature; one query."""
    names = _list_names("products")
    rows = Product.objects.filter(edition=edition).order_by("id").values_list(*names)
    return copy_table("products", names, rows, edition.languages, only=only)


def gather_expositions(edition: Edition, only: Only = None) -> pa.Table:
    """Return the expositions; one query."""
    names = ("id", "name", "country", "area_m2")
    found = Exposition.objects.filter(edition=edition).order_by("id")
    return copy_table(
        "expositions", names, found.values_list("code", *names[1:]), edition.languages, only=only
    )


def gather_stands(edition: Edition, only: Only = None) -> pa.Table:
    """Return the stands; one query."""
    measures = ("number", "x", "y", "width", "depth")
    found = Stand.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "hall__code", *measures, "exposition__code")
    return copy_table(
        "stands", ("id", "hall", *measures, "exposition"), rows, edition.languages, only=only
    )


def gather_organisations(edition: Edition, only: Only = None) -> pa.Table:
    """Return the organisations with their stands; one query."""
    names = [name for name in _list_names("organisations") if name not in {"id", "stand"}]
    found = Organisation.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "exhibitor__stand__code", *names)
    return copy_table("organisations", ("id", "stand", *names), rows, edition.languages, only=only)


def gather_people(edition: Edition, only: Only = None) -> pa.Table:
    """Return the persons who take part; one query."""
    names = (
        "id",
        "organisation",
        "role",
        "other_roles",
        "position",
        "name",
        "country",
        "languages",
        "email",
        "hidden",
        "state",
        "type",
        "registered_at",
        "reason",
        "max_per_day",
        "max_meetings",
        "min_meetings",
        "min_per_day",
        "rest",
    )
    rows = (
        Participation.objects.filter(edition=edition)
        .order_by("id")
        .values_list(
            "code",
            "organisation__code",
            "roles__0",
            "roles__1_64",
            "position",
            "person__name",
            "person__country",
            "person__languages",
            "person__email",
            _YES,
            _STATE,
            "type__code",
            _REGISTERED,
            _REASON,
            "meeting_limit__a_day",
            "meeting_limit__in_all",
            "meeting_limit__at_least",
            "meeting_limit__least_a_day",
            "meeting_limit__rest",
        )
    )
    return copy_table("people", names, rows, edition.languages, only=only)


def gather_availability(edition: Edition, only: Only = None) -> pa.Table:
    """Return when persons are free; one query."""
    names = ("person", "date", "start", "end")
    found = Availability.objects.filter(edition=edition).order_by("id")
    return copy_table(
        "availability",
        names,
        found.values_list("participation__code", *names[1:]),
        edition.languages,
        only=only,
    )


def gather_offers(edition: Edition, only: Only = None) -> pa.Table:
    """Return the offers; one query."""
    names = [name for name in _list_names("offers") if name not in {"id", "organisation"}]
    found = Offer.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "organisation__code", *names)
    return copy_table("offers", ("id", "organisation", *names), rows, edition.languages, only=only)


def gather_needs(edition: Edition, only: Only = None) -> pa.Table:
    """Return the needs; one query."""
    apart = ("id", "organisation", "posted_by", "hidden")
    names = [name for name in _list_names("needs") if name not in apart]
    found = Need.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "organisation__code", "posted_by__code", _YES, *names)
    return copy_table("needs", (*apart, *names), rows, edition.languages, only=only)


_YES_FOR_FIRM = Case(When(asking_firm__isnull=False, then=Value("yes")), default=Value(""))


def gather_requests(edition: Edition, only: Only = None) -> pa.Table:
    """Return the meeting requests; one query."""
    linked: dict[str, str | Case] = {
        "id": "code",
        "requester": "requester__code",
        "recipient": "recipient__organisation__code",
        "person": "invitee__code",
        "for_firm": _YES_FOR_FIRM,
        "assigned": "assigned__code",
        "author": "author__code",
        "locked_date": "locked__date",
        "locked_slot": "locked__number",
        "locked_table": "locked_table__number",
        "proposed_date": "proposed__date",
        "proposed_slot": "proposed__number",
    }
    names = _list_names("requests")
    found = MeetingRequest.objects.filter(edition=edition).order_by("id")
    rows = found.values_list(*(linked.get(name, name) for name in names))
    return copy_table("requests", names, rows, edition.languages, only=only)


def _count_within(field: str, before: int) -> CombinedExpression:
    """Return the place of a row among those of one parent, after so many others."""
    return Window(RowNumber(), partition_by=field, order_by="id") + before


def gather_request_parties(edition: Edition, only: Only = None) -> pa.Table:
    """Return the further parties of the meeting requests; one query."""
    names = ("request", "number", "organisation", "person", "attends", "answer")
    found = RequestParty.objects.filter(request__edition=edition).order_by("id")
    rows = found.values_list(
        "request__code",
        _count_within("request", 2),
        "exhibitor__organisation__code",
        "participation__code",
        "attends__code",
        "answer",
    )
    return copy_table("request_parties", names, rows, edition.languages, only=only)


def gather_request_history(edition: Edition, only: Only = None) -> pa.Table:
    """Return what happened to the meeting requests; one query."""
    names = ("request", "number", "at", "act", "by", "state", "date", "slot", "note")
    found = RequestEvent.objects.filter(request__edition=edition).order_by("id")
    rows = found.values_list(
        "request__code",
        _count_within("request", 0),
        "at",
        "act",
        "by__code",
        "state",
        "date",
        "number",
        Coalesce("note", Value("")),
    )
    return copy_table("request_history", names, rows, edition.languages, only=only)


_PARTNERS, _NEEDS, _PROJECTS, _PRACTICES = (
    ArraySubquery(
        model.objects.filter(edition=OuterRef("edition"))
        .annotate(
            place=Func(
                OuterRef(name),
                F("code"),
                function="array_position",
                output_field=IntegerField(),
            )
        )
        .filter(place__isnull=False)
        .order_by("place")
        .values("code")
    )
    for model, name in (
        (Organisation, "partners"),
        (Need, "about_needs"),
        (Project, "about_projects"),
        (Practice, "about_practices"),
    )
)
_SEATS = ("booked", "waiting", "invited")


def gather_sessions(edition: Edition, only: Only = None) -> pa.Table:  # noqa: ARG001
    """Return the programme, with all its columns: it has few rows; three queries."""
    named = list(
        Speaker.objects.filter(session__edition=edition)
        .order_by("session", "position")
        .values_list("session_id", "participation__code", "moderates")
    )
    speakers, moderators = (
        group_rows(row[:2] for row in named if row[2] is moderates) for moderates in (False, True)
    )
    held = list(
        Seat.objects.filter(session__edition=edition)
        .order_by("session", "asked_at", "pk")
        .values_list("session_id", "participation__code", "state", "invited", "beside")
    )
    asked = [row for row in held if row[2] != "invited"]
    seats = [group_rows(row[:2] for row in held if row[2] == state) for state in _SEATS]
    seats += [group_rows(row[:2] for row in asked if row[place]) for place in (3, 4)]
    taken = SeatCount.objects.filter(session=OuterRef("pk"), taken__gt=OuterRef("capacity"))
    apart: dict[str, Any] = {
        "id": "code",
        "room": "room__name",
        "guid": Cast("guid", TextField()),
        "overbooked": Case(When(Exists(taken), then=Value("yes")), default=Value("")),
        "booking": Case(When(booking=True, then=Value("yes")), default=Value("")),
        "cancelled": Case(When(cancelled=True, then=Value("yes")), default=Value("")),
        "delay": NullIf("delay", Value(0)),
        "partners": _PARTNERS,
        "about_needs": _NEEDS,
        "about_projects": _PROJECTS,
        "about_practices": _PRACTICES,
    }
    by_row = (speakers, moderators, *seats)
    joined = ("speakers", "moderators", *_SEATS, "by_invitation", "beside")
    names = [name for name in _list_names("sessions") if name not in {*apart, *joined}]
    found = Session.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("pk", *apart.values(), *names)
    return tabulate(
        "sessions",
        (*apart, *names, *joined),
        [(*row[1:], *(group(row[0]) for group in by_row)) for row in rows],
        edition.languages,
    )
