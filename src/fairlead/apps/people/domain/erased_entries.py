"""Knowing again, in a list or a folder, who was erased."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import override

from fairlead.apps.people.models import ErasedEntry, Participation
from fairlead.folder.localized_text import LocalizedText

_SALT = "fairlead.apps.people.erased"


@dataclass(frozen=True, slots=True)
class ErasedEntries:
    """The entries of an edition whose people were erased."""

    codes: frozenset[str]
    addresses: frozenset[str]

    def has(self, code: str, address: str) -> bool:
        """Return whether an entry with this code or address is of somebody who was erased."""
        if code in self.codes:
            return True
        return bool(address and self.addresses) and digest_address(address) in self.addresses


def digest_address(address: str) -> str:
    """Return what an address is known again by."""
    digest: str = salted_hmac(_SALT, address.strip().casefold(), algorithm="sha256").hexdigest()
    return digest


def find_erased_entries(edition: str) -> ErasedEntries:
    """Return those of the edition of that code; at most two queries.

    Who came back by their own will, under an address that was erased once, is known by it again.
    """
    rows = list(ErasedEntry.objects.filter(edition=edition).values_list("code", "address"))
    addresses = {address for _code, address in rows if address}
    if addresses:
        there = Participation.objects.filter(edition__code=edition).exclude(person__email="")
        addresses -= {digest_address(one) for one in there.values_list("person__email", flat=True)}
    return ErasedEntries(frozenset(code for code, _address in rows), frozenset(addresses))


def name_erased(languages: Sequence[str]) -> LocalizedText:
    """Return what somebody is called who was erased, in each of the languages."""
    said = {}
    for tag in languages:
        with override(tag):
            said[tag] = _("Erased person")
    return LocalizedText(said)
