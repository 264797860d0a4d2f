"""What the page says of projects and of what their partners spend."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fairlead.chain.portfolio.choose import choose_projects
from fairlead.folder.fair_settings import PortfolioSettings
from fairlead.folder.fair_tables import build_table_of_rows
from fairlead.folder.read import read_fair
from fairlead.report.sections.projects import write_projects_section
from fairlead.report.view import View

SMALL = read_fair(Path(__file__).parents[2] / "folder" / "small")


def test_what_is_spent_without_a_limit_is_shown() -> None:
    project = {
        "id": "a", "title": "a", "stage": "idea", "amount": 1.0, "start_year": 2025,
        "partners": {"BLR": 0.5, "KAZ": 0.5}, "cash_flows": [-40.0, -60.0, 500.0],
    }  # fmt: skip
    fair = replace(
        SMALL,
        settings=replace(SMALL.settings, portfolio=PortfolioSettings(0.0, 2025, {"BLR": (25.0,)})),
        projects=build_table_of_rows("projects", [project]),
    )
    result: Any = SimpleNamespace(choice=choose_projects(fair, seed=0))
    section = write_projects_section(View.of(fair, result))
    table = re.sub(r"<[^>]+>|\s+", " ", section[section.index("What the partners spend") :])
    assert re.findall(r"2025|2026|20 of 25|\d+, no limit", table) == [
        "2025", "2026", "20 of 25", "30, no limit", "20, no limit", "30, no limit",
    ]  # fmt: skip
