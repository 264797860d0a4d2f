"""The database holds every figure to the bound that the folder's schema has for it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import CheckConstraint, Model
from pytest_django import DjangoDbBlocker
from tests.folder.lived import join_lived
from tests.folder.partnership import join_partnership
from tests.folder.registered import join_registered

from fairlead.apps.congress.models import PlannedSession, Room, Session
from fairlead.apps.cooperation.models import Project, Share
from fairlead.apps.delegations.models import Delegate, Delegation
from fairlead.apps.exhibition.models import Exposition, Hall, Stand
from fairlead.apps.fairs.models import Edition, Slot
from fairlead.apps.meetings.models import (
    Meeting,
    MeetingRequest,
    MeetingRules,
    Outcome,
    PersonLimit,
    RequestLimit,
)
from fairlead.apps.people.models import Participation, ParticipationType, PassQuota
from fairlead.apps.practices.models import Effect, Practice
from fairlead.apps.proposals.models import Proposal
from fairlead.apps.screening.models import Hit
from fairlead.apps.trade.models import MarketRules, Need, NeedFigures
from fairlead.apps.transfer.load import load_fair
from fairlead.folder import bounds
from fairlead.folder.bounds import Bound
from fairlead.folder.fair import Fair
from fairlead.folder.month_schemas import MONTH_SCHEMAS
from fairlead.folder.schema import Field
from fairlead.folder.schemas import BY_NAME, SCHEMAS
from fairlead.folder.toml_schema import BUDGET, SECTIONS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def whole(
    small: Fair, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Edition]:
    """Return the small fair with delegations, practices and hits, loaded once for all tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        edition = load_fair(join_registered(join_lived(join_partnership(small))))
        connection.check_constraints()  # here, and not at the end of each test
        yield edition
        transaction.set_rollback(True)


@pytest.fixture
def edition(whole: Edition, db: None) -> Edition:
    """Return the fair as it was loaded: what a test does to it is rolled back."""
    return Edition.objects.get(pk=whole.pk)


COLUMNS: dict[str, tuple[type[Model], str]] = {
    "expositions.csv area_m2": (Exposition, "area_m2"),
    "stands.csv x": (Stand, "x"),
    "stands.csv y": (Stand, "y"),
    "stands.csv width": (Stand, "width"),
    "stands.csv depth": (Stand, "depth"),
    "needs.csv volume_usd": (Need, "volume_usd"),
    "sessions.csv capacity": (Session, "capacity"),
    "people.csv max_per_day": (PersonLimit, "a_day"),
    "people.csv max_meetings": (PersonLimit, "in_all"),
    "people.csv min_meetings": (PersonLimit, "at_least"),
    "people.csv min_per_day": (PersonLimit, "least_a_day"),
    "people.csv rest": (PersonLimit, "rest"),
    "request_limits.csv a_day": (RequestLimit, "a_day"),
    "request_limits.csv open_at_once": (RequestLimit, "open_at_once"),
    "meetings grace_minutes": (MeetingRules, "grace_minutes"),
    "meetings hall_minutes": (MeetingRules, "hall_minutes"),
    "fewer_tables tables": (Slot, "tables"),
    "requests.csv weight": (MeetingRequest, "weight"),
    "projects.csv start_year": (Project, "start_year"),
    "requests.csv slots": (MeetingRequest, "slots"),
    "projects.csv costs": (Project, "costs"),
    "projects.csv cash_flows": (Project, "cash_flows"),
    "projects.csv jobs": (Project, "jobs"),
    "projects.csv local_share": (Project, "local_share"),
    "fair edition": (Edition, "number"),
    "fair days": (Edition, "days"),
    "slots minutes": (Edition, "slot_minutes"),
    "slots per_day": (Edition, "slots_per_day"),
    "meetings tables": (Edition, "tables"),
    "meetings max_per_day": (Edition, "max_meetings_per_day"),
    "halls width": (Hall, "width"),
    "halls depth": (Hall, "depth"),
    "flows years": (Edition, "flows_years"),
    "portfolio discount_rate": (Edition, "discount_rate"),
    "portfolio first_year": (Edition, "budgets_first_year"),
    "portfolio budgets": (Edition, "budgets"),
}
COLUMNS |= {
    "passes.csv quota": (PassQuota, "quota"),
    "delegations.csv position": (Delegation, "position"),
    "delegations.csv quota": (Delegation, "quota"),
    "delegates.csv position": (Delegate, "position"),
    "practices.csv year": (Practice, "year"),
    "effects.csv before": (Effect, "before"),
    "effects.csv after": (Effect, "after"),
    "screening_hits.csv score": (Hit, "score"),
    "outcomes.csv value": (Outcome, "value"),
    "meetings.csv seat": (Meeting, "seat"),
    "sessions.csv expected": (Session, "expected"),
    "sessions.csv delay": (Session, "delay"),
    "rooms.csv position": (Room, "position"),
    "rooms.csv capacity": (Room, "capacity"),
    "participation_types.csv quota": (ParticipationType, "quota"),
    "participation_types.csv price": (ParticipationType, "price"),
    "participation_types.csv position": (ParticipationType, "position"),
    "market_rules.csv entry_days": (MarketRules, "entry_days"),
    "market_rules.csv remind_days": (MarketRules, "remind_days"),
    "market_rules.csv passes_base": (MarketRules, "passes_base"),
    "market_rules.csv metres_a_pass": (MarketRules, "metres_a_pass"),
    "programme_sessions.csv minutes": (PlannedSession, "minutes"),
    "programme_sessions.csv capacity": (PlannedSession, "capacity"),
    "programme_sessions.csv expected": (PlannedSession, "expected"),
    "session_proposals.csv minutes": (Proposal, "minutes"),
}
# Which slot of a day: the request refers to its row.
REFERRED = {
    "requests.csv locked_slot",
    "requests.csv locked_table",
    "requests.csv proposed_slot",
    "request_history.csv slot",
    "fewer_tables slot",
}
# Counted by the rows themselves, which are only added.
REFERRED |= {"request_parties.csv number", "request_history.csv number"}
# The amount of a project is that of its entries, whose places in the ledger follow from the chain.
REFERRED |= {"projects.csv amount", "ledger.csv number", "ledger.csv corrects"}
# Counted by the rows themselves; complete shares sum to 100: tests/apps/consortia.
REFERRED |= {
    f"{name}.csv number"
    for name in (
        "agreements", "appraisals", "effects", "practices", "screening_decisions", "sign_offs",
        "signatories", "visits", "follow_ups",
    )
} | {f"members.csv {kind}" for kind in ("cost", "work", "rights")}  # fmt: skip
REFERRED |= {"screening_entries.csv line", "check_ins.csv party"}
# Which version, which slot and table of the fair: the meeting refers to their rows.
REFERRED |= {f"{name}.csv version" for name in ("timetables", "meetings", "unheld")}
REFERRED |= {"timetables.csv made_from", "programmes.csv version", "programmes.csv made_from"}
REFERRED |= {"programme_sessions.csv version", "draft_changes.csv version"}
# What an engine recorded of its own run.
REFERRED |= {f"timetables.csv {name}" for name in ("objective", "bound", "seconds")}
# Counted by the rows themselves.
REFERRED |= {
    f"{name}.csv number"
    for name in (
        "live_changes", "floor_questions", "draft_changes", "proposal_reviews", "call_questions",
        "call_criteria",
    )
}  # fmt: skip
REFERRED |= {f"meetings.csv {name}" for name in ("slot", "slots", "table")}
# Rows that are only added, and shares that sum to 1: tests/apps/cooperation.
REFERRED |= {"ledger.csv amount", "rates.csv rate"}
REFERRED |= {"partners.csv cost_share", "partners.csv benefit_share"}

