"""What cannot be recorded, and why; it is refused as everywhere."""

from __future__ import annotations

from fairlead.apps.fairs.domain.refused import Refused

__all__ = ["Refused"]
