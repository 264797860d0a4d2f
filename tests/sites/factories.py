"""Rows of a small fair, each with what it cannot be without."""

from __future__ import annotations

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from fairlead.apps.congress.models import Room, Session, Speaker
from fairlead.apps.cooperation.models import Project, Share
from fairlead.apps.exhibition.models import Exhibitor, Exposition, Hall, Stand
from fairlead.apps.fairs.models import Edition, Run, Slot
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Table, Timetable
from fairlead.apps.people.models import Organisation, Participation, Person
from fairlead.apps.trade.models import Dependency, Need, Offer, Supplier


class EditionFactory(DjangoModelFactory[Edition]):
    """An edition of four days in July."""

    class Meta:
        model = Edition
        django_get_or_create = ("code",)

    code = "river-2024"
    name = "River Fair 2024"
    name_ru = "Речная ярмарка 2024"
    number = 3
    city = "Riverside"
    city_ru = "Приречный"
    country = "RUS"
    first_day = dt.date(2024, 7, 8)
    days = 4
    time_zone = "Asia/Yekaterinburg"
    partner_country = "BLR"
    bloc = ("BLR", "KAZ", "RUS")
    currency = "USD"
    first_slot = dt.time(10)
    slot_minutes = 20
    slots_per_day = 24


class _Coded(DjangoModelFactory):  # type: ignore[type-arg]
    class Meta:
        abstract = True

    edition = factory.SubFactory(EditionFactory)


class HallFactory(_Coded):
    """A hall of 60 by 40 metres."""

    class Meta:
        model = Hall
        django_get_or_create = ("edition", "code")

    code = "1"
    name = "Hall 1"
    name_ru = "Зал 1"
    width = 60.0
    depth = 40.0


class ExpositionFactory(_Coded):
    """A country's joint stand."""

    class Meta:
        model = Exposition

    code = factory.Sequence(lambda n: f"exposition-{n}")
    name = factory.LazyAttribute(lambda row: f"Exposition {row.code}")
    country = "BLR"
    area_m2 = 300.0


