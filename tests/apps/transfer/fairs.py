"""Fairs of every shape, for property tests."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from fairlead.folder.choices import (
    ACCESS,
    ANSWERS,
    COOPERATION,
    PREFERENCES,
    REQUEST_ACTS,
    REQUEST_STATES,
    ROLES,
    SESSION_KINDS,
    SESSION_LEVELS,
    SIDES,
    SIZES,
    STAGES,
)
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import (
    FairSettings,
    FewerTables,
    FlowsSource,
    Hall,
    MeetingRules,
    OpeningHours,
    OwnDay,
    PortfolioSettings,
    Slots,
)
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import find_column_in
from fairlead.folder.schemas import BY_NAME

FIRST_DAY = dt.date(2024, 3, 30)  # the clocks of Europe go forward on the second day
_MOMENTS = st.integers(1_700_000_000, 1_740_000_000).map(
    lambda second: dt.datetime.fromtimestamp(second, dt.UTC)
)
_ZONES = ("Asia/Yekaterinburg", "Europe/Berlin", "UTC")
_COUNTRIES = ("BLR", "KAZ", "RUS", "DEU")
_PRODUCTS = ("HS:8517", "HS:851762", "HS2017:870333", "ISIC4:2610", "CPV:42000000")

# Quotes, separators, backslashes and NULL's spellings are what a copy could mistake.
texts = st.text(
    st.sampled_from("aZ0é Жя中\U0001f600'\",;\\{}|\\NnullNULL."), min_size=1, max_size=12
).filter(lambda text: text.strip() == text and text)
optional_texts = st.none() | texts
_LANGUAGES = (("en", "ru"), ("en",), ("ar", "en", "zh-Hans", "kk", "pt-BR"))
amounts = st.floats(0, 1e12, allow_subnormal=False)
areas = st.floats(0, 1e8, allow_subnormal=False)
signed = st.floats(-1e12, 1e12, allow_subnormal=False)
countries = st.sampled_from(_COUNTRIES)


# A day of 24 slots of unequal length, with a pause.
_OWN_DAYS = (
    OwnDay(
        FIRST_DAY + dt.timedelta(days=2),
        tuple(f"{hour:02}:00-{hour:02}:{10 + hour}" for hour in range(24)),
    ),
)


_OPENING = (
    OpeningHours(FIRST_DAY, dt.time(10), dt.time(18, 30)),
    OpeningHours(FIRST_DAY + dt.timedelta(days=2), dt.time(9), dt.time(1)),
)


def localized(languages: tuple[str, ...]) -> st.SearchStrategy[LocalizedText]:
    """Return a text in the first of the languages and in some of the others."""
    others = dict.fromkeys(languages[1:], optional_texts)
    return st.fixed_dictionaries({languages[0]: texts, **others}).map(LocalizedText)


def lists(values: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """Return lists of some of the values, each once, never empty."""
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True)


@st.composite
def shares(draw: st.DrawFn) -> list[tuple[str, float]]:
    """Return shares by economy that sum to 1."""
    economies = draw(lists(_COUNTRIES))
    parts = [draw(st.integers(1, 9)) for _ in economies]
    return [(name, part / sum(parts)) for name, part in zip(economies, parts, strict=True)]


@st.composite
def settings_of_fairs(draw: st.DrawFn) -> FairSettings:
    """Return what a fair.toml says."""
    languages = draw(st.sampled_from(_LANGUAGES))
    halls = tuple(Hall(code, draw(localized(languages)), 100.0, 50.5) for code in ("1", "2"))
    budgets = st.dictionaries(countries, st.lists(amounts, min_size=1, max_size=3).map(tuple))
    portfolio = st.builds(PortfolioSettings, st.floats(0, 1), st.integers(1900, 2200), budgets)
    return FairSettings(
        code="any-fair",
        name=draw(localized(languages)),
        languages=languages,
        edition=draw(st.integers(1, 40)),
        city=draw(localized(languages)),
        country=draw(countries),
        first_day=FIRST_DAY,
        days=3,
        time_zone=draw(st.sampled_from(_ZONES)),
        currency="USD",
        slots=Slots(dt.time(draw(st.integers(0, 9)), 30), 20, 24),
        own_days=draw(st.sampled_from(((), _OWN_DAYS))),
        opening=draw(st.sampled_from(((), _OPENING))),
        meetings=MeetingRules(
            draw(st.integers(0, 3)),
            draw(st.none() | st.integers(1, 9)),
            draw(st.sampled_from((10, 0, 240))),
            draw(st.sampled_from(("hand", "itself"))),
            draw(st.sampled_from((5, 0, 240))),
            draw(st.sampled_from(("wished", "required"))),
        ),
        fewer_tables=draw(st.sampled_from(((), (FewerTables(FIRST_DAY, 1, 0),)))),
        halls=halls,
        partner_country=draw(st.none() | countries),
        bloc=draw(st.none() | lists(_COUNTRIES).map(tuple)),
        portfolio=draw(st.none() | portfolio),
    )


@st.composite
def fairs(draw: st.DrawFn, *, flows: Path) -> Fair:
    """Return a fair whose codes fit together; ``flows`` is a file that may be its flows."""
    listed, settings = _Rows(draw), draw(settings_of_fairs())
    rows = listed.all()
    for name in rows:
        rows[name] = [listed.translated(name, row, settings.languages) for row in rows[name]]
    source = FlowsSource("some/flows.csv", flows, "eurostat", "HS2017", (2020, 2021), "1.08")
    return Fair(
        settings=settings,
        flows=draw(st.none() | st.just(source)),
        **{
            name: build_table_of_rows(name, listed, languages=settings.languages)
            for name, listed in rows.items()
        },
    )


class _Rows:
    """Rows for every file."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def some(self, prefix: str, most: int = 3) -> list[str]:
        """Return up to ``most`` ids."""
        return [f"{prefix}{number}" for number in range(self.draw(st.integers(0, most)))]

    def one_of(self, ids: list[str]) -> str | None:
        """Return one of the ids, or none."""
        return self.draw(st.none() | st.sampled_from(ids)) if ids else None

    def several(self, ids: list[str]) -> list[str] | None:
        """Return some of the ids, or none."""
        return self.draw(st.none() | lists(tuple(ids))) if ids else None

    def described(self) -> dict[str, Any]:
        """Return optional texts."""
        return {"description": self.draw(optional_texts)}

    def translated(
        self, name: str, row: dict[str, Any], languages: tuple[str, ...]
    ) -> dict[str, Any]:
        """Return the row with some of its texts in the other languages too."""
        others = {
            find_column_in(field.name, tag): self.draw(optional_texts)
            for field in BY_NAME[name].fields
            if field.localized and field.name != "room"  # said once for all its sessions
            for tag in languages[1:]
        }
        if name == "sessions" and len(languages) > 1:
            others[find_column_in("room", languages[1])] = f"{row['room']} 2"
        return row | others

    def all(self) -> dict[str, list[dict[str, Any]]]:
        """Return the rows of every file, fitting together."""
        draw = self.draw
        expositions: list[dict[str, Any]] = [
            {"id": one, "name": draw(texts), "country": draw(countries), "area_m2": draw(areas)}
            for one in self.some("x")
        ]
        stands: list[dict[str, Any]] = [
            {
                "id": one,
                "hall": "1",
                "number": f"A{place}",
                "x": place * 10.0,
                "y": 1.25,
                "width": 10.0,
                "depth": draw(st.floats(0.1, 40)),
                "exposition": self.one_of([row["id"] for row in expositions]),
            }
            for place, one in enumerate(self.some("s"))
        ]
        organisations: list[dict[str, Any]] = [
            {
                "id": one,
                "name": draw(texts),
                "country": draw(countries),
                "sector": draw(st.none() | st.just("ISIC4:28")),
                "size": draw(st.none() | st.sampled_from(SIZES)),
                "languages": draw(st.none() | lists(("en", "ru", "de"))),
                "stand": self.one_of([row["id"] for row in stands]),
                "city": draw(optional_texts),
                "description": draw(optional_texts),
            }
            for one in self.some("o", 4)
        ]
        people: list[dict[str, Any]] = [
            {
                "id": one,
                "name": draw(texts),
                "organisation": self.one_of([row["id"] for row in organisations]),
                "role": (role := draw(st.sampled_from(ROLES))),
                "max_per_day": draw(st.none() | st.integers(1, 9)),
                "max_meetings": draw(st.none() | st.integers(4, 9)),
                "min_meetings": draw(st.none() | st.integers(1, 4)),
                "min_per_day": draw(st.none() | st.just(1)),
                "rest": draw(st.none() | st.integers(1, 24)),
                "other_roles": draw(
                    st.none() | lists(tuple(other for other in ROLES if other != role))
                ),
                "position": draw(optional_texts),
                "country": draw(st.none() | countries),
                "languages": draw(st.none() | lists(("en", "ru"))),
                "email": draw(st.none() | st.just("one@example.org")),
                "hidden": draw(st.none() | st.just("yes")),
                "state": draw(st.none() | st.sampled_from(("waiting", "cancelled"))),
            }
            for one in self.some("p", 4)
        ]
        return {
            "expositions": expositions,
            "stands": stands,
            "organisations": organisations,
            "people": people,
            **self.market(organisations),
            **self.meetings(organisations, people),
            "sessions": self.sessions(people),
            "projects": self.projects(organisations),
        }

    def market(self, organisations: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
        """Return offers, needs and products."""
        draw, owners = self.draw, [row["id"] for row in organisations]
        entry = st.fixed_dictionaries(
            {"title": texts, "products": lists(_PRODUCTS), "cooperation": lists(COOPERATION)}
        )
        offers = [
            {"id": one, "organisation": draw(st.sampled_from(owners)), **draw(entry)}
            for one in (self.some("f") if owners else [])
        ]
        needs = []
        for one in self.some("n"):
            owner = self.one_of(owners)
            economy = None if owner else draw(countries)
            volume = draw(st.none() | amounts)
            row = {"id": one, "organisation": owner, "economy": economy, "volume_usd": volume}
            row["hidden"] = draw(st.none() | st.just("yes"))
            needs.append(row | draw(entry) | self.described())
        codes = draw(st.none() | lists(_PRODUCTS)) or []
        products = [{"code": code, "title": draw(texts)} for code in codes]
        return {"offers": offers, "needs": needs, "products": products}

    def meetings(
        self, organisations: list[dict[str, Any]], people: list[dict[str, Any]]
    ) -> dict[str, list[dict[str, Any]]]:
        """Return requests and availability."""
        draw = self.draw
        asked = [
            (person, {"recipient": owner["id"]})
            for person in people
            for owner in organisations
            if owner["stand"] and person["organisation"] != owner["id"]
        ] + [(person, {"person": other["id"]}) for person, other in pairwise(people)]
        requests = [
            self.request(number, person, whom, people)
            for number, (person, whom) in enumerate(asked)
        ]
        history = [
            {
                "request": row["id"],
                "number": 1,
                "at": draw(_MOMENTS),
                "act": draw(st.sampled_from(REQUEST_ACTS)),
                "by": row["author"],
                "state": row["state"],
                "note": draw(optional_texts),
            }
            for row in requests
            if draw(st.booleans())
        ]
        parties = [
            {
                "request": row["id"],
                "number": 3,
                "person": people[-1]["id"],
                "answer": draw(st.sampled_from(ANSWERS)),
            }
            for row in requests
            if people[-1]["id"] not in {row["requester"], row.get("person")} and draw(st.booleans())
        ]
        free = [
            {
                "person": person["id"],
                "date": FIRST_DAY,
                "start": dt.time(9, 30),
                "end": dt.time(10, 0, draw(st.integers(0, 59))),
            }
            for person in people
            if draw(st.booleans())
        ]
        return {
            "requests": requests,
            "request_history": history,
            "request_parties": parties,
            "availability": free,
        }

    def request(
        self,
        number: int,
        person: dict[str, Any],
        whom: dict[str, str],
        people: list[dict[str, Any]],
    ) -> dict[str, Any]:
        """Return what a person asks."""
        draw = self.draw
        state = draw(st.sampled_from(REQUEST_STATES))
        slots = st.none() | st.tuples(st.integers(0, 2), st.integers(1, 24))
        locked = draw(slots)
        proposed = draw(slots) if state == "pending" else None
        staff = [one["id"] for one in people if one["organisation"] == whom.get("recipient")]
        firm = person["organisation"] and draw(st.none() | st.just("yes"))
        if firm and whom.get("person") is not None:
            firm = None
        row = {
            "id": f"r{number}",
            "requester": person["id"],
            **whom,
            "for_firm": firm,
            "assigned": self.one_of(staff) if "recipient" in whom else None,
            "author": self.one_of([one["id"] for one in people]),
            "asked_at": draw(st.none() | _MOMENTS),
            "answered_at": draw(st.none() | _MOMENTS),
            "expires_at": draw(st.none() | _MOMENTS),
            "message": draw(optional_texts),
            "preference": draw(st.sampled_from(PREFERENCES)),
            "purpose": draw(st.none() | st.sampled_from(COOPERATION)),
            "slots": draw(st.integers(1, 24)),
            "link": draw(st.none() | st.just("https://meet.example.org/a")),
            "turn": draw(st.sampled_from(SIDES)),
            "reason": draw(optional_texts),
            "weight": draw(st.floats(0, 1000)),
            "state": state,
        }
        for name, slot in (("locked", locked), ("proposed", proposed)):
            row[f"{name}_date"] = FIRST_DAY + dt.timedelta(days=slot[0]) if slot else None
            row[f"{name}_slot"] = slot[1] if slot else None
        return row

    def sessions(self, people: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return sessions, one after another; the last may end on the next day."""
        ids, everybody = self.some("t"), [row["id"] for row in people]
        speakers = [self.several(everybody) for _ in ids]
        return [
            {
                "id": one,
                "title": self.draw(texts),
                "date": FIRST_DAY,
                "start": dt.time(10 + place),
                "end": dt.time(
                    11 + place if place < len(ids) - 1 else self.draw(st.integers(0, 9))
                ),
                "room": self.draw(st.sampled_from(("Hall", "Room"))),
                "track": self.draw(optional_texts),
                "kind": self.one_of(list(SESSION_KINDS)),
                "level": self.draw(st.sampled_from((None, *SESSION_LEVELS))),
                "language": self.draw(st.sampled_from((None, "en", "ru"))),
                "interpretation": self.draw(lists(("ru", "zh", "ar"))),
                "speakers": speakers[place],
                "moderators": self.several(
                    [one for one in everybody if one not in (speakers[place] or ())]
                ),
                "capacity": self.draw(st.none() | st.integers(1, 100_000)),
                "access": self.one_of(list(ACCESS)),
                "guid": self.draw(st.none() | st.uuids().map(str)),
                "stream": self.draw(st.sampled_from((None, "https://example.org/live?a=1&b=2"))),
                **self.described(),
            }
            for place, one in enumerate(ids)
        ]

    def projects(self, organisations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return projects, some of them tied to others."""
        draw, ids = self.draw, self.some("j")
        return [
            {
                "id": one,
                "title": draw(texts),
                "stage": draw(st.sampled_from(STAGES)),
                "lead": self.one_of([row["id"] for row in organisations]),
                "partners": draw(shares()),
                "benefit_shares": draw(st.none() | shares()),
                "products": draw(st.none() | lists(_PRODUCTS)),
                "amount": draw(amounts),
                "start_year": draw(st.integers(1900, 2200)),
                "cash_flows": draw(st.lists(signed, min_size=1, max_size=4)),
                "jobs": draw(st.none() | st.integers(0, 10**9)),
                "local_share": draw(st.none() | st.floats(0, 1)),
                "requires": self.several([other for other in ids if other != one]),
                "excludes": self.several([other for other in ids if other != one]),
            }
            for one in ids
        ]
