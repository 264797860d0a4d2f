"""The file of a fair folder with what things of the fair were before they became what they are."""

from __future__ import annotations

from fairlead.folder.json_kind import JSON
from fairlead.folder.kinds import ID, build_one_of
from fairlead.folder.schema import Field, Schema
from fairlead.folder.time_kinds import MOMENT

HISTORY_KINDS = ("project", "consortium", "organisation", "participation")
HISTORY = Schema(
    "history",
    "What projects, consortia, organisations and participations were from a moment on, until the "
    "next row of the same key; only added to. A person's participation is there with its "
    "organisation, roles and state, without a name.",
    (
        Field("kind", build_one_of(*HISTORY_KINDS), "What it is about", "project", required=True),
        Field("key", ID, "The id of it", "project-01", required=True),
        Field("since", MOMENT, "From when on", "2023-07-10T09:30:00Z", required=True),
        Field(
            "state",
            JSON,
            "What it was, an object with the keys of its kind; empty where there was none any more",
            '{"complete":true,"organisation":"org-0001","roles":["exhibitor"],"state":"approved"}',
        ),
    ),
    key=("kind", "key", "since"),
)
