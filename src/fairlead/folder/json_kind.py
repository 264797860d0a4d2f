"""Cells that hold JSON, written in one way."""

from __future__ import annotations

import json
import math
import re

import pyarrow as pa

from fairlead.folder import bounds
from fairlead.folder.cell_kind import Kind

_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def _parse_json(text: str) -> str:
    try:
        value = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        value = None
    held = isinstance(value, dict | list) and _is_held(value, bounds.JSON_LEVELS)
    if not held or len(text) > bounds.JSON_LENGTH:
        raise ValueError(
            f"expected JSON, an object or a list, of at most {bounds.JSON_LENGTH:,} characters "
            f"and {bounds.JSON_LEVELS} levels, its numbers within those of 64 bits, its texts "
            r"without \u0000 and single surrogates"
        )
    return write_json(value)


def _is_held(value: object, levels: int) -> bool:
    """Return whether the database can hold a value as JSON, within so many levels."""
    if isinstance(value, dict | list):
        parts = [*value, *value.values()] if isinstance(value, dict) else value
        return levels > 0 and all(_is_held(part, levels - 1) for part in parts)
    if isinstance(value, str):
        return not _NO_TEXT.search(value)
    return not isinstance(value, float) or math.isfinite(value)


def _refuse_constant(text: str) -> None:
    raise ValueError(text)


def write_json(value: object) -> str:
    """Return a value as JSON in the one way that a cell has it, keys in order."""
    return json.dumps(
        _level(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def _level(value: object) -> object:
    """Return a value with each number written alike, as PostgreSQL may give back 1e3 as 1000."""
    if isinstance(value, dict):
        return {key: _level(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_level(one) for one in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


JSON = Kind("JSON, an object or a list", pa.string(), _parse_json)
