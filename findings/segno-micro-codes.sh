#!/usr/bin/env bash
# segno 1.6.6 beside opencv-python-headless 5.0.0.93 and zxing-cpp 3.1.1: asked for a QR code of a
# short text, such as the number of a pass or a short address, segno.make gives a Micro QR code,
# another symbology with one corner mark, without saying so. OpenCV's reader sees nothing in it;
# zxing reads it by its other name. segno.make_qr, or micro=False, gives what was meant.
# Seen: FL-00017: M3-M, OpenCV '', zxing Micro QR Code; by make_qr 1-H, OpenCV and zxing FL-00017.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check \
  segno==1.6.6 opencv-python-headless==5.0.0.93 zxing-cpp==3.1.1 numpy==2.4.6 pillow==12.0.0
"$work/venv/bin/python" - <<'PYTHON'
import io
import sys

import cv2
import numpy
import segno
import zxingcpp
from PIL import Image


def read(code):
    file = io.BytesIO()
    code.save(file, kind="png", scale=8, border=4)
    pixels = numpy.array(Image.open(file).convert("L"))
    by_zxing = [(str(one.format), one.text) for one in zxingcpp.read_barcodes(pixels)]
    return code.designator, cv2.QRCodeDetector().detectAndDecode(pixels)[0], by_zxing


seen = [read(segno.make("FL-00017")), read(segno.make_qr("FL-00017"))]
print(seen)
expected = [
    ("M3-M", "", [("Micro QR Code", "FL-00017")]),
    ("1-H", "FL-00017", [("QR Code", "FL-00017")]),
]
sys.exit(0 if seen == expected else "They make or read other codes now.")
PYTHON
