"""What a user may choose about matching a fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fairlead.chain.matching.concordance import read_concordance
from fairlead.chain.options import apply_choices
from fairlead.engines.matching.codebook import Link
from fairlead.engines.matching.params import Params


@dataclass(frozen=True, slots=True)
class MatchParams:
    """How a fair is matched.

    engine: the engine's parameters; its ``top`` holds for exhibitors' lists. people_top: entries
    of a person's list. exhibitors: also match exhibitors with one another. concordance: links
    between product codes of different schemes. learn: take in what the fair's requests teach.
    """

    engine: Params = field(default_factory=Params)
    people_top: int = 10
    exhibitors: bool = True
    concordance: Sequence[Link] = ()
    learn: bool = True

    @classmethod
    def chosen(
        cls,
        *,
        concordance: Path | None = None,
        learn: bool = True,
        top: int = 50,
        congestion: float = 1.0,
        diversity: float = 0.0,
        exploration: float = 0.0,
    ) -> MatchParams:
        """Return the defaults with a user's choices; InvalidInput names the one that is wrong."""
        figures = {
            "top": top, "congestion": congestion, "diversity": diversity,
            "exploration": exploration,
        }  # fmt: skip
        engine = apply_choices(Params(), figures)
        return cls(
            engine=engine, people_top=top, concordance=read_concordance(concordance), learn=learn
        )
