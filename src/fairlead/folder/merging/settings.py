"""fair.toml: what it says against what is here, key by key and hall by hall."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from fairlead.folder.fair_settings import FairSettings, Hall
from fairlead.folder.merging.changes import (
    UNKNOWN,
    CellChange,
    Change,
    RowChange,
    takes_folder,
)
from fairlead.folder.merging.tables import CHANGED_HERE, REMOVED_HERE

FILE, HALLS = "fair.toml", "halls"
_NESTED = ("slots", "meetings")


@dataclass(frozen=True, slots=True)
class SettingsMerge:
    """The settings afterwards; the codes of halls that are removed."""

    settings: FairSettings
    rows: tuple[RowChange, ...]
    removed_halls: tuple[str, ...] = ()


def merge_settings(
    *,
    base: FairSettings | None,
    here: FairSettings,
    folder: FairSettings,
    held: Mapping[str, str],
    folder_wins: bool,
) -> SettingsMerge:
    """Return the settings after a merge; ``held`` says what holds a hall, by its code."""
    rows: list[RowChange] = []

    def merge(name: str, value_in: Callable[[FairSettings], Any]) -> Any:
        ours, theirs = value_in(here), value_in(folder)
        if ours == theirs:
            return ours
        known = UNKNOWN if base is None else value_in(base)
        taken = takes_folder(known, ours, folder_wins=folder_wins)
        cell = CellChange(name, write_value(ours), write_value(theirs))
        change, why = (Change.CHANGED, "") if taken else (Change.KEPT, CHANGED_HERE)
        rows.append(RowChange(FILE, name, change, (cell,), why))
        return theirs if taken else ours

    values: dict[str, Any] = {}
    for one in fields(FairSettings):
        name = one.name
        if name in _NESTED:
            values[name] = replace(
                getattr(here, name),
                **{
                    inner.name: merge(
                        f"{name}.{inner.name}",
                        lambda side, name=name, inner=inner: getattr(  # type: ignore[misc]
                            getattr(side, name), inner.name
                        ),
                    )
                    for inner in fields(getattr(here, name))
                },
            )
        elif name not in {"code", "halls"}:
            values[name] = merge(name, lambda side, name=name: getattr(side, name))  # type: ignore[misc]
    halls, removed = _merge_halls(rows, base, here, folder, held=held, folder_wins=folder_wins)
    return SettingsMerge(replace(here, **values, halls=halls), tuple(rows), removed)


def _merge_halls(
    rows: list[RowChange],
    base: FairSettings | None,
    here: FairSettings,
    folder: FairSettings,
    *,
    held: Mapping[str, str],
    folder_wins: bool,
) -> tuple[tuple[Hall, ...], tuple[str, ...]]:
    ours, theirs = ({hall.code: hall for hall in side.halls} for side in (here, folder))
    known = {hall.code: hall for hall in base.halls} if base else {}
    halls, removed = [], []
    for code, hall in ours.items():
        said = theirs.get(code)
        taken = takes_folder(known.get(code, UNKNOWN), hall, folder_wins=folder_wins)
        if said is None and code not in known:
            halls.append(hall)
        elif said is None and taken and code not in held:
            removed.append(code)
            rows.append(RowChange(HALLS, code, Change.REMOVED))
        elif said is None:
            halls.append(hall)
            rows.append(RowChange(HALLS, code, Change.KEPT, why=held.get(code, CHANGED_HERE)))
        elif said == hall or not taken:
            halls.append(hall)
            if said != hall:
                cells = _compare_halls(hall, said)
                rows.append(RowChange(HALLS, code, Change.KEPT, cells, CHANGED_HERE))
        else:
            halls.append(said)
            rows.append(RowChange(HALLS, code, Change.CHANGED, _compare_halls(hall, said)))
    for code, hall in theirs.items():
        if code in ours:
            continue
        if code in known and not folder_wins:
            rows.append(RowChange(HALLS, code, Change.KEPT, why=REMOVED_HERE))
        else:
            halls.append(hall)
            rows.append(RowChange(HALLS, code, Change.CREATED))
    return tuple(halls), tuple(removed)


def _compare_halls(before: Hall, after: Hall) -> tuple[CellChange, ...]:
    pairs = (
        (one.name, getattr(before, one.name), getattr(after, one.name)) for one in fields(Hall)
    )
    return tuple(CellChange(name, write_value(a), write_value(b)) for name, a, b in pairs if a != b)


def write_value(value: Any) -> str:
    """Return a value of fair.toml as a person reads it."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {write_value(one)}" for name, one in value.items())
    if isinstance(value, tuple | list):
        return "|".join(map(write_value, value))
    if is_dataclass(value):
        return write_value({one.name: getattr(value, one.name) for one in fields(value)})
    return f"{value:g}" if isinstance(value, float) else str(value)
