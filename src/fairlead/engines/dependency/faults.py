"""What is wrong with a source of flows, precise enough to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one place; ``line`` counts from 1 (the header), 0 where it has no meaning."""

    file: str
    expected: str
    line: int = 0
    field: str = ""
    value: str = ""

    def __str__(self) -> str:
        """Return the fault as one line."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        shown = " ".join(
            part for part in (self.field, repr(self.value) if self.value else "") if part
        )
        return f"{place}: {shown + ': ' if shown else ''}{self.expected}"


class BadFlows(ValueError):
    """A source of flows cannot be used; carries every fault found, in order of place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        """Keep the faults; there is at least one."""
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


def report_fault(
    file: str, expected: str, *, line: int = 0, field: str = "", value: str = ""
) -> BadFlows:
    """Return a `BadFlows` with a single fault."""
    return BadFlows([Fault(file=file, expected=expected, line=line, field=field, value=value)])


class NoTrade(ValueError):
    """Economies asked for have no such trade in the chosen years; ``codes`` are theirs."""

    def __init__(self, codes: Iterable[int], *, side: str, years: Iterable[int]) -> None:
        """Say whose trade is missing, which side and when."""
        self.codes = tuple(codes)
        self.side = side
        self.years = tuple(years)
        shown = ", ".join(map(str, self.years))
        super().__init__(
            f"Expected economies with {side}s in {shown}, got none for {self.codes}: "
            "choose other years or economies."
        )


class NotAPartner(ValueError):
    """The partner thought away has no trade to lose; ``code`` is its."""

    def __init__(self, code: int, *, years: Iterable[int]) -> None:
        """Say whose trade is missing and when."""
        self.code = code
        self.years = tuple(years)
        shown = ", ".join(map(str, self.years))
        super().__init__(f"Expected a partner that trades with them in {shown}, got {code}.")
