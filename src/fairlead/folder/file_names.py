"""Names of files as people send them."""

from __future__ import annotations

_MOST_BYTES = 200  # in UTF-8; file systems take 255


def clean_file_name(name: str, otherwise: str) -> str:
    """Return a file's name without its folder, a dot before it and what is invisible.

    Of a longer one its end is left, at most 200 bytes in UTF-8; of nothing, ``otherwise``.
    """
    bare = name.replace("\\", "/").rpartition("/")[2]
    shown = "".join(char for char in bare if char.isprintable())
    end = shown.encode()[-_MOST_BYTES:].decode(errors="ignore")
    return end.lstrip(".") or otherwise
