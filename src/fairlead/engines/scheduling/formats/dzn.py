"""The published format of the meeting problem (`.dzn`, as MiniZinc reads it)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.checks import check_size
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.problem import SHARED_TABLE, Problem

FAIRNESS = 2
_TOKEN = re.compile(r"\s+|%[^\n]*|(?P<token>[A-Za-z_]\w*|-?\d+|\[\||\|\]|[\[\]{},;=|])")
_NUMBERS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")

Value = int | list["Value"]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


def parse_dzn(text: str, *, fairness: int | None = FAIRNESS) -> Problem:
    """Return the problem that a published file states; all meetings weigh 1, at shared tables.

    Read are ``nBusiness``, ``nMeetings``, ``nTables``, ``nTotalSlots``, ``nMorningSlots``,
    ``requested`` (rows a, b, session: 1 morning, 2 afternoon, 3 any), ``forbidden`` (a set of
    slots per participant), ``fixed`` (a slot per meeting, 0 free) and ``precedences`` (per
    meeting, the meetings strictly before it); slots, participants and meetings count from 1 and
    a 0 in a set means nothing. Other names only repeat these. Raises `FormatError`, and
    `ValueError` for more than there is memory for.
    """
    try:
        values, lines = _read_values(text)
    except RecursionError:
        raise FormatError("lists of a few levels, got some nested too deeply") from None
    number = {name: _number(values, lines, name) for name in _NUMBERS}
    rows = _read_rows(values, lines, number)
    people, slots = number["nBusiness"], number["nTotalSlots"]
    check_size(people, slots)
    available = _read_available(values, lines, people, slots)
    morning = np.arange(slots) < number["nMorningSlots"]
    session = rows[:, 2]
    return Problem(
        slots_per_day=(slots,),
        capacity=np.ones(people, dtype=np.int32),
        available=available,
        a=rows[:, 0] - 1,
        b=rows[:, 1] - 1,
        weight=np.ones(len(rows)),
        host=np.full(len(rows), SHARED_TABLE, dtype=np.int32),
        tables=number["nTables"],
        session=np.where(session == 3, 0, session),
        sessions=np.stack([morning, ~morning]),
        locked=_read_fixed(values, lines, len(rows), slots),
        precedences=_read_precedences(values, lines, len(rows)),
        fairness=fairness,
    )


def _read_tokens(text: str) -> Iterator[_Token]:
    at, line = 0, 1
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise FormatError("a character of the .dzn format", line=line, element=repr(text[at]))
        if found["token"]:
            yield _Token(found["token"], line)
        line += text.count("\n", at, found.end())
        at = found.end()


def _read_values(text: str) -> tuple[dict[str, Value], dict[str, int]]:
    values: dict[str, Value] = {}
    lines: dict[str, int] = {}
    tokens = list(_read_tokens(text))
    at = 0
    while at < len(tokens):
        name = tokens[at]
        if not re.match(r"[A-Za-z_]", name.text) or _read_text(tokens, at + 1) != "=":
            raise FormatError('"name = value;"', line=name.line, element=name.text)
        value, at = _read_value(tokens, at + 2)
        if _read_text(tokens, at) != ";":
            line = tokens[min(at, len(tokens) - 1)].line
            raise FormatError('";" after the value; is the file cut?', line=line, element=name.text)
        values[name.text], lines[name.text] = value, name.line
        at += 1
    return values, lines


def _read_text(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _read_value(tokens: list[_Token], at: int) -> tuple[Value, int]:
    """Return a number, set, list or table of rows, and the place after it."""
    text = _read_text(tokens, at)
    if re.fullmatch(r"-?\d+", text):
        return int(text), at + 1
    closing = {"[": "]", "{": "}", "[|": "|]"}.get(text)
    if closing is None:
        line = tokens[min(at, len(tokens) - 1)].line
        raise FormatError("a number, a set or a list; is the file cut?", line=line, element=text)
    items: list[Value] = []
    at += 1
    while _read_text(tokens, at) != closing:
        if _read_text(tokens, at) in {",", "|"}:
            at += 1
            continue
        item, at = _read_value(tokens, at)
        items.append(item)
    return items, at + 1


def _number(values: dict[str, Value], lines: dict[str, int], name: str) -> int:
    value = values.get(name)
    if not isinstance(value, int):
        raise FormatError("a whole number", line=lines.get(name, 0), element=name)
    lowest = 0 if name in {"nMorningSlots", "nMeetings", "nTables"} else 1
    if not lowest <= value <= 1_000_000:
        raise FormatError(f"from {lowest} to 1000000, got {value}", line=lines[name], element=name)
    return value


def _read_numbers(values: dict[str, Value], lines: dict[str, int], name: str) -> list[int]:
    found = values.get(name)
    if not isinstance(found, list):
        raise FormatError("a list of numbers", line=lines.get(name, 0), element=name)
    numbers = [value for value in found if isinstance(value, int)]
    if len(numbers) != len(found):
        raise FormatError("a list of numbers", line=lines[name], element=name)
    return numbers


def _read_sets(
    values: dict[str, Value], lines: dict[str, int], name: str, size: int
) -> list[list[int]]:
    found = values.get(name, [])
    if not isinstance(found, list) or (found and len(found) != size):
        raise FormatError(f"a list of {size} sets", line=lines.get(name, 0), element=name)
    sets: list[list[int]] = []
    for value in found:
        members = [value] if isinstance(value, int) else value
        sets.append([member for member in members if isinstance(member, int) and member > 0])
    return sets


def _read_rows(
    values: dict[str, Value], lines: dict[str, int], number: dict[str, int]
) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    found = _read_numbers(values, lines, "requested")
    line = lines["requested"]
    if len(found) != 3 * number["nMeetings"]:
        raise FormatError(
            f"nMeetings = {number['nMeetings']} rows of 3, got {len(found) / 3:g}",
            line=line,
            element="requested",
        )
    rows = np.array(found, dtype=np.int32).reshape(-1, 3)
    for at, (a, b, session) in enumerate(rows.tolist(), start=1):
        for person in (a, b):
            if not 1 <= person <= number["nBusiness"]:
                raise FormatError(
                    f"a participant from 1 to {number['nBusiness']} in meeting {at}, got {person}",
                    line=line + at - 1,
                    element="requested",
                )
        if session not in (1, 2, 3):
            raise FormatError(
                f"session 1, 2 or 3 in meeting {at}, got {session}",
                line=line + at - 1,
                element="requested",
            )
    return rows


def _read_available(
    values: dict[str, Value], lines: dict[str, int], people: int, slots: int
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    available = np.ones((people, slots), dtype=np.bool_)
    for person, members in enumerate(_read_sets(values, lines, "forbidden", people)):
        for slot in members:
            if slot > slots:
                raise FormatError(
                    f"slots from 1 to {slots}, got {slot} for participant {person + 1}",
                    line=lines["forbidden"] + person,
                    element="forbidden",
                )
            available[person, slot - 1] = False
    return available


def _read_fixed(
    values: dict[str, Value], lines: dict[str, int], meetings: int, slots: int
) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    fixed = _read_numbers(values, lines, "fixed") if "fixed" in values else [0] * meetings
    if len(fixed) not in (0, meetings):
        raise FormatError(
            f"a slot for each of {meetings} meetings, got {len(fixed)}",
            line=lines["fixed"],
            element="fixed",
        )
    if fixed and not 0 <= min(fixed) <= max(fixed) <= slots:
        raise FormatError(f"slots from 0 to {slots}", line=lines["fixed"], element="fixed")
    return np.array(fixed or [0] * meetings, dtype=np.int32) - 1


def _read_precedences(
    values: dict[str, Value], lines: dict[str, int], meetings: int
) -> np.ndarray[tuple[int, int], np.dtype[np.int32]]:
    pairs = []
    for second, members in enumerate(_read_sets(values, lines, "precedences", meetings)):
        for first in members:
            if first > meetings:
                raise FormatError(
                    f"meetings from 1 to {meetings}, got {first} before meeting {second + 1}",
                    line=lines["precedences"] + second,
                    element="precedences",
                )
            pairs.append((first - 1, second))
    return np.array(pairs, dtype=np.int32).reshape(-1, 2)
