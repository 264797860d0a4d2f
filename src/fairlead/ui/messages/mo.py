"""Compiles a catalogue into the binary form that gettext and Django read."""

from __future__ import annotations

import struct

from fairlead.ui.messages.po import Catalogue, Message

_MAGIC = 0x950412DE


def compile_mo(catalogue: Catalogue) -> bytes:
    """Return the ``.mo`` of the catalogue: its usable texts, sorted, without a table of hashes.

    A text that is fuzzy, obsolete or not translated in every form is left out, so that the page
    shows the English one. The bytes depend on the catalogue alone, not on a library's release.
    """
    head = "".join(f"{name}: {value}\n" for name, value in catalogue.header.items())
    pairs = [(b"", head.encode())]
    pairs += [_pair(message) for message in catalogue.shown if is_usable(message)]
    pairs.sort()
    start = 28 + 16 * len(pairs)
    ids = b"".join(one + b"\0" for one, _ in pairs)
    texts = b"".join(one + b"\0" for _, one in pairs)
    tables: list[int] = []
    for place, column in ((start, 0), (start + len(ids), 1)):
        for pair in pairs:
            tables += (len(pair[column]), place)
            place += len(pair[column]) + 1
    count = len(pairs)
    header = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, start)
    return header + struct.pack(f"<{4 * count}I", *tables) + ids + texts


def is_usable(message: Message) -> bool:
    """Return whether a page may show the translation."""
    return not message.fuzzy and bool(message.strings) and all(message.strings.values())


def _pair(message: Message) -> tuple[bytes, bytes]:
    """Return a message's key and its translation, plural forms apart by zero bytes."""
    key = message.id if not message.plural else f"{message.id}\0{message.plural}"
    if message.context:
        key = f"{message.context}\x04{key}"
    forms = [message.strings[index] for index in sorted(message.strings)]
    return key.encode(), "\0".join(forms).encode()
