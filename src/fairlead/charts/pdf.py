"""Pages on paper, set by Typst."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fairlead.charts.png import FAMILIES, list_fonts_for

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def set_pdf(page: bytes, content: DataclassInstance) -> bytes:
    """Return a page with its content as PDF.

    ``page`` is in Typst's language and finds the content as JSON in `sys.inputs.content`, and the
    families of fonts in `sys.inputs.fonts`. Words of people are data to Typst, never its language.
    """
    import typst  # a tenth of a second, which nothing else need wait

    given: dict[str, Any] = {
        "content": json.dumps(asdict(content), ensure_ascii=False),
        "fonts": FAMILIES,
    }
    fonts = list_fonts_for(given["content"])
    return typst.compile(page, format="pdf", font_paths=fonts, sys_inputs=given)
