"""Judging a month's flows, and keeping what was found beside the months before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from fairlead.chain.flows.economies import convert_to_iso3, find_economy_codes
from fairlead.chain.flows.open import open_flows, translate_input_errors, write_product_codes
from fairlead.chain.flows.product_codes import write_scheme
from fairlead.chain.flows.product_names import name_products
from fairlead.chain.standing_search.differences import compare_tables
from fairlead.engines import dependency as engine
from fairlead.engines.dependency import DependencyResult, NoTrade
from fairlead.engines.dependency.flows import Flows, digest_file
from fairlead.folder.input_errors import report_invalid

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_KEPT = ("economy", "product", "imports_usd", "hhi_imports", "first_supplier", "first_share",
         "hhi_world_exports", "c1", "c2", "c3", "c4", "critical")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """By what a month counts.

    ``digest`` is of the flows, ``source`` the name of their file, ``scheme`` that of its product
    codes, which have ``digits``. ``importers`` are the economies that were asked for (none for
    every), ``silent`` those of them that report nothing this month. ``before`` is the month it was
    compared with, "" for the first; ``revision`` counts from 1 each time it was compared again.
    ``years`` are those of the flows.
    """

    month: str
    digest: str
    source: str
    scheme: str
    digits: int
    importers: tuple[str, ...]
    silent: tuple[str, ...] = ()
    before: str = ""
    revision: int = 1
    years: tuple[int, ...] = ()

    @property
    def other_years(self) -> tuple[int, ...]:
        """Return the years of the flows where none is the month's own: is it the right file?"""
        return () if int(self.month[:4]) in self.years else self.years


class MonthStore(Protocol):
    """Where months are kept."""

    def list_months(self) -> Sequence[str]:
        """Return the months that are kept, in order."""

    def read_note(self, month: str) -> Note:
        """Return by what a month counts."""

    def read_table(self, month: str) -> pa.Table:
        """Return what was found of a month; rows of another ``seen`` are carried on."""

    def read_changes(self, month: str) -> pa.Table:
        """Return what differed."""

    def keep(self, note: Note, table: pa.Table, changes: pa.Table) -> None:
        """Keep a month in place of what was kept of it."""


@dataclass(frozen=True, slots=True)
class MonthJudgement:
    """What a month's flows say by themselves."""

    digest: str
    source: str
    scheme: str
    digits: int
    importers: tuple[str, ...]
    silent: tuple[str, ...]
    table: pa.Table
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MonthSeen:
    """What a month came to: `CHANGES` since ``note.before``.

    ``new`` is False where the same month with the same flows had been looked at already.
    ``missing`` are the months between it and the one it is compared with. ``again`` are later
    months that were compared again, because they are compared with this one.
    """

    note: Note
    changes: pa.Table
    new: bool
    missing: tuple[str, ...] = ()
    again: tuple[MonthSeen, ...] = field(default=())

    @property
    def month(self) -> str:
        """Return the month."""
        return self.note.month

    @property
    def before(self) -> str:
        """Return the month it is compared with, "" for the first."""
        return self.note.before


def watch_month(
    flows: Path,
    store: MonthStore,
    *,
    month: str,
    importers: Sequence[str] = (),
    revised: bool = False,
) -> MonthSeen:
    """Return what differs from the month before, and keep what was found of this one.

    ``importers`` none for every economy. Raises InvalidInput for a month that is none, for flows
    that cannot be read, and for other flows than were given for the month before unless they are
    ``revised``.
    """
    check_month(month)
    held = find_held(store, month, digest=digest_flows(flows), importers=importers)
    if held is not None:
        return held
    _expect_revised(store, month, flows.name, revised=revised)
    return keep_month(store, month, judge_flows(flows, importers=importers), revised=revised)


def check_month(month: str) -> None:
    """Refuse what is no month with InvalidInput."""
    if not _MONTH.fullmatch(month):
        raise report_invalid("month", "expected a month such as 2024-03", value=month)


def is_month(text: str) -> bool:
    """Return whether a text names a month."""
    return _MONTH.fullmatch(text) is not None


def find_held(
    store: MonthStore, month: str, *, digest: str, importers: Sequence[str]
) -> MonthSeen | None:
    """Return what a month came to where the same flows were looked at for it already."""
    if month not in store.list_months():
        return None
    note = store.read_note(month)
    if note.digest != digest or note.importers != tuple(sorted(importers)):
        return None
    return MonthSeen(note, store.read_changes(month), False, _list_between(note.before, month))


def judge_flows(flows: Path, *, importers: Sequence[str] = ()) -> MonthJudgement:
    """Return what a month's flows say, not compared with anything; the slow part.

    Economies that are asked for and report nothing are named and left out. Raises InvalidInput.
    """
    digest, opened = digest_flows(flows), open_flows(flows)
    codes = list(find_economy_codes(list(importers)))
    with translate_input_errors(flows.name):
        found, silent = _assess(opened, codes)
    return MonthJudgement(
        digest=digest,
        source=flows.name,
        scheme=write_scheme(opened),
        digits=opened.digits,
        importers=tuple(sorted(importers)),
        silent=tuple(sorted(convert_to_iso3(pa.array(silent, pa.int32())).to_pylist())),
        table=_add_titles(found.table.select(_KEPT), opened, flows),
        years=opened.years,
    )


