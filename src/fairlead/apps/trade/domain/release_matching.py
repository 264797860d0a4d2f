"""Making a version of the lists the one that everybody sees."""

from __future__ import annotations

from fairlead.apps.fairs.domain.release_version import NotADraft, release_version
from fairlead.apps.trade.models import Matching

__all__ = ["NotADraft", "release_matching"]


def release_matching(matching: Matching) -> Matching:
    """Return the lists, released; the ones released before are superseded.

    Raises NotADraft for lists that are or were released.
    """
    return release_version(matching)
