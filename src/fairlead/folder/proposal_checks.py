"""Rules of calls, of what is proposed, and of reviews."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from fairlead.folder import bounds
from fairlead.folder.addresses import fold_address
from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

# What a call says, in one language at least.
_SAID = {"calls": "title", "call_questions": "text", "call_criteria": "name"}
_UNSAID = ("draft", "withdrawn")  # may lack a title
_LONGEST = bounds.MESSAGE_LENGTH  # of an answer


def check_calls(tables: Tables) -> Iterator[InputError]:
    """Yield calls that close before they open, what says nothing, and scores that are none."""
    for name, column in _SAID.items():
        for row, one in enumerate(tables.table(name).to_pylist()):
            if not _is_said(one, column):
                expected = f"expected a {column} in one language at least"
                yield tables.problem(name, row, column, expected, "")
    for row, one in enumerate(tables.table("calls").to_pylist()):
        opens, closes = one["opens_at"], one["closes_at"]
        if opens is not None and closes is not None and closes <= opens:
            yield tables.problem(
                "calls", row, "closes_at", "expected a time after it opens", closes
            )
    yield from _check_proposals(tables)
    yield from _check_speakers(tables)
    yield from _check_reviews(tables)
    yield from _check_once(tables, "call_reviewers", "call", "email")
    yield from _check_once(tables, "proposal_reviews", "proposal", "reviewer")


def _is_said(row: dict[str, Any], column: str) -> bool:
    return any(
        value for name, value in row.items() if name == column or name.startswith(f"{column}_")
    )


def _check_proposals(tables: Tables) -> Iterator[InputError]:
    name = "session_proposals"
    for row, one in enumerate(tables.table(name).to_pylist()):
        if one["state"] not in (None, *_UNSAID) and not _is_said(one, "title"):
            expected = "expected a title in one language at least"
            yield tables.problem(name, row, "title", expected, "")
        if one["state"] not in (None, "draft") and one["submitted_at"] is None:
            expected = "expected when it was submitted; or the state draft"
            yield tables.problem(name, row, "submitted_at", expected, "")
        if one["answers"] is not None and not _are_answers(json.loads(one["answers"])):
            expected = (
                "expected an object of texts by the numbers of the questions, of at most "
                f"{_LONGEST:,} characters each"
            )
            yield tables.problem(name, row, "answers", expected, one["answers"][:100])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and int(text) in bounds.ROOM_PLACE


def _are_answers(given: object) -> bool:
    return isinstance(given, dict) and all(
        _is_number(number) and isinstance(text, str) and len(text) <= _LONGEST
        for number, text in given.items()
    )


def _check_speakers(tables: Tables) -> Iterator[InputError]:
    for row, address in enumerate(tables.column("proposed_speakers", "email")):
        if address is not None and address != fold_address(address):
            expected = "expected small letters"
            yield tables.problem("proposed_speakers", row, "email", expected, address)


def _check_reviews(tables: Tables) -> Iterator[InputError]:
    columns = (tables.column("proposal_reviews", one) for one in ("scores", "conflicted"))
    for row, (scores, conflicted) in enumerate(zip(*columns, strict=True)):
        if conflicted and scores is not None:
            expected = "expected no scores of somebody in a conflict"
            yield tables.problem("proposal_reviews", row, "scores", expected, scores[:100])
        if not conflicted and not _are_scores(json.loads(scores) if scores else None):
            expected = f"expected numbers from {bounds.SCORE.words} by those of the criteria"
            yield tables.problem("proposal_reviews", row, "scores", expected, (scores or "")[:100])


def _are_scores(given: object) -> bool:
    return (
        isinstance(given, dict)
        and bool(given)
        and all(
            _is_number(number) and type(score) is int and score in bounds.SCORE
            for number, score in given.items()
        )
    )


def _check_once(tables: Tables, name: str, of: str, column: str) -> Iterator[InputError]:
    """Yield addresses that a row has already, whatever the capitals."""
    first: dict[tuple[str, str], int] = {}
    rows = zip(tables.column(name, of), tables.column(name, column), strict=True)
    for row, (owner, address) in enumerate(rows):
        if owner is None or address is None:
            continue
        at = first.setdefault((owner, fold_address(address)), row)
        if at != row:
            line = int(tables.rows[name].lines[at])
            expected = f"expected each address once for a {of}, it is on line {line} already"
            yield tables.problem(name, row, column, expected, address)
