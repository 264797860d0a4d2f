"""The settings of the search for the most valuable timetable."""

from __future__ import annotations

from dataclasses import dataclass

_SMALL_COMFORT = 0.5
"""Seconds at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingParams:
    """How `objective="meetings"` searches; the defaults suit fairs of every size."""

    effort: float = 20.0
    """Annealing moves for each request while the bound is not reached; with a time limit, its
    share of the time counts instead."""
    comfort: float = 20.0
    """Moves for each held meeting in each stage of comfort (breaks, walking, fairness) when there
    is no time limit; with one, the stages share the time."""
    goes: int = 32
    """Times its first moves that each stage of comfort has at most when there is no time limit, as
    long as it gains; 1 ends each after its first."""
    share: float = 0.6
    """Part of a time limit that may go to the weight; the rest goes to comfort."""
    hot: float = 0.25
    """First temperature of the annealing, in typical weights (`search.exchange.anneal_waiting`)."""
    cold: float = 0.1
    """Last temperature."""
    tries: int = 20
    """Chains of two slots tried for a request that no participant alone can make room for."""
    depth: int = 12
    """Meetings of each participant that may be tried elsewhere to make room for a request."""
    looks: int = 4
    """Slots looked at when a request is forced into one."""
    proving: float = 20.0
    """Work that a solver may do to prove the timetable of a small problem, in its deterministic
    seconds; 0 leaves it out."""
    priced: int = 2_500_000
    """Requests times slots up to which the linear program is solved where a gap is left; 0 leaves
    it out."""
    polish: bool = True
    """Whether to improve breaks, walking and fairness after the weight."""

    def find_small_comfort(self, seconds: float | None) -> float:
        """Return the seconds of a time limit that comfort has where a solver proves the weight.

        Comfort is soon done there, and the proof takes what it gets.
        """
        return 0.0 if seconds is None else min(_SMALL_COMFORT, (1 - self.share) * seconds)

    def __post_init__(self) -> None:
        """Refuse settings that mean nothing."""
        for name in ("effort", "comfort", "goes", "tries", "depth", "looks", "proving", "priced"):
            _expect(getattr(self, name) >= 0, f"{name} >= 0", getattr(self, name))
        _expect(0 <= self.share <= 1, "share from 0 to 1", self.share)
        _expect(0 < self.cold <= self.hot, "cold above 0, at most hot", self.cold)


def _expect(holds: bool, wanted: str, got: float) -> None:  # noqa: FBT001
    if not holds:
        raise ValueError(f"Expected {wanted}, got {got}.")
