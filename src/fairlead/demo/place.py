"""Under which code a demonstration is loaded: no ledger takes the place of another one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from django.db.models import Q

from fairlead.apps.cooperation.models import Entry, Ledger
from fairlead.apps.fairs.models import Edition
from fairlead.apps.transfer.remove import remove_edition
from fairlead.folder.fair import Fair
from fairlead.folder.settings import FILE, write_settings


def choose_code(fair: Fair, folder: Path) -> Fair:
    """Return the fair under the first of its codes whose ledger it continues, noted in its folder.

    What a ledger has is never replaced: a demonstration with another seed, or of another Fairlead,
    gets the code `demo-2023-2`, and so on.
    """
    code = next(one for one in _list_codes(fair.settings.code) if _continues(fair, one))
    if code == fair.settings.code:
        return fair
    named = replace(fair, settings=replace(fair.settings, code=code))
    (folder / FILE).write_text(write_settings(named.settings, named.flows), encoding="utf-8")
    return named


def remove_demonstrations(first: str) -> None:
    """Remove the earlier demonstrations, whose codes begin with the ``first``."""
    for edition in Edition.objects.filter(_is_demonstration(first)):
        remove_edition(edition)


def is_alone(first: str) -> bool:
    """Return whether the database holds no editions but demonstrations."""
    return not Edition.objects.exclude(_is_demonstration(first)).exists()


def _is_demonstration(first: str) -> Q:
    return Q(code__regex=rf"^{first}(-[0-9]+)?$")


def _list_codes(first: str) -> Iterator[str]:
    yield first
    yield from (f"{first}-{number}" for number in count(2))


def _continues(fair: Fair, code: str) -> bool:
    """Return whether a ledger begins as the fair's does, or the other way round."""
    size = Ledger.objects.filter(code=code).values_list("size", flat=True).first() or 0
    digests = fair.ledger.sort_by("number")["digest"].to_pylist()
    shared = min(size, len(digests))
    last = Entry.objects.filter(ledger__code=code, number=shared).values_list("digest", flat=True)
    return not shared or last.get() == digests[shared - 1]
