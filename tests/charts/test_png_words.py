"""The words of a PNG are drawn in every script, by fonts that come along."""

from __future__ import annotations

import struct
import zlib

import pytest

from fairlead.charts.png import Caption, set_png
from fairlead.charts.treemap import Tile, draw_treemap


def draw(words: str) -> bytes:
    """Return the pixels' bytes of a picture with these words in its caption."""
    svg = draw_treemap([Tile(" ", 1.0)], width=300, height=60, title="t")
    png = set_png(svg, Caption(words), scale=1.0)
    data, place = b"", 8
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        if kind == b"IDAT":
            data += png[place + 8 : place + 8 + size]
        place += 12 + size
    return zlib.decompress(data)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("关键进口", "关键出口"),
        ("広沢", "広鉄"),
        ("한국", "한구"),
        ("شركة", "شركا"),
        ("हिन्दी", "हिन्दि"),
        ("Ελλάς", "Ελλάδ"),
        ("Қазақ", "Қазан"),
    ],
)
def test_letters_differ_where_words_do(one: str, other: str) -> None:
    """A box is the same for every letter that no font has."""
    assert draw(one) != draw(other)


def test_a_line_of_several_scripts_is_drawn_whole() -> None:
    mixed = draw("الواردات 关键 हिन्दी Title")
    assert mixed != draw("الصادرات 关键 हिन्दी Title")
    assert mixed != draw("الواردات 关锁 हिन्दी Title")
    assert mixed != draw("الواردات 关键 हिन्दि Title")


def test_a_space_in_devanagari_is_kept() -> None:
    assert draw("हिन्दी देव") != draw("हिन्दीदेव")


def test_words_may_look_like_markup() -> None:
    svg = draw_treemap([Tile("A & B <c> #d $e$ \\f [g]", 1.0)], width=300, height=60, title="t")
    assert set_png(svg, Caption("#panic() <x> & $a$"))[:4] == b"\x89PNG"
