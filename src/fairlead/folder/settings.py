"""fair.toml: read into `FairSettings` and `FlowsSource`, and written back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pyarrow as pa
import tomli_w

from fairlead.folder.codes import parse_country
from fairlead.folder.controls import looks_empty
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
from fairlead.folder.input_errors import InputError
from fairlead.folder.kinds import explain_hidden
from fairlead.folder.language_columns import (
    OLD_LANGUAGES,
    list_tags_in,
    list_tags_in_headers,
    name_columns,
)
from fairlead.folder.localized_text import LocalizedText
from fairlead.folder.schema import Field, Section, language_columns
from fairlead.folder.settings_checks import check_settings
from fairlead.folder.source import decode, find_flows, read_bytes
from fairlead.folder.toml_schema import BUDGET, LANGUAGES, SECTIONS
from fairlead.folder.toml_text import parse_toml

FILE = "fair.toml"
FORMAT = "fairlead-fair/1"
_MAX_BYTES = 1_000_000


@dataclass(slots=True)
class _Reading:
    """The parsed document, its text for line numbers, and the problems found so far."""

    lines: list[str]
    document: dict[str, Any]
    languages: tuple[str, ...] = OLD_LANGUAGES
    problems: list[InputError] = field(default_factory=list)

    def blame(self, expected: str, *, section: str = "", key: str = "", value: object = "") -> None:
        name = ".".join(part for part in (section, key) if part)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        line = _find_line(self.lines, section, key)
        self.problems.append(InputError(FILE, expected, line=line, field=name, value=text))


@dataclass(frozen=True, slots=True)
class SettingsRead:
    """What fair.toml says; ``settings`` are None when it has any of the problems.

    ``languages`` are those to read the other files by, the edition's own first.
    """

    settings: FairSettings | None
    flows: FlowsSource | None
    problems: list[InputError]
    languages: tuple[str, ...]


def read_settings(folder: Path) -> SettingsRead:
    """Return the settings, the flows and every problem."""
    content = read_bytes(folder / FILE, within=folder, limit=_MAX_BYTES)
    text = content if isinstance(content, InputError) else decode(content, FILE)
    if isinstance(text, InputError):
        return _unread(folder, text)
    try:
        document = parse_toml(text)
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        problem = InputError(FILE, f"expected TOML: {error}", line=int(line[1]) if line else 0)
        return _unread(folder, problem)
    reading = _Reading(text.splitlines(), document)
    reading.languages = _read_languages(reading, folder)
    settings, flows = _read_document(reading, folder)
    return SettingsRead(
        None if reading.problems else settings, flows, reading.problems, reading.languages
    )


def _unread(folder: Path, problem: InputError) -> SettingsRead:
    """Return that fair.toml cannot be read; the other files say their languages themselves."""
    return SettingsRead(None, None, [problem], _list_languages_there(folder, {}))


def _read_languages(reading: _Reading, folder: Path) -> tuple[str, ...]:
    """Return the declared languages; those found in the folder where none are, or wrong ones."""
    fair = reading.document.get("fair")
    fair = fair if isinstance(fair, dict) else {}
    declared = fair.get("languages")
    if declared is None or declared == []:
        russian = "ru" in _list_languages_there(folder, reading.document)
        return OLD_LANGUAGES if russian else OLD_LANGUAGES[:1]
    try:
        text = _write_as_text(declared, LANGUAGES.kind.arrow, LANGUAGES.kind.words)
        return tuple(LANGUAGES.kind.parse(text))
    except ValueError:  # said when the section is read
        return _list_languages_there(folder, reading.document)


def _list_languages_there(folder: Path, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return English and the languages that names in the folder's files end with."""
    tags = dict.fromkeys((OLD_LANGUAGES[0], *list_tags_in_headers(folder)))
    for section in SECTIONS:
        raw = document.get(section.name)
        for table in raw if isinstance(raw, list) else [raw]:
            if isinstance(table, dict):
                tags |= dict.fromkeys(list_tags_in(section.fields, table))
    return tuple(tags)


