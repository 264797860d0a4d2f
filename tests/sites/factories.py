"""Rows of a small fair, each with what it cannot be without; named fields may be given others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils import timezone

from fairlead.apps.congress.models import Room, Session, Speaker
from fairlead.apps.cooperation.domain.record_entries import Facts, open_ledger, record_entries
from fairlead.apps.cooperation.models import Act, AmountKind, Partner, Project, Share
from fairlead.apps.exhibition.models import Exhibitor, Exposition, Hall, Stand
from fairlead.apps.fairs.domain.release_version import add_draft, release_version
from fairlead.apps.fairs.models import Edition, Run, Slot, Step, VersionState
from fairlead.apps.meetings.domain.current_timetable import find_or_make_current
from fairlead.apps.meetings.models import Meeting, MeetingRequest, Table, Timetable
from fairlead.apps.people.models import Organisation, Participation, Person
from fairlead.apps.trade.models import (
    Assessment,
    Dependency,
    ListMeasure,
    MakerGroup,
    MakerList,
    Matching,
    Need,
    Offer,
    Standing,
    Supplier,
)
from fairlead.folder.localized_text import LocalizedText

_numbers = count()
_TEXTS = {"name", "title", "description", "city", "track", "position"}


def spoken(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values with each text as one: ``name`` is English, ``name_ru`` Russian."""
    texts: dict[str, dict[str, str]] = {}
    others = {}
    for key, value in values.items():
        name, _, tag = key.partition("_")
        if name not in _TEXTS or isinstance(value, LocalizedText):
            others[key] = value
        else:
            texts.setdefault(name, {})[(tag or "en").replace("_", "-")] = value
    return others | {name: LocalizedText(said) for name, said in texts.items()}


def edition(code: str = "river-2024", **fields: Any) -> Edition:
    """Return an edition of four days in July."""
    values: dict[str, Any] = {
        "name": "River Fair 2024",
        "name_ru": "Речная ярмарка 2024",
        "number": 3,
        "city": "Riverside",
        "city_ru": "Приречный",
        "country": "RUS",
        "first_day": dt.date(2024, 7, 8),
        "days": 4,
        "time_zone": "Asia/Yekaterinburg",
        "partner_country": "BLR",
        "bloc": ["BLR", "KAZ", "RUS"],
        "currency": "USD",
        "first_slot": dt.time(10),
        "slot_minutes": 20,
        "slots_per_day": 24,
    }
    return Edition.objects.create(code=code, **spoken({**values, **fields}))


def hall(of: Edition, code: str = "1", **fields: Any) -> Hall:
    """Return the hall of that code, of 60 by 40 metres when it is new."""
    values = {"name": f"Hall {code}", "name_ru": f"Зал {code}", "width": 60.0, "depth": 40.0}
    return Hall.objects.get_or_create(edition=of, code=code, defaults=spoken({**values, **fields}))[
        0
    ]


def exposition(of: Edition, **fields: Any) -> Exposition:
    """Return a new country's joint stand."""
    code = f"exposition-{next(_numbers)}"
    values = {"name": f"Exposition {code}", "country": "BLR", "area_m2": 300.0}
    return Exposition.objects.create(edition=of, code=code, **spoken({**values, **fields}))


