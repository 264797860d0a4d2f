"""The published format of the meeting problem (`.dzn`, as MiniZinc reads it)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fairlead.engines.scheduling.expectations import check_size
from fairlead.engines.scheduling.formats.errors import FormatError
from fairlead.engines.scheduling.problem import SHARED_TABLE, Bools, Ints, Problem

FAIRNESS = 2
_TOKEN = re.compile(r"\s+|%[^\n]*|(?P<token>[A-Za-z_]\w*|-?[0-9]+|\[\||\|\]|[\[\]{},;=|])")
_NUMBERS = ("nBusiness", "nMeetings", "nTables", "nTotalSlots", "nMorningSlots")
_NAMES = (*_NUMBERS, "requested", "forbidden", "fixed", "precedences")
_REPEATED = ("nMeetingsBusiness", "meetingsxBusiness")
"""What the published files repeat."""
_MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Number:
    value: int
    line: int


@dataclass(frozen=True, slots=True)
class _List:
    """A set, a list, or a table as a list of its rows."""

    items: list[_Number | _List]
    line: int


_Value = _Number | _List


def parse_dzn(text: str, *, fairness: int | None = FAIRNESS) -> Problem:
    """Return the problem that a published file states; all meetings weigh 1, at shared tables.

    Read are ``nBusiness``, ``nMeetings``, ``nTables``, ``nTotalSlots``, ``nMorningSlots``,
    ``requested`` (rows a, b, session: 1 morning, 2 afternoon, 3 any), ``forbidden`` (a set of
    slots per participant), ``fixed`` (a slot per meeting, 0 free) and ``precedences`` (per
    meeting, the meetings strictly before it); slots, participants and meetings count from 1 and
    a 0 in a set means nothing. Other names only repeat these; one that is nearly one of these is
    taken for a slip. Raises `FormatError`, and `ValueError` for more than there is memory for.
    """
    try:
        values = _read_values(text)
    except RecursionError:
        raise FormatError("lists of a few levels, got some nested too deeply") from None
    number = {name: _read_number(values, name) for name in _NUMBERS}
    people, slots = number["nBusiness"], number["nTotalSlots"]
    check_size(people, slots)
    if number["nMorningSlots"] > slots:
        expected = f"at most nTotalSlots = {slots}, got {number['nMorningSlots']}"
        raise FormatError(expected, line=values["nMorningSlots"].line, element="nMorningSlots")
    rows = _read_requested(values, number)
    morning = np.arange(slots) < number["nMorningSlots"]
    session = rows[:, 2]
    return Problem(
        slots_per_day=(slots,),
        capacity=np.ones(people, dtype=np.int32),
        available=_read_available(values, people, slots),
        a=rows[:, 0] - 1,
        b=rows[:, 1] - 1,
        weight=np.ones(len(rows)),
        host=np.full(len(rows), SHARED_TABLE, dtype=np.int32),
        tables=number["nTables"],
        session=np.where(session == 3, 0, session),
        sessions=np.stack([morning, ~morning]),
        locked=_read_fixed(values, len(rows), slots),
        precedences=_read_precedences(values, len(rows)),
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


def _read_values(text: str) -> dict[str, _Value]:
    values: dict[str, _Value] = {}
    tokens = list(_read_tokens(text))
    at = 0
    while at < len(tokens):
        name = tokens[at]
        if not re.match(r"[A-Za-z_]", name.text) or _read_text(tokens, at + 1) != "=":
            cut = "" if at + 1 < len(tokens) else "; is the file cut?"
            raise FormatError(f'"name = value;"{cut}', line=name.line, element=name.text)
        _expect_name(name, values)
        values[name.text], at = _read_value(tokens, at + 2)
        if _read_text(tokens, at) != ";":
            line = tokens[min(at, len(tokens) - 1)].line
            raise FormatError('";" after the value; is the file cut?', line=line, element=name.text)
        at += 1
    return values


def _expect_name(name: _Token, known: dict[str, _Value]) -> None:
    """Refuse a name that stands twice, and one that is nearly a name that is read."""
    if name.text in known:
        expected = f"each name once, got it in line {known[name.text].line} too"
        raise FormatError(expected, line=name.line, element=name.text)
    if name.text in (*_NAMES, *_REPEATED):
        return
    lower = {one.lower(): one for one in _NAMES}
    near = difflib.get_close_matches(name.text.lower(), lower, n=1, cutoff=0.8)
    if near:
        raise FormatError(lower[near[0]], line=name.line, element=name.text)


def _read_text(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if at < len(tokens) else ""


def _read_value(tokens: list[_Token], at: int) -> tuple[_Value, int]:
    """Return a number, set, list or table of rows, and the place after it."""
    text = _read_text(tokens, at)
    line = tokens[min(at, len(tokens) - 1)].line
    if re.fullmatch(r"-?[0-9]+", text):
        if len(text) > _MOST_DIGITS:
            expected = f"a number of at most {_MOST_DIGITS} digits"
            raise FormatError(expected, line=line, element=f"{text[:20]}...")
        return _Number(int(text), line), at + 1
    closing = {"[": "]", "{": "}", "[|": "|]"}.get(text)
    if closing is None:
        raise FormatError("a number, a set or a list; is the file cut?", line=line, element=text)
    items: list[_Value] = []
    rows: list[_Value] = []
    at += 1
    while _read_text(tokens, at) != closing:
        if _read_text(tokens, at) == "|" and text == "[|":
            rows.append(_List(items, line))
            items, line = [], tokens[at].line
        elif _read_text(tokens, at) != ",":
            item, at = _read_value(tokens, at)
            items.append(item)
            continue
        at += 1
    if text != "[|":
        return _List(items, line), at + 1
    rows += [_List(items, line)] if items else []
    return _List(rows, rows[0].line if rows else line), at + 1


def _read_number(values: dict[str, _Value], name: str) -> int:
    found = values.get(name)
    if not isinstance(found, _Number):
        raise FormatError("a whole number", line=found.line if found else 0, element=name)
    lowest = 0 if name in {"nMorningSlots", "nMeetings", "nTables"} else 1
    if not lowest <= found.value <= 1_000_000:
        expected = f"from {lowest} to 1000000, got {found.value}"
        raise FormatError(expected, line=found.line, element=name)
    return found.value


def _read_list(values: dict[str, _Value], name: str, size: int, of: str) -> list[_Value]:
    """Return a list of one value of each, or of none at all; it may be left out."""
    found = values.get(name, _List([], 0))
    if not isinstance(found, _List):
        raise FormatError(f"a list of {size} {of}", line=found.line, element=name)
    if len(found.items) not in (0, size):
        expected = f"a list of {size} {of}, got {len(found.items)}"
        raise FormatError(expected, line=found.line, element=name)
    return found.items


def _read_sets(
    values: dict[str, _Value], name: str, size: int, most: int, words: tuple[str, str]
) -> Iterator[tuple[int, int]]:
    """Yield (of whom, member) of sets of numbers up to ``most``, from 0; a 0 is nobody.

    ``words``: what the members are, and of whom a set is.
    """
    members_are, of = words
    for at, one in enumerate(_read_list(values, name, size, "sets")):
        for member in one.items if isinstance(one, _List) else [one]:
            value = member.value if isinstance(member, _Number) else "a set"
            if not isinstance(member, _Number) or not 0 <= member.value <= most:
                expected = f"{members_are} from 1 to {most}, got {value} for {of} {at + 1}"
                raise FormatError(expected, line=member.line, element=name)
            if member.value:
                yield at, member.value - 1


def _read_requested(values: dict[str, _Value], number: dict[str, int]) -> Ints:
    """Return the rows (participant, participant, session), as the file counts."""
    name, count = "requested", number["nMeetings"]
    found = values.get(name)
    if not isinstance(found, _List):
        raise FormatError("a list of numbers", line=found.line if found else 0, element=name)
    rows = found.items
    if all(isinstance(one, _Number) for one in rows):
        rows = [_List(rows[at : at + 3], rows[at].line) for at in range(0, len(rows), 3)]
    if len(rows) != count:
        expected = f"nMeetings = {count} rows of 3, got {len(rows)}"
        raise FormatError(expected, line=found.line, element=name)
    people = number["nBusiness"]
    read: list[list[int]] = []
    for at, row in enumerate(rows, start=1):
        items = row.items if isinstance(row, _List) else []
        numbers = [one.value for one in items if isinstance(one, _Number)]
        if len(numbers) != 3 or len(items) != 3:
            expected = f"three numbers in meeting {at}, got {len(items)} values"
            raise FormatError(expected, line=row.line, element=name)
        for person in numbers[:2]:
            if not 1 <= person <= people:
                expected = f"a participant from 1 to {people} in meeting {at}, got {person}"
                raise FormatError(expected, line=row.line, element=name)
        if numbers[0] == numbers[1]:
            expected = f"two different participants in meeting {at}, got {numbers[0]} twice"
            raise FormatError(expected, line=row.line, element=name)
        if numbers[2] not in (1, 2, 3):
            expected = f"session 1, 2 or 3 in meeting {at}, got {numbers[2]}"
            raise FormatError(expected, line=row.line, element=name)
        read.append(numbers)
    return np.array(read, dtype=np.int32).reshape(-1, 3)


def _read_available(values: dict[str, _Value], people: int, slots: int) -> Bools:
    available = np.ones((people, slots), dtype=np.bool_)
    for person, slot in _read_sets(values, "forbidden", people, slots, ("slots", "participant")):
        available[person, slot] = False
    return available


def _read_fixed(values: dict[str, _Value], meetings: int, slots: int) -> Ints:
    fixed = np.full(meetings, -1, dtype=np.int32)
    for at, one in enumerate(_read_list(values, "fixed", meetings, "slots")):
        value = one.value if isinstance(one, _Number) else "a set"
        if not isinstance(one, _Number) or not 0 <= one.value <= slots:
            expected = f"slots from 0 to {slots}, got {value} for meeting {at + 1}"
            raise FormatError(expected, line=one.line, element="fixed")
        fixed[at] = one.value - 1
    return fixed


def _read_precedences(values: dict[str, _Value], meetings: int) -> Ints:
    pairs = [
        (first, second)
        for second, first in _read_sets(
            values, "precedences", meetings, meetings, ("meetings", "meeting")
        )
    ]
    for first, second in pairs:
        if first == second:
            found = values["precedences"]
            line = found.items[second].line if isinstance(found, _List) else found.line
            expected = f"meeting {second + 1} after others, got it before itself"
            raise FormatError(expected, line=line, element="precedences")
    return np.array(pairs, dtype=np.int32).reshape(-1, 2)
