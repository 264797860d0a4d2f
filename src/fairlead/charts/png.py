"""A picture of the page as PNG, for a presentation: its shapes as they are, its words by Typst."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from functools import cache
from html import unescape
from importlib import resources
from typing import TYPE_CHECKING

from fairlead.ui.fonts import list_letters_of

if TYPE_CHECKING:
    from typst import Fonts

SHARP = 2.0
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^)]+)\)")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TEXT = re.compile(r"<text\b([^>]*)>(.*?)</text>", re.DOTALL)
_PIECE = re.compile(r"<tspan\b([^>]*)>([^<]*)</tspan>|([^<]+)")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_TITLE = re.compile("<title>[^<]*</title>")
_FONTS = resources.files("fairlead.charts") / "fonts"
# For Typst, as JSON: each letter is drawn by the first of these fonts that has it.
FAMILIES = json.dumps(
    (
        "Onest",
        "Noto Sans",
        "Noto Sans Arabic",
        "Noto Sans Devanagari",
        "Noto Sans Hebrew",
        "Noto Sans Armenian",
        "Noto Sans Georgian",
        "Noto Sans Thai",
        "Noto Sans CJK SC",
    )
)
_PAPER = "#ffffff"
_INK = "#14212a"
_SOFT = "#495862"
_MARGIN = 24.0
_HEAD = 66.0
_FOOT = 34.0
# Beyond these letters, of Latin and Cyrillic, the larger fonts that come along are opened too.
_OTHER_SCRIPTS = re.compile(r"[^\u0000-\u036f\u0400-\u052f\u2000-\u2bff\ufeff]")
# Typst sets the words itself: inside an SVG it looks for one font for a whole line, so that a line
# of two scripts may become boxes, and lays the vowels of Devanagari over one another.
_PAGE = (_FONTS / "picture.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture that leaves its page: title and line above, note below."""

    title: str
    line: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of one colour, ``space`` before them."""

    words: str
    fill: str
    space: float = 0.0


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of words: where its baseline begins, ends or has its middle."""

    x: float
    y: float
    pieces: tuple[_Piece, ...]
    size: float
    weight: int = 400
    anchor: str = "start"
    opacity: float = 1.0
    halo: float = 0.0  # how wide the ground is drawn around the letters
    ground: str = _PAPER


def set_png(svg: str, caption: Caption, *, scale: float = SHARP) -> bytes:
    """Return the picture with its caption as PNG, ``scale`` pixels to each unit of it.

    ``svg`` is an element of this package's pictures: its colours are the fallbacks of its tokens.
    A picture that runs from right to left has its caption at the right.
    """
    import typst  # a tenth of a second, which a page without a PNG need not wait

    shapes, lines, width, height = _frame_picture(svg, caption)
    right_to_left = 'direction="rtl"' in svg.partition(">")[0]
    given = {
        "svg": shapes,
        "lines": json.dumps([asdict(line) for line in lines]),
        "width": f"{width:g}",
        "height": f"{height:g}",
        "direction": "rtl" if right_to_left else "ltr",
        "fonts": FAMILIES,
    }
    fonts = list_fonts_for("".join(piece.words for line in lines for piece in line.pieces))
    return typst.compile(_PAGE, format="png", ppi=72.0 * scale, font_paths=fonts, sys_inputs=given)


def list_fonts_for(text: str) -> Fonts:
    """Return the fonts to draw a text with: the machine's too when a letter is in none of ours."""
    others = set(_OTHER_SCRIPTS.findall(text))
    return _load_fonts(
        scripts=bool(others), machine=not _list_drawn_letters().issuperset(map(ord, others))
    )


@cache
def _list_drawn_letters() -> frozenset[int]:
    """Return the letters that the fonts that come along have."""
    return list_letters_of((_FONTS / "letters.txt").read_text(encoding="ascii"))


@cache
def _load_fonts(*, scripts: bool, machine: bool) -> Fonts:
    import typst

    with resources.as_file(_FONTS) as folder:
        rooms = [folder / "latin", folder / "scripts"]
        paths = rooms if scripts else rooms[:1]
        return typst.Fonts(include_system_fonts=machine, font_paths=paths)


def _frame_picture(svg: str, caption: Caption) -> tuple[str, list[_Line], float, float]:
    """Return a document of the picture's shapes, the words on it and around it, its size."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("Expected a picture with a viewBox from 0 0, got another.")
    inner_width, inner_height = float(found[1]), float(found[2])
    width = inner_width + 2 * _MARGIN
    height = inner_height + _HEAD + _FOOT
    plain = _VARIABLE.sub(lambda found: found[1].strip(), svg)
    mirrored = 'direction="rtl"' in svg.partition(">")[0]
    lines = [
        _line(attributes, inside, inner_width if mirrored else None)
        for attributes, inside in _TEXT.findall(plain)
    ]
    edge = width - _MARGIN if mirrored else _MARGIN
    lines += [
        _Line(edge, 32.0, (_Piece(caption.title, _INK),), 19.0, weight=600),
        _Line(edge, 53.0, (_Piece(caption.line, _SOFT),), 13.0),
        _Line(edge, height - 12, (_Piece(caption.note, _SOFT),), 11.0),
    ]
    shapes = _TITLE.sub("", _TEXT.sub("", plain))
    placed = shapes.replace(
        "<svg ", f'<svg x="{_MARGIN:g}" y="{_HEAD:g}" width="{found[1]}" height="{found[2]}" ', 1
    )
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" fill="{_PAPER}"/>{placed}</svg>'
    )
    return whole, [line for line in lines if any(one.words for one in line.pieces)], width, height


def _line(attributes: str, inside: str, mirrored_in: float | None) -> _Line:
    """Return a text element of a picture as it stands on the page."""
    given = dict(_ATTRIBUTE.findall(attributes))
    fill = given.get("fill", _INK)
    x = float(given["x"])
    return _Line(
        x=_MARGIN + (x if mirrored_in is None else mirrored_in - x),
        y=_HEAD + float(given["y"]),
        pieces=tuple(_split_pieces(inside, fill)),
        size=float(given.get("font-size", 12)),
        weight=int(given.get("font-weight", 400)),
        anchor=given.get("text-anchor", "start"),
        opacity=float(given.get("opacity", 1)),
        halo=float(given["stroke-width"]) if "stroke" in given else 0.0,
        ground=given.get("stroke", _PAPER),
    )


def _split_pieces(inside: str, fill: str) -> list[_Piece]:
    found = []
    for attributes, words, plain in _PIECE.findall(inside):
        given = dict(_ATTRIBUTE.findall(attributes))
        space = abs(float(given.get("dx", 0)))
        found.append(_Piece(unescape(words or plain), given.get("fill", fill), space))
    return found
