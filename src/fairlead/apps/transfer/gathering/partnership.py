"""Delegations, consortia, signings and appraisals out of the database."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pyarrow as pa
from django.db.models import Case, F, Value, When

from fairlead.apps.consortia.models import (
    Agreement,
    Consortium,
    Interest,
    Member,
    Signatory,
    Signing,
    SignOff,
)
from fairlead.apps.cooperation.models import ProjectAppraisal
from fairlead.apps.delegations.models import (
    Delegate,
    Delegation,
    Interpreter,
    InterpreterBooking,
    VisitItem,
)
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.gathering.columns import tabulate
from fairlead.folder.json_kind import write_json
from fairlead.folder.schemas import BY_NAME

SHARES = ("cost", "work", "rights")


def say_yes(name: str) -> Case:
    """Return the expression of a boolean as a folder writes it: yes, or nothing."""
    return Case(When(**{name: True}, then=Value("yes")), default=Value(""))


def list_columns(name: str, **paths: str | Case | Value) -> dict[str, Any]:
    """Return the columns of a file, each with the path or expression that it comes of."""
    found: dict[str, Any] = {}
    for field in BY_NAME[name].fields:
        path = paths.get(field.name, field.name)
        found[field.name] = F(path) if isinstance(path, str) else path
    return found


def gather_partnership(edition: Edition) -> dict[str, pa.Table]:
    """Return the tables by the files' names; thirteen queries, and one for who is a member."""
    return {
        **_gather_delegations(edition),
        **_gather_consortia(edition),
        **_gather_signings(edition),
        "appraisals": _gather_appraisals(edition),
    }


def _gather_delegations(edition: Edition) -> dict[str, pa.Table]:
    languages = edition.languages
    columns = list_columns(
        "delegations", id="code", organisation="organisation__code", exposition="exposition__code"
    )
    delegations = Delegation.objects.filter(edition=edition).order_by("pk")
    delegates = Delegate.objects.filter(edition=edition).order_by("pk")
    interpreters = Interpreter.objects.filter(edition=edition).order_by("pk")
    who = list_columns("delegates", person="participation__code", delegation="delegation__code")
    speak = list_columns("interpreters", id="code")
    booked = InterpreterBooking.objects.filter(edition=edition).order_by("pk")
    bookings = [
        (who_, during.lower, during.upper, delegation, language, purpose)
        for who_, during, delegation, language, purpose in booked.values_list(
            "interpreter__code", "during", "delegation__code", "language", "purpose"
        )
    ]
    return {
        "delegations": tabulate(
            "delegations", list(columns), delegations.values_list(*columns.values()), languages
        ),
        "delegates": tabulate(
            "delegates", list(who), delegates.values_list(*who.values()), languages
        ),
        "interpreters": tabulate(
            "interpreters", list(speak), interpreters.values_list(*speak.values()), languages
        ),
        "interpretation": tabulate(
            "interpretation",
            ("interpreter", "begins_at", "ends_at", "delegation", "language", "purpose"),
            bookings,
            languages,
        ),
        "visits": _gather_visits(edition),
    }


def _gather_visits(edition: Edition) -> pa.Table:
    rows = VisitItem.objects.filter(edition=edition).order_by("pk")
    names = ("delegation", "begins_at", "ends_at", "title", "place", "session", "organisation")
    found = rows.values_list(
        "delegation__code",
        "begins_at",
        "ends_at",
        "title",
        "place",
        "session__code",
        "exhibitor__organisation__code",
    )
    places: Counter[tuple[Any, ...]] = Counter()
    counted = []
    for row in found:
        places[row[:2]] += 1
        counted.append((*row, places[row[:2]]))
    return tabulate("visits", (*names, "number"), counted, edition.languages)


def _gather_consortia(edition: Edition) -> dict[str, pa.Table]:
    languages = edition.languages
    wants = list_columns(
        "interests", need="need__code", organisation="organisation__code", by="by__code"
    )
    interests = Interest.objects.filter(edition=edition).order_by("pk")
    has = list_columns(
        "consortia",
        id="code",
        need="need__code",
        opened_by="opened_by__code",
        project="project__code",
        shared=say_yes("shared"),
    )
    consortia = Consortium.objects.filter(edition=edition).order_by("pk")
    part = list_columns(
        "members",
        consortium="consortium__code",
        organisation="organisation__code",
        lead=say_yes("lead"),
    )
    rows = Member.objects.filter(edition=edition).order_by("pk").values_list(*part.values())
    shares = {list(part).index(kind) for kind in SHARES}
    members = [
        [float(value) if place in shares and value is not None else value
         for place, value in enumerate(row)]
        for row in rows
    ]  # fmt: skip
    signed = list_columns(
        "sign_offs",
        consortium="agreement__consortium__code",
        number="agreement__number",
        organisation="member__organisation__code",
    )
    sign_offs = SignOff.objects.filter(agreement__consortium__edition=edition).order_by("pk")
    return {
        "interests": tabulate(
            "interests", list(wants), interests.values_list(*wants.values()), languages
        ),
        "consortia": tabulate(
            "consortia", list(has), consortia.values_list(*has.values()), languages
        ),
        "members": tabulate("members", list(part), members, languages),
        "agreements": _gather_agreements(edition),
        "sign_offs": tabulate(
            "sign_offs", list(signed), sign_offs.values_list(*signed.values()), languages
        ),
    }


def _gather_agreements(edition: Edition) -> pa.Table:
    """Return the versions; who was a member by the id of the organisation."""
    firms = dict(Member.objects.filter(edition=edition).values_list("pk", "organisation__code"))
    columns = list_columns("agreements", consortium="consortium__code")
    rows = Agreement.objects.filter(consortium__edition=edition).order_by("pk")
    place = list(columns).index("terms")
    told = []
    for row in rows.values_list(*columns.values()):
        terms = [{**one, "member": firms.get(one["member"], "")} for one in row[place]]
        told.append([*row[:place], write_json(terms), *row[place + 1 :]])
    return tabulate("agreements", list(columns), told, edition.languages)


def _gather_signings(edition: Edition) -> dict[str, pa.Table]:
    has = list_columns("signings", id="code", session="session__code", project="project__code")
    signings = Signing.objects.filter(edition=edition).order_by("pk")
    who = list_columns("signatories", signing="signing__code", number="position")
    signatories = Signatory.objects.filter(signing__edition=edition).order_by("pk")
    languages = edition.languages
    return {
        "signings": tabulate("signings", list(has), signings.values_list(*has.values()), languages),
        "signatories": tabulate(
            "signatories", list(who), signatories.values_list(*who.values()), languages
        ),
    }


def _gather_appraisals(edition: Edition) -> pa.Table:
    columns = list_columns("appraisals", project="project__code")
    rows = ProjectAppraisal.objects.filter(project__edition=edition).order_by("pk")
    told = [
        (project, number, write_json(inputs), write_json(supply) if supply else "", *others)
        for project, number, inputs, supply, *others in rows.values_list(*columns.values())
    ]
    return tabulate("appraisals", list(columns), told, edition.languages)