# Rows that are only added, each sum of a headline that of its rows.
REFERRED |= {
    f"headlines.csv {name}" for name in ("number", "size", "count", "in_approval", "amount")
}
REFERRED |= {
    f"headline_rows.csv {name}"
    for name in ("headline", "stage_entry", "amount", "amount_entry", "rate", "converted")
}
# What waits beside a practice is a value of its row, read from the file by the same fields.
REFERRED |= {"practice_changes.csv year"}
REFERRED |= {f"changed_effects.csv {name}" for name in ("number", "before", "after")}
REFERRED |= {"waiting_pictures.csv number"}
# Counted by the rows themselves, and what refers to them.
REFERRED |= {"questions.csv number", "answers.csv number"}
REFERRED |= {"consent_texts.csv version", "consents.csv version"}
# What the engine found, and revisions of it: rows that are only added.
REFERRED |= {
    f"{schema.file} {field.name}"
    for schema in MONTH_SCHEMAS
    for field in schema.fields
    if field.kind.bound is not None
}
# Counted, one logo and eight pictures: tests/apps/trade.
REFERRED |= {"pictures.csv number"}
# Rows that are only added: see below.
ADDED = ("imports_usd", "hhi_imports", "first_share", "second_share", "hhi_world", "exports_usd")
REFERRED |= {f"need_figures.csv {name}" for name in (*ADDED, "years")}


def figures() -> Iterator[tuple[str, Field, Bound]]:
    """Yield every field of the folder that has a bound."""
    fields = [(schema.file, field) for schema in SCHEMAS for field in schema.fields]
    fields += [(section.name, field) for section in SECTIONS for field in section.fields]
    for place, field in [*fields, ("portfolio", BUDGET)]:
        if field.kind.bound is not None:
            yield f"{place} {field.name}", field, field.kind.bound


FIGURES = [pytest.param(*one, id=one[0]) for one in figures() if one[0] not in REFERRED]


