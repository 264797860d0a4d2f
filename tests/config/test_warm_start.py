"""What a process does before anybody asks ends by itself and leaves nothing open."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connections
from tests.sites import factories as make

from fairlead.apps.fairs.models import Edition
from fairlead.config import warm_start


@pytest.mark.django_db(transaction=True)
def test_the_newest_edition_with_flows_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    for code, year, flows in (("old", 2022, "a"), ("new", 2023, "b"), ("dry", 2024, "")):
        make.edition(code, first_day=dt.date(year, 7, 10), flows_source=flows)
    asked: list[tuple[str, bool]] = []

    def noted(edition: Edition) -> int:
        asked.append((edition.code, connections["default"].connection is not None))
        return 0

    monkeypatch.setattr("fairlead.apps.trade.studies.ask_ahead", noted)
    thread = warm_start.work_ahead()
    thread.join(60)
    assert not thread.is_alive()
    assert thread.daemon, "it must not keep a process alive"
    assert asked == [("new", True)]
