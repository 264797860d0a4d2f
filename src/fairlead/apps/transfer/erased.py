"""Folders as they are without those who were erased: a load brings nobody back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from fairlead.apps.people.domain.erased_entries import (
    ErasedEntries,
    find_erased_entries,
    name_erased,
)
from fairlead.folder.fair import Fair
from fairlead.folder.merging.fairs import Base
from fairlead.folder.schema import find_column_in

_EMPTIED_FIELDS = ("email", "languages", "position", "reason")
# What somebody wrote, by file: the columns that say who, and those that are emptied.
_WRITTEN = {"requests": (("requester", "author"), ("message", "reason"))}
_DROPPED = (
    "availability",
    "follow_ups",
    "floor_questions",
    "followed",
    "stand_visits",
    "watches",
    "answers",
    "consents",
    "marks",
    "mail_wishes",
)  # rows that are of one person alone


def blank_erased(fair: Fair) -> Fair:
    """Return a folder's fair, with those who were erased there as nobody."""
    known = find_erased_entries(fair.settings.code)
    if not known.codes:
        return fair
    tables = _blank({name: fair.table(name) for name in _FILES}, known, fair.settings.languages)
    return replace(fair, **tables)


def blank_erased_in(base: Base, code: str) -> Base:
    """Return the base of a folder with erased people replaced by nobody."""
    known = find_erased_entries(code)
    if not known.codes:
        return base
    there = {name: base.tables[name] for name in _FILES if name in base.tables}
    return replace(base, tables={**base.tables, **_blank(there, known, base.languages)})


# Rows that are of one address alone; with a proposal goes what was said of it.
_OF_ADDRESSES = {
    "approvers": ("email",),
    "call_reviewers": ("email",),
    "session_proposals": ("author",),
    "proposed_speakers": ("email", "account"),
}
_OF_PROPOSALS = ("proposed_speakers", "proposal_reviews")
_FILES = ("people", *_DROPPED, "blocks", "requests", *_OF_ADDRESSES, "proposal_reviews")


def _blank(
    tables: Mapping[str, pa.Table], known: ErasedEntries, languages: Sequence[str]
) -> dict[str, pa.Table]:
    found = dict(tables)
    codes = set(known.codes)
    if "people" in found:
        people = found["people"].to_pylist()
        erased = {row["id"] for row in people if known.has(row["id"], row.get("email") or "")}
        codes |= erased
        if erased:
            rows = [_forget(row, languages) if row["id"] in erased else row for row in people]
            found["people"] = pa.Table.from_pylist(rows, schema=found["people"].schema)
    for name in _DROPPED:
        if name in found:
            gone = pc.is_in(found[name]["person"], value_set=pa.array(sorted(codes), pa.string()))
            found[name] = found[name].filter(pc.invert(pc.fill_null(gone, False)))
    if "blocks" in found:
        rows = found["blocks"].to_pylist()
        kept = [row for row in rows if codes.isdisjoint((row["person"], row["blocked"]))]
        found["blocks"] = pa.Table.from_pylist(kept, schema=found["blocks"].schema)
    _blank_addresses(found, known)
    if "marks" in found:
        rows = found["marks"].to_pylist()
        kept = [row for row in rows if row["other"] not in codes]
        found["marks"] = pa.Table.from_pylist(kept, schema=found["marks"].schema)
    if "floor_questions" in found:
        rows = found["floor_questions"].to_pylist()
        for row in rows:
            row["votes"] = [one for one in row.get("votes") or () if one not in codes] or None
        found["floor_questions"] = pa.Table.from_pylist(
            rows, schema=found["floor_questions"].schema
        )
    for name, (who, emptied) in _WRITTEN.items():
        if name in found:
            rows = found[name].to_pylist()
            told = [
                {**row, **{one: None for one in emptied if one in row}}
                if any(row.get(one) in codes for one in who)
                else row
                for row in rows
            ]
            found[name] = pa.Table.from_pylist(told, schema=found[name].schema)
    return found


def _blank_addresses(found: dict[str, pa.Table], known: ErasedEntries) -> None:
    """Take away what addresses of erased ones proposed, review or decide; what they scored counts.

    Their reviews are nobody's, without the words.
    """
    gone: set[str] = set()
    for name, columns in _OF_ADDRESSES.items():
        if name in found:
            rows = found[name].to_pylist()
            kept = [
                row for row in rows if not any(known.has("", row[one] or "") for one in columns)
            ]
            if name == "session_proposals":
                gone = {row["id"] for row in rows} - {row["id"] for row in kept}
            found[name] = pa.Table.from_pylist(kept, schema=found[name].schema)
    for name in _OF_PROPOSALS:
        if name in found:
            rows = [row for row in found[name].to_pylist() if row["proposal"] not in gone]
            if name == "proposal_reviews":
                rows = [
                    {**row, "reviewer": None, "comment": None}
                    if known.has("", row["reviewer"] or "")
                    else row
                    for row in rows
                ]
            found[name] = pa.Table.from_pylist(rows, schema=found[name].schema)


def _forget(row: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """Return a person's row with the name of nobody, and nothing that they said."""
    called = name_erased(languages)
    blank: dict[str, Any] = {
        name: None for name in row if name.partition("_")[0] in _EMPTIED_FIELDS
    }
    blank |= {"name": called[languages[0]], "hidden": "yes", "state": "cancelled"}
    for tag in languages[1:]:
        blank[find_column_in("name", tag)] = called[tag]
    return {**row, **{name: value for name, value in blank.items() if name in row}}
