"""The markup of long lists."""

from __future__ import annotations

from fairlead.ui.lists.markup import write_economy, write_flag


def test_a_flag_is_for_economies_alone() -> None:
    assert "circle-flags/BLR.svg" in write_flag("BLR")
    assert write_flag("XXQ") == write_flag("blr") == write_flag("") == ""


def test_countries_made_up_in_addresses_do_not_fill_the_memory() -> None:
    for number in range(10_000):
        write_flag(f"X{number}")
    assert write_flag.cache_info().currsize < 5_000


def test_an_economy_is_its_flag_and_its_name_in_one_piece() -> None:
    shown = write_economy("BLR", after=" 41 %,")
    assert shown.startswith('<span class="economy"><img class="flag"')
    assert shown.endswith("> Belarus 41 %,</span>")
    assert write_economy("<b>") == '<span class="economy">&lt;b&gt;</span>'
