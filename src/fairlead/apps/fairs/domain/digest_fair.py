"""What identifies the input of a run."""

from __future__ import annotations

import hashlib

from fairlead.folder.fair import Fair
from fairlead.folder.schemas import SCHEMAS
from fairlead.folder.settings import write_settings
from fairlead.folder.write import write_table_text

_MADE = ("timetables", "meetings", "unheld")
"""What runs make, and so no input of theirs: the same fair planned twice has one digest."""


def digest_fair(fair: Fair, *, flows_digest: str = "") -> str:
    """Return the SHA-256 of the fair as its folder would be written, without its timetables.

    ``flows_digest`` stands for the flows, which are not part of the tables.
    """
    digest = hashlib.sha256(write_settings(fair.settings, fair.flows).encode())
    digest.update(flows_digest.encode())
    for schema in SCHEMAS:
        if schema.name in _MADE:
            continue
        digest.update(write_table_text(schema, fair.table(schema.name)).encode())
    return digest.hexdigest()
