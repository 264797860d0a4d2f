"""What became of dependencies, beside a row-by-row comparison."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from fairlead.engines.dependency.changes import find_changes

SCHEMA = pa.schema(
    [("economy", pa.int32()), ("product", pa.int32()), ("critical", pa.bool_()),
     ("hhi_imports", pa.float64()), ("imports_usd", pa.int64()), ("first_supplier", pa.int32()),
     ("first_share", pa.float64()), ("c1", pa.bool_()), ("c2", pa.bool_())]
)  # fmt: skip
ROW = st.fixed_dictionaries(
    {
        "critical": st.sampled_from([True, False, None]),
        "hhi_imports": st.sampled_from([0.4, 0.44, 0.45, 0.6, None]),
        "imports_usd": st.integers(0, 9),
        "first_supplier": st.sampled_from([156, 276]),
        "first_share": st.just(0.5),
        "c1": st.sampled_from([True, False, None]),
        "c2": st.booleans(),
    }
)
TABLE = st.dictionaries(st.tuples(st.sampled_from([112, 643]), st.integers(1, 4)), ROW)


def build(rows: dict[tuple[int, int], dict[str, object]]) -> pa.Table:
    """Return the table of `assess` that has these rows."""
    named = [{"economy": e, "product": p, **row} for (e, p), row in rows.items()]
    return pa.Table.from_pylist(named, schema=SCHEMA)


def judge(was: dict[str, object] | None, now: dict[str, object] | None) -> str:
    """Return the change of one product, the obvious way."""
    before = was is not None and was["critical"] is True
    if now is None:
        return "untraded" if before else ""
    if now["critical"] is True and not before:
        return "became"
    if before and now["critical"] is False:
        return "ceased"
    if before and now["critical"] is None:
        return "unknown"
    if not before or was is None:
        return ""
    old, new = was["hhi_imports"], now["hhi_imports"]
    known = isinstance(old, float) and isinstance(new, float)
    return "worse" if known and round(new - old, 9) >= 0.05 else ""  # type: ignore[operator]


@given(TABLE, TABLE)
def test_changes_as_they_are_found_row_by_row(
    before: dict[tuple[int, int], dict[str, object]],
    after: dict[tuple[int, int], dict[str, object]],
) -> None:
    found = find_changes(build(before), build(after)).to_pylist()
    expected = {
        key: said
        for key in before.keys() | after.keys()
        if (said := judge(before.get(key), after.get(key)))
    }
    assert {(row["economy"], row["product"]): row["change"] for row in found} == expected
    for row in found:
        key = row["economy"], row["product"]
        held = [
            {name for name in ("c1", "c2") if (table.get(key) or {}).get(name) is True}
            for table in (before, after)
        ]
        assert set(row["criteria_gained"].split()) == held[1] - held[0]
        refuted = {name for name in ("c1", "c2") if (after.get(key) or {}).get(name) is False}
        assert set(row["criteria_lost"].split()) == held[0] & refuted


@given(TABLE)
def test_the_same_twice_changes_nothing(
    rows: dict[tuple[int, int], dict[str, object]],
) -> None:
    assert find_changes(build(rows), build(rows)).num_rows == 0
