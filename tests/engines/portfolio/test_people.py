"""Jobs and local content of what a project spends."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairlead.engines.portfolio import Spending, count_jobs, weigh_local_content

LINES = (
    Spending("Plant", (100.0, 50.0), local=0.4),
    Spending("Running", (0.0, 30.0, 60.0), pay=0.5, local=1.0),
    Spending("Material", (0.0, 10.0)),
)


def test_jobs_are_the_pay_of_a_year_over_the_pay_of_a_job() -> None:
    found = count_jobs(LINES, wage=5.0)
    assert found is not None
    assert found.by_year.tolist() == [0.0, 3.0, 6.0]
    assert (found.mean, found.peak) == (4.5, 6.0)
    assert count_jobs(LINES[:1], wage=5.0) is None
    with pytest.raises(ValueError, match="wage above 0"):
        count_jobs(LINES, wage=0.0)


def test_local_content_is_of_the_lines_that_say_it() -> None:
    found = weigh_local_content(LINES)
    assert found is not None
    assert found.share == pytest.approx((0.4 * 150 + 90) / 240)
    assert found.known == pytest.approx(240 / 250)
    assert weigh_local_content(LINES[2:]) is None
    with pytest.raises(ValueError, match="share from 0 to 1"):
        Spending("Plant", (1.0,), local=1.5)


shares = st.floats(0, 1)
amounts = st.lists(st.floats(0, 1e9), min_size=1, max_size=5).map(tuple)


spendings = st.builds(Spending, st.just("x"), amounts, st.none() | shares, shares)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(spendings, min_size=1, max_size=4))
def test_a_share_lies_between_those_of_the_lines(lines: list[Spending]) -> None:
    found = weigh_local_content(lines)
    if found is not None:
        local = [one.local or 0.0 for one in lines]
        assert min(local) - 1e-9 <= found.share <= max(local) + 1e-9
