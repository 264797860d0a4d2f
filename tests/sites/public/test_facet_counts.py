"""Sets of rows as integers give what asking every row gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.sites.public import _facet_reference as reference

from fairlead.ui.lists import facet_counts

FACETS = ("country", "form")
_VALUES = st.lists(st.sampled_from("ABCDE"), max_size=3)
_ROWS = st.lists(st.fixed_dictionaries(dict.fromkeys(FACETS, _VALUES)), max_size=40)


@given(rows=_ROWS, chosen=st.fixed_dictionaries(dict.fromkeys(FACETS, _VALUES)), data=st.data())
def test_what_is_sifted_is_what_every_row_says_when_asked(
    rows: list[dict[str, list[str]]], chosen: dict[str, list[str]], data: st.DataObject
) -> None:
    size = len(rows)
    among = data.draw(st.sets(st.integers(0, size - 1))) if size else set()
    facets = {
        name: facet_counts.index_by_value((row[name] for row in rows), size=size) for name in FACETS
    }
    found = facet_counts.sift(facets, chosen, among=facet_counts.set_of(among, size=size))
    left, counts = reference.sift(rows, chosen, among=among)
    assert facet_counts.list_rows_in(found.rows) == left
    assert found.counts == counts


@given(st.sets(st.integers(0, 3000)))
def test_a_set_gives_back_its_rows_in_order(rows: set[int]) -> None:
    assert facet_counts.list_rows_in(facet_counts.set_of(rows, size=3001)) == sorted(rows)


def test_a_value_that_no_row_has_leaves_nothing() -> None:
    facets = {"country": facet_counts.index_by_value([["BLR"], ["RUS"]], size=2)}
    found = facet_counts.sift(facets, {"country": ("FRA",)}, among=0b11)
    assert found.rows == 0
    assert found.counts["country"] == {"BLR": 1, "RUS": 1}
