"""When two e-mail addresses are the same one."""

from __future__ import annotations

import string

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


def fold_address(address: str) -> str:
    """Return what stands for an address where addresses are compared; no two owners share it.

    Only the letters A to Z are folded. Further rules of capitals make one of letters that two
    owners may have registered: the dotless ı has the capital I, and the small letter of İ is i.
    """
    return address.strip().translate(_SMALL)
