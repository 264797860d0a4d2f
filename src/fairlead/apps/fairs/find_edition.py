"""An edition as nearly every page asks for it."""

from __future__ import annotations

from django.db.models import QuerySet, SlugField

from fairlead.apps.fairs.models import Edition
from fairlead.apps.fairs.prepared_query import Parameter, PreparedQuery


def _build() -> QuerySet[Edition]:
    return Edition.objects.with_stamps().filter(code=Parameter("code", SlugField()))


_EDITION = PreparedQuery(_build)


def find_stamped_edition(code: str) -> Edition | None:
    """Return the edition of that code with its stamps, None where there is none; one query."""
    return next(iter(_EDITION.read(code=code)), None)
