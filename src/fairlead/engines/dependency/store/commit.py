"""Puts an import into the manifest, all at once."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

from fairlead.engines.dependency.store.lock import STAGING
from fairlead.engines.dependency.store.manifest import (
    FORMAT,
    MANIFEST,
    Manifest,
    PartEntry,
    SourceEntry,
)


def update_manifest(held: Manifest, entry: SourceEntry, parts: list[PartEntry]) -> Manifest:
    """Return the manifest with the import in place of the years it replaces."""
    new = {(part.classification, part.year) for part in parts}
    kept = [part for part in held.parts if (part.classification, part.year) not in new]
    joined = sorted([*kept, *parts], key=lambda part: (part.classification, part.year))
    used = {source for part in joined for source in part.contributors}
    sources = [one for one in held.sources if one.key in used and one.key != entry.key]
    return Manifest((*sources, entry), tuple(joined))


def commit(store: Path, manifest: Manifest) -> None:
    """Replace the manifest at once, then remove what it no longer names."""
    text = json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1, ensure_ascii=False)
    fresh = store / STAGING / MANIFEST
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(store / MANIFEST)
    named = {store / file for part in manifest.parts for file in part.files}
    for old in store.glob("*/*.parquet"):
        if old not in named:
            old.unlink()
