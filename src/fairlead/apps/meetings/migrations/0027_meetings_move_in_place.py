"""A meeting that moves is written where it was: no index has its slot, and its page has room.

A release moves 60,000 meetings at once; each wrote a row to seven indexes. Nobody looks for the
meetings of a slot: who and what is taken in it is in tables of their own.
"""

import django.db.models.deletion
from django.db import migrations, models

_ROOM = "ALTER TABLE meetings_meeting SET (fillfactor = 50);"
_NO_ROOM = "ALTER TABLE meetings_meeting RESET (fillfactor);"


class Migration(migrations.Migration):
    """Drops the index, and leaves room."""

    dependencies = (("meetings", "0026_sessions_moved"),)
    operations = (
        migrations.AlterField(
            "meeting",
            "slot",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meetings",
                to="fairs.slot",
            ),
        ),
        migrations.RunSQL(_ROOM, _NO_ROOM),
    )
