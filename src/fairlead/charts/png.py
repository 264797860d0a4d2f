"""A picture of the page as PNG, for a presentation: the same SVG, set by Typst."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typst import Fonts

SHARP = 2.0
_VARIABLE = re.compile(r"var\(--[\w-]+,\s*([^)]+)\)")
_SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_PAPER = "#ffffff"
_INK = "#14212a"
_SOFT = "#495862"
_MARGIN = 24.0
_HEAD = 66.0
_FOOT = 34.0
# Beyond what the fonts that come along can write: then those of the machine are looked through.
_OTHER_SCRIPTS = re.compile(r"[^\u0000-\u052f\u2000-\u2bff\ufeff]")
_PAGE = b"""#set page(width: eval(sys.inputs.width + "pt"), height: eval(sys.inputs.height + "pt"),
  margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture that leaves its page: title and line above, note below."""

    title: str
    line: str = ""
    note: str = ""


def png_of(svg: str, caption: Caption, *, scale: float = SHARP) -> bytes:
    """Return the picture with its caption as PNG, ``scale`` pixels to each unit of it.

    ``svg`` is an element of this package's pictures: its colours are the fallbacks of its tokens.
    """
    import typst  # a tenth of a second, which a page without a PNG need not wait

    whole, width, height = _framed(svg, caption)
    return typst.compile(
        _PAGE,
        format="png",
        ppi=72.0 * scale,
        font_paths=_fonts(other_scripts=bool(_OTHER_SCRIPTS.search(whole))),
        sys_inputs={"svg": whole, "width": f"{width:g}", "height": f"{height:g}"},
    )


@cache
def _fonts(*, other_scripts: bool) -> Fonts:
    import typst

    with resources.as_file(resources.files("fairlead.charts") / "fonts") as folder:
        return typst.Fonts(include_system_fonts=other_scripts, font_paths=[folder])


def _framed(svg: str, caption: Caption) -> tuple[str, float, float]:
    """Return a document of the picture between its captions, with its width and height."""
    found = _SIZE.search(svg)
    if found is None:
        raise ValueError("Expected a picture with a viewBox from 0 0, got another.")
    inner_width, inner_height = float(found[1]), float(found[2])
    width = inner_width + 2 * _MARGIN
    height = inner_height + _HEAD + _FOOT
    plain = _VARIABLE.sub(lambda found: found[1].strip(), svg)
    placed = plain.replace(
        "<svg ", f'<svg x="{_MARGIN:g}" y="{_HEAD:g}" width="{found[1]}" height="{found[2]}" ', 1
    )
    texts = [
        f'<text x="{_MARGIN:g}" y="32" font-size="19" font-weight="600" fill="{_INK}">'
        f"{escape(caption.title)}</text>",
        f'<text x="{_MARGIN:g}" y="53" font-size="13" fill="{_SOFT}">{escape(caption.line)}</text>',
        f'<text x="{_MARGIN:g}" y="{height - 12:g}" font-size="11" fill="{_SOFT}">'
        f"{escape(caption.note)}</text>",
    ]
    whole = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'font-family="Onest, Noto Sans, sans-serif"><rect width="{width:g}" '
        f'height="{height:g}" fill="{_PAPER}"/>{"".join(texts)}{placed}</svg>'
    )
    return whole, width, height
