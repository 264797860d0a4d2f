"""Reasons in the languages of an edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fairlead.chain.localized_columns import name_reason_columns
from fairlead.chain.matching.makers import find_makers
from fairlead.chain.matching.match import match
from fairlead.folder.fair import Fair
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair
from fairlead.folder.schemas import SCHEMAS

SMALL = Path(__file__).parents[2] / "folder" / "small"


@pytest.mark.parametrize(
    ("languages", "columns"),
    [
        (("en", "ru"), {"en": "reason", "ru": "reason_ru"}),
        (("zh-Hans", "en", "ar"), {"zh-Hans": "reason", "en": "reason_en", "ar": "reason_ar"}),
        (("kk", "ru"), {"en": "reason", "ru": "reason_ru"}),
        (("kk", "en"), {"en": "reason"}),
        (("zh-Hant", "fr"), {"en": "reason"}),
        (("en-GB", "en"), {"en-GB": "reason"}),
    ],
)
def test_columns_of_reasons(languages: tuple[str, ...], columns: dict[str, str]) -> None:
    assert name_reason_columns(languages) == columns


def in_languages(fair: Fair, *languages: str) -> Fair:
    """Return the fair with its own texts in other languages than it has them."""
    tables = {}
    for schema in SCHEMAS:
        names = {column.name for column in schema.columns(languages)}
        rows = [
            {name: value for name, value in row.items() if name in names}
            for row in fair.table(schema.name).to_pylist()
        ]
        tables[schema.name] = build_table_of_rows(schema.name, rows, languages=languages)
    return Fair(settings=replace(fair.settings, languages=languages), flows=fair.flows, **tables)


def test_makers_and_matches_say_why_in_each_language() -> None:
    fair = in_languages(read_fair(SMALL), "zh", "ar", "ru")
    makers = find_makers(fair).makers.to_pylist()
    assert makers
    assert makers[0]["reason"].startswith("提供“")
    assert makers[0]["reason_ar"].startswith("يعرض «")
    assert makers[0]["reason_ru"].startswith("Предлагает «")
    matches = match(fair).matches.to_pylist()
    assert any("对方" in row["reason"] for row in matches)
    assert all(row["reason_ar"] and row["reason_ru"] for row in matches)


def test_a_fair_whose_language_has_no_words_says_why_in_english() -> None:
    makers = find_makers(in_languages(read_fair(SMALL), "kk")).makers
    assert "reason_kk" not in makers.column_names
    assert makers["reason"][0].as_py().startswith("Offers “")
