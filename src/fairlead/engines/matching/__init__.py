"""Ranked, explained, mutual pairs from profiles."""

from __future__ import annotations

from fairlead.engines.matching.params import Params, Weights
from fairlead.engines.matching.problem import Problem, build_pairs
from fairlead.engines.matching.profiles import Profiles, make_profiles
from fairlead.engines.matching.solve import Result, solve
from fairlead.engines.matching.verify import verify

__all__ = [
    "Params",
    "Problem",
    "Profiles",
    "Result",
    "Weights",
    "build_pairs",
    "make_profiles",
    "solve",
    "verify",
]
