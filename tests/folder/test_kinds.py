"""Single cells: what is read of them, and what is refused."""

from __future__ import annotations

import pytest

from fairlead.folder.json_kind import JSON


@pytest.mark.parametrize(
    "text",
    [
        "[" * 300 + "]" * 300,
        '{"a":' * 800 + "1" + "}" * 800,
        r'["\u0000"]',
        r'{"a\u0000": 1}',
        r'["\ud800"]',
        "[1e999]",
        "[NaN]",
        "7",
    ],
)
def test_json_that_the_database_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^expected JSON, an object or a list, of at most"):
        JSON.parse(text)


def test_json_is_written_in_one_way() -> None:
    text = r'{"b": [1e3, 0.5, "\n\\u0000"], "a": "\ud83d\ude00"}'
    assert JSON.parse(text) == r'{"a":"😀","b":[1000,0.5,"\n\\u0000"]}'
