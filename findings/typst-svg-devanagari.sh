#!/usr/bin/env bash
# Typst 0.15.2 (PyPI `typst`): words in Devanagari inside an SVG image are drawn wrongly, the same
# words as Typst's own text are right. In the SVG the vowel sign of हि lies over the letter after
# it, and the space between two words nearly vanishes; no warning is given. A picture
# with names of Indian exhibitors is therefore set by Typst's text over the shapes of the SVG.
# Seen: "svg 109 px, text 128 px, as one word 103 px"; this script ends with 1 when the words in the
# SVG are as wide as the text.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check typst==0.15.2 fonttools==4.68.0 pillow==12.0.0
(cd "$work" && npm pack --silent @fontsource/noto-sans-devanagari@5.3.0 >/dev/null && tar xzf ./*.tgz)
"$work/venv/bin/python" - "$work" <<'PYTHON'
import io
import sys
from pathlib import Path

import typst
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops

work = Path(sys.argv[1])
parts = []
for script in ("devanagari", "latin"):  # the space is in the Latin file
    font = TTFont(work / "package/files" / f"noto-sans-devanagari-{script}-400-normal.woff")
    font.flavor = None
    parts.append(str(work / f"{script}.ttf"))
    font.save(parts[-1])
(work / "fonts").mkdir()
Merger().merge(parts).save(work / "fonts" / "devanagari.ttf")
fonts = typst.Fonts(include_system_fonts=False, font_paths=[work / "fonts"])
page = "#set page(width: 300pt, height: 60pt, margin: 10pt)\n"
family = "Noto Sans Devanagari"


def width(source: str) -> int:
    png = typst.compile(source.encode(), format="png", ppi=72, font_paths=fonts)
    image = Image.open(io.BytesIO(png)).convert("L")
    box = ImageChops.invert(image).getbbox()
    return box[2] - box[0]


def drawn(words: str) -> int:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 280 40">'
        f"<text x='0' y='30' font-size='24' font-family='{family}'>{words}</text></svg>"
    ).replace('"', '\\"')
    return width(f'{page}#image(bytes("{svg}"), format: "svg", width: 280pt)')


def written(words: str) -> int:
    return width(f'{page}#set text(font: "{family}", size: 24pt)\n{words}')


words = "हिन्दी देवनागरी"
svg, text, joined = drawn(words), written(words), drawn(words.replace(" ", ""))
print(f"svg {svg} px, text {text} px, as one word {joined} px")
sys.exit(0 if svg < 0.95 * text else 1)
PYTHON
