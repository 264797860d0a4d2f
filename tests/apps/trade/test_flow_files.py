"""Flows are kept once, no matter who else keeps them at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from pytest_django import Settings

from fairlead.apps.trade.flow_files import keep_flows
from fairlead.folder.fair_settings import FlowsSource

_AT_ONCE = 8


@pytest.mark.parametrize("is_folder", [True, False])
def test_several_loads_at_once_keep_the_same_flows(
    tmp_path: Path, settings: Settings, *, is_folder: bool
) -> None:
    settings.FAIRLEAD_HOME = str(tmp_path / "home")
    path = tmp_path / "flows"
    if is_folder:
        path.mkdir()
        for year in range(2):
            (path / f"{year}.csv").write_bytes(b"1,2,3\n" * 1_000_000)
    else:
        path.write_bytes(b"1,2,3\n" * 1_000_000)
    flows = FlowsSource("flows", path, "baci", "HS2022", None)
    start = Barrier(_AT_ONCE)

    def keep(_number: int) -> str:
        start.wait()
        return keep_flows(flows)

    with ThreadPoolExecutor(max_workers=_AT_ONCE) as threads:
        digests = set(threads.map(keep, range(_AT_ONCE)))
    assert len(digests) == 1
    kept = tmp_path / "home" / "flows"
    assert [one.name for one in kept.iterdir()] == list(digests)
