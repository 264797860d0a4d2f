"""The small fair with delegations, a consortium, a signing, practices and screening."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.json_kind import write_json
from fairlead.folder.month_files import CHANGES, JUDGED

DIGEST, OTHER_DIGEST = "a" * 64, "b" * 64


def draw_picture(width: int, height: int, *, mode: str = "RGB") -> bytes:
    """Return a picture as the site writes one."""
    out = io.BytesIO()
    Image.new(mode, (width, height), 1).save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


def name_picture(content: bytes) -> str:
    """Return the SHA-256 of a picture."""
    return hashlib.sha256(content).hexdigest()


LOGO, PHOTO = draw_picture(40, 20, mode="RGBA"), draw_picture(1600, 1200)
PICTURES = {name_picture(one): one for one in (LOGO, PHOTO)}


def at(day: int, hour: int = 9) -> dt.datetime:
    """Return a moment in the July of the small fair."""
    return dt.datetime(2024, 7, day, hour, tzinfo=dt.UTC)


_TERMS = [{"member": "gear", "part": "integrator", "lead": True, "steps": ["HS:8483"]}]
_INPUTS = {
    "currency": "USD", "first_year": 2025, "rate": 0.08,
    "lines": [
        {"name": "Plant", "kind": "investment", "amounts": [100.5]},
        {"name": "Sales", "kind": "revenue", "amounts": [0, 60, 1e6]},
    ],
    "views": [{"name": "BLR", "benefit_share": 0.4, "cost_share": 0.5}],
}  # fmt: skip
_SUPPLY = {
    "imports_usd": 2.5e9, "hhi": 0.5, "first_supplier": "DEU", "first_share": 0.7,
    "hhi_world": 0.2, "critical": True,
}  # fmt: skip
_QUESTION = {
    "currency": "RUB", "stages": ["letter_of_intent", "feasibility"], "kind": "", "products": [],
    "economies": [],
}  # fmt: skip
_CONVERTED = {
    "kind": "announced", "currency": "USD", "rate": Decimal("89.021400000000000000"),
    "rate_day": dt.date(2024, 6, 10), "rate_source": "Example bank",
}  # fmt: skip
_FIGURES = {
    "economy": "KAZ", "product": "HS:8541", "years": [2022], "source": "flows.parquet",
    "imports_usd": 2.5e8, "hhi_imports": 0.62, "first_supplier": "DEU", "first_share": 0.75,
    "second_supplier": "", "second_share": None, "hhi_world": None, "exports_usd": 0.5,
    "engine_version": "0.1.0", "recorded_at": "2024-05-01T09:30:00+00:00",
}  # fmt: skip


def _write_table(rows: list[dict[str, Any]], schema: pa.Schema) -> bytes:
    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), out, compression="zstd")
    return bytes(out.getvalue())


def _judge(month: str, share: float, hhi: float) -> dict[str, Any]:
    """Return what was found of an import of Belarus from China."""
    critical = hhi > 0.5
    return {
        "economy": 112, "product": 848210, "imports_usd": 100, "hhi_imports": hhi,
        "first_supplier": 156, "first_share": share, "hhi_world_exports": 0.9, "c1": critical,
        "c2": True, "c3": True, "c4": None, "critical": critical, "title": "Ball bearings",
        "seen": month,
    }  # fmt: skip


_BECAME = {
    "economy": "BLR", "product": "HS:848210", "title": "Ball bearings", "change": "became",
    "compared_with": "2024-01", "imports_before": 100, "imports_after": 100, "hhi_before": 0.38,
    "hhi_after": 0.905, "first_before": "CHN", "first_after": "CHN", "share_before": 0.5,
    "share_after": 0.95,
}  # fmt: skip
_CHANGED = _BECAME | {
    "product": "848210", "why": "as is told", "criteria_gained": "c1", "criteria_lost": "",
}  # fmt: skip
_JANUARY = _write_table([_judge("2024-01", 0.5, 0.38)], JUDGED)
_FEBRUARY = _write_table([_judge("2024-02", 0.95, 0.905)], JUDGED)
_NOTHING, _DIFFERED = _write_table([], CHANGES), _write_table([_CHANGED], CHANGES)
MONTHS = {name_picture(one): one for one in (_JANUARY, _FEBRUARY, _NOTHING, _DIFFERED)}
_RULE = {
    "rule": "c1c2c3", "concentration": 0.4, "world_concentration": 0.4, "coverage": 1,
    "persistence": [3, 5], "worse": 0.05,
}  # fmt: skip
_SEARCHED = {
    "month": "2024-02", "revision": 1, "digest": DIGEST, "source": "flows.csv", "scheme": "HS",
    "digits": 6, "economies": ["BLR"], "before": "2024-01", "years": [2024],
    "rule": write_json(_RULE), "engine_version": "0.1.0",
    "searched_at": at(2),
}  # fmt: skip
_SUMMED = {
    "month": "2024-02", "revision": 1, "economy": "BLR", "products": 1, "critical": 1,
    "imports_usd": 100, "critical_usd": 100, "concentration": 0.905, "became": 1, "worse": 0,
    "ceased": 0, "untraded": 0, "unknown": 0,
}  # fmt: skip
_PROPOSED = {"economy": "BLR", "product": "HS:848210", "month": "2024-02", "revision": 2,
             "proposed_at": at(3)}  # fmt: skip
_STEEL = _BECAME | {"product": "HS:720610", "change": "worse", "gained": ["c2"], "lost": ["c3"]}
ROWS: dict[str, list[dict[str, Any]]] = {
    "headlines": [
        {"number": 1, "title": "2 projects, 10 thousand",
         "title_ru": "2 проекта, 10 тысяч", "question": write_json(_QUESTION),
         "day": dt.date(2024, 6, 10), "moment": dt.datetime(2024, 6, 14, tzinfo=dt.UTC), "size": 11,
         "head": "08733080928a41d6035f27146a2e504a0aa6f461ff2c7dd89a0d470dbdf345e0", "count": 2,
         "in_approval": 1, "amount": Decimal("10682.5680"), "currency": "RUB",
         "person": "Person Two", "made_at": at(1)},
    ],
    "headline_rows": [
        {"headline": 1, "project": "plant", "stage": "feasibility", "stage_entry": 9,
         "amount": 100, "amount_entry": 11, "converted": Decimal("8902.1400"),
         "in_approval": "yes", **_CONVERTED},
        {"headline": 1, "project": "pumps", "stage": "letter_of_intent", "stage_entry": 5,
         "amount": 20, "amount_entry": 6, "converted": Decimal("1780.4280"), **_CONVERTED},
    ],
    "approvers": [
        {"project": "plant", "partner": "BLR", "email": "approver@example.org"},
        {"project": "plant", "partner": "RUS", "email": "Other@example.org",
         "until": dt.date(2024, 12, 31)},
        {"project": "pumps", "partner": "KAZ", "email": "approver@example.org"},
    ],
    "passes": [
        {"organisation": "gear", "quota": 1, "set_by_hand": "yes"},
        {"organisation": "pump", "quota": None},
    ],
    "stand_shares": [
        {"host": "gear", "guest": "chip", "invited_at": at(1), "state": "ended",
         "message": "Come to us", "answered_at": at(2)},
        {"host": "gear", "guest": "chip", "invited_at": at(3), "state": "invited"},
    ],
    "pictures": [
        {"organisation": "gear", "kind": "logo", "number": 1, "sha256": name_picture(LOGO),
         "words": "A wheel", "words_ru": "Колесо"},
        {"organisation": "gear", "kind": "pictures", "number": 1, "sha256": name_picture(PHOTO)},
        {"organisation": "gear", "kind": "pictures", "number": 2, "sha256": name_picture(LOGO)},
        {"organisation": "pump", "kind": "pictures", "number": 1, "sha256": name_picture(PHOTO)},
    ],
    "waiting_profiles": [
        {"organisation": "gear", "city": "Minsk", "city_ru": "Минск", "description": "New",
         "website": "https://new.example.org/", "languages": ["en"], "at": at(1)},
        {"organisation": "pump", "at": at(2)},
    ],
    "waiting_entries": [
        {"organisation": "gear", "kind": "offer", "code": "d-1", "title": "A new offer",
         "products": ["HS:8483"], "cooperation": ["supply"], "expires_on": dt.date(2024, 7, 9),
         "at": at(1)},
        {"organisation": "mine", "kind": "need", "code": "n1", "title": "Gearboxes",
         "title_ru": "Редукторы", "description": "Other ones", "products": ["HS:8483"],
         "cooperation": ["supply", "licence"], "hidden": "yes", "at": at(1)},
        {"organisation": "pump", "kind": "need", "code": "d-2", "title": "Posted",
         "products": ["HS:8541"], "cooperation": ["supply"], "economy": "KAZ",
         "figures": write_json(_FIGURES), "at": at(1)},
    ],
    "waiting_pictures": [
        {"organisation": "gear", "kind": "logo", "number": 1, "sha256": name_picture(LOGO),
         "words": "A wheel", "at": at(1)},
        {"organisation": "gear", "kind": "pictures", "number": 0, "at": at(2)},
        {"organisation": "pump", "kind": "pictures", "number": 1, "sha256": name_picture(PHOTO),
         "at": at(1)},
        {"organisation": "pump", "kind": "pictures", "number": 2, "sha256": name_picture(LOGO),
         "words_ru": "Колесо", "at": at(1)},
    ],
    "need_figures": [
        {"need": "n2", "economy": "RUS", "product": "HS:854143", "years": [2021, 2022],
         "source": "flows.parquet", "imports_usd": 2.5e8, "hhi_imports": 0.1 + 0.2,
         "first_supplier": "DEU", "first_share": 1.000001, "second_supplier": "XKX",
         "second_share": 0.0, "hhi_world": 0.5, "engine_version": "0.1.0", "recorded_at": at(1)},
    ],
    "delegations": [
        {
            "id": "belarus", "name": "Delegation of Belarus", "name_ru": "Делегация",
            "kind": "economy", "economy": "BLR", "organisation": None, "exposition": "belarus",
            "position": 1, "quota": 5, "arrives_at": at(7), "leaves_at": at(10),
            "language": "ru",
        },
        {"id": "kazakh-body", "name": "A body", "kind": "body", "economy": "KAZ",
         "organisation": "pump", "position": 2},
    ],
    "delegates": [
        {"person": "b1", "delegation": "belarus", "office": "head", "position": 1},
        {"person": "g2", "delegation": "belarus", "office": "focal", "position": 2},
    ],
    "interpreters": [
        {"id": "i1", "name": "Example Interpreter", "languages": ["en", "ru"]},
    ],
    "interpretation": [
        {"interpreter": "i1", "begins_at": at(8, 5), "ends_at": at(8, 7),
         "delegation": "belarus", "language": "ru", "purpose": "Opening"},
        {"interpreter": "i1", "begins_at": at(8, 7), "ends_at": at(8, 8),
         "delegation": "belarus", "language": "en"},
    ],
    "visits": [
        {"delegation": "belarus", "begins_at": at(8, 5), "number": 1, "ends_at": at(8, 6),
         "title": None, "session": "open"},
        {"delegation": "belarus", "begins_at": at(8, 5), "number": 2, "ends_at": at(8, 6),
         "title": "Reception", "title_ru": "Приём", "place": "Hall 2", "place_ru": "Зал 2"},
        {"delegation": "belarus", "begins_at": at(8, 10), "number": 1, "ends_at": at(8, 11),
         "organisation": "pump"},
    ],
    "interests": [
        {"need": "n1", "organisation": "gear", "by": "g1", "message": "We could", "at": at(1)},
    ],
    "consortia": [
        {"id": "k1", "title": "Together", "title_ru": "Вместе", "need": "n1", "economy": "RUS",
         "steps": ["HS:8483", "HS:848210", "supply"], "opened_by": "b1", "opened_at": at(2),
         "shared": "yes", "project": "plant"},
    ],
    "members": [
        {"consortium": "k1", "organisation": "gear", "part": "integrator", "lead": "yes",
         "state": "accepted", "steps": ["HS:8483"], "cost": 66.666667, "work": 50.0,
         "rights": 50.0, "invited_at": at(2), "answered_at": at(3)},
        {"consortium": "k1", "organisation": "bearing", "part": "supplier",
         "state": "accepted", "steps": ["HS:848210"], "cost": 33.333333, "work": 50.0,
         "rights": 50.0, "invited_at": at(2), "answered_at": at(3)},
        {"consortium": "k1", "organisation": "pump", "part": "customer", "state": "declined",
         "invited_at": at(2), "answered_at": at(3), "reason": "No time"},
    ],
    "agreements": [
        {"consortium": "k1", "number": 1, "document": "agreement.pdf", "sha256": DIGEST,
         "terms": write_json(_TERMS), "person": "Person One", "at": at(4)},
    ],
    "sign_offs": [
        {"consortium": "k1", "number": 1, "organisation": "gear", "person": "Person One",
         "day": dt.date(2024, 7, 4), "sha256": DIGEST, "at": at(4, 10)},
    ],
    "signings": [
        {"id": "s1", "title": "Agreement on gearboxes", "title_ru": "Соглашение",
         "session": "power", "project": "plant", "press": "Two lines\nfor the press",
         "released_at": at(5)},
    ],
    "signatories": [
        {"signing": "s1", "number": 1, "party": "Gear Works", "economy": "BLR",
         "party_ru": "Завод", "person": "Person One", "office": "Director", "office_ru": "Глава"},
        {"signing": "s1", "number": 2, "party": "A ministry", "person": "Person Nine"},
    ],
    "appraisals": [
        {"project": "plant", "number": 1, "inputs": write_json(_INPUTS), "supply": None,
         "person": "Person Five", "recorded_at": at(3)},
        {"project": "plant", "number": 2, "inputs": write_json(_INPUTS | {"rate": 0.1}),
         "supply": write_json({"before": _SUPPLY, "after": _SUPPLY | {"hhi": 0.3}}),
         "person": "Person Five", "recorded_at": at(4)},
    ],
    "practices": [
        {"id": "g1", "title": "A furnace", "title_ru": "Печь", "problem": "It lost heat.",
         "solution": "A lining.", "economy": "BLR", "organisation": "gear", "project": "plant",
         "products": ["HS:8483"], "sectors": ["ISIC4:24"], "year": 2022, "contact": "g1",
         "contact_agreed_at": at(1), "written_by": "g1", "state": "published", "number": 3,
         "written_at": at(1)},
        {"id": "g2", "title": "Less scrap", "problem": "Scrap.", "solution": "Sorting.",
         "economy": "RUS", "sectors": ["ISIC4:24"], "state": "refused",
         "reason": "Not measured", "number": 1, "written_at": at(2)},
    ],
    "effects": [
        {"practice": "g1", "number": 1, "measure": "Energy", "measure_ru": "Энергия",
         "unit": "kWh", "unit_ru": "кВт·ч", "before": 12.5, "after": 9.0,
         "measured_by": "Example Test House", "measured_by_ru": "Центр испытаний",
         "measured_on": dt.date(2022, 3, 1)},
        {"practice": "g1", "number": 2, "measure": "Water", "unit": "m³", "after": 0.0,
         "measured_by": "The works itself"},
    ],
    "practice_changes": [
        {"practice": "g1", "title": "A better furnace", "problem": "It lost heat.",
         "problem_ru": "Теряла тепло.", "solution": "Two linings.", "economy": "KAZ",
         "organisation": "pump", "products": ["HS:8483"], "sectors": ["ISIC4:24"], "year": 2023},
    ],
    "changed_effects": [
        {"practice": "g1", "number": 1, "measure": "Energy", "unit": "kWh", "before": 12.5,
         "after": 8.0, "measured_by": "Example Test House", "measured_on": dt.date(2023, 3, 1)},
        {"practice": "g1", "number": 2, "measure": "Water", "measure_ru": "Вода", "unit": "m³",
         "unit_ru": "м³", "after": 0.0, "measured_by": "The works itself"},
    ],
    "screening_lists": [
        {"name": "Example list", "uploaded_at": at(1), "file": "old.csv", "sha256": DIGEST},
        {"name": "Example list", "uploaded_at": at(2), "file": "new.csv",
         "sha256": OTHER_DIGEST, "current": "yes", "screened_at": at(2, 10)},
    ],
    "screening_entries": [
        {"list": "Example list", "uploaded_at": at(1), "line": 2, "name": "Gear Wurks"},
        {"list": "Example list", "uploaded_at": at(2), "line": 2, "name": "Gear Wurks",
         "aliases": ["Завод передач"], "country": "BLR", "codes": ["HS:9306"],
         "source": "Example authority", "day": dt.date(2024, 5, 1)},
    ],
    "screening_hits": [
        {"kind": "organisation", "code": "gear", "identity": DIGEST, "basis": "name",
         "ours": "Gear Works", "theirs": "Gear Wurks", "score": 0.9, "list": "Example list",
         "entry": "Gear Wurks", "country": "BLR", "source": "Example source",
         "day": dt.date(2024, 5, 1), "listed": "yes", "found_at": at(2)},
        {"kind": "need", "code": "n2", "identity": OTHER_DIGEST, "basis": "product",
         "ours": "HS:8541", "theirs": "HS:8541", "score": 1.0, "list": "Example list",
         "found_at": at(2)},
    ],
    "screening_decisions": [
        {"kind": "organisation", "code": "gear", "identity": DIGEST, "number": 1,
         "state": "confirmed", "reason": "It looks like it", "person": "Person Five",
         "at": at(3)},
        {"kind": "organisation", "code": "gear", "identity": DIGEST, "number": 2,
         "state": "cleared", "reason": "Another firm", "person": "Person Five", "at": at(4)},
    ],
    "months": [
        _SEARCHED | {"month": "2024-01", "current": "yes", "before": None, "silent": ["XKX"],
                     "table": name_picture(_JANUARY), "changes": name_picture(_NOTHING)},
        _SEARCHED,
        _SEARCHED | {"revision": 2, "current": "yes", "digest": OTHER_DIGEST,
                     "table": name_picture(_FEBRUARY), "changes": name_picture(_DIFFERED)},
    ],
    "month_figures": [
        _SUMMED | {"month": "2024-01", "critical": 0, "critical_usd": 0, "concentration": None,
                   "became": 0},
        _SUMMED,
        _SUMMED | {"revision": 2},
    ],
    "month_differences": [
        _BECAME | {"month": "2024-02", "revision": 1, "gained": ["c1"]},
        _BECAME | {"month": "2024-02", "revision": 2, "gained": ["c1", "c2"]},
        _STEEL | {"month": "2024-02", "revision": 2},
    ],
    "proposed_needs": [
        _PROPOSED | {"state": "accepted", "delegation": "gear", "need": "n9",
                     "decided_at": at(4), "told_at": at(5)},
        _PROPOSED | {"product": "HS:720610", "state": "waiting"},
    ],
    "told_makers": [
        {"economy": "BLR", "product": "HS:848210", "month": "2024-02", "organisation": "bearing",
         "basis": "offers", "score": 0.75, "reason": "You offer it.", "reason_ru": "Есть у вас."},
        {"economy": "BLR", "product": "HS:848210", "month": "2024-02", "organisation": "pump",
         "basis": "watch"},
    ],
    "search_rules": [
        {"rules": "standing_search", "economies": ["BLR", "KAZ"], "public": "yes"},
    ],
    "watches": [
        {"person": "b1", "product": "HS:8482", "needs": "yes", "since": at(6)},
        {"person": "b1", "product": "HS:848210", "offers": "yes", "needs": "yes", "since": at(7)},
    ],
}  # fmt: skip


def join_partnership(fair: Fair, **others: list[dict[str, Any]]) -> Fair:
    """Return the fair with these rows, or others for some files."""
    languages = fair.settings.languages
    tables = {
        name: build_table_of_rows(name, rows, languages=languages)
        for name, rows in (ROWS | others).items()
    }
    pictures, months = PICTURES.__getitem__, MONTHS.__getitem__
    return replace(fair, read_picture=pictures, read_month=months, **tables)