def _read_document(
    reading: _Reading, folder: Path
) -> tuple[FairSettings | None, FlowsSource | None]:
    if reading.document.get("format") != FORMAT:
        got = reading.document.get("format", "")
        reading.blame(f'expected format = "{FORMAT}"', key="format", value=got)
    fair = reading.document.get("fair")
    if isinstance(fair, dict) and fair.get("languages") == []:
        expected = "expected at least one language tag (BCP 47), the edition's own first"
        reading.blame(
            f"{expected}; or take this line out", section="fair", key="languages", value="[]"
        )
    _check_names(reading, "", {"format", *(section.name for section in SECTIONS)})
    found = {section.name: _read_section(reading, section) for section in SECTIONS}
    budgets = _read_budgets(reading)
    flows = _read_flows(reading, found["flows"], folder)
    if reading.problems:
        return None, flows
    settings = _build_settings(found, budgets, languages=reading.languages)
    check_settings(reading.blame, settings)
    return settings, flows


def _build_settings(
    found: Mapping[str, list[dict[str, Any]]],
    budgets: dict[str, tuple[float, ...]],
    *,
    languages: tuple[str, ...],
) -> FairSettings:
    values = dict(found["fair"][0])
    bloc = values.pop("bloc")
    values["languages"] = languages
    portfolio = found["portfolio"]
    return FairSettings(
        **values,
        bloc=tuple(bloc) if bloc else None,
        slots=Slots(**found["slots"][0]),
        meetings=MeetingRules(**found["meetings"][0]) if found["meetings"] else MeetingRules(),
        own_days=tuple(
            OwnDay(day["date"], tuple(day["slots"]))
            for day in sorted(found["own_days"], key=lambda day: day["date"])
        ),
        opening=tuple(
            OpeningHours(**day) for day in sorted(found["opening"], key=lambda day: day["date"])
        ),
        fewer_tables=tuple(
            FewerTables(**one)
            for one in sorted(found["fewer_tables"], key=lambda one: (one["date"], one["slot"]))
        ),
        halls=tuple(Hall(**hall) for hall in found["halls"]),
        portfolio=PortfolioSettings(**portfolio[0], budgets=budgets) if portfolio else None,
    )


def _read_section(reading: _Reading, section: Section) -> list[dict[str, Any]]:
    """Return the section's values by key, once for each table; empty when absent or broken."""
    raw = reading.document.get(section.name)
    if raw is None:
        if section.required:
            reading.blame(f"expected a section [{section.name}]", section=section.name)
        return []
    tables = raw if section.many else [raw]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        form = f"[[{section.name}]]" if section.many else f"[{section.name}]"
        reading.blame(f"expected a section {form}", section=section.name)
        return []
    if section.many and len(tables) > section.at_most:
        expected = f"expected at most {section.at_most:,} sections [[{section.name}]]"
        reading.blame(expected, section=section.name, value=len(tables))
        return []
    found = []
    for table in tables:
        columns = _list_columns(reading, section, table)
        found.append(
            {
                one.name: _list_texts(reading, section, one, columns)
                if one.localized
                else _read_value(reading, section, one, columns)
                for one in section.fields
            }
        )
    return found


def _list_columns(reading: _Reading, section: Section, table: dict[str, Any]) -> dict[str, Any]:
    """Return the table by the names its keys mean, all that are wrong left out."""
    named = name_columns(section.fields, reading.languages, list(table))
    for key, expected in named.faults:
        reading.blame(expected, section=section.name, key=key, value=table[key])
    wrong = {key for key, _ in named.faults}
    columns = {
        column: table[key]
        for key, column in zip(table, named.columns, strict=True)
        if key not in wrong
    }
    known = {one.name for field in section.fields for one in field.in_languages(reading.languages)}
    extra = {"budgets"} if section.name == "portfolio" else set()
    _check_names(reading, section.name, known | extra, columns)
    return columns


def _list_texts(
    reading: _Reading, section: Section, field: Field, columns: dict[str, Any]
) -> LocalizedText:
    """Return a text in all languages it stands there in."""
    named = zip(reading.languages, field.in_languages(reading.languages), strict=True)
    return LocalizedText({tag: _read_value(reading, section, one, columns) for tag, one in named})


def _check_names(
    reading: _Reading, section: str, known: set[str], table: dict[str, Any] | None = None
) -> None:
    for name in reading.document if table is None else table:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = (
                f": did you mean {near[0]}?" if near else f": known are {', '.join(sorted(known))}"
            )
            reading.blame(
                f"unknown name{hint}", section=section or name, key=name if section else ""
            )


