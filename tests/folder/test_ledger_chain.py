"""The quick way through a chain of entries says what the obvious one says."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fairlead.folder.ledger_chain import (
    COLUMNS,
    _write,
    digest_entry,
    find_breaks,
    find_breaks_in_texts,
)

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
ENTRY = st.fixed_dictionaries(
    {
        "day": st.dates(),
        "recorded_at": st.datetimes(timezones=st.just(dt.UTC)),
        "amount": st.none() | st.decimals(0, 10**9, places=4).map(Decimal),
        "due": st.none() | st.dates(),
        "corrects": st.none() | st.integers(1, 9),
        "reason": TEXT,
        "person": TEXT,
    }
)
FAULT = st.sampled_from(["", "reason", "digest", "previous", "gap"])


@given(st.lists(st.tuples(ENTRY, FAULT), max_size=6))
def test_both_ways_find_the_same_breaks(drawn: list[tuple[dict[str, Any], str]]) -> None:
    before, entries = "", []
    number = 0
    for fields, fault in drawn:
        number += 2 if fault == "gap" else 1
        blank: dict[str, Any] = dict.fromkeys(COLUMNS, "")
        entry = blank | fields | {"number": number, "previous": before}
        entry["digest"] = before = digest_entry(entry)
        if fault in ("reason", "digest", "previous"):
            entry[fault] += "x"
        entries.append(entry)
    texts = [
        (*(_write(entry[name]) for name in COLUMNS), str(entry["digest"])) for entry in entries
    ]
    assert list(find_breaks_in_texts(texts)) == list(find_breaks(entries))
