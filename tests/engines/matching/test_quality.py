"""What lists at full price must reach, on simulated fairs and on real partnerships."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.matching.cordis import OURS, PEER, partner_task, read_division
from benchmarks.matching.fair_simulator import RIVALS, hold_fair, make_fair


@pytest.mark.slow
@pytest.mark.parametrize(("weight", "least"), [(0.2, 10_600), (0.5, 7_000), (0.8, 4_000)])
def test_priced_lists_hold_more_meetings_than_any_rival(weight: float, least: int) -> None:
    accepted: dict[str, list[int]] = {name: [] for name in RIVALS}
    exposure = []
    for seed in range(3):
        fair = make_fair(weight, seed=seed)
        for name, rank in RIVALS.items():
            outcome = hold_fair(fair, rank(fair), seed=seed)
            accepted[name].append(outcome.accepted)
            if name == "Fairlead, congestion 1":
                exposure.append(outcome.gini)
    ours = float(np.mean(accepted.pop("Fairlead, congestion 1")))
    assert ours > least
    assert ours > 0.99 * max(float(np.mean(one)) for one in accepted.values())
    if weight == 0.5:
        assert np.mean(exposure) < 0.30


@pytest.mark.slow
def test_partners_of_firms_are_found_better_and_spread_wider(shared_data: Path) -> None:
    found = partner_task(read_division(shared_data, year=2019), to="firm")
    ours, peer, same = (found[name] for name in (OURS, PEER, f"{PEER} times content"))
    assert ours.recall > 1.10 * peer.recall
    assert ours.recall > 1.03 * same.recall
    assert ours.hit > peer.hit
    assert ours.gini < peer.gini
    assert ours.coverage > peer.coverage
