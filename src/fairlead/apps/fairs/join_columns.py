"""For migrations: the English and the Russian column of a text become one column of all languages.

The table is rewritten under its old name, so that no trigger fires and no stamp changes. Back
again goes only a database whose editions are in English and Russian alone: nothing is lost.
"""

from __future__ import annotations

from django.db import migrations
from django.db.migrations.operations.base import Operation

from fairlead.apps.fairs.text_field import LocalizedTextField

_ONLY_TWO = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM fairs_edition WHERE NOT languages <@ ARRAY['en', 'ru']::varchar[]) THEN
        RAISE EXCEPTION 'expected editions in English and Russian only: the version of the '
            'database to return to has no place for texts in other languages';
    END IF;
END $$;
"""


def join_columns(
    table: str, model: str, name: str, field: LocalizedTextField, *, russian: bool = True
) -> Operation:
    """Return the operation for a text of a table; ``russian`` says that it has a Russian column."""
    kind = "text" if field.long else "varchar(500)"
    new = field.db_type(None)
    second = f", {name}_ru" if russian else ", ''"
    forward = (
        f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {new} USING fairs_join({name}{second});"
    )
    back = (
        f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {kind}"
        f" USING coalesce({name} ->> 'en', {name} ->> 'ru', '');"
    )
    if russian:
        forward += f"ALTER TABLE {table} DROP COLUMN {name}_ru;"
        back = (
            f"ALTER TABLE {table} ADD COLUMN {name}_ru {kind} NOT NULL DEFAULT '';"
            # A text in Russian alone stays where it was.
            f"ALTER TABLE {table} ALTER COLUMN {name}_ru TYPE {kind}"
            f" USING coalesce({name} ->> 'ru', '');"
            f"ALTER TABLE {table} ALTER COLUMN {name}_ru DROP DEFAULT;"
            f"ALTER TABLE {table} ALTER COLUMN {name} TYPE {kind}"
            f" USING coalesce({name} ->> 'en', '');"
        )
    state: list[Operation] = [migrations.AlterField(model, name, field)]
    if russian:
        state.append(migrations.RemoveField(model, f"{name}_ru"))
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(forward, _ONLY_TWO + back)], state
    )
