"""What chapters and divisions are called: in the reader's language, whatever a fair says."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fairlead.folder.group_titles import read_group_titles
from fairlead.folder.localized_text import SpokenText
from fairlead.ui.classifications import choose_group_title, find_group_title, group_title


@pytest.mark.parametrize("language", ["ru", "zh-hans", "ar"])
def test_every_group_is_named_in_each_language(language: str) -> None:
    with override(language):
        named = {group: find_group_title(group) for group in read_group_titles()}
    assert len([group for group in named if group.startswith("HS:")]) == 96
    for group, title in named.items():
        assert title.language == language
        assert not any("a" <= letter.lower() <= "z" for letter in title), (group, title)


def test_a_fairs_own_title_is_for_those_who_read_it() -> None:
    given = SpokenText("Machines and pumps", "en")
    with override("ru"):
        assert choose_group_title(given, "HS:84", "en") == given
        assert choose_group_title(given, "HS:84", "ru") == "Машины и оборудование"
        assert choose_group_title(given, "CPV:42", "ru") == given
        assert choose_group_title(SpokenText(), "HS:99", "ru") == ""
        assert group_title("HS:99") == "HS:99"
