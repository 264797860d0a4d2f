"""What a folder said of an edition, kept beside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.models import LoadedFile
from fairlead.folder.fair import Fair
from fairlead.folder.merging.fairs import Base
from fairlead.folder.merging.stored import read_base, write_base
from fairlead.folder.merging.versions import PARTS as VERSION_PARTS
from fairlead.folder.schemas import SCHEMAS

_FLOWS = "flows"


def find_base(fair: Fair) -> Base:
    """Return what a whole folder says; of versions only that they are there."""
    tables = {
        schema.name: fair.table(schema.name) for schema in SCHEMAS if schema not in VERSION_PARTS
    }
    return Base(fair.settings, tables, fair.settings.languages)


def remember_base(edition: Edition, base: Base) -> None:
    """Keep what the folder says for the next load to compare with."""
    kept = dict(LoadedFile.objects.filter(edition=edition).values_list("name", "content"))
    said = write_base(base)
    changed = [name for name in said if bytes(kept.get(name, b"")) != said[name]]
    stay = (said.keys() - set(changed)) | {_FLOWS}
    LoadedFile.objects.filter(edition=edition).exclude(name__in=stay).delete()
    LoadedFile.objects.bulk_create(
        LoadedFile(edition=edition, name=name, content=said[name]) for name in changed
    )


def recall_base(edition: Edition) -> Base | None:
    """Return what the folder said when it was last loaded; None when an older Fairlead did it."""
    kept = LoadedFile.objects.filter(edition=edition).values_list("name", "content")
    return read_base({name: bytes(content) for name, content in kept})


def remember_flows(edition: Edition, said: Mapping[str, Any]) -> None:
    """Keep what the folder says of its flows, as columns of the edition."""
    LoadedFile.objects.update_or_create(
        edition=edition, name=_FLOWS, defaults={"content": json.dumps(said).encode()}
    )


def recall_flows(edition: Edition) -> dict[str, Any] | None:
    """Return what the folder said of its flows; None where nobody has uploaded others since."""
    kept = LoadedFile.objects.filter(edition=edition, name=_FLOWS).first()
    return None if kept is None else json.loads(bytes(kept.content))