def write(model: type[Model], column: str, figure: float, *, field: Field) -> None:
    """Give every row of the table the figure, or an array or JSON that holds it.

    Of stands only the one that is alone in its hall: others would lie upon one another; of
    delegations and types the one that nobody is in: a quota is not below who is; of outcomes the
    one that has a currency; of versions the drafts.
    """
    value: object = figure
    if field is BUDGET:
        value = [["BLR", [1.0, figure]], ["RUS", []]]
    elif field.kind.is_list:
        value = [figure]
    alone: dict[type[Model], dict[str, str]] = {
        Stand: {"code": "2-A1"},
        Delegation: {"code": "kazakh-body"},
        Outcome: {"currency": "EUR"},
        ParticipationType: {"code": "late"},
        PlannedSession: {"programme__state": "draft"},
        Meeting: {"timetable__state": "current", "request__code": "r1"},
    }
    rows = model._default_manager.filter(**alone.get(model, {}))
    if model is PersonLimit:
        one = Participation.objects.filter(code="v1").get()
        PersonLimit.objects.get_or_create(participation=one, defaults={"rest": 1})
    with transaction.atomic():
        assert rows.update(**{column: value})


@pytest.mark.parametrize(("name", "field", "bound"), FIGURES)
def test_beyond_the_bound_nothing_is_written(
    edition: Edition, name: str, field: Field, bound: Bound
) -> None:
    model, column = COLUMNS[name]
    step = 1 if "whole number" in field.kind.words else 0
    high = bound.high + 1 if step else math.nextafter(bound.high, math.inf)
    low = bound.low - 1 if step else math.nextafter(bound.low, -math.inf)
    # Decimals have no figure next to another.
    low, high = min(low, bound.low - 0.01), max(high, bound.high + 0.01)
    for figure in (low, high, *((math.inf, math.nan) if not step and field is not BUDGET else ())):
        with pytest.raises((DatabaseError, ValueError, ValidationError)):
            write(model, column, figure, field=field)


@pytest.mark.parametrize(("name", "field", "bound"), FIGURES)
def test_at_the_bound_it_is(edition: Edition, name: str, field: Field, bound: Bound) -> None:
    model, column = COLUMNS[name]
    for figure in (bound.low, bound.high):
        write(model, column, figure, field=field)


@pytest.mark.parametrize("column", [*ADDED, "years"])
def test_the_figures_of_a_need_are_kept_to_their_bounds(edition: Edition, column: str) -> None:
    (held,) = NeedFigures.objects.all()
    need = Need.objects.get(code="n1")
    field = BY_NAME["need_figures"].field(column)
    bound = field.kind.bound
    assert bound is not None
    said = {one.name: getattr(held, one.name) for one in NeedFigures._meta.fields} | {"need": need}

    def add(figure: float) -> None:
        with transaction.atomic():
            NeedFigures.objects.create(
                **said | {column: [figure] if field.kind.is_list else figure}
            )

    step = 1 if field.kind.is_list else 0
    for beyond in (bound.low - 1, bound.high + 1 if step else math.nextafter(bound.high, math.inf)):
        with pytest.raises((DatabaseError, ValueError)):
            add(beyond)
    add(bound.high)


def test_lists_are_no_longer_than_the_folder_has_them(edition: Edition) -> None:
    for model, column, value in (
        (Project, "cash_flows", [1.0] * 101),
        (Edition, "budgets", [["BLR", [1.0] * 101]]),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            model._default_manager.update(**{column: value})


def test_shares_and_days(edition: Edition) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Share.objects.update(share=1.5)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.update(first_day="2201-01-01")


OLD: dict[type[Model], dict[str, Any]] = {
    Edition: {"number": 2**31 - 1, "tables": 40_000, "max_meetings_per_day": 32_767},
    Hall: {"width": 1e308, "depth": 9e3},
    Exposition: {"area_m2": 1e308},
    Need: {"volume_usd": 1e308},
}


def test_what_was_loaded_beyond_the_bounds_is_brought_to_them(edition: Edition) -> None:
    """As the migrations do with a database of an older Fairlead."""
    budgets = [["BLR", [1e308, 60.0]], ["RUS", [2.0] * 101]]
    old: dict[type[Model], dict[str, Any]] = {**OLD, Edition: OLD[Edition] | {"budgets": budgets}}
    models: list[type[Model]] = [*old, Stand]
    checks = [
        (model, one)
        for model in models
        for one in model._meta.constraints
        if isinstance(one, CheckConstraint)
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with connection.schema_editor() as editor:
        for model, constraint in checks:
            editor.remove_constraint(model, constraint)
    for model, values in old.items():
        assert model._default_manager.update(**values)
    for place, stand in enumerate(Stand.objects.filter(hall__code="1")):
        Stand.objects.filter(pk=stand.pk).update(x=10.0 ** (200 + place), width=1e150)
    with connection.cursor() as cursor:
        for module in (
            "fairs.migrations.0004_bounds",
            "exhibition.migrations.0004_bounds",
            "trade.migrations.0010_bounds",
        ):
            cursor.execute(import_module(f"fairlead.apps.{module}")._TO_THE_BOUNDS)
    with connection.schema_editor() as editor:
        for model, constraint in checks:
            editor.add_constraint(model, constraint)
    edition.refresh_from_db()
    assert edition.number == bounds.EDITION_NUMBER.high
    assert edition.budgets == [["BLR", [1e18, 60.0]], ["RUS", [2.0] * 100]]
    hall = Hall.objects.first()
    assert hall is not None
    assert (hall.width, hall.depth) == (10_000, 9_000)