def _assess(flows: Flows, codes: list[int]) -> tuple[DependencyResult, list[int]]:
    """Return what was found, and the economies that report nothing."""
    try:
        return engine.assess(flows, importers=codes or None), []
    except NoTrade as error:
        silent = [one for one in codes if one in set(error.codes)]
        there = [one for one in codes if one not in silent]
        if not there:
            raise
        return engine.assess(flows, importers=there), silent


def _add_titles(table: pa.Table, flows: Flows, source: Path) -> pa.Table:
    names = name_products(source, titles=None, classification=flows.classification)
    products = pc.unique(table["product"])
    titles = pa.array(
        [names.title(one) for one in write_product_codes(flows, products).to_pylist()]
    )
    return table.append_column("title", titles.take(pc.index_in(table["product"], products)))


def keep_month(
    store: MonthStore, month: str, judged: MonthJudgement, *, revised: bool = False
) -> MonthSeen:
    """Return what differs from the month before, kept; the quick part, for a transaction.

    A later month that is compared with this one is compared again. Raises InvalidInput as
    `watch_month` does, and for flows whose product codes are of another scheme than those of the
    month before or after.
    """
    check_month(month)
    held = find_held(store, month, digest=judged.digest, importers=judged.importers)
    if held is not None:
        return held
    _expect_revised(store, month, judged.source, revised=revised)
    known = store.list_months()
    earlier = [one for one in known if one < month]
    before = earlier[-1] if earlier else ""
    later = [one for one in known if one > month]
    for neighbour in [*earlier[-1:], *later[:1]]:
        _expect_scheme(judged, neighbour, store.read_note(neighbour).scheme)
    old = store.read_note(month).revision if month in known else 0
    base = store.read_table(before) if before else None
    own = judged.table.append_column("seen", pa.array([month] * judged.table.num_rows, pa.string()))
    carried = own.slice(0, 0) if base is None else _carry(base, own)
    silent = set(judged.silent)
    if not judged.importers:
        silent |= set(convert_to_iso3(pc.unique(carried["economy"])).to_pylist())
    note = Note(
        month=month,
        digest=judged.digest,
        source=judged.source,
        scheme=judged.scheme,
        digits=judged.digits,
        importers=judged.importers,
        silent=tuple(sorted(silent)),
        before=before,
        revision=old + 1,
        years=judged.years,
    )
    whole = pa.concat_tables([own, carried])
    changes = compare_tables(base, whole, month, judged.digits)
    store.keep(note, whole, changes)
    again = tuple(_compare_later(store, month))
    return MonthSeen(note, changes, True, _list_between(before, month), again)


def _expect_scheme(judged: MonthJudgement, neighbour: str, scheme: str) -> None:
    """Refuse codes of another scheme than a month next to this one has; "" where it is unknown."""
    if scheme not in ("", judged.scheme):
        expected = f"expected codes of {scheme}, as in {neighbour}: convert"
        expected += " them with `fairlead flows import --concordance` first"
        raise report_invalid(judged.source, expected, value=judged.scheme)


def _carry(before: pa.Table, own: pa.Table) -> pa.Table:
    """Return the rows of economies that a month says nothing of, as they were last seen."""
    judged = pc.unique(own["economy"])
    carried = before.filter(pc.invert(pc.is_in(before["economy"], judged)))
    return carried.select(own.column_names).cast(own.schema)


def _compare_later(store: MonthStore, month: str) -> list[MonthSeen]:
    """Return the months after this one that are compared again, in order.

    Each next one carries on rows of the one before: the chain ends where nothing differs any more.
    """
    found = []
    for later in [one for one in store.list_months() if one > month]:
        note, held = store.read_note(later), store.read_table(later)
        known = store.list_months()
        before = known[known.index(later) - 1]
        own, base = held.filter(pc.equal(held["seen"], later)), store.read_table(before)
        whole = pa.concat_tables([own, _carry(base, own)])
        changes = compare_tables(base, whole, later, note.digits)
        if (
            before == note.before
            and changes.equals(store.read_changes(later))
            and whole.equals(held)
        ):
            break
        compared = replace(note, before=before, revision=note.revision + 1)
        store.keep(compared, whole, changes)
        found.append(MonthSeen(compared, changes, True, _list_between(before, later)))
    return found


def _expect_revised(store: MonthStore, month: str, source: str, *, revised: bool) -> None:
    if not revised and month in store.list_months():
        expected = f"expected the flows that were given for {month} before, or --revised"
        raise report_invalid(source, f"{expected} (in the office: its box)")


def find_same_flows(store: MonthStore, note: Note) -> str:
    """Return another month that the same flows were given for, "" for none: is it the right one?"""
    others = [one for one in store.list_months() if one != note.month]
    return next((one for one in others if store.read_note(one).digest == note.digest), "")


def _list_between(before: str, month: str) -> tuple[str, ...]:
    """Return the months between two, none where there is no earlier one."""
    if not before:
        return ()
    between = np.arange(np.datetime64(before) + 1, np.datetime64(month))
    return tuple(str(one) for one in between)


def digest_flows(flows: Path) -> str:
    """Return the SHA-256 of a file; of a folder that of its files' names and digests."""
    if flows.is_dir():
        files = sorted(one for one in flows.rglob("*") if one.is_file())
        named = (f"{digest_file(one)}  {one.relative_to(flows).as_posix()}\n" for one in files)
        return hashlib.sha256("".join(named).encode()).hexdigest()
    if not flows.is_file():
        raise report_invalid(str(flows), "expected flows that are there")
    return digest_file(flows)
