"""Django's PostgreSQL backend, which starts the embedded server before it first connects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base

from fairlead.config.embedded.layout import SUPERUSER, Layout
from fairlead.config.embedded.server import ensure_running


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the embedded server; ``OPTIONS`` hold ``home`` and ``durable``."""

    def get_connection_params(self) -> dict[str, Any]:
        """Return where the server listens, after making sure that it runs."""
        options: dict[str, Any] = self.settings_dict["OPTIONS"]
        layout = Layout(Path(options["home"]))
        ensure_running(layout, durable=options["durable"])
        self.settings_dict = {
            **self.settings_dict,
            "USER": SUPERUSER,
            "HOST": str(layout.socket_folder),
            "OPTIONS": {},
        }
        try:
            params: dict[str, Any] = super().get_connection_params()
        finally:
            self.settings_dict = {**self.settings_dict, "OPTIONS": options}
        return params
