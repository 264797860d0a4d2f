"""Links to a list as files."""

from __future__ import annotations

import pytest
from django.urls import Resolver404, resolve

from fairlead.ui.templatetags.ui import downloads


def test_links_carry_the_filters_of_the_page() -> None:
    said = downloads("office:export_people", "fair", query="?q=a&role=buyer", state="", of="B&C")
    both = '?q=a&amp;role=buyer&amp;of=B%26C">'
    assert f"/office/fair/people/export.xlsx{both}XLSX</a> · <a" in said
    assert f"export.csv{both}CSV</a>" in said
    assert "?" not in downloads("office:export_people", "fair")


@pytest.mark.parametrize("kind", ["ledger", "XLSX", "xls"])
def test_a_table_is_no_other_file(kind: str) -> None:
    for address in ("/office/fair/screening/hits", "/fair/desk/agenda/export"):
        assert resolve(f"{address}.csv").kwargs["kind"] == "csv"
        with pytest.raises(Resolver404):
            resolve(f"{address}.{kind}")
