"""Django's PostgreSQL backend, which starts the embedded server before it first connects."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from psycopg import OperationalError

from fairlead.config.embedded.layout import Layout
from fairlead.config.embedded.roles import ROLES
from fairlead.config.embedded.server import PATIENCE, ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server.

    ``OPTIONS`` hold ``home``, ``durable``, ``role`` (application, owner or superuser), and
    ``patience``: how many seconds a connection waits for a server that starts or recovers.
    """

    def get_connection_params(self) -> dict[str, Any]:
        """Return where the server listens, after making sure that it runs."""
        self._ensure_running()
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        self.settings_dict = {
            **self.settings_dict,
            "USER": ROLES[options.get("role", "application")],
            "HOST": str(Layout(Path(options["home"])).socket_folder),
            "OPTIONS": {"connect_timeout": 10},
        }
        try:
            params: dict[str, Any] = super().get_connection_params()
        finally:
            self.settings_dict = {**self.settings_dict, "OPTIONS": options}
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a connection; asks again while a server that died or lost a process recovers."""
        until = time.monotonic() + self._patience
        while True:
            try:
                connected = super().get_new_connection(conn_params)
            except OperationalError as error:
                recovers = error.sqlstate is None or error.sqlstate.startswith("57P")
                if not recovers or time.monotonic() >= until:
                    raise
            else:
                # Only what is written once is sent in the way that can be prepared (decision 687).
                connected.prepare_threshold = 0
                return connected
            time.sleep(0.05)
            self._ensure_running(refused=True)

    @property
    def _patience(self) -> float:
        return float(self.settings_dict["OPTIONS"].get("patience", PATIENCE))

    def _ensure_running(self, *, refused: bool = False) -> None:
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        ensure_running(
            Layout(Path(options["home"])),
            durable=options["durable"],
            patience=self._patience,
            refused=refused,
        )
