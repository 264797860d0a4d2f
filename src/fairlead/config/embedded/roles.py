"""The roles of the embedded server, and which users of this machine may take them."""

from __future__ import annotations

import os
import pwd

from fairlead.config.embedded import faults
from fairlead.config.embedded.layout import DATABASE, SUPERUSER, Layout
from fairlead.config.embedded.owner import Owner
from fairlead.config.roles import APPLICATION, OWNER, write_roles

ROLES = {"application": APPLICATION, "owner": OWNER, "superuser": SUPERUSER}
_MARK_FILE = "roles-3"  # a file that says that the roles of this kind are made
# Databases that every server has: nobody else works there, by temporary tables neither.
_CLOSE_OTHERS = "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC"
_ACCESS = f"""local all {SUPERUSER},{OWNER},{APPLICATION} peer map=keeper
local all all reject
"""


def write_access(layout: Layout, owner: Owner) -> None:
    """Write who may connect: only whom the system says it is, and only as one of our roles."""
    names = {_name(os.geteuid()), _name(owner.uid), "root"} - {""}
    mapped = "".join(
        f'keeper "{name}" {role}\n' for name in sorted(names) for role in ROLES.values()
    )
    for file, text in (("pg_hba.conf", _ACCESS), ("pg_ident.conf", mapped)):
        path = layout.data / file
        path.write_text(text)
        owner.own(path)


def make_roles(layout: Layout) -> None:
    """Make the roles, once; the server runs.

    Raises InvalidInput when it does not let us.
    """
    made = layout.folder / _MARK_FILE
    if made.exists():
        return
    import psycopg  # a tenth of a second, where the roles are made the first time

    try:
        with psycopg.connect(
            host=str(layout.socket_folder), user=SUPERUSER, dbname=DATABASE, connect_timeout=10
        ) as connection:
            connection.execute(write_roles(DATABASE))
            connection.execute(_CLOSE_OTHERS)
    except psycopg.Error as error:
        raise faults.report_failure(layout, f"error: {error}") from None
    made.touch(mode=0o600)


def _name(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return ""
