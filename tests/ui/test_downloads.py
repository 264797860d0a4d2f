"""Links to a list as files."""

from __future__ import annotations

from fairlead.ui.templatetags.ui import downloads


def test_links_carry_the_filters_of_the_page() -> None:
    said = downloads("office:export_people", "fair", query="?q=a&role=buyer", state="", of="B&C")
    both = '?q=a&amp;role=buyer&amp;of=B%26C">'
    assert f"/office/fair/people/export.xlsx{both}XLSX</a> · <a" in said
    assert f"export.csv{both}CSV</a>" in said
    assert "?" not in downloads("office:export_people", "fair")
