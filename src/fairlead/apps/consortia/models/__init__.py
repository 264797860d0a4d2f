"""Interest in needs, consortia with their members, agreements and files, and signings."""

from fairlead.apps.consortia.models.agreements import Agreement, SignOff
from fairlead.apps.consortia.models.consortia import (
    PRESENT,
    SHARE_WORDS,
    SHARES,
    Consortium,
    Interest,
    Member,
    MemberState,
    Part,
)
from fairlead.apps.consortia.models.conversation import Blob, Note, SharedFile
from fairlead.apps.consortia.models.signings import Signatory, Signing

__all__ = [
    "PRESENT",
    "SHARES",
    "SHARE_WORDS",
    "Agreement",
    "Blob",
    "Consortium",
    "Interest",
    "Member",
    "MemberState",
    "Note",
    "Part",
    "SharedFile",
    "SignOff",
    "Signatory",
    "Signing",
]
