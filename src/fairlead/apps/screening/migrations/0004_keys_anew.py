"""Lists in force are found by what their names sound like, as it is read from now on."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from fairlead.apps.screening.sounds import list_keys


def renew_keys(apps: Apps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Write the keys of every entry of a list in force that differ."""
    entries = apps.get_model("screening", "Restricted").objects
    held = entries.filter(held_in__current=True).only("pk", "name", "aliases", "keys")
    changed = []
    for one in held.iterator(1_000):
        keys = list_keys((one.name, *one.aliases))
        if keys != one.keys:
            one.keys = keys
            changed.append(one)
    entries.bulk_update(changed, ["keys"], batch_size=500)


class Migration(migrations.Migration):
    """Keys as they are worked out since names are read in several ways."""

    dependencies = (("screening", "0003_persons"),)
    operations = (migrations.RunPython(renew_keys, migrations.RunPython.noop),)