def stand(of: Edition, **fields: Any) -> Stand:
    """Return a new stand of 3 by 3 metres; the next lies beside the one before."""
    held_in = fields.pop("hall", None) or hall(of)
    before = held_in.stands.count()
    values: dict[str, Any] = {
        "number": f"A{before:02d}",
        "x": float(before % 18 * 3),
        "y": float(before // 18 * 3),
        "width": 3.0,
        "depth": 3.0,
    }
    values |= fields
    code = f"{held_in.code}-{values['number']}"
    return Stand.objects.create(edition=of, hall=held_in, code=code, **values)


def organisation(of: Edition, **fields: Any) -> Organisation:
    """Return a new firm."""
    number = next(_numbers)
    values = {
        "code": f"org-{number}",
        "name": f"Firm {number}",
        "country": "BLR",
        "city": "Minsk",
        "sector": "ISIC4:2814",
    }
    return Organisation.objects.create(edition=of, **spoken({**values, **fields}))


def exhibitor(of: Edition, **fields: Any) -> Exhibitor:
    """Return a new firm with its own stand."""
    firm = fields.get("organisation") or organisation(of)
    place = fields.get("stand") or stand(of)
    return Exhibitor.objects.create(edition=of, organisation=firm, stand=place)


def offer(of: Edition, **fields: Any) -> Offer:
    """Return a new offer of gearboxes."""
    values: dict[str, Any] = {
        "title": "Gearboxes",
        "title_ru": "Редукторы",
        "products": ["HS:848340"],
        "cooperation": ["supply"],
    }
    return Offer.objects.create(
        edition=of, code=f"o-{next(_numbers)}", **spoken({**values, **fields})
    )


def need(of: Edition, **fields: Any) -> Need:
    """Return a new need of an economy."""
    values: dict[str, Any] = {
        "code": f"n-{next(_numbers)}",
        "economy": "RUS",
        "title": "Bearings",
        "title_ru": "Подшипники",
        "products": ["HS:848220"],
        "cooperation": ["supply", "localisation"],
        "volume_usd": 1_500_000.0,
    }
    return Need.objects.create(edition=of, **spoken({**values, **fields}))


def project(of: Edition, **fields: Any) -> Project:
    """Return a new project, as yet without shares."""
    values: dict[str, Any] = {
        "code": f"project-{next(_numbers)}",
        "title": "Joint gearbox plant",
        "title_ru": "Совместный завод редукторов",
        "stage": "feasibility",
        "amount": 250e6,
        "start_year": 2025,
        "cash_flows": [-200e6, -50e6, 90e6, 120e6, 150e6],
    }
    given = spoken({**values, **fields})
    stage, amount = given.pop("stage"), given.pop("amount")
    currency = given.pop("currency", of.currency)
    ledger = open_ledger(of.code)
    made = Project.objects.create(edition=of, ledger=ledger, **given)
    day = dt.date(2024, 1, 1)
    record_entries(
        ledger,
        [
            Facts(project=made, act=Act.OPENING, day=day, stage=stage),
            Facts(
                project=made, act=Act.AMOUNT, day=day, kind=AmountKind.ANNOUNCED,
                amount=amount, currency=currency, source="Test",
            ),
        ],
    )  # fmt: skip
    return made


def share(of: Project, economy: str, part: float, *, position: int = 0) -> Share:
    """Return an economy's share of a project's cost, which its body has."""
    partner = Partner.objects.create(
        project=of, code=economy, position=position, economy=economy, role="body"
    )
    return Share.objects.create(
        project=of, partner=partner, kind="cost", position=position, share=part
    )


def run(of: Edition, step: str = "dependency", **fields: Any) -> Run:
    """Return a new run that ended well; figures of dependency are released, now or then."""
    released_at = fields.pop("released_at", None)
    values: dict[str, Any] = {
        "engine_version": "0.1.0",
        "seed": 1,
        "input_digest": "0" * 64,
        "status": "complete",
        "seconds": 1.0,
    }
    made = Run.objects.create(edition=of, step=step, **{**values, **fields})
    if step == Step.DEPENDENCY:
        draft = add_draft(Assessment, made)
        if released_at is None:
            release_version(draft)
        else:
            others = Assessment.objects.filter(edition=of, state=VersionState.RELEASED)
            others.update(state=VersionState.SUPERSEDED)
            draft.state, draft.released_at = VersionState.RELEASED, released_at
            draft.save()
    return made


def dependency(of: Run, **fields: Any) -> Dependency:
    """Return a new critical import of Belarus."""
    code = f"HS:{848200 + next(_numbers) % 1000}"
    values: dict[str, Any] = {
        "economy": "BLR",
        "product": code,
        "title": f"Product {code}",
        "critical": True,
        "imports_usd": 5e6,
        "hhi_imports": 0.55,
        "first_supplier": "CHN",
        "first_share": 0.7,
    }
    return Dependency.objects.create(edition=of.edition, run=of, **spoken({**values, **fields}))


def supplier(of: Dependency) -> Supplier:
    """Return India as the economy that could supply a critical import."""
    return Supplier.objects.create(dependency=of, rank=1, economy="IND")


def session(of: Edition, **fields: Any) -> Session:
    """Return a new session of the congress, in its own room."""
    code = f"session-{next(_numbers)}"
    values: dict[str, Any] = {
        "code": code,
        "title": "Main strategic session",
        "title_ru": "Главная стратегическая сессия",
        "date": of.first_day,
        "start": dt.time(10),
        "end": dt.time(11, 30),
        "room": Room.objects.create(edition=of, name=LocalizedText({"en": f"Room {code}"})),
    }
    return Session.objects.create(edition=of, **spoken({**values, **fields}))


def person(**fields: Any) -> Person:
    """Return a new person."""
    number = next(_numbers)
    values = {"name": f"Person {number}", "email": f"person-{number}@example.org"}
    return Person.objects.create(**spoken({**values, **fields}))


def participation(of: Edition, **fields: Any) -> Participation:
    """Return a new visitor."""
    code = f"p-{next(_numbers)}"
    values: dict[str, Any] = {
        "code": code,
        "person": Person.objects.create(name=LocalizedText({"en": f"Visitor {code}"})),
        "roles": ["visitor"],
    }
    return Participation.objects.create(edition=of, **spoken({**values, **fields}))


def speaks(at: Session, who: Participation) -> Speaker:
    """Return that a participant speaks at a session."""
    return Speaker.objects.create(session=at, participation=who, position=0)


def timetable(of: Edition, *, state: str, version: int = 1) -> Timetable:
    """Return a timetable in a state, made by its own run."""
    made_by = run(of, step="scheduling", objective=99.0, bound=100.0)
    released_at = None if state == "draft" else timezone.now()
    return Timetable.objects.create(
        edition=of, version=version, state=state, run=made_by, released_at=released_at
    )


def slot(of: Edition, *, day: int = 0, number: int = 1) -> Slot:
    """Return the slot of that number on a day of the fair, counted from 0."""
    date = of.first_day + dt.timedelta(days=day)
    begin = dt.datetime.combine(date, of.first_slot, of.zone)
    starts_at = begin + dt.timedelta(minutes=of.slot_minutes * (number - 1))
    found, _made = Slot.objects.get_or_create(
        edition=of,
        date=date,
        number=number,
        defaults={
            "starts_at": starts_at,
            "ends_at": starts_at + dt.timedelta(minutes=of.slot_minutes),
        },
    )
    return found


def held_now(version: Timetable) -> Timetable:
    """Return a draft itself, and in place of a released version the current timetable."""
    return version if version.state == "draft" else find_or_make_current(version.edition)


def meeting(held_in: Timetable, host: Exhibitor, at: Slot, *, seat: int = 1) -> Meeting:
    """Return a meeting of a new visitor at the exhibitor's stand: see `held_now`."""
    requester = participation(held_in.edition)
    asked = MeetingRequest.objects.create(
        edition=held_in.edition,
        code=f"request-{requester.code}",
        requester=requester,
        recipient=host,
        state="accepted",
    )
    return Meeting.objects.create(
        timetable=held_now(held_in),
        request=asked,
        slot=at,
        place="stand",
        stand=host.stand,
        seat=seat,
    )


def table_meeting(held_in: Timetable, host: Exhibitor, at: Slot) -> Meeting:
    """Return a meeting of a new visitor with the exhibitor at a shared table: see `held_now`."""
    requester = participation(held_in.edition)
    asked = MeetingRequest.objects.create(
        edition=held_in.edition,
        code=f"request-{requester.code}",
        requester=requester,
        recipient=host,
        state="accepted",
        place="table",
    )
    number = Table.objects.filter(edition=held_in.edition).count() + 1
    table = Table.objects.create(edition=held_in.edition, number=number)
    return Meeting.objects.create(
        timetable=held_now(held_in), request=asked, slot=at, place="table", table=table
    )


def matching(of: Edition, *, state: str = "released", version: int = 1) -> Matching:
    """Return a version of the lists in a state, made by its own run."""
    made_by = run(of, step="matching", parameters={"congestion": 0.5})
    released_at = None if state == "draft" else timezone.now()
    return Matching.objects.create(
        edition=of, version=version, state=state, run=made_by, released_at=released_at
    )


def makers(
    of: Matching, wanted: Need, offers: Sequence[Offer], *, bases: Sequence[str] = ()
) -> MakerList:
    """Return the makers of a need, in the order of what they offer for it."""
    return MakerList.objects.create(
        matching=of,
        need=wanted,
        makers=[one.organisation_id for one in offers],
        scores=[0.9 - 0.1 * place for place in range(len(offers))],
        offers=[one.pk for one in offers],
        reasons=[
            LocalizedText(
                {
                    "en": f"Offers “{one.title['en']}”, which meets the need.",
                    "ru": f"Предлагает «{one.title.get('ru')}», что отвечает потребности.",
                }
            )
            for one in offers
        ],
        bases=list(bases),
    )


def group(of: Matching, wanted: Need, members: Sequence[Exhibitor], **fields: Any) -> MakerGroup:
    """Return exhibitors that cover a need together, each one step of it."""
    steps = [*wanted.products, *wanted.cooperation]
    values: dict[str, Any] = {
        "number": 1 + of.maker_groups.filter(need=wanted).count(),
        "members": [member.pk for member in members],
        "covers": [[step] for step in steps[: len(members)]],
        "cost": 1.2 * len(members),
        "bound": 1.2 * len(members),
        "proved": True,
        "missing": steps[len(members) :],
    }
    return MakerGroup.objects.create(matching=of, need=wanted, **spoken({**values, **fields}))


def measure(of: Matching, name: str, value: float, **fields: Any) -> ListMeasure:
    """Return a measure of the lists between exhibitors and people."""
    values = {"market": "organisation-person", "about": "lists", "side": "organisation"}
    return ListMeasure.objects.create(matching=of, name=name, value=value, **{**values, **fields})


def standing(of: Matching, who: Organisation | Participation, **fields: Any) -> Standing:
    """Return how a participant stands in the market of exhibitors and people."""
    owner = "organisation" if isinstance(who, Organisation) else "participation"
    values: dict[str, Any] = {
        "market": "organisation-person",
        "price": 0.4,
        "filled": 0.9,
        "capacity": 24.0,
        "shown": 30,
        "asked": 12.5,
        "coded": True,
        "listed": 10,
        "stopped": {},
    }
    return Standing.objects.create(matching=of, **{owner: who}, **{**values, **fields})


def unsaved_session(of: Edition, code: str, room: Room, **fields: Any) -> Session:
    """Return a session of half an hour in a room that is to be written with others."""
    start: dt.time = fields["start"]
    values = {"title": f"Session {code}", "end": start.replace(minute=30)}
    return Session(edition=of, code=code, room=room, **spoken({**values, **fields}))
