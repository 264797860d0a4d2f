"""References that most rows do not have are indexed where they are given, not where they are not.

Their foreign keys stay as they are, so the old indexes are dropped by name.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

_CASCADE = django.db.models.deletion.CASCADE
_PROTECT = django.db.models.deletion.PROTECT
_SET_NULL = django.db.models.deletion.SET_NULL
# Model, field, what it refers to, what deletes it, how it is named from there, the old index.
_REFERENCES = (
    ("meeting", "representative", "people.participation", _PROTECT, "represents",
     "meetings_meeting_representative_id_dd14c031"),
    ("meeting", "stand", "exhibition.stand", _PROTECT, "meetings",
     "meetings_meeting_stand_id_06fde4e6"),
    ("meeting", "table", "meetings.table", _PROTECT, "meetings",
     "meetings_meeting_table_id_6346c78e"),
    ("meetingrequest", "asking_firm", "people.organisation", _CASCADE, "+",
     "meetings_meetingrequest_asking_firm_id_529e170a"),
    ("meetingrequest", "invitee", "people.participation", _CASCADE, "invitations",
     "meetings_meetingrequest_invitee_id_0df43186"),
    ("meetingrequest", "assigned", "people.participation", _SET_NULL, "+",
     "meetings_meetingrequest_assigned_id_bfb08f28"),
    ("meetingrequest", "author", "people.participation", _SET_NULL, "+",
     "meetings_meetingrequest_author_id_a5e5eb42"),
    ("meetingrequest", "locked", "fairs.slot", _PROTECT, "+",
     "meetings_meetingrequest_locked_id_3aea4939"),
    ("meetingrequest", "proposed", "fairs.slot", _PROTECT, "+",
     "meetings_meetingrequest_proposed_id_504b2ac4"),
    ("meetingrequest", "changed_by", "people.participation", _SET_NULL, "+",
     "meetings_meetingrequest_changed_by_id_b0e30877"),
    ("requestevent", "by", "people.participation", _SET_NULL, "+",
     "meetings_requestevent_by_id_8ea98919"),
)  # fmt: skip
_NAMED = {"meetingrequest": "request", "requestevent": "request_event"}


class Migration(migrations.Migration):
    """Drops the old indexes, then adds those of the given ones."""

    dependencies = (
        ("exhibition", "0006_stands_change_places"),
        ("fairs", "0021_opening"),
        ("meetings", "0022_versions_loaded"),
        ("people", "0014_erased_entries"),
    )

    operations = (
        *(
            migrations.SeparateDatabaseAndState(
                database_operations=[
                    migrations.RunSQL(
                        f'DROP INDEX "{index}"',
                        f'CREATE INDEX "{index}" ON meetings_{model} ("{field}_id")',
                    )
                ],
                state_operations=[
                    migrations.AlterField(
                        model,
                        field,
                        models.ForeignKey(
                            blank=True,
                            db_index=False,
                            null=True,
                            on_delete=deleted,
                            related_name=named,
                            to=other,
                        ),
                    )
                ],
            )
            for model, field, other, deleted, named, index in _REFERENCES
        ),
        *(
            migrations.AddIndex(
                model,
                models.Index(
                    condition=models.Q((f"{field}__isnull", False)),
                    fields=[field],
                    name=f"{_NAMED.get(model, model)}_{field}_given",
                ),
            )
            for model, field, *_ in _REFERENCES
        ),
    )
