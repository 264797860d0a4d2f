"""Sessions as pretalx's API gives them, in the words of its list of sessions.

``/api/events/EVENT/submissions/?expand=slots.room,speakers,track,submission_type`` gives a session
with each slot that it has, older versions ``talks`` with one; ``/slots/?expand=submission`` gives
slots with their sessions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fairlead.folder.input_errors import report_invalid

_CODE = re.compile(r"[A-Z0-9]{6,16}")
_OF_INDICO = frozenset(("_type", "startDate", "contributions", "sessions"))
_WHOLE = "?expand=slots.room,speakers,track,submission_type"


def is_of_pretalx(results: Sequence[Any]) -> bool:
    """Return whether the results of an API are sessions or slots of pretalx."""
    objects = [one for one in results if isinstance(one, dict)]
    known = ("slots", "slot", "submission", "submission_type", "state")
    return any(name in one for one in objects for name in known) and not any(
        _OF_INDICO & one.keys() for one in objects
    )


def list_sessions(results: Sequence[Any], file: str) -> list[dict[str, Any]]:
    """Return a row for each slot of each session; raises `InvalidInput` for slots by number."""
    found: list[dict[str, Any]] = []
    for one in results:
        if isinstance(one, dict):
            found += _list_slots(one, file)
    return found


def _list_slots(one: Mapping[str, Any], file: str) -> Iterator[dict[str, Any]]:
    if isinstance(one.get("submission"), dict):
        yield _write_row(one["submission"], one)
        return
    slots = one.get("slots", [one.get("slot")])
    given = [slot for slot in slots if slot] if isinstance(slots, list) else []
    if any(not isinstance(slot, dict) for slot in given):
        expected = f"expected slots with their times, not by number: ask for {_WHOLE}"
        raise report_invalid(file, expected, field="slots", value=str(given[0]))
    for place, slot in enumerate(given or [{}]):
        row = _write_row(one, slot)
        yield row if place == 0 else row | {"code": f"{row.get('code')}-{place + 1}"}


def _write_row(one: Mapping[str, Any], slot: Mapping[str, Any]) -> dict[str, Any]:
    apart = ("slots", "slot", "submission_type")
    rest = {name: value for name, value in one.items() if name not in apart}
    speakers = one.get("speakers")
    resources = one.get("resources")
    return rest | {
        "start": slot.get("start"),
        "end": slot.get("end"),
        "room": _find_name(slot.get("room")),
        "track": _find_name(one.get("track")),
        "type": _find_name(one.get("submission_type")),
        "speakers": [
            name
            for who in (speakers if isinstance(speakers, list) else ())
            if (name := who.get("name") if isinstance(who, dict) else who)
            and not (name is who and _CODE.fullmatch(str(name)))  # a code is nobody's name
        ],
        "resources": [
            said
            for file in (resources if isinstance(resources, list) else ())
            if (said := file.get("resource") if isinstance(file, dict) else file)
        ],
    }


def _find_name(value: Any) -> Any:
    """Return a name, in one language or several; nothing for a number."""
    name = value.get("name", value) if isinstance(value, dict) else value
    return name if isinstance(name, str | dict) else None