def _read_value(reading: _Reading, section: Section, one: Field, table: dict[str, Any]) -> Any:
    value = table.get(one.name)
    unseen = isinstance(value, str) and one.kind.text and looks_empty(value)
    if value is None or value in ("", []) or unseen:
        if one.required:
            reading.blame(
                f"expected a value ({one.kind.words})", section=section.name, key=one.name
            )
        return one.kind.parse(one.default) if one.default else None
    try:
        return one.kind.parse(_write_as_text(value, one.kind.arrow, one.kind.words))
    except ValueError as error:
        parts = value if isinstance(value, list) else [value]
        hints = [] if one.kind.text else [explain_hidden(str(part)) for part in parts]
        hint = next(filter(None, hints), "")
        reading.blame(f"{error}{hint}", section=section.name, key=one.name, value=value)
        return None


def _write_as_text(value: Any, arrow: pa.DataType, words: str) -> str:
    """Return a TOML value as the text of a cell; raises ValueError when its type is another."""
    if pa.types.is_list(arrow) and isinstance(value, list):
        return "|".join(_write_as_text(item, arrow.value_type, words) for item in value)
    fits = (
        (pa.types.is_string(arrow) and isinstance(value, str))
        or (pa.types.is_floating(arrow) and isinstance(value, float | int))
        or (pa.types.is_integer(arrow) and isinstance(value, int))
        or (pa.types.is_date(arrow) and isinstance(value, dt.date))
        or (pa.types.is_time(arrow) and isinstance(value, dt.time))
    )
    if not fits or isinstance(value, bool | dt.datetime):
        raise ValueError(f"expected {words if words.startswith('one of') else f'a {words}'}")
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _read_budgets(reading: _Reading) -> dict[str, tuple[float, ...]]:
    portfolio = reading.document.get("portfolio")
    raw = portfolio.get("budgets", {}) if isinstance(portfolio, dict) else {}
    if not isinstance(raw, dict):
        reading.blame("expected a section [portfolio.budgets]", section="portfolio", key="budgets")
        return {}
    budgets: dict[str, tuple[float, ...]] = {}
    for economy, amounts in raw.items():
        try:
            parse_country(economy)
            text = _write_as_text(amounts, BUDGET.kind.arrow, BUDGET.kind.words)
            budgets[economy] = tuple(BUDGET.kind.parse(text))
        except ValueError as error:
            reading.blame(str(error), section="portfolio.budgets", key=economy, value=amounts)
    return budgets


def _read_flows(reading: _Reading, found: list[dict[str, Any]], folder: Path) -> FlowsSource | None:
    if not found or found[0]["source"] is None or found[0]["kind"] is None:
        return None
    values = found[0]
    path = find_flows(folder, values["source"])
    if isinstance(path, str):
        reading.blame(path, section="flows", key="source", value=values["source"])
        return None
    years = tuple(values.pop("years") or ()) or None
    return FlowsSource(**values, path=path, years=years)


def _find_line(lines: list[str], section: str, key: str) -> int:
    """Return the line of a key in its section, else of the section, else 0."""
    current, heading = "", 0
    for number, line in enumerate(lines, start=1):
        table = re.match(r"\s*\[\[?\s*([\w.\-]+)\s*\]\]?", line)
        if table:
            current = table[1]
            heading = number if current == section and not heading else heading
        elif current == section and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
    return heading


def write_settings(settings: FairSettings, flows: FlowsSource | None) -> str:
    """Return the text of fair.toml; reading it gives the same settings and flows."""
    parts: dict[str, Any] = {
        "fair": settings,
        "slots": settings.slots,
        "own_days": settings.own_days,
        "opening": settings.opening,
        "meetings": settings.meetings,
        "fewer_tables": settings.fewer_tables,
        "halls": settings.halls,
        "flows": flows,
        "portfolio": settings.portfolio,
    }
    document: dict[str, Any] = {"format": FORMAT}
    for section in SECTIONS:
        part = parts[section.name]
        if section.many and part:
            document[section.name] = [
                _convert_to_plain(section, one, settings.languages) for one in part
            ]
        elif part is not None and not section.many:
            document[section.name] = _convert_to_plain(section, part, settings.languages)
    if settings.portfolio is not None and settings.portfolio.budgets:
        budgets = {name: list(amounts) for name, amounts in settings.portfolio.budgets.items()}
        document["portfolio"]["budgets"] = budgets
    return tomli_w.dumps(document)


def _convert_to_plain(section: Section, part: object, languages: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for one in section.fields:
        value = getattr(part, one.name)
        if one.localized:
            names = language_columns(one.name, languages)
            values |= {name: value.get(tag) for tag, name in names.items()}
        else:
            values[one.name] = list(value) if isinstance(value, tuple) else value
    return {name: value for name, value in values.items() if value is not None}
