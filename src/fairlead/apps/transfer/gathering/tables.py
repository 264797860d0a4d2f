"""Each file's rows out of the database, in the order they came in."""

from __future__ import annotations

import pyarrow as pa
from django.db.models import Case, F, Value, When

from fairlead.apps.congress.models import Session, Speaker
from fairlead.apps.exhibition.models import Exposition, Stand
from fairlead.apps.fairs.models import Edition
from fairlead.apps.meetings.models import MeetingRequest
from fairlead.apps.people.models import Availability, Organisation, Participation
from fairlead.apps.trade.models import Need, Offer, Product
from fairlead.apps.transfer.gathering.columns import group_rows, tabulate
from fairlead.folder.schemas import BY_NAME

# How a folder writes that a row is hidden.
_YES = Case(When(hidden=True, then=Value("yes")), default=Value(""))

# A folder writes no state for those who take part.
_STATE = Case(When(state="approved", then=Value("")), default=F("state"))


def _list_names(name: str) -> list[str]:
    return [field.name for field in BY_NAME[name].fields]


def gather_products(edition: Edition) -> pa.Table:
    """Return the nomenclature; one query."""
    names = _list_names("products")
    rows = Product.objects.filter(edition=edition).order_by("id").values_list(*names)
    return tabulate("products", names, rows, edition.languages)


def gather_expositions(edition: Edition) -> pa.Table:
    """Return the expositions; one query."""
    names = ("id", "name", "country", "area_m2")
    found = Exposition.objects.filter(edition=edition).order_by("id")
    return tabulate("expositions", names, found.values_list("code", *names[1:]), edition.languages)


def gather_stands(edition: Edition) -> pa.Table:
    """Return the stands; one query."""
    measures = ("number", "x", "y", "width", "depth")
    found = Stand.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "hall__code", *measures, "exposition__code")
    return tabulate("stands", ("id", "hall", *measures, "exposition"), rows, edition.languages)


def gather_organisations(edition: Edition) -> pa.Table:
    """Return the organisations with their stands; one query."""
    names = [name for name in _list_names("organisations") if name not in {"id", "stand"}]
    found = Organisation.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "exhibitor__stand__code", *names)
    return tabulate("organisations", ("id", "stand", *names), rows, edition.languages)


def gather_people(edition: Edition) -> pa.Table:
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
        )
    )
    return tabulate("people", names, rows, edition.languages)


def gather_availability(edition: Edition) -> pa.Table:
    """Return when persons are free; one query."""
    names = ("person", "date", "start", "end")
    found = Availability.objects.filter(edition=edition).order_by("id")
    return tabulate(
        "availability",
        names,
        found.values_list("participation__code", *names[1:]),
        edition.languages,
    )


def gather_offers(edition: Edition) -> pa.Table:
    """Return the offers; one query."""
    names = [name for name in _list_names("offers") if name not in {"id", "organisation"}]
    found = Offer.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "organisation__code", *names)
    return tabulate("offers", ("id", "organisation", *names), rows, edition.languages)


def gather_needs(edition: Edition) -> pa.Table:
    """Return the needs; one query."""
    names = [name for name in _list_names("needs") if name not in {"id", "organisation", "hidden"}]
    found = Need.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("code", "organisation__code", *names, _YES)
    return tabulate("needs", ("id", "organisation", *names, "hidden"), rows, edition.languages)


def gather_requests(edition: Edition) -> pa.Table:
    """Return the meeting requests; one query."""
    plain = ("weight", "state", "place")
    found = MeetingRequest.objects.filter(edition=edition).order_by("id")
    rows = found.values_list(
        "code",
        "requester__code",
        "recipient__organisation__code",
        *plain,
        "locked__date",
        "locked__number",
    )
    names = ("id", "requester", "recipient", *plain, "locked_date", "locked_slot")
    return tabulate("requests", names, rows, edition.languages)


def gather_sessions(edition: Edition) -> pa.Table:
    """Return the programme; two queries."""
    speakers = group_rows(
        Speaker.objects.filter(session__edition=edition)
        .order_by("session", "position")
        .values_list("session_id", "participation__code")
    )
    names = [name for name in _list_names("sessions") if name not in {"id", "room", "speakers"}]
    found = Session.objects.filter(edition=edition).order_by("id")
    rows = found.values_list("pk", "code", "room__name", *names)
    columns = ("id", "room", *names, "speakers")
    return tabulate(
        "sessions", columns, [(*row[1:], speakers(row[0])) for row in rows], edition.languages
    )
