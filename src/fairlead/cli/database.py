"""Getting the database ready for a command, and saying clearly why it is not."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from pathlib import Path

_URL, _OWNER_URL = "FAIRLEAD_DATABASE_URL", "FAIRLEAD_DATABASE_OWNER_URL"


@contextmanager
def open_database(*, to_load: bool = False) -> Iterator[None]:
    """Start Django, bring the database up to date, and run a command on it.

    What loads a fair as it was works as the owner of the tables: for nobody else do the rules of
    states and versions give way.

    Raises InvalidInput when the settings are wrong or the database cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fairlead.config.settings")
    import django

    with ThreadPoolExecutor(1, "database") as pool:
        running = pool.submit(start_database)
        django.setup()
    running.result()
    with explain_faults():
        _migrate()
        with work_as_owner() if to_load else nullcontext():
            if to_load:
                _check_may_load()
            yield


@contextmanager
def explain_faults() -> Iterator[None]:
    """Close this thread's connection after the body, whose faults of the database are explained.

    Raises InvalidInput for them.
    """
    from django.db import IntegrityError, OperationalError, connection

    from fairlead.folder.input_errors import report_invalid

    try:
        yield
    except OperationalError as error:
        raise _explain_fault(error) from None
    except IntegrityError as error:
        said = " ".join(str(error).split())
        expected = f"expected rows that the database's rules allow; it said: {said}"
        raise report_invalid("database", expected) from None
    finally:
        connection.close()


def save_beside() -> None:
    """Let the embedded server bring what was changed to the disk while others go on.

    It does so before it stops at the latest, and then its last user waits for it: for a fair just
    loaded a second, for new tables two.
    """
    from django.conf import settings

    if settings.FAIRLEAD_DATABASE_URL:
        return
    from fairlead.config.embedded.layout import Layout
    from fairlead.config.embedded.server import save

    options = settings.DATABASES["default"]["OPTIONS"]
    if options["durable"]:
        threading.Thread(target=save, args=(Layout(Path(options["home"])),), name="save").start()


def start_database() -> None:
    """Return when the embedded server runs, where it is the one to use.

    Raises InvalidInput when it cannot run.
    """
    from django.conf import settings

    if settings.FAIRLEAD_DATABASE_URL:
        return
    from fairlead.config.embedded.layout import Layout
    from fairlead.config.embedded.server import ensure_running

    options = settings.DATABASES["default"]["OPTIONS"]
    ensure_running(Layout(Path(options["home"])), durable=options["durable"])


def is_up_to_date() -> bool:
    """Return whether the database has applied every migration that there is a file of.

    Told by the files' names: to load a hundred migrations takes a fifth of a second, at every
    command. Where a name is missing, Django's own plan decides.
    """
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    from fairlead.config.first_tables.script import find_migrations

    return find_migrations().keys() <= set(MigrationRecorder(connection).applied_migrations())


def _migrate() -> None:
    """Apply what migrations there are, one process at a time."""
    if is_up_to_date():
        return
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from fairlead.config.first_tables.make import make_first_tables
    from fairlead.config.roles import write_history_rights

    def is_behind() -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    with work_as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext('fairlead migrations'))")
        made = make_first_tables()
        if not (made and is_up_to_date()) and is_behind():
            call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
            cursor.execute(write_history_rights())
        cursor.execute("SELECT pg_advisory_unlock(hashtext('fairlead migrations'))")


@contextmanager
def work_as_owner() -> Iterator[None]:
    """Work as the role that owns the tables.

    Raises InvalidInput when the role that was used may not change them.
    """
    from django.conf import settings
    from django.db import OperationalError, ProgrammingError, connection
    from django.db.migrations.exceptions import MigrationSchemaMissing
    from psycopg.errors import InsufficientPrivilege

    from fairlead.folder.input_errors import report_invalid

    usual = connection.settings_dict
    connection.close()
    connection.settings_dict = {**usual, **settings.DATABASE_AS_OWNER}
    try:
        yield
    except OperationalError as error:
        given = bool(settings.FAIRLEAD_DATABASE_URL and settings.DATABASE_AS_OWNER)
        raise _explain_fault(error, url=_OWNER_URL if given else _URL) from None
    except (ProgrammingError, MigrationSchemaMissing) as error:
        if not any(isinstance(one, InsufficientPrivilege) for one in _list_causes(error)):
            raise
        raise report_invalid(
            _OWNER_URL,
            "expected the address of the database for the role that owns its tables: they have to "
            f"be brought up to date first; it said: {' '.join(str(error).split())}",
        ) from None
    finally:
        connection.close()
        connection.settings_dict = usual


def _check_may_load() -> None:
    """Raise InvalidInput where the database does not take what a load sets aside from this role."""
    from django.db import connection

    from fairlead.folder.input_errors import report_invalid

    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('fairs_edition', 'TRIGGER')")
        if not cursor.fetchone()[0]:
            raise report_invalid(
                _OWNER_URL,
                "expected the address of the database for the role that owns its tables: "
                "a fair is loaded as this role",
            )


def _list_causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it, one after another."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _explain_fault(error: Exception, *, url: str = _URL) -> Exception:
    """Return what is wrong with the embedded server, or with the one that a setting names."""
    from django.conf import settings
    from psycopg.errors import DiskFull

    from fairlead.config.embedded import faults
    from fairlead.config.embedded.layout import Layout
    from fairlead.folder.input_errors import report_invalid

    said = " ".join(str(error).split())
    if not settings.FAIRLEAD_DATABASE_URL:
        return faults.report_failure(Layout(settings.FAIRLEAD_HOME), said)
    if isinstance(error.__cause__, DiskFull):
        return report_invalid(url, "expected room on the server's disk, which is full")
    return report_invalid(url, f"expected a server that answers; it said: {said}")
