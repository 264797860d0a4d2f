"""Rules across the files of what exhibitors and delegations arrange on their own pages."""

from __future__ import annotations

from collections.abc import Iterator

from fairlead.folder.input_errors import InputError
from fairlead.folder.tables import Tables

_OPEN = ("invited", "accepted")


def check_stand_shares(tables: Tables) -> Iterator[InputError]:
    """Yield hosts without a stand, guests of themselves, and guests of two or twice of one."""
    stands = tables.pair("organisations", "id", "stand")
    lines = tables.rows["stand_shares"].lines
    hosted: dict[str, int] = {}
    invited: dict[tuple[str, str], int] = {}
    for row, one in enumerate(tables.table("stand_shares").to_pylist()):
        host, guest = one["host"], one["guest"]
        if host in stands and stands[host] is None:
            expected = "expected an exhibitor, an organisation with a stand"
            yield tables.problem("stand_shares", row, "host", expected, host)
        if host is not None and host == guest:
            expected = "expected another organisation than the host"
            yield tables.problem("stand_shares", row, "guest", expected, guest)
        if one["state"] == "accepted":
            first = hosted.setdefault(guest, row)
            if first != row:
                expected = (
                    f"expected a guest of one host, it has accepted on line {int(lines[first])}"
                )
                yield tables.problem("stand_shares", row, "guest", expected, guest)
        if one["state"] in _OPEN:
            first = invited.setdefault((host, guest), row)
            if first != row:
                expected = (
                    "expected one invitation of the two that is open, there is the one on line "
                    f"{int(lines[first])}"
                )
                yield tables.problem("stand_shares", row, "state", expected, one["state"])


def check_pictures(tables: Tables) -> Iterator[InputError]:
    """Yield logos beside the first."""
    for row, one in enumerate(tables.table("pictures").to_pylist()):
        if one["kind"] == "logo" and one["number"] not in {None, 1}:
            yield tables.problem("pictures", row, "number", "expected 1 of a logo", one["number"])
