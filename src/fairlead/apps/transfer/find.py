"""Find an edition by a code that a user typed."""

from __future__ import annotations

from fairlead.apps.fairs.models import Edition
from fairlead.folder.input_errors import report_invalid


def find_edition(code: str) -> Edition:
    """Return the edition of that code; raises InvalidInput that names those there are."""
    edition = Edition.objects.filter(code=code).first()
    if edition is not None:
        return edition
    codes = ", ".join(Edition.objects.order_by("code").values_list("code", flat=True))
    known = f"one of {codes}" if codes else "one that is loaded: there is none, use fairlead load"
    raise report_invalid("database", f"expected {known}", field="edition", value=code)
