"""Texts that a spreadsheet would run as formulas, and the apostrophe that keeps it from that.

A spreadsheet takes a cell for a formula that begins with a sign: blanks before it are dropped,
and the wide signs of East Asian keyboards count. A file with commas that is opened where the
semicolon separates is cut in other places, quotes or not, so what stands behind a semicolon, a
tab or a line break begins a cell as well.

Every text of a table that we write goes through `guard_formulas` (a column at once through
`csvtext.guard_column`), and every cell that we read through `unguard_formulas`, which gives each
text back as it was.
"""

from __future__ import annotations

import re

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
"""What may begin a formula."""
_SIGNS = SIGNS.replace("-", r"\-")
_BREAKS = "\t\n\v\f\r;\x85\u2028\u2029"
# What is dropped before a sign: controls, spaces, marks without a width, quotes. None is a break,
# so that each character is looked at once.
_BLANKS = (
    '\x00-\x08\x0e-\x20"\x7f-\x84\x86-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u202a-\u202f'
    "\u205f-\u206f\u3000\ufeff"
)
# Apostrophes that stand before a sign already are kept by one more: so the way back is unique.
RISKY = f"(^|[{_BREAKS}])([{_BLANKS}]*)('*[{_SIGNS}])"
_GUARDED = f"(^|[{_BREAKS}])([{_BLANKS}]*)'('*[{_SIGNS}])"
WITH_APOSTROPHE = r"\1\2'\3"
_risky, _guarded = re.compile(RISKY), re.compile(_GUARDED)


def guard_formulas(text: str) -> str:
    """Return the text with an apostrophe before each sign that could begin a formula."""
    return _risky.sub(WITH_APOSTROPHE, text)


def unguard_formulas(text: str) -> str:
    """Return the text that `guard_formulas` was given."""
    return _guarded.sub(r"\1\2\3", text) if "'" in text else text
