"""The code of a participant's pass: a number and a seal, and nothing of the person."""

from __future__ import annotations

import re

import qrcode
from django.utils.crypto import constant_time_compare, salted_hmac
from qrcode.constants import ERROR_CORRECT_M

from fairlead.apps.fairs.models import Edition
from fairlead.apps.people.models import Participation

_SALT = "fairlead.attendance.pass"
_PASS = re.compile(r"FL-(\d{1,18})-([0-9A-F]{12})")


def write_pass(who: Participation) -> str:
    """Return the code of a participant's pass, in signs that a QR code packs best."""
    return f"FL-{who.pk}-{_seal(who.pk)}"


def read_pass(edition: Edition, code: str) -> Participation | None:
    """Return whose pass it is; None for one that is forged, or of another fair."""
    found = _PASS.search(code.strip().upper()[:200])
    if found is None or not constant_time_compare(found[2], _seal(int(found[1]))):
        return None
    rows = Participation.objects.select_related("person", "organisation")
    return rows.filter(edition=edition, pk=int(found[1])).first()


def _seal(number: int) -> str:
    return salted_hmac(_SALT, str(number), algorithm="sha256").hexdigest()[:12].upper()


def draw_pass(code: str) -> tuple[str, int]:
    """Return the QR code of a pass as the path of an SVG, and how many units its side is."""
    drawn = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    drawn.add_data(code)
    rows = drawn.get_matrix()
    path = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return path, len(rows)
