"""Taking a list of restricted parties and goods, as CSV: all of it or nothing."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.db import transaction

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.domain.record_change import Doer, record_change
from fairlead.apps.people.models import Account
from fairlead.apps.screening.models import Restricted, RestrictedList
from fairlead.apps.screening.sounds import list_keys
from fairlead.apps.work.domain.queue_work import queue_work
from fairlead.folder import bounds
from fairlead.folder.codes import parse_country, parse_product
from fairlead.folder.csvtext import SEPARATORS
from fairlead.folder.file_names import clean_file_name
from fairlead.folder.input_errors import InputError, InvalidInput, report_invalid
from fairlead.ui.forms.lengths import check_line

MOST_BYTES = 16 * 2**20
_LONGEST_NAME = 200
MOST_ROWS, MOST_VALUES, MOST_FAULTS = 100_000, 200, 50
COLUMNS = ("name", "aliases", "country", "codes", "source", "day")


def load_list(
    edition: Edition, name: str, *, file: str, content: bytes, account: Account
) -> RestrictedList:
    """Return the list, in force from now on in place of the one of its name.

    All parties of the edition are screened against all lists in the background. Raises
    InvalidInput, with every faulty cell, for a file that is no such table.
    """
    name, file = check_line(name, _LONGEST_NAME), clean_file_name(file, "list.csv")
    if not name:
        raise report_invalid(file, "expected a name for the list", field="list", value="")
    entries = _read_entries(file, content)
    with transaction.atomic():
        older = RestrictedList.objects.select_for_update().filter(edition=edition, name=name)
        older.filter(current=True).update(current=False)
        made = RestrictedList.objects.create(
            edition=edition,
            name=name,
            file=file,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(entries),
            account=account,
        )
        for entry in entries:
            entry.held_in = made
        Restricted.objects.bulk_create(entries, batch_size=2_000)
        record_change(
            "load_restricted_list",
            made,
            by=Doer(account),
            edition=edition,
            after={"name": name, "file": file, "sha256": made.sha256, "size": made.size},
        )
        ask_screening(edition, account, key=f"screen_parties {made.pk}")
    return made


def end_list(held: RestrictedList, *, account: Account) -> None:
    """Take a list out of force; what it hit stays until it is decided."""
    with transaction.atomic():
        RestrictedList.objects.filter(pk=held.pk).update(current=False)
        record_change(
            "end_restricted_list",
            held,
            by=Doer(account),
            edition=held.edition,
            before={"current": held.current},
            after={"current": False},
        )
        ask_screening(held.edition, account, key=f"screen_parties end {held.pk}")


def ask_screening(edition: Edition, account: Account | None, *, key: str = "") -> None:
    """Have all parties of the edition screened again in the background.

    ``key`` is the occasion: a list that comes while parties are screened is not forgotten.
    """
    queue_work("screen_parties", edition=edition, account=account, key=key)


def _read_entries(file: str, content: bytes) -> list[Restricted]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise report_invalid(file, "expected UTF-8: save it again with that encoding") from None
    if "\x00" in text:
        raise report_invalid(file, "expected a text without the sign U+0000")
    lines = text.splitlines()
    head = lines[0] if lines else ""
    separator = max(SEPARATORS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        names = [cell.strip().lower() for cell in next(rows)]
    except (StopIteration, csv.Error):
        raise report_invalid(file, "expected a header with the columns " + _say()) from None
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown or not {"name", "codes"} & set(names):
        value = unknown[0] if unknown else ", ".join(names)
        expected = "expected the columns " + _say()
        raise InvalidInput([InputError(file, expected, line=1, field="header", value=value[:200])])
    faults: list[InputError] = []
    entries: list[Restricted] = []
    try:
        for cells in rows:
            if not any(cell.strip() for cell in cells):
                continue
            if len(entries) >= MOST_ROWS:
                raise report_invalid(file, f"expected at most {MOST_ROWS:,} rows")
            row = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            entries.append(_read_entry(file, rows.line_num, row, faults))
            if len(faults) >= MOST_FAULTS:
                break
    except csv.Error as error:
        expected = f"expected a table: {error}"
        raise InvalidInput([InputError(file, expected, line=rows.line_num)]) from None
    if faults:
        raise InvalidInput(faults)
    return entries


def _say() -> str:
    return ", ".join(COLUMNS)


def _read_entry(file: str, line: int, row: dict[str, str], faults: list[InputError]) -> Restricted:
    def fault(field: str, value: str, expected: str) -> None:
        faults.append(InputError(file, expected, line=line, field=field, value=value[:200]))

    def parse(field: str, value: str, read: Callable[[str], Any], expected: str) -> Any:
        try:
            return read(value) if value else None
        except ValueError:
            fault(field, value, expected)
            return None

    name, aliases = row.get("name", ""), list(_split(row.get("aliases", "")))
    for field, values in (("name", [name]), ("aliases", aliases)):
        for value in values:
            if len(value) > bounds.TEXT_LENGTH:
                fault(field, value, f"expected at most {bounds.TEXT_LENGTH} characters")
    if len(aliases) > MOST_VALUES:
        fault("aliases", row["aliases"], f"expected at most {MOST_VALUES} aliases")
    given = list(_split(row.get("codes", "")))
    if len(given) > MOST_VALUES:
        fault("codes", row["codes"], f"expected at most {MOST_VALUES} codes")
    expected = "expected product codes such as HS:8483, with | between them"
    codes = [parse("codes", code, parse_product, expected) for code in given[:MOST_VALUES]]
    country = parse(
        "country",
        row.get("country", ""),
        lambda text: parse_country(text.upper()),
        "expected a code such as BLR",
    )
    day = parse("day", row.get("day", ""), dt.date.fromisoformat, "expected a day: 2026-07-06")
    if not name and not given:
        fault("name", "", "expected a name or product codes")
    source = row.get("source", "")[: bounds.TEXT_LENGTH]
    entry = Restricted(
        line=line,
        name=name,
        aliases=aliases,
        country=country or "",
        codes=[code for code in codes if code],
        source=source,
        day=day,
    )
    entry.digest, entry.keys = describe_entry(name, aliases, entry.country, entry.codes)
    return entry


def describe_entry(
    name: str, aliases: Sequence[str], country: str, codes: Sequence[str]
) -> tuple[str, list[str]]:
    """Return the digest of what an entry says, and the keys by which its names are found."""
    told = [name, sorted(aliases), country, sorted(codes)]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest(), list_keys((name, *aliases))


def _split(text: str) -> Iterator[str]:
    parts: Sequence[str] = text.split("|")
    return (part.strip() for part in parts if part.strip())
