"""What a folder said, as bytes to remember it by."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from fairlead.folder.merging.fairs import Base
from fairlead.folder.schemas import BY_NAME
from fairlead.folder.settings import FILE, read_settings, write_settings

_LANGUAGES = b"languages"


def write_base(base: Base) -> dict[str, bytes]:
    """Return the bytes of every file."""
    found = {FILE: write_settings(base.settings, None).encode()}
    kept = {_LANGUAGES: "|".join(base.languages).encode()}
    for name, table in base.tables.items():
        sink = io.BytesIO()
        pq.write_table(table.replace_schema_metadata(kept), sink, compression="zstd")
        found[name] = sink.getvalue()
    return found


def read_base(files: Mapping[str, bytes]) -> Base | None:
    """Return what `write_base` wrote, by this Fairlead or an older one; None for nothing."""
    if FILE not in files:
        return None
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, FILE).write_bytes(files[FILE])
        settings = read_settings(Path(scratch)).settings
    if settings is None:
        return None
    languages = settings.languages
    tables: dict[str, pa.Table] = {}
    for name, content in files.items():
        if name in BY_NAME:
            tables[name] = pq.read_table(pa.BufferReader(content))
            kept = (tables[name].schema.metadata or {}).get(_LANGUAGES, b"")
            languages = tuple(kept.decode().split("|")) if kept else languages
    return Base(settings, tables, languages)
