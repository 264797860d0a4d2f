"""Pictures that people upload: decoded, made smaller and rewritten, so that nothing else of them
is kept: no name, no place where they were taken, nothing that only looks like a picture."""

from __future__ import annotations

import hashlib
import io
import struct
import threading
from dataclasses import dataclass
from enum import StrEnum

from PIL import Image, ImageOps

from fairlead.folder import bounds

MOST_BYTES = bounds.PICTURE_BYTES
# Cameras of telephones reach 50 million pixels; decoded, as many take 200 MB.
MOST_PIXELS = 50_000_000
LOGO_SIZE = (int(bounds.LOGO_SIDE.high), int(bounds.LOGO_SIDE.high))
PICTURE_SIZE = (int(bounds.PICTURE_WIDTH.high), int(bounds.PICTURE_HEIGHT.high))
_FORMATS = ("JPEG", "PNG", "WEBP")
# A progressive JPEG has about ten scans. One of thousands is small and takes minutes to decode.
_MOST_SCANS = 100
_QUALITY = 82
# The limit is ours, below, and known before anything is decoded.
Image.MAX_IMAGE_PIXELS = None
_decoding = threading.Semaphore(1)


class PictureFault(StrEnum):
    """What is wrong with a file that should be a picture."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNKNOWN = "unknown"
    TOO_MANY_PIXELS = "too_many_pixels"
    BROKEN = "broken"
    TOO_MANY = "too_many"


class NoPicture(Exception):
    """The file is not taken; ``fault`` says why."""

    def __init__(self, fault: PictureFault) -> None:
        """Keep why."""
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class CleanPicture:
    """A picture encoded again as WebP."""

    digest: str
    content: bytes
    width: int
    height: int


def clean_picture(content: bytes, *, size: tuple[int, int]) -> CleanPicture:
    """Return a picture, given as JPEG, PNG or WebP, rewritten to fit into a size.

    Its orientation is applied and everything but its pixels is dropped; of an animation the first
    picture stays. Raises NoPicture. One is decoded at a time, for large ones take memory.
    """
    if not content:
        raise NoPicture(PictureFault.EMPTY)
    if len(content) > MOST_BYTES:
        raise NoPicture(PictureFault.TOO_LARGE)
    _check_before_opening(content)
    with _decoding:
        try:
            fresh = _decode(content, size)
            out = io.BytesIO()
            fresh.save(out, "WEBP", quality=_QUALITY, method=4)
        except NoPicture:
            raise
        except Exception as error:
            # Decoders raise whatever they like for what is broken: OSError, ValueError,
            # SyntaxError, struct.error, OverflowError and their own.
            raise NoPicture(PictureFault.BROKEN) from error
    written = out.getvalue()
    return CleanPicture(hashlib.sha256(written).hexdigest(), written, fresh.width, fresh.height)


def _decode(content: bytes, size: tuple[int, int]) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise NoPicture(PictureFault.TOO_MANY_PIXELS)
        if image.format == "JPEG":
            image.draft("RGB", (2 * size[0], 2 * size[1]))
        upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I;16"):
        upright = upright.point(lambda value: value / 256).convert("L")
    plain = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    plain.thumbnail(size)
    fresh = Image.new(plain.mode, plain.size)  # with none of what the file said besides
    fresh.paste(plain)
    return fresh


def _check_before_opening(content: bytes) -> None:
    """Refuse what costs too much to open: opening a WebP takes memory for all its pixels."""
    if content.startswith(b"\xff\xd8\xff"):
        if content.count(b"\xff\xda") > _MOST_SCANS:
            raise NoPicture(PictureFault.BROKEN)
    elif content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        width, height = _read_webp_size(content)
        if width * height > MOST_PIXELS:
            raise NoPicture(PictureFault.TOO_MANY_PIXELS)
    elif content.startswith(b"\x89PNG\r\n\x1a\n"):
        if content[12:16] != b"IHDR" or len(content) < 24:
            raise NoPicture(PictureFault.BROKEN)
        width, height = struct.unpack(">II", content[16:24])
        if width * height > MOST_PIXELS:
            raise NoPicture(PictureFault.TOO_MANY_PIXELS)
    else:
        raise NoPicture(PictureFault.UNKNOWN)


def _read_webp_size(content: bytes) -> tuple[int, int]:
    """Return the size that the first chunk of a WebP states."""
    kind, head = content[12:16], content[20:30]
    if len(head) < 10:
        raise NoPicture(PictureFault.BROKEN)
    if kind == b"VP8X":
        return int.from_bytes(head[4:7], "little") + 1, int.from_bytes(head[7:10], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack("<HH", head[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise NoPicture(PictureFault.BROKEN)


def check_whole(content: bytes) -> None:
    """Raise NoPicture for a WebP of a known size that does not decode."""
    with _decoding:
        try:
            with Image.open(io.BytesIO(content), formats=("WEBP",)) as image:
                image.load()
        except Exception as error:
            raise NoPicture(PictureFault.BROKEN) from error
