"""A project's entries as they are read, and the proof that a ledger is as it was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from django.db import connection

from fairlead.apps.cooperation.models import Act, Entry, Ledger, Project
from fairlead.apps.cooperation.queries.states import NOW, AsOf
from fairlead.apps.fairs.copy_rows import Cursor
from fairlead.folder.ledger_chain import COLUMNS, find_breaks_in_texts


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry, and the number of the one that stands in its place, if there is one.

    ``other_document`` is the number of the last entry before it that names a document alike and
    has another one: its bytes are not the same.
    """

    entry: Entry
    corrected_by: int | None
    other_document: int | None = None


def list_entries(project: Project, as_of: AsOf = NOW) -> list[EntryRow]:
    """Return what is recorded of a project, the newest first; one query."""
    rows = Entry.objects.filter(project=project).order_by("-number")
    if as_of.moment is not None:
        rows = rows.filter(recorded_at__lte=as_of.moment)
    listed = list(rows)
    by = {entry.corrects: entry.number for entry in listed if entry.corrects is not None}
    others = _find_other_documents(listed)
    return [
        EntryRow(entry, by.get(entry.number), others.get(entry.number))
        for entry in listed
        if as_of.day is None or entry.day <= as_of.day
    ]


def list_overrides(rows: Iterable[EntryRow]) -> list[Entry]:
    """Return the entries that passed a gate without evidence, the newest first.

    One that was taken back is among them: what was done is shown ever after.
    """
    return [row.entry for row in rows if row.entry.act == Act.OVERRIDE]


def _find_other_documents(entries: Iterable[Entry]) -> dict[int, int]:
    """Return the entry before that has another document of the same name, by the entry."""
    last: dict[str, tuple[str, int]] = {}
    found: dict[int, int] = {}
    for entry in sorted(entries, key=lambda entry: entry.number):
        if not entry.document:
            continue
        digest, number = last.get(entry.document, (entry.sha256, 0))
        if digest != entry.sha256:
            found[entry.number] = number
        last[entry.document] = (entry.sha256, entry.number)
    return found


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of checking a ledger: ``faults`` name the entry and what is wrong with it."""

    ledger: Ledger
    entries: int
    faults: tuple[tuple[int, str], ...]


_MOST_FAULTS = 100


def verify_ledger(ledger: Ledger) -> Proof:
    """Return whether every entry is as it was recorded, and none is missing.

    Nothing the database keeps of the chain is relied upon: every digest is worked out again here.
    """
    counted, last = 0, ""

    def count(rows: Iterator[tuple[str | None, ...]]) -> Iterator[tuple[str | None, ...]]:
        nonlocal counted, last
        row: tuple[str | None, ...] = ("",)
        for counted, row in enumerate(rows, 1):  # noqa: B007  told below
            yield row
        last = row[-1] or ""

    faults: list[tuple[int, str]] = []
    for fault in find_breaks_in_texts(count(_read_entries(ledger))):
        if len(faults) < _MOST_FAULTS:
            faults.append(fault)
    if counted != ledger.size or last != ledger.head:
        said = (
            f"expected {ledger.size} entries that end with {ledger.head or 'nothing'}, "
            f"got {counted}: the last ones are missing, or there are more than were recorded"
        )
        faults.append((counted, said))
    faults += [
        (number, f"expected the stored state of project {code} to follow from its entries")
        for code, number in _find_wrong_states(ledger)
    ]
    return Proof(ledger, counted, tuple(faults))


def _find_wrong_states(ledger: Ledger) -> list[tuple[str, int]]:
    """Return code and last entry of the projects of which something else is kept; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT project.code, found.number FROM cooperation_find_states("
            " ARRAY(SELECT id FROM cooperation_project WHERE ledger_id = %s)) found"
            " JOIN cooperation_project project ON project.id = found.project_id"
            " LEFT JOIN cooperation_projectstate kept ON kept.project_id = found.project_id"
            " WHERE kept IS DISTINCT FROM ROW(found.*)::cooperation_projectstate"
            " ORDER BY found.number LIMIT %s",
            [ledger.pk, _MOST_FAULTS],
        )
        faults: list[tuple[str, int]] = cursor.fetchall()
    return faults


# Each column as its text, as `fairlead.folder.ledger_chain.write_entry` writes it.
_TEXTS = {
    "project": "project.code",
    "day": "to_char(e.day, 'YYYY-MM-DD')",
    "due": "to_char(e.due, 'YYYY-MM-DD')",
    "recorded_at": """to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')""",
}


def _read_entries(ledger: Ledger) -> Iterator[tuple[str | None, ...]]:
    """Yield the entries in order as texts, as a stream: a ledger need not fit into memory."""
    columns = ", ".join(_TEXTS.get(name, f"e.{name}") for name in (*COLUMNS, "digest"))
    statement = (
        f"COPY (SELECT {columns} FROM cooperation_entry e"  # noqa: S608  names of ours
        " JOIN cooperation_project project ON project.id = e.project_id"
        " WHERE e.ledger_id = %s ORDER BY e.number) TO STDOUT"
    )
    with connection.cursor() as cursor, cast("Cursor", cursor).copy(statement, [ledger.pk]) as out:
        yield from out.rows()
