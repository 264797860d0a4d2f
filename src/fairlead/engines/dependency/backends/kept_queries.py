"""Compiled queries of earlier runs: building and compiling takes longer than many answers do.

A file holds the queries of one shape of question. It names the code and the libraries that they
were compiled with; with any other it counts as absent and is rewritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Hashable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import pyarrow as pa

_ENGINE = Path(__file__).resolve().parents[1]
_LIBRARIES = ("ibis-framework", "sqlglot", "pyarrow")
_MOST_FILES = 200


@dataclass(frozen=True, slots=True)
class CompiledQuery:
    """A relation as SQL, with its columns as Ibis (by the names of their types) and as Arrow."""

    sql: str
    columns: Mapping[str, str]
    arrow: pa.Schema


def load_queries(dialect: str, shape: Hashable) -> dict[str, CompiledQuery]:
    """Return the queries kept for a shape of question, by name; none when they are not of now."""
    name = _name_file(dialect, shape)
    for folder in _list_folders():
        with suppress(OSError, ValueError, LookupError, TypeError, AttributeError):
            kept = json.loads((folder / name).read_text(encoding="utf-8"))
            if kept["made_by"] == _describe_makers() and kept["shape"] == repr(shape):
                return {name: _read_query(query) for name, query in kept["queries"].items()}
    return {}


def keep_queries(dialect: str, shape: Hashable, queries: Mapping[str, CompiledQuery]) -> None:
    """Keep the queries in the first folder that can be written, whole or not at all."""
    kept = {
        "made_by": _describe_makers(),
        "shape": repr(shape),
        "queries": {name: _write_query(query) for name, query in queries.items()},
    }
    name = _name_file(dialect, shape)
    for folder in _list_folders():
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            others = [file for file in folder.glob("sql-*.json") if file.name != name]
            if len(others) >= _MOST_FILES:
                return
            handle, draft = tempfile.mkstemp(dir=folder, suffix=".new")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(kept, file)
                Path(draft).replace(folder / name)
            except BaseException:
                Path(draft).unlink(missing_ok=True)
                raise
            return


def _read_query(kept: dict[str, Any]) -> CompiledQuery:
    arrow = pa.ipc.read_schema(pa.py_buffer(bytes.fromhex(kept["arrow"])))
    return CompiledQuery(kept["sql"], kept["columns"], arrow)


def _write_query(query: CompiledQuery) -> dict[str, Any]:
    arrow = query.arrow.serialize().to_pybytes().hex()
    return {"sql": query.sql, "columns": dict(query.columns), "arrow": arrow}


@cache
def _describe_makers() -> str:
    """Return what the SQL depends on besides its shape: this engine's text, and the libraries."""
    versions = [metadata.version(library) for library in _LIBRARIES]
    digest = hashlib.sha256(repr([sys.version, versions]).encode())
    for file in sorted(_ENGINE.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _name_file(dialect: str, shape: Hashable) -> str:
    return f"sql-{hashlib.sha256(repr((dialect, shape)).encode()).hexdigest()[:16]}.json"


def _list_folders() -> tuple[Path, ...]:
    """Return where queries are kept: beside the code, else where this user keeps such things.

    Nobody else may write there.
    """
    cache_home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    return (Path(__file__).parent / "__pycache__", Path(cache_home) / "fairlead")
