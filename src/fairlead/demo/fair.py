"""Puts the synthetic fair together and writes it as a folder."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.demo import (
    congress,
    firms,
    floor,
    market,
    meetings,
    people,
    practices,
    projects,
    signing,
    trade,
    world,
)
from fairlead.demo.market import Columns, list_titles
from fairlead.demo.size import CODE, Size
from fairlead.folder.fair import Fair
from fairlead.folder.fair_settings import (
    FairSettings,
    FlowsSource,
    Hall,
    MeetingRules,
    PortfolioSettings,
    Slots,
)
from fairlead.folder.fair_tables import build_table, build_table_of_rows
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import language_columns
from fairlead.folder.write import write_fair

FIRST_DAY = dt.date(2023, 7, 10)
DAYS = 4
SLOTS = Slots(first=dt.time(10), minutes=30, per_day=18)

_EXPOSITION = {
    "en": "National exposition: ",
    "ru": "Национальная экспозиция: ",
    "zh": "国家展区：",
    "ar": "الجناح الوطني: ",
}
FLOWS_FILE = "flows.parquet"


def write_demo(folder: Path, *, size: Size, seed: int) -> Fair:
    """Write the synthetic fair as a folder and return it; the same seed gives the same bytes.

    Raises InvalidInput, and changes nothing, when the folder holds anything but a fair.
    """
    with tempfile.TemporaryDirectory() as scratch:
        fair, flows = make_fair(size=size, seed=seed, flows_path=Path(scratch) / FLOWS_FILE)
        pq.write_table(flows, Path(scratch) / FLOWS_FILE, compression="zstd")
        write_fair(fair, folder)
    return fair


def make_fair(*, size: Size, seed: int, flows_path: Path) -> tuple[Fair, pa.Table]:
    """Return the synthetic fair, and the flows that belong at ``flows_path``."""
    flows = trade.make_trade(
        world.list_economies(size), world.list_products(size, seed=seed), seed=seed
    )
    every = firms.make_firms(size, flows, seed=seed)
    stands, halls = floor.make_stands(every, size, seed=seed)
    crowd = people.make_people(every, size, seed=seed)
    offers, offered = market.make_offers(every, flows, seed=seed)
    planned = projects.make_projects(every, flows, seed=seed)
    days = [FIRST_DAY + dt.timedelta(days=day) for day in range(DAYS)]
    asked = meetings.make_meetings(every, crowd, size, days=days, per_day=SLOTS.per_day, seed=seed)
    roles, ids = crowd.columns["role"], crowd.columns["id"]
    speakers = [str(ids[i]) for i in range(len(ids)) if roles[i] == "speaker"]
    sessions = congress.make_sessions(size, speakers, days=days, seed=seed)
    signed = signing.turn_into_signing(sessions)
    released = dt.datetime.combine(days[0], dt.time(5), dt.UTC)
    signings, signatories = signing.make_signing(planned.columns, signed, released)
    library, effects = practices.make_practices(every, offers, first_day=FIRST_DAY, seed=seed)
    fair = Fair(
        settings=_make_settings(size, halls, planned.budgets),
        organisations=_make_table("organisations", _make_organisations(every, stands, offered)),
        people=_make_table("people", crowd.columns),
        offers=_make_table("offers", offers),
        needs=_make_table("needs", market.make_needs(every, flows, size, seed=seed)),
        requests=_make_table("requests", asked.requests),
        availability=_make_table("availability", asked.availability),
        sessions=_make_table("sessions", sessions),
        projects=_make_table("projects", planned.columns),
        partners=_make_table("partners", planned.partners),
        rates=_make_table("rates", planned.rates),
        ledger=_make_table("ledger", planned.ledger),
        signings=_make_rows("signings", signings),
        signatories=_make_rows("signatories", signatories),
        practices=_make_rows("practices", library),
        effects=_make_rows("effects", effects),
        stands=_make_table("stands", _make_stands(stands)),
        expositions=_make_table("expositions", _make_expositions(stands, size)),
        products=_make_table("products", _make_products(flows)),
        flows=FlowsSource(
            source=FLOWS_FILE, path=flows_path, classification="HS2022", years=trade.YEARS
        ),
    )
    return fair, trade.tabulate_flows(flows)


def _make_table(name: str, columns: Columns) -> pa.Table:
    return build_table(name, columns, languages=world.LANGUAGES)


def _make_rows(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    return build_table_of_rows(name, rows, languages=world.LANGUAGES)


def _make_settings(size: Size, halls: int, budgets: dict[str, tuple[float, ...]]) -> FairSettings:
    return FairSettings(
        code=CODE,
        name=LocalizedText(
            {
                "en": "Fairlead demonstration fair 2023",
                "ru": "Демонстрационная ярмарка Fairlead 2023",
                "zh": "Fairlead 演示展会 2023",
                "ar": "معرض Fairlead التجريبي 2023",
            }
        ),
        languages=world.LANGUAGES,
        edition=13,
        city=LocalizedText(
            {"en": "Yekaterinburg", "ru": "Екатеринбург", "zh": "叶卡捷琳堡", "ar": "يكاترينبورغ"}
        ),
        country=world.HOST,
        first_day=FIRST_DAY,
        days=DAYS,
        time_zone="Asia/Yekaterinburg",
        partner_country=world.PARTNER,
        bloc=world.BLOC,
        currency=projects.CURRENCY,
        slots=SLOTS,
        meetings=MeetingRules(tables=size.tables),
        halls=tuple(
            Hall(
                code=str(number),
                name=LocalizedText(
                    {
                        "en": f"Hall {number}",
                        "ru": f"Павильон {number}",
                        "zh": f"{number}号馆",
                        "ar": f"القاعة {number}",
                    }
                ),
                width=size.hall_width,
                depth=size.hall_depth,
            )
            for number in range(1, halls + 1)
        ),
        portfolio=PortfolioSettings(
            discount_rate=projects.RATE, first_year=projects.FIRST_YEAR, budgets=budgets
        ),
    )


def _make_organisations(
    every: list[firms.Firm],
    stands: dict[str, floor.Stand],
    offered: list[list[world.Product]],
) -> Columns:
    made = [list({p.code: p for p in products}.values())[:5] for products in offered]
    return {
        "id": [f.id for f in every],
        **_list_columns("name", [f.name for f in every]),
        "country": [f.economy.code for f in every],
        "city": [f.economy.city for f in every],
        "city_ru": [f.economy.city_ru for f in every],
        "sector": [f"ISIC4:{f.sector}" for f in every],
        "size": [f.scale for f in every],
        "languages": [list(f.economy.languages) for f in every],
        "stand": [stands[f.id].id if f.id in stands else None for f in every],
        "website": [f"https://{f.id}.example.org/" for f in every],
        "email": [f"info@{f.id}.example.org" for f in every],
        "description": [
            f"Makes {list_titles([p.title for p in products], small=True)}. An invented firm."
            if products
            else "An invented firm that came to buy."
            for products in made
        ],
        "description_ru": [
            f"Производит: {list_titles([p.title_ru for p in products], small=True)}. "
            "Вымышленная компания."
            if products
            else "Вымышленная компания, приехала за покупками."
            for products in made
        ],
    }


def _make_stands(stands: dict[str, floor.Stand]) -> Columns:
    every = sorted(stands.values(), key=lambda stand: stand.id)
    return {
        "id": [s.id for s in every],
        "hall": [s.hall for s in every],
        "number": [s.number for s in every],
        "x": [s.x for s in every],
        "y": [s.y for s in every],
        "width": [s.width for s in every],
        "depth": [s.depth for s in every],
        "exposition": [_name_exposition(s.exposition) if s.exposition else None for s in every],
    }


def _make_expositions(stands: dict[str, floor.Stand], size: Size) -> Columns:
    areas = floor.measure_expositions(stands, size)
    codes = sorted(areas, key=lambda code: (code != world.PARTNER, code))
    return {
        "id": [_name_exposition(code) for code in codes],
        **_list_columns(
            "name",
            [
                LocalizedText(
                    (tag, f"{words}{world.find_economy_name(code, tag)}")
                    for tag, words in _EXPOSITION.items()
                )
                for code in codes
            ],
        ),
        "country": list(codes),
        "area_m2": [areas[code] for code in codes],
    }


def _list_columns(name: str, texts: list[LocalizedText]) -> Columns:
    """Return the columns of a text in the languages of the fair."""
    columns = language_columns(name, world.LANGUAGES)
    return {column: [text.get(tag) for text in texts] for tag, column in columns.items()}


def _name_exposition(economy: str) -> str:
    return f"expo-{economy.lower()}"


def _make_products(flows: trade.Trade) -> Columns:
    """Return the nomenclature: the chapters in use, then the products."""
    used = np.unique([p.code[:2] for p in flows.products])
    chapters = [c for c in world.list_chapters() if c.code in used]
    titles = [
        *((c.code, c.title, c.title_ru) for c in chapters),
        *((p.code, p.title, p.title_ru) for p in flows.products),
    ]
    return {
        "code": [f"HS:{code}" for code, _, _ in titles],
        "title": [title for _, title, _ in titles],
        "title_ru": [title_ru for _, _, title_ru in titles],
    }