class StandFactory(_Coded):
    """A stand of 3 by 3 metres, the next beside the one before."""

    class Meta:
        model = Stand

    hall = factory.SubFactory(HallFactory)
    number = factory.Sequence(lambda n: f"A{n:02d}")
    code = factory.LazyAttribute(lambda row: f"{row.hall.code}-{row.number}")
    x = factory.Sequence(lambda n: float(n % 18 * 3))
    y = factory.Sequence(lambda n: float(n // 18 % 12 * 3))
    width = 3.0
    depth = 3.0


class OrganisationFactory(_Coded):
    """A firm."""

    class Meta:
        model = Organisation

    code = factory.Sequence(lambda n: f"org-{n}")
    name = factory.Sequence(lambda n: f"Firm {n}")
    name_ru = ""
    country = "BLR"
    city = "Minsk"
    sector = "ISIC4:2814"


class ExhibitorFactory(_Coded):
    """A firm with a stand of its own."""

    class Meta:
        model = Exhibitor

    organisation = factory.SubFactory(OrganisationFactory)
    stand = factory.SubFactory(StandFactory)


class OfferFactory(_Coded):
    """An offer of gearboxes."""

    class Meta:
        model = Offer

    code = factory.Sequence(lambda n: f"offer-{n}")
    organisation = factory.SubFactory(OrganisationFactory)
    title = "Gearboxes"
    title_ru = "Редукторы"
    products = ("HS:848340",)
    cooperation = ("supply",)


class NeedFactory(_Coded):
    """A need of an economy."""

    class Meta:
        model = Need

    code = factory.Sequence(lambda n: f"need-{n}")
    economy = "RUS"
    title = "Bearings"
    title_ru = "Подшипники"
    products = ("HS:848220",)
    cooperation = ("supply", "localisation")
    volume_usd = 1_500_000.0


class ProjectFactory(_Coded):
    """A project of two economies."""

    class Meta:
        model = Project

    code = factory.Sequence(lambda n: f"project-{n}")
    title = "Joint gearbox plant"
    title_ru = "Совместный завод редукторов"
    stage = "feasibility"
    amount = 250e6
    start_year = 2025
    cash_flows = (-200e6, -50e6, 90e6, 120e6, 150e6)


def share(project: Project, economy: str, part: float, *, position: int = 0) -> Share:
    """Return an economy's share of a project's cost."""
    return Share.objects.create(
        project=project, kind="cost", position=position, economy=economy, share=part
    )


class RunFactory(_Coded):
    """A run that ended well."""

    class Meta:
        model = Run

    step = "dependency"
    engine_version = "0.1.0"
    seed = 1
    input_digest = "0" * 64
    status = "complete"
    seconds = 1.0


class DependencyFactory(_Coded):
    """A critical import of Belarus."""

    class Meta:
        model = Dependency

    run = factory.SubFactory(RunFactory)
    economy = "BLR"
    product = factory.Sequence(lambda n: f"HS:{848200 + n}")
    title = factory.LazyAttribute(lambda row: f"Product {row.product}")
    critical = True
    imports_usd = 5e6
    hhi_imports = 0.55
    first_supplier = "CHN"
    first_share = 0.7


class SupplierFactory(DjangoModelFactory[Supplier]):
    """An economy that could supply a critical import."""

    class Meta:
        model = Supplier

    rank = 1
    economy = "IND"


class SessionFactory(_Coded):
    """A session of the congress; each in a room of its own."""

    class Meta:
        model = Session

    code = factory.Sequence(lambda n: f"session-{n}")
    title = "Main strategic session"
    title_ru = "Главная стратегическая сессия"
    date = dt.date(2024, 7, 8)
    start = dt.time(10)
    end = dt.time(11, 30)

    @factory.lazy_attribute
    def room(self) -> Room:
        """Return a new room."""
        return Room.objects.create(edition=self.edition, name=f"Room {self.code}")  # type: ignore[attr-defined]


class ParticipationFactory(_Coded):
    """A visitor with a person of their own."""

    class Meta:
        model = Participation

    code = factory.Sequence(lambda n: f"p-{n}")
    role = "visitor"

    @factory.lazy_attribute
    def person(self) -> Person:
        """Return a new person."""
        return Person.objects.create(name=f"Visitor {self.code}")  # type: ignore[attr-defined]


def speaks(session: Session, participation: Participation) -> Speaker:
    """Return that a participant speaks at a session."""
    return Speaker.objects.create(session=session, participation=participation, position=0)


def timetable(edition: Edition, *, state: str, version: int = 1) -> Timetable:
    """Return a timetable in a state, made by a run of its own."""
    run = RunFactory(edition=edition, step="scheduling", objective=99.0, bound=100.0)
    released_at = None if state == "draft" else timezone.now()
    return Timetable.objects.create(
        edition=edition, version=version, state=state, run=run, released_at=released_at
    )


def slot(edition: Edition, *, day: int = 0, number: int = 1) -> Slot:
    """Return the slot of that number on a day of the fair, counted from 0."""
    date = edition.first_day + dt.timedelta(days=day)
    begin = dt.datetime.combine(date, edition.first_slot, edition.zone)
    starts_at = begin + dt.timedelta(minutes=edition.slot_minutes * (number - 1))
    found, _made = Slot.objects.get_or_create(
        edition=edition,
        date=date,
        number=number,
        defaults={
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(minutes=edition.slot_minutes),
        },
    )
    return found


def meeting(held_in: Timetable, exhibitor: Exhibitor, at: Slot, *, seat: int = 1) -> Meeting:
    """Return a meeting of a new visitor at the exhibitor's stand."""
    requester = ParticipationFactory(edition=held_in.edition)
    asked = MeetingRequest.objects.create(
        edition=held_in.edition,
        code=f"request-{requester.code}",
        requester=requester,
        recipient=exhibitor,
    )
    return Meeting.objects.create(
        timetable=held_in, request=asked, slot=at, place="stand", stand=exhibitor.stand, seat=seat
    )


def table_meeting(held_in: Timetable, exhibitor: Exhibitor, at: Slot) -> Meeting:
    """Return a meeting of a new visitor with the exhibitor at a shared table."""
    requester = ParticipationFactory(edition=held_in.edition)
    asked = MeetingRequest.objects.create(
        edition=held_in.edition,
        code=f"request-{requester.code}",
        requester=requester,
        recipient=exhibitor,
        place="table",
    )
    number = Table.objects.filter(edition=held_in.edition).count() + 1
    table = Table.objects.create(edition=held_in.edition, number=number)
    return Meeting.objects.create(
        timetable=held_in, request=asked, slot=at, place="table", table=table
    )
