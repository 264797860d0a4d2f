"""A picture for a reader from right to left: shapes mirrored, words not, each on its side."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from fairlead.charts.text import lay_out, wrap
from fairlead.charts.treemap import Tile, draw_treemap

PICTURE = draw_treemap(
    [Tile("Large & <b>", 3.0, detail="US$3M"), Tile("Small", 1.0, detail="دولار")],
    width=400,
    height=100,
    title="t",
)


def texts(picture: str) -> list[ET.Element]:
    root = ET.fromstring(picture)  # noqa: S314  made by us
    return [one for one in root.iter() if one.tag.endswith("text")]


def test_from_right_to_left_shapes_are_mirrored_once_and_letters_twice() -> None:
    mirrored = lay_out(PICTURE, right_to_left=True)
    root = ET.fromstring(mirrored)  # noqa: S314
    assert root.get("direction") == "rtl"
    (group,) = list(root)
    assert group.get("transform") == "matrix(-1 0 0 1 400 0)"
    for text, before in zip(texts(mirrored), texts(PICTURE), strict=True):
        x = float(before.get("x", ""))
        assert text.get("transform") == f"matrix(-1 0 0 1 {2 * x:g} 0)"
        assert text.get("x") == before.get("x"), "it turns about its own place"


def test_words_keep_their_own_direction() -> None:
    said = [one.text for one in texts(lay_out(PICTURE, right_to_left=True))]
    assert said == [
        "\u2068Large & <b>\u2069",
        "\u2068US$3M\u2069",
        "\u2068Small\u2069",
        "\u2068دولار\u2069",
    ]
    said = [one.text for one in texts(lay_out(PICTURE, right_to_left=False))]
    assert said == ["Large & <b>", "US$3M", "Small", "\u2068دولار\u2069"]


def test_a_picture_from_left_to_right_without_arabic_stays_as_it_is() -> None:
    plain = draw_treemap([Tile("A", 1.0)], width=400, height=100, title="t")
    assert lay_out(plain, right_to_left=False) == plain


def test_a_space_between_words_goes_the_other_way() -> None:
    line = '<svg viewBox="0 0 9 9"><text x="1">a<tspan dx="5">b</tspan></text></svg>'
    mirrored = lay_out(line, right_to_left=True)
    assert '<tspan dx="-5">\u2068b\u2069</tspan>' in mirrored


def test_a_picture_without_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        lay_out("<svg></svg>", right_to_left=True)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("电子集成电路处理器", ["电子集成", "电路处理", "器"]),
        ("电子集成，电路", ["电子集", "成，电路"]),
        ("ソニー 機械", ["ソニー", "機械"]),
        ("CNC 机床", ["CNC 机床"]),
    ],
)
def test_chinese_and_japanese_break_between_characters(text: str, lines: list[str]) -> None:
    assert wrap(text, width=41, size=10, most=5) == lines
