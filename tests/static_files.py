"""Static files in a test run."""

from __future__ import annotations

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class QuickWhiteNoise(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Looks for the static files once in a process.

    Every client of a test loads the middleware anew, and to find some five hundred files takes
    longer than most pages that it asks for.
    """

    _found: ClassVar[dict[str, Any]] = {}

    def add_files_from_finders(self) -> None:
        """Add the files that the apps have."""
        if not self._found:
            super().add_files_from_finders()
            self._found.update(self.files)
        self.files.update(self._found)
